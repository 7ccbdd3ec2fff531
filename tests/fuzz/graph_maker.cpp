#include "tests/fuzz/graph_maker.hpp"

#include <algorithm>
#include <cmath>

namespace mortise::fuzz {
namespace {

using conform::Fill;
using conform::HostTensor;

constexpr size_t kMostSteps = 24;
constexpr int64_t kExtents[] = {1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 19, 24, 33};

// ---- operators by what their definitions say ----

bool is_elementwise(const mortise_operator_t& op) {
  return (op.flags & MORTISE_OPERATOR_ELEMENTWISE) != 0 && op.domain.size == 0;
}

bool is_optional(const mortise_formal_t& formal) {
  return (formal.flags & MORTISE_FORMAL_OPTIONAL) != 0;
}

bool has_attribute(const mortise_operator_t& op, std::string_view name) {
  return std::any_of(op.attributes, op.attributes + op.attribute_count,
                     [&](const auto& formal) { return sdk::to_view(formal.name) == name; });
}

bool is_reduction(const mortise_operator_t& op) {
  return op.input_count == 2 && sdk::to_view(op.inputs[1].name) == "axes" &&
         is_optional(op.inputs[1]) && has_attribute(op, "keepdims");
}

/// By the count of their operands.
struct Operators {
  std::vector<const mortise_operator_t*> unary, binary, ternary, reductions;
};

Operators classify(const conform::Reference& reference) {
  Operators all;
  for (const mortise_operator_t* op : reference.operators()) {
    if (is_reduction(*op)) all.reductions.push_back(op);
    if (!is_elementwise(*op) || op->input_count == 0) continue;
    auto& list = op->input_count == 1 ? all.unary : op->input_count == 2 ? all.binary : all.ternary;
    list.push_back(op);
  }
  return all;
}

/// Numbers for the attributes of elementwise operators, all of which are slopes, bounds and the like.
sdk::Attrs some_attributes(const mortise_operator_t& op, Choices& choices) {
  sdk::Attrs attributes;
  for (uint64_t i = 0; i < op.attribute_count; ++i) {
    const mortise_formal_attribute_t& formal = op.attributes[i];
    if (formal.required == 0 && !choices.one_in(3)) continue;
    const std::string_view name = sdk::to_view(formal.name);
    if (formal.kind == MORTISE_ATTRIBUTE_FLOAT) {
      attributes.emplace_back(name, choices.pick(std::vector<double>{0.25, 1, -0.5, 2, 0, 1.5}));
    } else if (formal.kind == MORTISE_ATTRIBUTE_INT) {
      attributes.emplace_back(name, choices.between(0, 1));
    } else if (formal.kind == MORTISE_ATTRIBUTE_STRING) {
      attributes.emplace_back(name, choices.coin() ? "tanh" : "none");
    }
  }
  return attributes;
}

class GraphMaker {
 public:
  GraphMaker(const Operators& operators, GraphForms& forms, Choices& choices)
      : operators_(operators),
        forms_(forms),
        choices_(choices),
        maker_(forms, choices, choices.byte()) {}

  void make() {
    inputs();
    const size_t steps = 3 + choices_.below(kMostSteps);
    for (size_t i = 0; i < steps && !(choices_.empty() && i > 3); ++i) {
      try {
        step();
      } catch (const sdk::Error&) {
        // Not for these values: the next step tries others.
      }
    }
    outputs();
  }

 private:
  int64_t some_extent() { return choices_.one_in(40) ? 0 : choices_.pick(kExtents); }

