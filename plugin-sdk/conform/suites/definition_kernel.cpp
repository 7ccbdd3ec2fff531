#include "plugin-sdk/conform/suites/definition_kernel.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>

namespace mortise::conform {
namespace {

constexpr size_t kNodes = 8;

// Runs `check(node, kernel)` for nodes that the kernel takes. Skips when it takes none.
template <class Check>
void with_kernels(DefinitionBench& bench, const Check& check) {
  const mortise_kernel_definition_t* definition = bench.portable_kernel();
  expect(definition != nullptr, "there is no portable kernel of version ", bench.op().version);
  std::string refusal;
  bool tested = false;
  for (const AcceptedNode& node : bench.accepted_nodes(kNodes)) {
    bench.trace().clear();
    bench.trace().add("// ", qualified_name(bench.op()), inputs_text(node.contents));
    try {
      const PortableKernel kernel(*definition, node.one->node());
      check(node, kernel);
      tested = true;
    } catch (const Skip& stated) {
      refusal = stated.reason;
    }
  }
  bench.check_host();
  if (!tested) skip(refusal);
}

std::vector<HostTensor> run(const AcceptedNode& node, const PortableKernel& kernel,
                            const std::vector<HostTensor>& inputs) {
  return kernel.run(inputs, outputs_like(node.inferred));
}

void expect_same(const std::vector<HostTensor>& actual, const std::vector<HostTensor>& expected,
                 const std::string& what, double steps = 0) {
  for (size_t i = 0; i < expected.size(); ++i) {
    expect(actual[i].shape == expected[i].shape, what, ": output ", i, " has the shape ",
           actual[i].shape, " where ", expected[i].shape, " is right");
    Tolerance tolerance;
    tolerance.relative = tolerance.absolute = steps * epsilon_of(expected[i].dtype);
    const std::string difference = find_difference(actual[i], expected[i], tolerance);
    if (!difference.empty()) fail(what, ": output ", i, ": ", difference);
  }
}

size_t element_bytes(const HostTensor& tensor) { return sdk::dtype_bits(tensor.dtype) / 8; }

// Numbers that must stay in a range which the suite does not know: indices, lengths. Zero is in all of them.
bool is_index(const CaseInput& input) {
  return epsilon_of(input.dtype) == 0 && (input.fill == Fill::kSmallInts || !input.numbers.empty());
}

HostTensor zeros(uint32_t dtype, const sdk::Shape& shape) {
  HostTensor tensor(dtype, shape);
  std::fill(tensor.bytes.begin(), tensor.bytes.end(), uint8_t{0});
  return tensor;
}

// Other content, element by element, where `keep` says no.
template <class Keep>
HostTensor scrambled(const HostTensor& tensor, const CaseInput& input, Random& random,
                     const Keep& keep) {
  const HostTensor other = is_index(input)
                               ? zeros(tensor.dtype, tensor.shape)
                               : random_tensor(tensor.dtype, tensor.shape, Fill::kOrdinary, random);
  HostTensor result = tensor;
  const size_t size = element_bytes(tensor);
  for (int64_t i = 0; i < tensor.count(); ++i) {
    const auto at = static_cast<size_t>(i) * size;
    if (!keep(i)) std::memcpy(result.bytes.data() + at, other.bytes.data() + at, size);
  }
  return result;
}

int64_t coordinate(const sdk::Shape& shape, int64_t element, int64_t axis) {
  for (int64_t last = static_cast<int64_t>(shape.size()) - 1; last > axis; --last)
    element /= shape[static_cast<size_t>(last)];
  return element % shape[static_cast<size_t>(axis)];
}

// [begin, end) of an axis.
HostTensor slice(const HostTensor& tensor, int64_t axis, int64_t begin, int64_t end) {
  sdk::Shape shape = tensor.shape;
  shape[static_cast<size_t>(axis)] = end - begin;
  HostTensor result(tensor.dtype, shape);
  const size_t size = element_bytes(tensor);
  size_t written = 0;
  for (int64_t i = 0; i < tensor.count(); ++i) {
    const int64_t at = coordinate(tensor.shape, i, axis);
    if (at < begin || at >= end) continue;
    std::memcpy(result.bytes.data() + written, tensor.bytes.data() + static_cast<size_t>(i) * size,
                size);
    written += size;
  }
  return result;
}

bool is_plain(const HostTensor& tensor) {
  return sdk::dtype_set(sdk::PlainTypes{}).contains(tensor.dtype);
}

// ---- flags ----

void check_pure(const AcceptedNode& node, const PortableKernel& kernel) {
  expect_same(run(node, kernel, node.contents), run(node, kernel, node.contents),
              "the flag PURE says that the same inputs give the same outputs");
}

// Changes one element of an input that has the output's shape: only that output element may change. Each of these checks
// says whether it could try anything.
bool check_elementwise(DefinitionBench& bench, const AcceptedNode& node,
                       const PortableKernel& kernel) {
  const std::vector<HostTensor> before = run(node, kernel, node.contents);
  bool tried = false;
  for (size_t i = 0; i < node.contents.size(); ++i) {
    const HostTensor& input = node.contents[i];
    if (node.signature.inputs[i].constant || !is_plain(input) || input.shape != before[0].shape ||
        input.count() < 2)
      continue;
    tried = true;
    const auto chosen =
        static_cast<int64_t>(bench.random().below(static_cast<uint64_t>(input.count())));
    std::vector<HostTensor> inputs = node.contents;
    inputs[i] = scrambled(input, node.signature.inputs[i], bench.random(),
                          [&](int64_t element) { return element != chosen; });
    const HostTensor after = run(node, kernel, inputs)[0];
    const size_t size = element_bytes(after);
    for (int64_t element = 0; element < after.count(); ++element) {
      const auto at = static_cast<size_t>(element) * size;
      const bool same =
          std::memcmp(after.bytes.data() + at, before[0].bytes.data() + at, size) == 0;
      expect(same || element == chosen,
             "the flag ELEMENTWISE says that output element i needs input "
             "elements i only; element ",
             element, " of the output changes with element ", chosen, " of input ", i);
    }
  }
  return tried;
}

bool check_commutative(DefinitionBench& bench, const AcceptedNode& node,
                       const PortableKernel& kernel) {
  if (node.contents.size() < 2 || node.contents[0].dtype != node.contents[1].dtype) return false;
  Case swapped = node.signature;
  std::vector<HostTensor> inputs = node.contents;
  std::swap(swapped.inputs[0], swapped.inputs[1]);
  std::swap(inputs[0], inputs[1]);
  const auto other = bench.accept(swapped, inputs);
  expect(other != nullptr,
         "the flag COMMUTATIVE says that inputs may be swapped; the shape rule "
         "refuses them swapped",
         inputs_text(inputs));
  const PortableKernel other_kernel(*bench.portable_kernel(), other->one->node());
  expect_same(run(*other, other_kernel, inputs), run(node, kernel, node.contents),
              "the flag COMMUTATIVE says that the inputs may be swapped", 4);
  return true;
}

// Every element of the output is one of an input's.
bool check_layout_only(const AcceptedNode& node, const PortableKernel& kernel) {
  const std::vector<HostTensor> outputs = run(node, kernel, node.contents);
  const HostTensor& input = node.contents[0];
  if (!is_plain(input)) return false;
  for (const HostTensor& output : outputs) {
    expect(output.dtype == input.dtype,
           "the flag LAYOUT_ONLY says that nothing is computed; the output is ", type_text(output),
           ", the input ", type_text(input));
    const size_t size = element_bytes(input);
    const auto elements_of = [size](const HostTensor& tensor) {
      std::set<std::string> elements;
      for (size_t at = 0; at + size <= tensor.bytes.size(); at += size)
        elements.emplace(reinterpret_cast<const char*>(tensor.bytes.data()) + at, size);
      return elements;
    };
    std::set<std::string> known;
    for (const HostTensor& one : node.contents) {
      if (one.dtype == input.dtype) known.merge(elements_of(one));
    }
    for (const std::string& element : elements_of(output))
      expect(known.count(element) > 0,
             "the flag LAYOUT_ONLY says that elements are moved and nothing "
             "is computed; an element of the output is none of an input's",
             inputs_text(node.contents));
  }
  return true;
}

// The output, given to the operator as an input again.
std::vector<HostTensor> run_again(DefinitionBench& bench, const AcceptedNode& node,
                                  const std::vector<HostTensor>& outputs, const char* flag) {
  expect(node.contents.size() == 1 && outputs.size() == 1, "the flag ", flag,
         " is of operators with one input and one output");
  const auto again = bench.accept(node.signature, outputs);
  expect(again != nullptr, "the flag ", flag,
         " says that f(f(x)) can be; the shape rule refuses it", inputs_text(outputs));
  const PortableKernel kernel(*bench.portable_kernel(), again->one->node());
  return run(*again, kernel, outputs);
}

bool check_involution(DefinitionBench& bench, const AcceptedNode& node,
                      const PortableKernel& kernel) {
  const std::vector<HostTensor> once = run(node, kernel, node.contents);
  expect_same(run_again(bench, node, once, "INVOLUTION"), node.contents,
              "the flag INVOLUTION says that f(f(x)) is x");
  return true;
}

bool check_idempotent(DefinitionBench& bench, const AcceptedNode& node,
                      const PortableKernel& kernel) {
  const std::vector<HostTensor> once = run(node, kernel, node.contents);
  expect_same(run_again(bench, node, once, "IDEMPOTENT"), once,
              "the flag IDEMPOTENT says that f(f(x)) is f(x)");
  return true;
}

// (a, b, a), in both ways.
bool check_associative(const AcceptedNode& node, const PortableKernel& kernel) {
  if (node.contents.size() != 2) return false;
  const HostTensor &a = node.contents[0], &b = node.contents[1];
  const HostTensor ab = run(node, kernel, {a, b})[0];
  if (a.dtype != b.dtype || a.shape != b.shape || ab.dtype != a.dtype || ab.shape != a.shape)
    return false;
  constexpr double kRounding = 16;  // of sums and products of numbers around 1
  const HostTensor ba = run(node, kernel, {b, a})[0];
  expect_same(run(node, kernel, {ab, a}), run(node, kernel, {a, ba}),
              "the flag ASSOCIATIVE says that f(f(a, b), c) is f(a, f(b, c))", kRounding);
  return true;
}

bool check_reshapes(const AcceptedNode& node, const PortableKernel& kernel) {
  const std::vector<HostTensor> outputs = run(node, kernel, node.contents);
  expect(outputs.size() == 1 && outputs[0].dtype == node.contents[0].dtype &&
             outputs[0].bytes == node.contents[0].bytes,
         "the flag RESHAPES says that the only output has the elements of input 0 in their order");
  return true;
}

// What an operator promises, which the kernel must keep for any node: tried on some node at least.
struct FlagCheck {
  uint32_t flag;
  const char* name;
  std::function<bool(const AcceptedNode&, const PortableKernel&)> run;
};

std::vector<FlagCheck> checks_of_flags(DefinitionBench& bench) {
  std::vector<FlagCheck> checks = {
      {MORTISE_OPERATOR_ELEMENTWISE, "ELEMENTWISE",
       [&](const auto& node, const auto& kernel) {
         return check_elementwise(bench, node, kernel);
       }},
      {MORTISE_OPERATOR_COMMUTATIVE, "COMMUTATIVE",
       [&](const auto& node, const auto& kernel) {
         return check_commutative(bench, node, kernel);
       }},
      {MORTISE_OPERATOR_LAYOUT_ONLY, "LAYOUT_ONLY", &check_layout_only},
      {MORTISE_OPERATOR_INVOLUTION, "INVOLUTION",
       [&](const auto& node, const auto& kernel) { return check_involution(bench, node, kernel); }},
      {MORTISE_OPERATOR_IDEMPOTENT, "IDEMPOTENT",
       [&](const auto& node, const auto& kernel) { return check_idempotent(bench, node, kernel); }},
      {MORTISE_OPERATOR_ASSOCIATIVE, "ASSOCIATIVE", &check_associative},
      {MORTISE_OPERATOR_RESHAPES, "RESHAPES", &check_reshapes}};
  const auto unclaimed = [&](const FlagCheck& one) { return !bench.has_flag(one.flag); };
  checks.erase(std::remove_if(checks.begin(), checks.end(), unclaimed), checks.end());
  return checks;
}

// ---- forwarding ----

// Whether the rule names an input for one of the outputs, which that must equal.
bool check_forwarded(const mortise_operator_t& op, const AcceptedNode& node,
                     const PortableKernel& kernel) {
  bool tried = false;
  std::vector<HostTensor> outputs;
  for (size_t i = 0; i < node.inferred.types.size(); ++i) {
    uint32_t input = MORTISE_NONE;
    const Status status = take(op.forward(&op, &node.one->node(), i, &input));
    expect(status.ok(), "the forwarding rule fails: ", status.text());
    if (input == MORTISE_NONE) continue;
    tried = true;
    expect(input < node.contents.size(), "the forwarding rule names input ", input, " of ",
           node.contents.size());
    if (outputs.empty()) outputs = run(node, kernel, node.contents);
    expect(outputs[i].dtype == node.contents[input].dtype &&
               outputs[i].shape == node.contents[input].shape &&
               outputs[i].bytes == node.contents[input].bytes,
           "the forwarding rule says that output ", i, " equals input ", input, "; it does not",
           inputs_text(node.contents));
  }
  return tried;
}

// Nodes in which one of the inputs is known to be the same number everywhere.
template <class Check>
void with_neutral_inputs(DefinitionBench& bench, const AcceptedNode& node, const Check& check) {
  for (size_t i = 0; i < node.contents.size(); ++i) {
    if (!is_plain(node.contents[i])) continue;
    for (const double number : {0.0, -0.0, 1.0}) {
      Case signature = node.signature;
      signature.inputs[i].constant = true;
      std::vector<HostTensor> contents = node.contents;
      contents[i] =
          tensor_of(contents[i].dtype, contents[i].shape,
                    std::vector<double>(static_cast<size_t>(contents[i].count()), number));
      if (const auto changed = bench.accept(signature, contents)) check(*changed);
    }
  }
}

// ---- pieces ----

class PieceCheck {
 public:
  PieceCheck(DefinitionBench& bench, const AcceptedNode& node, const PortableKernel& kernel)
      : bench_(bench), node_(node), kernel_(kernel), whole_(run(node, kernel, node.contents)) {}

