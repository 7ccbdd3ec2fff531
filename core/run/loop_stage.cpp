#include "core/run/loop_stage.hpp"

#include <cstring>
#include <optional>

#include "core/base/text.hpp"
#include "core/compile/infer.hpp"
#include "core/run/runtime.hpp"
#include "core/run/slices.hpp"

namespace mortise::run {
namespace {

// The one element of a tensor that decides how a loop goes on.
template <class T>
Result<T> read_scalar(const Tensor& value, uint32_t dtype, const char* what, const char* wanted) {
  const mortise_tensor_view_t& view = value.view();
  if (value.kind() != MORTISE_VALUE_TENSOR || view.dtype != dtype || view.byte_size != sizeof(T)) {
    return invalid_argument(concat({what, " is ", describe(value), "; it must be one ", wanted}));
  }
  T element;
  std::memcpy(&element, view.data, sizeof(T));
  return element;
}

Result<bool> read_condition(const Tensor& value, const char* what) {
  MORTISE_ASSIGN(const uint8_t condition,
                 read_scalar<uint8_t>(value, MORTISE_DTYPE_BOOL, what, "bool"));
  return condition != 0;
}

}  // namespace

/// One run of a loop.
class LoopRun {
 public:
  LoopRun(LoopStage& stage, const Stage::Run& run, std::vector<TensorRef> inputs)
      : stage_(stage), loop_(stage.loop_), run_(run), inputs_(std::move(inputs)) {}

  Result<std::vector<TensorRef>> run() {
    MORTISE_TRY(begin());
    while ((!trips_.has_value() || iteration_ < *trips_) && condition_) {
      MORTISE_TRY(run_.limits.check(stage_.runtime_.services()));
      MORTISE_TRY(iterate());
      ++iteration_;
    }
    return finish();
  }

 private:
  Status begin() {
    for (size_t i = 0; i < inputs_.size(); ++i) {
      const compile::LoopPort& port = loop_.inputs[i];
      if (port.role == MORTISE_LOOP_CARRIED) {
        if (!inputs_[i]) return missing(i);
        carried_.push_back(std::move(inputs_[i]));
      } else if (port.role == MORTISE_LOOP_TRIP_COUNT && inputs_[i]) {
        MORTISE_ASSIGN(trips_, read_scalar<int64_t>(*inputs_[i].get(), MORTISE_DTYPE_INT64,
                                                    "the trip count", "int64"));
      } else if (port.role == MORTISE_LOOP_CONDITION && inputs_[i]) {
        MORTISE_ASSIGN(condition_, read_condition(*inputs_[i].get(), "the condition"));
      } else if (port.role == MORTISE_LOOP_SCANNED) {
        MORTISE_TRY(begin_scan(i));
      } else if (port.role == MORTISE_LOOP_CAPTURED && !inputs_[i]) {
        return missing(i);
      }
    }
    stacked_.resize(loop_.outputs.size());
    MORTISE_TRY(make_scalars());
    return {};
  }

  Status missing(size_t input) const {
    return invalid_argument("input " + std::to_string(input) + " is missing");
  }

  Status begin_scan(size_t input) {
    if (!inputs_[input]) return missing(input);
    const std::string what = "scanned input " + std::to_string(input);
    const Tensor& tensor = *inputs_[input].get();
    if (tensor.kind() != MORTISE_VALUE_TENSOR)
      return invalid_argument(what + " is " + describe(tensor) + "; it must be a tensor");
    const mortise_tensor_view_t& view = tensor.view();
    MORTISE_ASSIGN(const size_t axis, slice_axis(loop_.inputs[input].axis, view.rank, what));
    if (trips_.has_value() && *trips_ != view.shape[axis]) {
      return invalid_argument(what + " has " + std::to_string(view.shape[axis]) +
                              " slices, where another has " + std::to_string(*trips_));
    }
    trips_ = view.shape[axis];
    axes_.push_back(axis);
    return {};
  }

