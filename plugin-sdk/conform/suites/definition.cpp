// Operator definitions: their form, and their shape rules on nodes that are right, half known and wrong.
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/resources.hpp"
#include "plugin-sdk/conform/suites/definition_bench.hpp"
#include "plugin-sdk/conform/suites/definition_flags.hpp"
#include "plugin-sdk/conform/suites/definition_forward.hpp"
#include "plugin-sdk/conform/suites/definition_graph.hpp"
#include "plugin-sdk/conform/suites/definition_kernel.hpp"
#include "plugin-sdk/conform/suites/definition_pieces.hpp"
#include "plugin-sdk/conform/suites/foreign_kernel.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kNodes = 8;
constexpr uint64_t kMemory = uint64_t{256} << 20;  // for one run of a shape rule on small inputs
constexpr uint32_t kKnownFlags =
    MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
    MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE | MORTISE_OPERATOR_LAYOUT_ONLY |
    MORTISE_OPERATOR_ASSOCIATIVE | MORTISE_OPERATOR_INVOLUTION | MORTISE_OPERATOR_IDEMPOTENT |
    MORTISE_OPERATOR_RESHAPES | MORTISE_OPERATOR_NAMES_AXES | MORTISE_OPERATOR_KEEP_WHOLE;

void check_formals(const mortise_formal_t* formals, uint64_t count, const char* what) {
  for (uint64_t i = 0; i < count; ++i) {
    const mortise_formal_t& formal = formals[i];
    expect(formal.name.size > 0, what, " ", i, " has no name");
    expect((formal.flags & ~(MORTISE_FORMAL_OPTIONAL | MORTISE_FORMAL_VARIADIC)) == 0, what, " ", i,
           " has unknown flags: ", formal.flags);
    expect((formal.flags & MORTISE_FORMAL_VARIADIC) == 0 || i + 1 == count, what, " ", i,
           " is variadic; only the last may be");
    for (uint64_t k = 0; k < i; ++k)
      expect(sdk::to_view(formals[k].name) != sdk::to_view(formal.name), what, "s ", k, " and ", i,
             " are both named '", formal.name, "'");
  }
}

bool in_range(const mortise_formal_t* formals, uint64_t count, uint32_t index) {
  return index < count || (count > 0 && (formals[count - 1].flags & MORTISE_FORMAL_VARIADIC) != 0);
}

void check_form(Environment& environment, const DefinitionName& name) {
  const DefinitionBench bench(environment, name);
  const mortise_operator_t& op = bench.op();
  expect(op.struct_size >= sizeof(op), "struct_size is ", op.struct_size, "; it needs ",
         sizeof(op));
  expect(op.version > 0, "the version is 0; it is the opset in which the form appeared");
  expect((op.flags & ~kKnownFlags) == 0, "the flags ", op.flags, " are not all known");
  expect(op.precision_class <= MORTISE_PRECISION_FULL, "the precision class ", op.precision_class,
         " is not known");
  expect(op.summary.size > 0, "there is no summary");
  expect(op.output_count > 0, "there is no output");
  expect(op.infer != nullptr, "there is no shape rule, which is required");
  check_formals(op.inputs, op.input_count, "input");
  check_formals(op.outputs, op.output_count, "output");
  for (uint64_t i = 0; i < op.attribute_count; ++i) {
    const mortise_formal_attribute_t& formal = op.attributes[i];
    expect(formal.name.size > 0, "attribute ", i, " has no name");
    expect(formal.kind >= MORTISE_ATTRIBUTE_INT && formal.kind <= MORTISE_ATTRIBUTE_STRINGS,
           "attribute '", formal.name, "' has the kind ", formal.kind, ", which there is not");
    for (uint64_t k = 0; k < i; ++k)
      expect(sdk::to_view(op.attributes[k].name) != sdk::to_view(formal.name),
             "two attributes are named '", formal.name, "'");
  }
  for (uint64_t i = 0; i < op.in_place_count; ++i) {
    const auto [input, output] = std::pair(op.in_place[i][0], op.in_place[i][1]);
    expect(
        in_range(op.inputs, op.input_count, input) && in_range(op.outputs, op.output_count, output),
        "in-place pair ", i, " names input ", input, " and output ", output, "; the operator has ",
        op.input_count, " and ", op.output_count);
  }
}