  void run_all() {
    for (size_t output = 0; output < whole_.size(); ++output) {
      const sdk::Shape& shape = whole_[output].shape;
      for (size_t axis = 0; axis < shape.size(); ++axis) {
        const int64_t extent = shape[axis];
        if (extent == 0) continue;
        for (const auto& [begin, end] : {std::pair<int64_t, int64_t>(0, extent),
                                         {0, (extent + 1) / 2},
                                         {extent / 2, extent},
                                         {extent - 1, extent}})
          check(output, static_cast<int64_t>(axis), begin, end);
      }
    }
  }

 private:
  using Pieces = std::vector<mortise_piece_t>;

  void check(size_t output, int64_t axis, int64_t begin, int64_t end) {
    const mortise_operator_t& op = bench_.op();
    Pieces pieces(node_.contents.size());
    for (mortise_piece_t& piece : pieces) {
      piece = {};
      piece.struct_size = sizeof(piece);
    }
    const Status status =
        take(op.piece(&op, &node_.one->node(), output, axis, begin, end, pieces.data()));
    expect(status.ok(), "the piece rule fails: ", status.text());
    where_ = sdk::message("for [", begin, ", ", end, ") of axis ", axis, " of output ", output);
    bool partial = false;
    for (size_t i = 0; i < pieces.size(); ++i) {
      check_form(pieces[i], i);
      partial = partial || pieces[i].kind == MORTISE_PIECE_PARTIAL;
    }
    if (partial) {
      check_partial(pieces, output);
    } else {
      check_range(pieces, output, axis, begin, end);
    }
  }