  // The number of the iteration, and the condition, as the body takes them: one element each, written
  // anew for each iteration.
  Status make_scalars() {
    const graph::Graph& body = stage_.stage_.graph();
    size_t next = 0;
    const auto make = [&](uint32_t dtype, TensorRef& scalar) -> Status {
      const graph::Type& type = body.value(body.inputs()[next++])->type;
      const std::vector<int64_t> shape(type.ranked ? type.shape.size() : 0, 1);
      MORTISE_ASSIGN(scalar,
                     Tensor::create(stage_.runtime_.services(), keep_alive(), dtype, shape));
      return {};
    };
    if (loop_.takes_iteration) MORTISE_TRY(make(MORTISE_DTYPE_INT64, iteration_scalar_));
    if (loop_.has_condition) MORTISE_TRY(make(MORTISE_DTYPE_BOOL, condition_scalar_));
    return {};
  }

  Status iterate() {
    std::vector<const Tensor*> inputs;
    if (loop_.takes_iteration) {
      std::memcpy(iteration_scalar_->view().data, &iteration_, sizeof(iteration_));
      inputs.push_back(iteration_scalar_.get());
    }
    if (loop_.has_condition) {
      *static_cast<uint8_t*>(condition_scalar_->view().data) = 1;
      inputs.push_back(condition_scalar_.get());
    }
    for (const TensorRef& value : carried_) inputs.push_back(value.get());
    std::vector<TensorRef> slices;
    MORTISE_TRY(take_slices(slices));
    for (const TensorRef& slice : slices) inputs.push_back(slice.get());
    for (size_t i = 0; i < inputs_.size(); ++i) {
      if (loop_.inputs[i].role == MORTISE_LOOP_CAPTURED) inputs.push_back(inputs_[i].get());
    }
    std::vector<TensorRef> outputs(stage_.stage_.graph().outputs().size());
    MORTISE_TRY(stage_.stage_.run(run_, inputs, outputs));
    return take_outputs(std::move(outputs));
  }

  Status take_slices(std::vector<TensorRef>& slices) const {
    for (size_t i = 0; i < inputs_.size(); ++i) {
      const compile::LoopPort& port = loop_.inputs[i];
      if (port.role != MORTISE_LOOP_SCANNED) continue;
      const int64_t index = port.reversed ? *trips_ - 1 - iteration_ : iteration_;
      MORTISE_ASSIGN(TensorRef slice, take_slice(stage_.runtime_.services(), keep_alive(),
                                                 *inputs_[i].get(), axes_[slices.size()], index));
      slices.push_back(std::move(slice));
    }
    return {};
  }

  Status take_outputs(std::vector<TensorRef> outputs) {
    auto next = outputs.begin();
    if (loop_.has_condition) {
      MORTISE_ASSIGN(condition_, read_condition(*(next++)->get(), "the body's condition"));
    }
    for (TensorRef& value : carried_) value = std::move(*next++);
    for (size_t i = 0; i < loop_.outputs.size(); ++i) {
      if (loop_.outputs[i].role != MORTISE_LOOP_STACKED) continue;
      if ((*next)->kind() != MORTISE_VALUE_TENSOR) {
        return invalid_argument("a scan output is " + describe(*next->get()) +
                                "; it must be a tensor");
      }
      if (loop_.wanted[i]) stacked_[i].push_back(std::move(*next));
      ++next;
    }
    return {};
  }

  Result<std::vector<TensorRef>> finish() {
    std::vector<TensorRef> outputs(loop_.outputs.size());
    size_t carried = 0;
    for (size_t i = 0; i < outputs.size(); ++i) {
      const compile::LoopPort& port = loop_.outputs[i];
      if (port.role == MORTISE_LOOP_CARRIED) {
        outputs[i] = carried_[carried++];
      } else if (!loop_.wanted[i]) {
        continue;
      } else if (stacked_[i].empty()) {
        MORTISE_ASSIGN(outputs[i], stack_nothing(i));
      } else {
        MORTISE_ASSIGN(outputs[i], stack_slices(stage_.runtime_.services(), keep_alive(),
                                                stacked_[i], port.axis, port.reversed));
        stacked_[i].clear();
      }
    }
    return outputs;
  }