void check_shapes(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  for (const AcceptedNode& node : bench.accepted_nodes(kNodes)) {
    bench.trace().add("// ", name.text(), inputs_text(node.contents));
    const Inferred again = node.one->infer(bench.op());
    for (size_t i = 0; i < again.types.size(); ++i)
      expect(again.types[i] && type_text(*again.types[i]) == type_text(*node.inferred.types[i]),
             "asked again about the same node, the shape rule gives output ", i, " another type");
    if (bench.op().flops == nullptr) continue;
    const double flops = bench.op().flops(&bench.op(), &node.one->node());
    expect(std::isfinite(flops) && flops >= 0, "flops gives ", flops);
  }
  bench.check_host();
}

// ---- what is not known ----

// Equal symbols stand for equal extents.
bool symbols_agree(const Inferred& vague, const Inferred& exact,
                   const std::vector<int64_t>& meaning) {
  for (size_t i = 0; i < vague.types.size(); ++i) {
    if (!vague.types[i] || !vague.types[i]->ranked) continue;
    for (size_t axis = 0; axis < vague.types[i]->shape.size(); ++axis) {
      const int64_t extent = vague.types[i]->shape[axis];
      if (extent >= MORTISE_DIM_UNKNOWN) continue;
      const auto symbol = static_cast<size_t>(-2 - extent);
      if (symbol < meaning.size() && meaning[symbol] != exact.types[i]->shape[axis]) return false;
    }
  }
  return true;
}

class VagueCheck {
 public:
  VagueCheck(DefinitionBench& bench, const AcceptedNode& node) : bench_(bench), node_(node) {
    for (size_t i = 0; i < node.contents.size(); ++i)
      exact_.push_back(input_of(node.signature.inputs[i], node.contents[i]));
  }

  void run() {
    for (size_t i = 0; i < exact_.size(); ++i) {
      if (!exact_[i].present) continue;
      for (size_t axis = 0; axis < exact_[i].shape.size(); ++axis)
        with(i, "an unknown extent", [axis](NodeInput& input) {
          input.constant.reset();
          input.shape[axis] = MORTISE_DIM_UNKNOWN;
        });
      with(i, "unknown content", [](NodeInput& input) { input.constant.reset(); });
      with(i, "an unknown rank", [](NodeInput& input) {
        input.constant.reset();
        input.ranked = false;
      });
      with(i, "an unknown dtype", [](NodeInput& input) {
        input.constant.reset();
        input.dtype = MORTISE_DTYPE_UNDEFINED;
      });
    }
    all_unknown();
    with_symbols();
  }

 private:
  template <class Change>
  void with(size_t index, const char* what, const Change& change) {
    std::vector<NodeInput> inputs = exact_;
    change(inputs[index]);
    check(inputs, sdk::message("with ", what, " of input ", index), {});
  }

  void all_unknown() {
    std::vector<NodeInput> inputs = exact_;
    for (NodeInput& input : inputs) {
      input.constant.reset();
      std::fill(input.shape.begin(), input.shape.end(), MORTISE_DIM_UNKNOWN);
    }
    check(inputs, "with no extent known", {});
    for (NodeInput& input : inputs) input.ranked = false;
    check(inputs, "with no rank known", {});
    for (NodeInput& input : inputs) input.dtype = MORTISE_DTYPE_UNDEFINED;
    check(inputs, "with nothing known", {});
  }

  // A symbol for each different extent: the same ones are equal, which says more than unknown.
  void with_symbols() {
    std::vector<NodeInput> inputs = exact_;
    std::vector<int64_t> meaning;
    for (NodeInput& input : inputs) {
      if (input.constant) continue;
      for (int64_t& extent : input.shape) {
        const auto found = std::find(meaning.begin(), meaning.end(), extent);
        if (found == meaning.end() && meaning.size() == 8) continue;
        const int64_t symbol = found - meaning.begin();
        if (found == meaning.end()) meaning.push_back(extent);
        extent = MORTISE_DIM_SYMBOL(symbol);
      }
    }
    check(inputs, "with symbols for extents", meaning);
  }

  void check(const std::vector<NodeInput>& inputs, const std::string& how,
             const std::vector<int64_t>& meaning) {
    bench_.trace().clear();
    bench_.trace().add("// ", qualified_name(bench_.op()), " ", how, inputs_text(node_.contents));
    const OneNode one(bench_.runtime(), bench_.op(), node_.signature.attributes, inputs,
                      node_.signature.output_count);
    const Inferred vague = one.infer(bench_.op());
    expect(vague.status.ok(), "the shape rule accepts the node with all known, and not ", how, ": ",
           vague.status.text(), inputs_text(node_.contents));
    for (size_t i = 0; i < vague.types.size(); ++i) {
      if (!vague.types[i]) continue;
      expect(agrees(*vague.types[i], *node_.inferred.types[i]), how, " output ", i, " is ",
             type_text(*vague.types[i]), ", with all known it is ",
             type_text(*node_.inferred.types[i]), inputs_text(node_.contents));
    }
    expect(symbols_agree(vague, node_.inferred, meaning), how,
           " an output's symbol stands for another extent than the input's",
           inputs_text(node_.contents));
  }