  void check_form(const mortise_piece_t& piece, size_t input) {
    expect(piece.kind >= MORTISE_PIECE_WHOLE && piece.kind <= MORTISE_PIECE_SHAPE,
           "the piece rule gives input ", input, " the kind ", piece.kind, " ", where_);
    if (piece.kind == MORTISE_PIECE_WHOLE || piece.kind == MORTISE_PIECE_SHAPE) return;
    const sdk::Shape& shape = node_.contents[input].shape;
    expect(piece.axis >= 0 && piece.axis < static_cast<int64_t>(shape.size()),
           "the piece rule names axis ", piece.axis, " of input ", input, ", whose rank is ",
           shape.size(), ", ", where_);
    if (piece.kind == MORTISE_PIECE_PARTIAL) {
      expect(piece.combine >= MORTISE_COMBINE_SUM && piece.combine <= MORTISE_COMBINE_PRODUCT,
             "the piece rule combines partial results by ", piece.combine, " ", where_);
      return;
    }
    const int64_t extent = shape[static_cast<size_t>(piece.axis)];
    expect(piece.begin >= 0 && piece.begin <= piece.end && piece.end <= extent,
           "the piece rule says [", piece.begin, ", ", piece.end, ") of an axis of ", extent,
           " of input ", input, ", ", where_, "; ranges are clamped to the input's extent");
  }