  // What no iteration gives has the dtype and rank that the body would give; extents that are not
  // known are zero.
  Result<TensorRef> stack_nothing(size_t output) {
    graph::Graph body(stage_.stage_.graph());
    size_t next = (loop_.takes_iteration ? 1 : 0) + (loop_.has_condition ? 1 : 0);
    for (const TensorRef& value : carried_) MORTISE_TRY(declare(body, next++, *value.get(), {}));
    size_t scan = 0;
    for (const uint32_t role : {MORTISE_LOOP_SCANNED, MORTISE_LOOP_CAPTURED}) {
      for (size_t i = 0; i < inputs_.size(); ++i) {
        if (loop_.inputs[i].role != role) continue;
        const bool is_scan = role == MORTISE_LOOP_SCANNED;
        MORTISE_TRY(declare(body, next++, *inputs_[i].get(),
                            is_scan ? std::optional(axes_[scan++]) : std::nullopt));
      }
    }
    MORTISE_TRY(compile::infer(body, stage_.runtime_.host(), {.symbolic = true}).status());
    size_t place = (loop_.has_condition ? 1 : 0) + carried_.size();
    for (size_t i = 0; i < output; ++i) place += loop_.outputs[i].role == MORTISE_LOOP_STACKED;
    const graph::Type& type = body.value(body.outputs()[place].value)->type;
    if (type.dtype == MORTISE_DTYPE_UNDEFINED || !type.ranked) {
      return unsupported("no iteration gives scan output " + std::to_string(output) +
                         ", and its type is not known without one");
    }
    std::vector<int64_t> shape = type.shape;
    for (int64_t& extent : shape) extent = std::max<int64_t>(extent, 0);
    MORTISE_ASSIGN(const size_t axis, slice_axis(loop_.outputs[output].axis, shape.size() + 1,
                                                 "scan output " + std::to_string(output)));
    shape.insert(shape.begin() + static_cast<ptrdiff_t>(axis), 0);
    return Tensor::create(stage_.runtime_.services(), keep_alive(), type.dtype, shape);
  }

  static Status declare(graph::Graph& body, size_t input, const Tensor& value,
                        std::optional<size_t> sliced) {
    if (value.kind() != MORTISE_VALUE_TENSOR) return {};
    const mortise_tensor_view_t& view = value.view();
    std::vector<int64_t> shape(view.shape, view.shape + view.rank);
    if (sliced.has_value()) shape.erase(shape.begin() + static_cast<ptrdiff_t>(*sliced));
    return body.set_type(body.inputs()[input], graph::Type::tensor(view.dtype, std::move(shape)));
  }

  std::shared_ptr<void> keep_alive() const { return stage_.runtime_.shared_from_this(); }

  LoopStage& stage_;
  const compile::Loop& loop_;
  const Stage::Run& run_;
  std::vector<TensorRef> inputs_;  // carried ones have moved on
  std::optional<int64_t> trips_;   // none: no limit
  bool condition_ = true;
  int64_t iteration_ = 0;
  std::vector<size_t> axes_;  // of the scanned inputs
  TensorRef iteration_scalar_, condition_scalar_;
  std::vector<TensorRef> carried_;
  std::vector<std::vector<TensorRef>> stacked_;  // by output of the node
};

LoopStage::LoopStage(Runtime& runtime, std::shared_ptr<ProgramCache> cache, compile::Loop loop)
    : runtime_(runtime),
      loop_(std::move(loop)),
      values_matter_(loop_.body.inputs().size(), false),
      stage_(runtime, std::move(cache), std::move(loop_.body), values_matter_, {}) {}

Result<std::vector<TensorRef>> LoopStage::run(const Stage::Run& run,
                                              std::vector<TensorRef> inputs) {
  return LoopRun(*this, run, std::move(inputs)).run();
}

}  // namespace mortise::run