  DefinitionBench& bench_;
  const AcceptedNode& node_;
  std::vector<NodeInput> exact_;
};

void check_unknown(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  for (const AcceptedNode& node : bench.accepted_nodes(kNodes)) VagueCheck(bench, node).run();
}

// ---- what is wrong ----

// An error that says what is wrong, or types: whatever the node is like.
void ask_hostile(DefinitionBench& bench, const Case& signature,
                 const std::vector<NodeInput>& inputs, const std::string& what) {
  bench.trace().clear();
  bench.trace().add("// ", qualified_name(bench.op()), " ", what);
  Inferred inferred;
  try {
    const OneNode one(bench.runtime(), bench.op(), signature.attributes, inputs,
                      signature.output_count);
    const MemoryLimit limit(kMemory);
    inferred = one.infer(bench.op());
  } catch (const sdk::Error&) {
    return;  // no such node can be made
  }
  const uint32_t code = inferred.status.code();
  expect(code == 0 || code == MORTISE_STATUS_INVALID_ARGUMENT ||
             code == MORTISE_STATUS_UNSUPPORTED || code == MORTISE_STATUS_NOT_FOUND,
         "asked about a node ", what, ", the shape rule says: ", inferred.status.text());
  if (code != 0) return;
  for (const auto& type : inferred.types) {
    if (!type || !type->ranked) continue;
    const bool negative = std::any_of(type->shape.begin(), type->shape.end(), [](int64_t extent) {
      return extent < MORTISE_DIM_SYMBOL(1000000);
    });
    expect(!negative, "asked about a node ", what, ", the shape rule gives ", type_text(*type));
  }
}

class HostileCheck {
 public:
  HostileCheck(DefinitionBench& bench, const AcceptedNode& node)
      : bench_(bench), signature_(node.signature) {
    for (size_t i = 0; i < node.contents.size(); ++i)
      inputs_.push_back(input_of(node.signature.inputs[i], node.contents[i]));
  }

  void run() {
    counts();
    for (size_t i = 0; i < inputs_.size(); ++i) {
      if (!inputs_[i].present) continue;
      dtypes(i);
      ranks(i);
      extents(i);
      contents(i);
    }
    attributes();
  }

 private:
  void ask(const std::vector<NodeInput>& inputs, const std::string& what) {
    ask_hostile(bench_, signature_, inputs, what);
  }

  void counts() {
    std::vector<NodeInput> inputs = inputs_;
    inputs.insert(inputs.end(), 3, NodeInput{true, MORTISE_DTYPE_FLOAT32, true, {2}, {}});
    ask(inputs, "with three inputs more");
    for (size_t count = 0; count < inputs_.size(); ++count) {
      inputs.assign(inputs_.begin(), inputs_.begin() + static_cast<ptrdiff_t>(count));
      ask(inputs, sdk::message("with ", count, " inputs"));
      inputs = inputs_;
      inputs[count].present = false;
      ask(inputs, sdk::message("without input ", count));
    }
    Case changed = signature_;
    for (const size_t outputs : {size_t{1}, signature_.output_count + 1, size_t{9}}) {
      changed.output_count = outputs;
      ask_hostile(bench_, changed, inputs_, sdk::message("with ", outputs, " outputs"));
    }
  }

  void dtypes(size_t index) {
    for (uint32_t dtype = MORTISE_DTYPE_FLOAT32; dtype <= MORTISE_DTYPE_INT2; ++dtype) {
      std::vector<NodeInput> inputs = inputs_;
      inputs[index].constant.reset();
      inputs[index].dtype = dtype;
      ask(inputs, sdk::message("with input ", index, " of dtype ", sdk::dtype_name(dtype)));
    }
  }

  void ranks(size_t index) {
    for (size_t rank = 0; rank <= 9; ++rank) {
      std::vector<NodeInput> inputs = inputs_;
      inputs[index].constant.reset();
      inputs[index].shape.resize(rank, 2);
      ask(inputs, sdk::message("with input ", index, " of rank ", rank));
    }
  }