  // What lies outside the ranges may be anything.
  void check_range(const Pieces& pieces, size_t output, int64_t axis, int64_t begin, int64_t end) {
    std::vector<HostTensor> inputs = node_.contents;
    for (size_t i = 0; i < inputs.size(); ++i) {
      const mortise_piece_t& piece = pieces[i];
      if (piece.kind != MORTISE_PIECE_RANGE || node_.signature.inputs[i].constant ||
          !is_plain(inputs[i]))
        continue;
      const sdk::Shape shape = inputs[i].shape;
      inputs[i] =
          scrambled(inputs[i], node_.signature.inputs[i], bench_.random(), [&](int64_t element) {
            const int64_t at = coordinate(shape, element, piece.axis);
            return at >= piece.begin && at < piece.end;
          });
    }
    const std::vector<HostTensor> changed = run(node_, kernel_, inputs);
    const std::string difference = find_difference(slice(changed[output], axis, begin, end),
                                                   slice(whole_[output], axis, begin, end), {});
    expect(difference.empty(), where_,
           " the piece rule leaves out a part of an input that matters: ", difference,
           inputs_text(node_.contents));
  }

  // Two parts of the inputs, combined, are the whole.
  void check_partial(const Pieces& pieces, size_t output) {
    int64_t extent = INT64_MAX;
    uint32_t combine = MORTISE_COMBINE_NONE;
    for (size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].kind != MORTISE_PIECE_PARTIAL) continue;
      extent = std::min(extent, node_.contents[i].shape[static_cast<size_t>(pieces[i].axis)]);
      combine = pieces[i].combine;
    }
    if (extent < 2) return;
    const auto first = part(pieces, output, 0, extent / 2);
    const auto second = part(pieces, output, extent / 2, extent);
    if (!first || !second) return;
    const HostTensor both = combined(*first, *second, combine);
    Tolerance tolerance;
    tolerance.relative = tolerance.absolute = 16 * epsilon_of(both.dtype);
    const std::string difference = find_difference(both, whole_[output], tolerance);
    expect(difference.empty(), where_,
           " the piece rule says that partial results combine to the whole: ", difference,
           inputs_text(node_.contents));
  }