  void inputs() {
    const size_t count = 1 + choices_.below(3);
    for (size_t i = 0; i < count; ++i) {
      static constexpr size_t kRanks[] = {4, 3, 2, 4, 1, 3, 5, 0};
      sdk::Shape shape(choices_.pick(kRanks));
      for (int64_t& extent : shape) extent = some_extent();
      while (sdk::element_count(shape) > 1024) {
        int64_t& largest = *std::max_element(shape.begin(), shape.end());
        largest = (largest + 1) / 2;
      }
      if (!shape.empty() && choices_.coin()) shape[0] = kN;
      static constexpr Fill kFills[] = {Fill::kOrdinary, Fill::kPositive, Fill::kUnit,
                                        Fill::kWide,     Fill::kNonZero,  Fill::kSmallInts};
      maker_.input(some_dtype(i), shape, choices_.pick(kFills));
    }
  }

  uint32_t some_dtype(size_t index) {
    static constexpr uint32_t kOthers[] = {
        MORTISE_DTYPE_INT64,   MORTISE_DTYPE_INT32, MORTISE_DTYPE_BOOL, MORTISE_DTYPE_FLOAT16,
        MORTISE_DTYPE_FLOAT64, MORTISE_DTYPE_UINT8, MORTISE_DTYPE_INT8, MORTISE_DTYPE_BFLOAT16};
    return index > 0 && choices_.one_in(4) ? choices_.pick(kOthers) : MORTISE_DTYPE_FLOAT32;
  }

  void step() {
    switch (choices_.below(9)) {
      case 0: return unary();
      case 1: return binary();
      case 2: return reduction();
      case 3: return run(move_recipes());
      case 4: return run(layer_recipes());
      case 5: return run(pattern_recipes());
      case 6: return odd_dtype();
      case 7: return ternary();
      default: return run(pattern_recipes());
    }
  }

  void run(const std::vector<Recipe>& recipes) { choices_.pick(recipes)(maker_); }

  void unary() {
    const mortise_operator_t& op = *choices_.pick(operators_.unary);
    maker_.node(sdk::to_view(op.name), {maker_.pick()}, some_attributes(op, choices_));
  }

  /// Another value, or a constant that is broadcast: a number, a row, a column, one number per channel.
  Ref operand_for(Ref x) {
    const sdk::Shape& shape = maker_.shape(x);
    const uint32_t dtype = forms_.dtype(x);
    sdk::Shape small = shape;
    switch (choices_.below(8)) {
      case 0: return maker_.pick(dtype);
      case 1: return x;
      case 2:
        if (const auto same = maker_.pick_shape(shape)) return *same;
        return maker_.pick(dtype);
      case 3: small.clear(); break;
      case 4:
        if (small.size() > 1) small.erase(small.begin(), small.end() - 1);
        break;
      case 5:
        for (size_t axis = 0; axis < small.size(); ++axis) small[axis] = axis == 1 ? small[1] : 1;
        if (choices_.coin() && small.size() > 1) small.erase(small.begin());
        break;
      case 6:
        if (!small.empty()) small.back() = 1;
        break;
      default: break;
    }
    // `n` is not the same in every run.
    if (small.size() == shape.size() && !small.empty()) {
      const sdk::Shape& symbolic = forms_.symbolic_shape(x);
      for (size_t axis = 0; axis < small.size(); ++axis) {
        if (axis >= symbolic.size() || symbolic[axis] < 0) small[axis] = 1;
      }
    }
    if (dtype == MORTISE_DTYPE_FLOAT32) {
      return choices_.coin() ? maker_.positive(small) : maker_.weight(small);
    }
    conform::Random random(choices_.byte());
    return maker_.constant(conform::random_tensor(dtype, small, Fill::kPositive, random));
  }

  void binary() {
    const mortise_operator_t& op = *choices_.pick(operators_.binary);
    const bool variadic = (op.inputs[1].flags & MORTISE_FORMAL_VARIADIC) != 0;
    const Ref x = maker_.pick();
    std::vector<Ref> inputs = {x, operand_for(x)};
    if (choices_.coin()) std::swap(inputs[0], inputs[1]);
    if (variadic && choices_.coin()) inputs.push_back(operand_for(x));
    const Ref y = maker_.node(sdk::to_view(op.name), inputs, some_attributes(op, choices_));
    // What is found true or false chooses between others.
    if (forms_.dtype(y) == MORTISE_DTYPE_BOOL && choices_.coin()) {
      maker_.node("Where", {y, x, operand_for(x)});
    }
  }