  void extents(size_t index) {
    for (size_t axis = 0; axis < inputs_[index].shape.size(); ++axis) {
      for (const int64_t extent :
           {int64_t{0}, int64_t{1}, int64_t{17}, int64_t{1} << 40, INT64_MAX}) {
        std::vector<NodeInput> inputs = inputs_;
        inputs[index].constant.reset();
        inputs[index].shape[axis] = extent;
        ask(inputs, sdk::message("with extent ", extent, " in axis ", axis, " of input ", index));
      }
    }
  }

  void contents(size_t index) {
    if (!inputs_[index].constant || inputs_[index].dtype != MORTISE_DTYPE_INT64) return;
    for (const int64_t number : {INT64_MIN, int64_t{-100}, int64_t{-1}, int64_t{0}, int64_t{1},
                                 int64_t{1} << 32, INT64_MAX}) {
      for (const size_t count :
           {size_t{0}, size_t{1}, inputs_[index].constant->bytes.size() / 8, size_t{70}}) {
        std::vector<NodeInput> inputs = inputs_;
        inputs[index].constant = int64_tensor(std::vector<int64_t>(count, number));
        inputs[index].shape = inputs[index].constant->shape;
        ask(inputs, sdk::message("with ", count, " times ", number, " as input ", index));
      }
    }
  }

  // Each declared attribute with values of each kind, whatever it was declared as.
  void attributes() {
    for (uint64_t i = 0; i < bench_.op().attribute_count; ++i)
      attribute(std::string(sdk::to_view(bench_.op().attributes[i].name)));
    attribute("conform_unheard_of");
  }

  void attribute(const std::string& name) {
    const HostTensor tensor = int64_tensor({-1, INT64_MAX});
    const mortise_tensor_view_t view = tensor.view();
    sdk::Attrs values;
    for (const int64_t number : {INT64_MIN, int64_t{-1}, int64_t{0}, int64_t{1} << 40, INT64_MAX}) {
      values.emplace_back(name, number);
      values.emplace_back(name, std::vector<int64_t>{number});
      values.emplace_back(name, std::vector<int64_t>(9, number));
    }
    for (const double number : {-1.0, 0.0, 1e300, std::nan(""), HUGE_VAL})
      values.emplace_back(name, number);
    values.emplace_back(name, std::vector<int64_t>{});
    values.emplace_back(name, std::vector<double>{-1, HUGE_VAL});
    values.emplace_back(name, "");
    values.emplace_back(name, "no such choice");
    values.emplace_back(name, std::vector<std::string>{"", "x"});
    values.emplace_back(name, &view);
    for (const sdk::Attr& value : values) {
      Case changed = signature_;
      const auto same = [&](const sdk::Attr& attr) {
        return sdk::to_view(attr.abi().name) == name;
      };
      changed.attributes.erase(
          std::remove_if(changed.attributes.begin(), changed.attributes.end(), same),
          changed.attributes.end());
      changed.attributes.push_back(value);
      ask_hostile(bench_, changed, inputs_,
                  sdk::message("with attribute ", name, " of kind ", value.abi().kind, " = ",
                               value.abi().int_value));
    }
    Case without = signature_;
    without.attributes.clear();
    ask_hostile(bench_, without, inputs_, "without attributes");
  }

  DefinitionBench& bench_;
  const Case& signature_;
  std::vector<NodeInput> inputs_;
};

void check_malformed(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  for (const AcceptedNode& node : bench.accepted_nodes(3)) HostileCheck(bench, node).run();
  bench.check_host();
}

// ---- the list ----

struct Found {
  DefinitionName name;
  bool gradient = false, decompose = false, piece = false, in_place = false, forward = false,
       portable = false;
  uint32_t flags = 0;
};