  std::optional<HostTensor> part(const Pieces& pieces, size_t output, int64_t begin, int64_t end) {
    Case signature = node_.signature;
    std::vector<HostTensor> inputs = node_.contents;
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (pieces[i].kind != MORTISE_PIECE_PARTIAL) continue;
      inputs[i] = slice(inputs[i], pieces[i].axis, begin, end);
      signature.inputs[i].shape = inputs[i].shape;
    }
    const auto node = bench_.accept(signature, inputs);
    if (node == nullptr) return std::nullopt;
    const PortableKernel kernel(*bench_.portable_kernel(), node->one->node());
    return run(*node, kernel, inputs)[output];
  }

  static HostTensor combined(const HostTensor& left, const HostTensor& right, uint32_t combine) {
    HostTensor result = left;
    sdk::visit_dtype(sdk::PlainTypes{}, left.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      using C = sdk::Compute<T>;
      auto* into = reinterpret_cast<T*>(result.bytes.data());
      const auto* from = reinterpret_cast<const T*>(right.bytes.data());
      for (int64_t i = 0; i < result.count(); ++i) {
        const C a = static_cast<C>(into[i]), b = static_cast<C>(from[i]);
        C both = static_cast<C>(a + b);
        if (combine == MORTISE_COMBINE_MAX) both = std::max(a, b);
        if (combine == MORTISE_COMBINE_MIN) both = std::min(a, b);
        if (combine == MORTISE_COMBINE_PRODUCT) both = static_cast<C>(a * b);
        into[i] = T(both);
      }
    });
    return result;
  }

  DefinitionBench& bench_;
  const AcceptedNode& node_;
  const PortableKernel& kernel_;
  std::vector<HostTensor> whole_;
  std::string where_;
};

// ---- smaller extents ----

// The signature with every extent of that size one smaller.
Case smaller(const Case& signature, const std::vector<HostTensor>& contents, int64_t extent) {
  Case result = signature;
  for (size_t i = 0; i < result.inputs.size(); ++i) {
    CaseInput& input = result.inputs[i];
    input.shape = contents[i].shape;
    if (input.constant) continue;
    const bool indices = is_index(input);
    input.numbers.clear();
    std::replace(input.shape.begin(), input.shape.end(), extent, extent - 1);
    if (indices) input.numbers.assign(static_cast<size_t>(sdk::element_count(input.shape)), 0);
  }
  return result;
}