  void ternary() {
    const Ref x = maker_.pick();
    switch (choices_.below(3)) {
      case 0:
        maker_.node("Clip", {x, choices_.coin() ? maker_.number(-0.75) : kAbsent,
                             choices_.coin() ? maker_.number(6) : maker_.number(0.5)});
        return;
      case 1: maker_.node("PRelu", {x, operand_for(x)}); return;
      default:
        const char* const name =
            choices_.pick(std::vector<const char*>{"Sum", "Max", "Min", "Mean"});
        maker_.node(name, {x, operand_for(x), operand_for(x)});
    }
  }

  void reduction() {
    const mortise_operator_t& op = *choices_.pick(operators_.reductions);
    const Ref x = maker_.pick();
    const sdk::Attrs attributes = {{"keepdims", choices_.between(0, 1)}};
    const std::string_view name = sdk::to_view(op.name);
    if (choices_.one_in(6)) {
      maker_.node(name, {x}, attributes);
      return;
    }
    std::vector<int64_t> axes = {maker_.axis(x)};
    if (maker_.rank(x) > 2 && choices_.coin())
      axes.push_back(axes[0] > 0 ? axes[0] - 1 : axes[0] + 1);
    if (maker_.rank(x) > 1 && choices_.one_in(3)) axes = {0};  // `n`, perhaps
    maker_.node(name, {x, maker_.ints(axes)}, attributes);
  }

  /// Operators on what is no float32, and the ways there and back.
  void odd_dtype() {
    const Ref x = choices_.pick(maker_.pool());
    const uint32_t dtype = forms_.dtype(x);
    if (dtype == MORTISE_DTYPE_FLOAT32 || choices_.coin()) {
      static constexpr uint32_t kTargets[] = {MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_INT64,
                                              MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_INT32,
                                              MORTISE_DTYPE_BOOL,    MORTISE_DTYPE_UINT8,
                                              MORTISE_DTYPE_FLOAT64, MORTISE_DTYPE_BFLOAT16};
      const uint32_t to = dtype == MORTISE_DTYPE_FLOAT32 ? choices_.pick(kTargets)
                                                         : uint32_t{MORTISE_DTYPE_FLOAT32};
      maker_.node("Cast", {x}, {{"to", to}});
      return;
    }
    if (choices_.coin()) {
      const mortise_operator_t& op = *choices_.pick(operators_.unary);
      maker_.node(sdk::to_view(op.name), {x}, some_attributes(op, choices_));
    } else {
      const mortise_operator_t& op = *choices_.pick(operators_.binary);
      maker_.node(sdk::to_view(op.name), {x, operand_for(x)}, some_attributes(op, choices_));
    }
  }

  void outputs() {
    const std::vector<Ref>& pool = maker_.pool();
    forms_.output(pool.back());
    const size_t more = choices_.below(3);
    for (size_t i = 0; i < more; ++i) forms_.output(choices_.pick(pool));
    // What is left unread is dead, which is a case of its own; seldom all is wanted.
    if (!choices_.one_in(8)) return;
    for (size_t i = 0; i + 1 < pool.size(); ++i) forms_.output(pool[i]);
  }

