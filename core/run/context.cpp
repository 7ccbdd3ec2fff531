#include "core/run/context.hpp"

#include <algorithm>
#include <map>

namespace mortise::run {

using compile::Place;
using compile::Step;
using compile::TensorPlan;

namespace {

// Enough for any text that a model works on, too little for a model that doubles a string again and again.
constexpr uint64_t kMostStringBytes = uint64_t{1} << 30;

}  // namespace

Context::Context(const compile::Program& program, Services& services)
    : program_(program), services_(services), strings_(services.table(), kMostStringBytes) {}

Result<std::unique_ptr<Context>> Context::create(const compile::Program& program,
                                                 Services& services) {
  std::unique_ptr<Context> context(new Context(program, services));
  MORTISE_TRY(context->make_arenas());
  MORTISE_TRY(context->make_streams());
  context->make_tensors();
  context->make_launches();
  return context;
}

// Releasing a stream waits for its work, which may use any stream's fence.
Context::~Context() {
  for (const Stream& stream : streams_) {
    if (stream.stream != nullptr)
      stream.device->table().stream_release(stream.device->handle(), stream.stream);
  }
  for (const Stream& stream : streams_) {
    if (stream.fence != nullptr)
      stream.device->table().fence_release(stream.device->handle(), stream.fence);
  }
}

Status Context::make_arenas() {
  for (uint32_t i = 0; i < program_.spaces.size(); ++i) {
    const compile::Space& space = program_.spaces[i];
    if (i == 0) {
      MORTISE_ASSIGN(host_arena_, HostMemory::create(services_, space.arena_size, space.alignment));
    } else {
      MORTISE_ASSIGN(
          compile::DeviceMemory arena,
          compile::DeviceMemory::create(space.device, std::max<uint64_t>(space.arena_size, 1)));
      device_arenas_.push_back(std::move(arena));
    }
  }
  return {};
}

Status Context::make_streams() {
  for (const std::shared_ptr<compile::Device>& device : program_.devices) {
    streams_.push_back({device.get()});
    Stream& stream = streams_.back();
    MORTISE_TRY(Status(device->table().stream_create(device->handle(), &stream.stream))
                    .annotate(device->name()));
    if (stream.stream == nullptr) return internal_error(device->name() + " made no stream");
    if (!device->synchronous()) {
      MORTISE_TRY(Status(device->table().fence_create(device->handle(), &stream.fence))
                      .annotate(device->name()));
      if (stream.fence == nullptr) return internal_error(device->name() + " made no fence");
    }
  }
  return {};
}

void* Context::arena_data(uint32_t space) const {
  return space == 0 ? host_arena_.data() : device_arenas_[space - 1].data();
}

void Context::make_tensors() {
  size_t extents = 0;
  for (const TensorPlan& plan : program_.tensors) extents += plan.type.shape.size();
  extents_.resize(extents);
  tensors_.resize(program_.tensors.size());
  size_t at = 0;
  // A value whose extents are data has them in one place, wherever its copies are.
  std::map<graph::ValueId, int64_t*> bounded;
  for (size_t i = 0; i < tensors_.size(); ++i) {
    const TensorPlan& plan = program_.tensors[i];
    mortise_tensor_view_t& view = tensors_[i];
    view = {};
    view.struct_size = sizeof(view);
    view.dtype = plan.type.dtype;
    view.rank = static_cast<uint32_t>(plan.type.shape.size());
    view.shape = extents_.data() + at;
    if (plan.type.bounded_dims != 0)
      view.shape = bounded.try_emplace(plan.value, view.shape).first->second;
    view.layout = plan.type.layout.get();
    at += plan.type.shape.size();
    if (plan.space != 0) view.device = program_.spaces[plan.space].device->handle();
    if (plan.place == Place::kArena) {
      view.data = static_cast<char*>(arena_data(plan.space)) + plan.offset;
      view.byte_offset = plan.offset;
      if (plan.space != 0) view.buffer = device_arenas_[plan.space - 1].buffer();
    } else if (plan.place == Place::kConstant) {
      const compile::ConstantPlan& constant = program_.constants[plan.index];
      view.data = constant.device != nullptr ? constant.device->data() : constant.host->view().data;
      if (constant.device != nullptr) view.buffer = constant.device->buffer();
    }
  }
  bounded_ = !bounded.empty();
  fill_shapes();
}

Status Context::check_extents() const {
  if (!bounded_) return {};
  for (const Step& step : program_.steps) {
    for (const uint32_t output : step.outputs) {
      if (output == compile::kNoTensor) continue;
      const graph::Type& type = program_.tensors[output].type;
      for (size_t axis = 0; type.bounded_dims != 0 && axis < type.shape.size(); ++axis) {
        const int64_t extent = tensors_[output].shape[axis];
        const bool bounded = (type.bounded_dims >> axis & 1) != 0;
        if (bounded ? extent >= 0 && extent <= type.shape[axis] : extent == type.shape[axis])
          continue;
        return internal_error(step.op + (step.node.empty() ? "" : " '" + step.node + "'") +
                              " gave axis " + std::to_string(axis) + " of an output the extent " +
                              std::to_string(extent) + ", where at most " +
                              std::to_string(type.shape[axis]) + " is planned");
      }
    }
  }
  return {};
}

void Context::fill_shapes() {
  for (size_t i = 0; i < tensors_.size(); ++i) {
    const TensorPlan& plan = program_.tensors[i];
    std::copy(plan.type.shape.begin(), plan.type.shape.end(), tensors_[i].shape);
    tensors_[i].byte_size = plan.byte_size;
  }
}

void Context::make_launches() {
  size_t count = 0;
  for (const Step& step : program_.steps) count += step.inputs.size() + step.outputs.size();
  pointers_.reserve(count);
  const auto append = [this](const std::vector<uint32_t>& indices) {
    mortise_tensor_view_t** first = pointers_.data() + pointers_.size();
    for (const uint32_t index : indices) {
      pointers_.push_back(index == compile::kNoTensor ? nullptr : &tensors_[index]);
    }
    return first;
  };
  for (const Step& step : program_.steps) {
    mortise_launch_t launch{};
    launch.struct_size = sizeof(launch);
    if (step.device != compile::kHostCopy) launch.stream = streams_[step.device].stream;
    launch.input_count = step.inputs.size();
    launch.inputs = append(step.inputs);
    launch.output_count = step.outputs.size();
    launch.outputs = append(step.outputs);
    launch.strings = strings_.abi();
    if (step.workspace_size > 0) {
      launch.workspace = static_cast<char*>(arena_data(step.space)) + step.workspace_offset;
      launch.workspace_offset = step.workspace_offset;
      if (step.space != 0) launch.workspace_buffer = device_arenas_[step.space - 1].buffer();
    }
    launches_.push_back(launch);
  }
}

void Context::bind_input(uint32_t index, void* data) {
  const uint32_t tensor = program_.inputs[index];
  if (tensor != compile::kNoTensor) tensors_[tensor].data = data;
}

void Context::bind_output(uint32_t index, void* data) {
  tensors_[program_.outputs[index]].data = data;
}

void Context::bind_states(const std::vector<StateStore::State*>& states) {
  for (size_t i = 0; i < tensors_.size(); ++i) {
    const TensorPlan& plan = program_.tensors[i];
    if (plan.place != Place::kState) continue;
    const StateStore::State& state = *states[plan.index];
    tensors_[i].data = state.content->data();
    tensors_[i].buffer = state.content->device.buffer();
  }
}

void Context::set_shapes(const ShapeTable* table) {
  if (table == nullptr) {
    if (!planned_shapes_ || bounded_) fill_shapes();
    planned_shapes_ = true;
    return;
  }
  std::copy(table->extents.begin(), table->extents.end(), extents_.begin());
  for (size_t i = 0; i < tensors_.size(); ++i) tensors_[i].byte_size = table->byte_sizes[i];
  planned_shapes_ = false;
}

}  // namespace mortise::run
