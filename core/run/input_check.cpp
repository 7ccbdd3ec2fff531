#include "core/run/input_check.hpp"

#include <algorithm>
#include <array>

namespace mortise::run {
namespace {

class InputCheck {
 public:
  explicit InputCheck(const graph::Graph& graph) : graph_(graph) {
    if (graph.symbols().size() > few_.size()) {
      many_.resize(graph.symbols().size());
      known_symbols_ = many_.data();
    }
    std::fill_n(known_symbols_, graph.symbols().size(), -1);
  }
  InputCheck(const InputCheck&) = delete;
  InputCheck& operator=(const InputCheck&) = delete;

  Status check(const graph::Value& input, const Tensor& given) {
    input_ = &input;
    return check_value(input.type, given, true);
  }

 private:
  // The symbols of a sequence's element type say nothing: each element has its own extents.
  Status check_value(const graph::Type& type, const Tensor& given, bool symbols_count) {
    const bool is_tensor = type.kind == MORTISE_VALUE_TENSOR;
    if (is_tensor && type.dtype == MORTISE_DTYPE_UNDEFINED && !type.ranked) return {};
    if (given.kind() != type.kind) return mismatch(given);
    if (is_tensor) return check_tensor(type, given, symbols_count);
    for (const TensorRef& item : given.items()) {
      if (type.element != nullptr) MORTISE_TRY(check_value(*type.element, *item.get(), false));
    }
    return {};
  }

  Status check_tensor(const graph::Type& type, const Tensor& given, bool symbols_count) {
    const mortise_tensor_view_t& view = given.view();
    if (type.dtype != MORTISE_DTYPE_UNDEFINED && view.dtype != type.dtype) return mismatch(given);
    if (!type.ranked) return {};
    if (view.rank != type.shape.size()) return mismatch(given);
    for (uint32_t axis = 0; axis < view.rank; ++axis) {
      const int64_t wanted = type.shape[axis];
      if (wanted >= 0 && wanted != view.shape[axis]) return mismatch(given);
      if (wanted > MORTISE_DIM_SYMBOL(0) || !symbols_count) continue;
      const auto symbol = static_cast<size_t>(MORTISE_DIM_SYMBOL(0) - wanted);
      if (known_symbols_[symbol] >= 0 && known_symbols_[symbol] != view.shape[axis]) {
        return mismatch(given, ", and '" + graph_.symbols()[symbol] + "' is " +
                                   std::to_string(known_symbols_[symbol]) + " elsewhere");
      }
      known_symbols_[symbol] = view.shape[axis];
    }
    return {};
  }

  Status mismatch(const Tensor& given, const std::string& why = {}) const {
    // A part of a value is told from the value.
    const bool is_part =
        given.kind() == MORTISE_VALUE_TENSOR && input_->type.kind != MORTISE_VALUE_TENSOR;
    return invalid_argument("input '" + input_->name + "' " + (is_part ? "has " : "is ") +
                            describe(given) + ", but the model takes " + input_->type.to_string() +
                            why);
  }

  const graph::Graph& graph_;
  const graph::Value* input_ = nullptr;
  std::array<int64_t, 16> few_;
  std::vector<int64_t> many_;  // so that an ordinary graph's run allocates nothing here
  int64_t* known_symbols_ = few_.data();
};

}  // namespace

Status check_inputs(const graph::Graph& graph, const std::vector<const Tensor*>& inputs) {
  if (inputs.size() != graph.inputs().size()) {
    return invalid_argument(std::to_string(inputs.size()) + " inputs given, but the graph has " +
                            std::to_string(graph.inputs().size()));
  }
  InputCheck check(graph);
  for (size_t i = 0; i < inputs.size(); ++i)
    MORTISE_TRY(check.check(*graph.value(graph.inputs()[i]), *inputs[i]));
  return {};
}

}  // namespace mortise::run
