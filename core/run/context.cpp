#include "core/run/context.hpp"

#include <algorithm>

namespace mortise::run {

using compile::Place;
using compile::Step;
using compile::TensorPlan;

Result<std::unique_ptr<Context>> Context::create(const compile::Program& program,
                                                 Services& services) {
  std::unique_ptr<Context> context(new Context(program, services));
  MORTISE_TRY(context->make_arenas());
  MORTISE_TRY(context->make_streams());
  context->make_tensors();
  context->make_launches();
  return context;
}

Context::~Context() {
  for (const Stream& stream : streams_) {
    const mortise_device_interface_t& table = stream.device->table();
    if (stream.fence != nullptr) table.fence_release(stream.device->handle(), stream.fence);
    if (stream.stream != nullptr) table.stream_release(stream.device->handle(), stream.stream);
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
    if (!device->synchronous()) {
      MORTISE_TRY(Status(device->table().fence_create(device->handle(), &stream.fence))
                      .annotate(device->name()));
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
  for (size_t i = 0; i < tensors_.size(); ++i) {
    const TensorPlan& plan = program_.tensors[i];
    mortise_tensor_view_t& view = tensors_[i];
    view = {};
    view.struct_size = sizeof(view);
    view.dtype = plan.type.dtype;
    view.rank = static_cast<uint32_t>(plan.type.shape.size());
    view.shape = extents_.data() + at;
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
  fill_shapes();
}

void Context::fill_shapes() {
  for (size_t i = 0; i < tensors_.size(); ++i) {
    const TensorPlan& plan = program_.tensors[i];
    std::copy(plan.type.shape.begin(), plan.type.shape.end(), tensors_[i].shape);
    tensors_[i].byte_size = plan.byte_size;
  }
}

uint32_t Context::space_of(const Step& step) const {
  if (!step.outputs.empty() && step.outputs[0] != compile::kNoTensor)
    return program_.tensors[step.outputs[0]].space;
  return 0;
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
    if (step.workspace_size > 0) {
      const uint32_t space = space_of(step);
      launch.workspace = static_cast<char*>(arena_data(space)) + step.workspace_offset;
      launch.workspace_offset = step.workspace_offset;
      if (space != 0) launch.workspace_buffer = device_arenas_[space - 1].buffer();
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
    tensors_[i].data = state.data();
    tensors_[i].buffer = state.device.buffer();
  }
}

void Context::set_shapes(const ShapeTable* table) {
  if (table == nullptr) {
    // Kernels write the true extents of bounded outputs, so those programs are refreshed each time.
    if (!planned_shapes_ || program_.rest != nullptr) fill_shapes();
    planned_shapes_ = true;
    return;
  }
  std::copy(table->extents.begin(), table->extents.end(), extents_.begin());
  for (size_t i = 0; i < tensors_.size(); ++i) tensors_[i].byte_size = table->byte_sizes[i];
  planned_shapes_ = false;
}

}  // namespace mortise::run