void check_smaller(DefinitionBench& bench, const AcceptedNode& node, const PortableKernel& kernel) {
  if (!kernel.ranged()) skip("the kernel is made for fixed extents: it has not the flag RANGED");
  std::set<int64_t> extents;
  for (size_t i = 0; i < node.contents.size(); ++i) {
    if (!node.signature.inputs[i].constant)
      extents.insert(node.contents[i].shape.begin(), node.contents[i].shape.end());
  }
  bool tried = false;
  for (const int64_t extent : extents) {
    if (extent < 2) continue;
    const Case signature = smaller(node.signature, node.contents, extent);
    std::vector<HostTensor> contents = contents_of(signature, bench.random());
    for (size_t i = 0; i < contents.size(); ++i) {
      if (signature.inputs[i].constant) contents[i] = node.contents[i];
    }
    const auto less = bench.accept(signature, contents);
    if (less == nullptr) continue;
    const PortableKernel fresh(*bench.portable_kernel(), less->one->node());
    expect_same(run(*less, kernel, contents), run(*less, fresh, contents),
                sdk::message("with the flag RANGED, launched with ", extent - 1,
                             " where it was made for ", extent, inputs_text(node.contents)));
    tried = true;
  }
  if (!tried)
    skip("no extent of the suite's nodes can be smaller: the shape rule refuses them then");
}

}  // namespace

void check_kernel(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    const std::vector<HostTensor> outputs = run(node, kernel, node.contents);
    for (size_t i = 0; i < outputs.size(); ++i) {
      const InferredType& type = *node.inferred.types[i];
      for (size_t axis = 0; axis < type.shape.size(); ++axis) {
        const bool bounded = axis < 64 && (type.bounded_dims >> axis & 1u) != 0;
        const int64_t extent = outputs[i].shape[axis];
        expect(bounded ? extent >= 0 && extent <= type.shape[axis] : extent == type.shape[axis],
               "the kernel wrote extent ", extent, " of output ", i, " where the shape rule says ",
               type.shape[axis]);
      }
    }
    if (bench.has_flag(MORTISE_OPERATOR_PURE)) check_pure(node, kernel);
  });
}

// Two runs of what draws random numbers need not agree.
void require_pure(const DefinitionBench& bench) {
  if (!bench.has_flag(MORTISE_OPERATOR_PURE)) skip("the operator is not pure: two runs may differ");
}

void check_smaller_extents(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  require_pure(bench);
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    check_smaller(bench, node, kernel);
  });
}

void check_flags(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  std::vector<FlagCheck> untried = checks_of_flags(bench);
  const std::vector<FlagCheck> claimed = untried;
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    for (const FlagCheck& one : claimed) {
      if (!one.run(node, kernel)) continue;
      const auto same = [&](const FlagCheck& other) { return other.flag == one.flag; };
      untried.erase(std::remove_if(untried.begin(), untried.end(), same), untried.end());
    }
  });
  if (!untried.empty())
    skip("none of the suite's nodes shows whether the flag ", untried.front().name, " is right");
}

void check_forward(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  bool tried = false;
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    tried |= check_forwarded(bench.op(), node, kernel);
    with_neutral_inputs(bench, node, [&](const AcceptedNode& changed) {
      const PortableKernel other(*bench.portable_kernel(), changed.one->node());
      tried |= check_forwarded(bench.op(), changed, other);
    });
  });
  if (!tried) skip("the forwarding rule names an input in none of the suite's nodes");
}

void check_in_place(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  require_pure(bench);
  const mortise_operator_t& op = bench.op();
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    const std::vector<HostTensor> expected = run(node, kernel, node.contents);
    bool tried = false;
    for (uint64_t i = 0; i < op.in_place_count; ++i) {
      const auto [input, output] = std::pair(op.in_place[i][0], op.in_place[i][1]);
      if (input >= node.contents.size() || output >= expected.size()) continue;
      const std::vector<HostTensor> outputs = outputs_like(node.inferred);
      if (node.signature.inputs[input].constant || outputs[output].bytes.empty() ||
          outputs[output].bytes.size() != node.contents[input].bytes.size())
        continue;
      expect_same(kernel.run(node.contents, outputs, input, output), expected,
                  sdk::message("with output ", output, " in the memory of input ", input,
                               ", as the definition allows", inputs_text(node.contents)));
      tried = true;
    }
    if (!tried) skip("no in-place pair of the suite's nodes has an input and output of one size");
  });
}

void check_pieces(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    PieceCheck(bench, node, kernel).run_all();
  });
}

}  // namespace mortise::conform