  const Operators& operators_;
  GraphForms& forms_;
  Choices& choices_;
  Maker maker_;
};

}  // namespace

std::vector<Ref> Maker::nodes(std::string_view op, const std::vector<Ref>& inputs, size_t outputs,
                              const sdk::Attrs& attributes) {
  const std::vector<Ref> made = forms_.nodes(op, inputs, outputs, attributes);
  pool_.insert(pool_.end(), made.begin(), made.end());
  return made;
}

Ref Maker::weight(const sdk::Shape& shape, int64_t inner) {
  const double bound = 1 / std::sqrt(static_cast<double>(std::max<int64_t>(inner, 1)));
  HostTensor tensor(MORTISE_DTYPE_FLOAT32, shape);
  std::vector<double> numbers(static_cast<size_t>(tensor.count()));
  for (double& number : numbers) number = random_.uniform(-bound, bound);
  return constant(conform::tensor_of(MORTISE_DTYPE_FLOAT32, shape, numbers));
}

Ref Maker::positive(const sdk::Shape& shape) {
  return constant(conform::random_tensor(MORTISE_DTYPE_FLOAT32, shape, Fill::kPositive, random_));
}

Ref Maker::number(double value) {
  return constant(conform::scalar_tensor(MORTISE_DTYPE_FLOAT32, value));
}

Ref Maker::whole(int64_t value) {
  return constant(conform::tensor_of(MORTISE_DTYPE_INT64, {}, {static_cast<double>(value)}));
}

Ref Maker::ints(const std::vector<int64_t>& values) {
  return constant(conform::int64_tensor(values));
}

Ref Maker::pick(uint32_t dtype) {
  std::vector<Ref> fitting;
  for (const Ref value : pool_) {
    if (forms_.dtype(value) == dtype) fitting.push_back(value);
  }
  if (fitting.empty()) sdk::unsupported("no value of that dtype");
  if (choices_.one_in(3)) return choices_.pick(fitting);
  return fitting[fitting.size() - 1 - choices_.below(std::min<size_t>(fitting.size(), 3))];
}

std::optional<Ref> Maker::pick_shape(const sdk::Shape& wanted) {
  std::vector<Ref> fitting;
  for (const Ref value : pool_) {
    if (forms_.dtype(value) == MORTISE_DTYPE_FLOAT32 && shape(value) == wanted) {
      fitting.push_back(value);
    }
  }
  if (fitting.empty()) return std::nullopt;
  return choices_.pick(fitting);
}

int64_t Maker::axis(Ref value) {
  const sdk::Shape& symbolic = forms_.symbolic_shape(value);
  std::vector<int64_t> axes;
  for (size_t i = 0; i < symbolic.size(); ++i) {
    if (symbolic[i] > 0) axes.push_back(static_cast<int64_t>(i));
  }
  if (axes.empty()) sdk::unsupported("no axis of a known extent");
  const int64_t axis = axes[axes.size() - 1 - choices_.below(axes.size())];
  return choices_.coin() ? axis - rank(value) : axis;
}

Ref Maker::of_rank(size_t wanted) {
  const Ref x = pick();
  const sdk::Shape& from = shape(x);
  if (from.size() == wanted) return x;
  if (from.size() > wanted) {
    // The first axis stays, and the last ones come together.
    std::vector<int64_t> target(wanted, 0);
    if (wanted > 0) target.back() = -1;
    return node("Reshape", {x, ints(target)});
  }
  if (choices_.coin()) {
    std::vector<int64_t> axes;
    for (size_t i = from.size(); i < wanted; ++i) axes.push_back(static_cast<int64_t>(i));
    return node("Unsqueeze", {x, ints(axes)});
  }
  // The last axis is split as evenly as it goes.
  if (from.empty()) return node("Expand", {x, ints(std::vector<int64_t>(wanted, 2))});
  std::vector<int64_t> target(from.size() - 1, 0);
  int64_t rest = from.back();
  while (target.size() + 1 < wanted) {
    int64_t part = 1;
    for (const int64_t factor : {2, 3, 5, 7, 13}) {
      if (rest % factor == 0 && rest > factor) part = factor;
    }
    target.push_back(part);
    rest /= part;
  }
  target.push_back(rest);
  if (from.size() == 1 && forms_.symbolic_shape(x)[0] < 0) sdk::unsupported("splits `n`");
  return node("Reshape", {x, ints(target)});
}

void make_graph(const conform::Reference& reference, GraphForms& forms, Choices& choices) {
  static const Operators operators = classify(reference);
  GraphMaker(operators, forms, choices).make();
}

}  // namespace mortise::fuzz