std::vector<Found> definitions_of(const Subject& subject, const Reference& reference) {
  const auto* table = subject.table<mortise_operator_interface_t>(MORTISE_INTERFACE_OPERATOR);
  expect(table != nullptr, "the description has no operator interface, which the manifest claims");
  Host host(&reference);
  const Instance instance(subject, host.table());
  std::vector<Found> all;
  for (uint64_t i = 0; i < table->operator_count(instance.get()); ++i) {
    const mortise_operator_t* op = table->operator_at(instance.get(), i);
    expect(op != nullptr, "operator_at(", i, ") is null");
    expect(op->name.size > 0, "operator ", i, " has no name");
    Found found;
    found.name = {std::string(sdk::to_view(op->domain)), std::string(sdk::to_view(op->name)), 0};
    found.gradient = op->gradient != nullptr;
    found.decompose = op->decompose != nullptr;
    found.piece = op->piece != nullptr;
    found.forward = MORTISE_REACHES(op, mortise_operator_t, forward) && op->forward != nullptr;
    found.in_place = op->in_place_count > 0;
    found.flags = op->flags;
    for (uint64_t k = 0; k < table->kernel_count(instance.get()); ++k) {
      const mortise_kernel_definition_t* kernel = table->kernel_at(instance.get(), k);
      expect(kernel != nullptr, "kernel_at(", k, ") is null");
      const bool same = sdk::to_view(kernel->op) == found.name.name &&
                        sdk::to_view(kernel->domain) == found.name.domain;
      found.portable = found.portable || (same && sdk::to_view(kernel->device_kind) == "*");
    }
    for (Found& other : all) {
      if (other.name.domain == found.name.domain && other.name.name == found.name.name) {
        found.name.version = op->version;
      }
    }
    all.push_back(std::move(found));
  }
  return all;
}

void add_flags(TestList& list, const Found& found) {
  const std::string name = "definition." + found.name.text() + ".flags";
  constexpr uint32_t kTried = MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
                              MORTISE_OPERATOR_LAYOUT_ONLY | MORTISE_OPERATOR_ASSOCIATIVE |
                              MORTISE_OPERATOR_INVOLUTION | MORTISE_OPERATOR_IDEMPOTENT |
                              MORTISE_OPERATOR_RESHAPES;
  if ((found.flags & kTried) == 0) {
    list.add_skipped(
        name,
        "the operator claims nothing that can be tried: no ELEMENTWISE, COMMUTATIVE and the like");
    return;
  }
  list.add(name,
           [name_of = found.name](Environment& environment) { check_flags(environment, name_of); });
}

void add_definition(TestList& list, const Found& found) {
  const auto add = [&](const char* name, const auto& check) {
    list.add(
        "definition." + found.name.text() + "." + name,
        [check, name_of = found.name](Environment& environment) { check(environment, name_of); });
  };
  add("form", &check_form);
  add("shapes", &check_shapes);
  add("unknown", &check_unknown);
  add("malformed", &check_malformed);
  if (found.portable) {
    add("kernel", &check_kernel);
    add("smaller_extents", &check_smaller_extents);
    add_flags(list, found);
    if (found.in_place) add("in_place", &check_in_place);
    if (found.piece) add("pieces", &check_pieces);
    if (found.forward) add("forward", &check_forward);
  }
  if (found.decompose) add("decomposition", &check_decomposition);
  if (found.gradient) add("gradient", &check_gradient);
}

// Kernels for operators of other plugins.
void add_foreign_kernels(TestList& list, const Subject& subject, const Reference& reference,
                         const std::vector<Found>& defined) {
  const auto& table = *subject.table<mortise_operator_interface_t>(MORTISE_INTERFACE_OPERATOR);
  Host host(&reference);
  const Instance instance(subject, host.table());
  for (uint64_t i = 0; i < table.kernel_count(instance.get()); ++i) {
    const mortise_kernel_definition_t& kernel = *table.kernel_at(instance.get(), i);
    const bool own = std::any_of(defined.begin(), defined.end(), [&](const Found& found) {
      return found.name.name == sdk::to_view(kernel.op) &&
             found.name.domain == sdk::to_view(kernel.domain);
    });
    if (!own && sdk::to_view(kernel.device_kind) == "*") add_foreign_kernel(list, kernel);
  }
}

// Kernels for a device belong to its tests: they run where the device is.
void add_device_kernels(TestList& list, const Subject& subject) {
  const auto provides = subject.manifest().value("provides", nlohmann::json::object());
  for (const auto& kernel : provides.value("kernels", nlohmann::json::array())) {
    const auto claim = kernel.get<std::string>();
    if (claim.rfind("*:", 0) != 0)
      list.add_skipped("kernel." + claim,
                       "the device " + claim.substr(0, claim.find(':')) +
                           " is another plugin's: its kernels are run by sessions on that device");
  }
}

}  // namespace

void add_definition_tests(TestList& list, const Subject& subject, const Reference& reference) {
  const std::vector<Found> defined = definitions_of(subject, reference);
  for (const Found& found : defined) add_definition(list, found);
  add_foreign_kernels(list, subject, reference, defined);
  add_device_kernels(list, subject);
}

}  // namespace mortise::conform
