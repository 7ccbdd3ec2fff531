#include "ops/common/recurrent_nodes.hpp"

namespace mortise::ops {
namespace {

using In = RecurrentInputs;

class Unrolled {
 public:
  Unrolled(const Node& node, Builder& b, const std::vector<std::string_view>& defaults,
           AdvanceNodes advance)
      : node_(node),
        b_(b),
        advance_(advance),
        direction_(direction_of(node)),
        directions_(direction_ == Direction::kBidirectional ? 2 : 1),
        batch_first_(node.attr_int("layout", 0) != 0),
        per_direction_(defaults.size()),
        activations_(read_activations(node, static_cast<size_t>(directions_), defaults)) {
    if (!node.ranked(In::kX) || !node.ranked(In::kR)) unsupported("shapes must be known");
    length_ = node.shape(In::kX)[batch_first_ ? 1 : 0];
    hidden_ = node.shape(In::kR)[2];
    if (length_ < 1 || hidden_ < 1)
      unsupported("the length of the sequences and the hidden size must be known");
  }

  std::vector<Value> make() {
    Value x = node_.input_id(In::kX);
    if (batch_first_) x = b_.node("Transpose", {x}, {{"perm", Shape{1, 0, 2}}});
    std::vector<Value> outputs, hidden, cells;
    for (int64_t direction = 0; direction < directions_; ++direction) {
      const Result result = run(x, direction);
      outputs.push_back(result.y.value());
      hidden.push_back(result.hidden.value());
      cells.push_back(result.cell.value());
    }
    Value y = stack(outputs, 1);
    Value last_hidden = stack(hidden, 0), last_cell = stack(cells, 0);
    if (batch_first_) {
      y = b_.node("Transpose", {y}, {{"perm", Shape{2, 0, 1, 3}}});
      last_hidden = b_.node("Transpose", {last_hidden}, {{"perm", Shape{1, 0, 2}}});
      last_cell = b_.node("Transpose", {last_cell}, {{"perm", Shape{1, 0, 2}}});
    }
    return {y, last_hidden, last_cell};
  }

 private:
  struct Result {
    Term y, hidden, cell;
  };

  Term term(Value value) { return {b_, node_.dtype(In::kX), value}; }
  Value stack(const std::vector<Value>& values, int64_t axis) {
    std::vector<Value> rows;
    for (const Value value : values) rows.push_back(b_.node("Unsqueeze", {value, b_.ints({axis})}));
    return rows.size() == 1 ? rows[0] : b_.node("Concat", rows, {{"axis", axis}});
  }
  Value at(Value value, int64_t index, int64_t axis) {
    return b_.node("Gather", {value, b_.scalar(MORTISE_DTYPE_INT64, static_cast<double>(index))},
                   {{"axis", axis}});
  }
  Term weights(size_t input, int64_t direction) {
    return term(b_.node("Transpose", {at(node_.input_id(input), direction, 0)}));
  }
  std::optional<Term> optional_part(size_t input, int64_t direction) {
    if (!node_.has_input(input)) return std::nullopt;
    return term(at(node_.input_id(input), direction, 0));
  }
  // Of the two halves of the biases.
  std::optional<Term> bias(int64_t direction, bool is_second) {
    const auto all = optional_part(In::kB, direction);
    if (!all) return std::nullopt;
    const int64_t half =
        node_.shape(In::kW)[1] < 0 ? node_.shape(In::kR)[1] : node_.shape(In::kW)[1];
    const int64_t begin = is_second ? half : 0;
    return all->apply("Slice", {b_.ints({begin}), b_.ints({begin + half}), b_.ints({0})});
  }
  Term initial(Value x, size_t input, int64_t direction) {
    if (node_.has_input(input))
      return term(at(node_.input_id(input), direction, batch_first_ ? 1 : 0));
    const Value batch = b_.node("Slice", {b_.node("Shape", {x}), b_.ints({1}), b_.ints({2})});
    const Value shape = b_.node("Concat", {batch, b_.ints({hidden_})}, {{"axis", 0}});
    return term(b_.node("Expand", {term(x).number(0).value(), shape}));
  }
  // The steps of each sequence in reverse; those behind its end stay.
  Value reversed(Value steps) {
    const Value batch = b_.node("Slice", {b_.node("Shape", {steps}), b_.ints({1}), b_.ints({2})});
    const Value lengths =
        node_.has_input(In::kLengths)
            ? b_.node("Cast", {node_.input_id(In::kLengths)}, {{"to", MORTISE_DTYPE_INT64}})
            : b_.node("Expand", {b_.ints({length_}), batch});
    return b_.node("ReverseSequence", {steps, lengths}, {{"time_axis", 0}, {"batch_axis", 1}});
  }

  Result run(Value x, int64_t direction) {
    const bool is_reverse = direction_ == Direction::kReverse || direction == 1;
    if (is_reverse) x = reversed(x);
    Term of_input = term(x).apply("MatMul", {weights(In::kW, direction).value()});
    if (const auto input_bias = bias(direction, false)) of_input = of_input + *input_bias;
    NodeStep step(of_input, initial(x, In::kHidden, direction), initial(x, In::kCell, direction),
                  weights(In::kR, direction), bias(direction, true),
                  optional_part(In::kPeepholes, direction), hidden_);
    const Activation* activations =
        activations_.data() + static_cast<size_t>(direction) * per_direction_;
    std::vector<Value> outputs;
    for (int64_t time = 0; time < length_; ++time) {
      const Term hidden = step.hidden, cell = step.cell;
      step.begin(term(at(of_input.value(), time, 0)));
      advance_(node_, step, activations);
      Term y = step.hidden;
      if (node_.has_input(In::kLengths)) {
        const Value goes_on = is_within(time);
        y = step.hidden.where(goes_on, 0);
        step.hidden = step.hidden.where(goes_on, hidden);
        step.cell = step.cell.where(goes_on, cell);
      }
      outputs.push_back(y.value());
    }
    const Value y = stack(outputs, 0);
    return {term(is_reverse ? reversed(y) : y), step.hidden, step.cell};
  }
  // Of each sequence, [batch, 1].
  Value is_within(int64_t time) {
    const Value lengths = b_.node("Unsqueeze", {node_.input_id(In::kLengths), b_.ints({1})});
    return b_.node("Greater",
                   {lengths, b_.scalar(node_.dtype(In::kLengths), static_cast<double>(time))});
  }

  const Node& node_;
  Builder& b_;
  AdvanceNodes advance_;
  Direction direction_;
  int64_t directions_;
  bool batch_first_;
  size_t per_direction_;
  std::vector<Activation> activations_;
  int64_t length_ = 0, hidden_ = 0;
};

}  // namespace

Term NodeStep::part(const Term& all, int64_t index) const {
  Builder& b = all.builder();
  return all.apply("Slice", {b.ints({index * hidden_size_}), b.ints({(index + 1) * hidden_size_}),
                             b.ints({-1})});
}

std::vector<Value> unroll(const Node& node, Builder& b,
                          const std::vector<std::string_view>& defaults, AdvanceNodes advance) {
  return Unrolled(node, b, defaults, advance).make();
}

}  // namespace mortise::ops
