#include "plugin-sdk/conform/suites/small_kernel.hpp"

#include <algorithm>
#include <cstring>

#include "plugin-sdk/conform/cases/building.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kKept = 32;  // launches' arguments

struct Candidate {
  const char* op;
  size_t inputs;
};
constexpr Candidate kCandidates[] = {{"Add", 2}, {"Mul", 2}, {"Relu", 1}, {"Neg", 1},
                                     {"Abs", 1}, {"Sub", 2}, {"Max", 2},  {"Min", 2}};

bool supports(const Device& device, const mortise_node_t& node) {
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  const mortise_node_t* nodes[] = {&node};
  const Status status = take(device.table().query(device.get(), 1, nodes, &support));
  take(support.reason);
  return status.ok() && support.supported == 1;
}

std::vector<HostTensor> tensors_of(const Case& one, const std::vector<unsigned char>& bytes) {
  std::vector<HostTensor> inputs;
  for (const CaseInput& input : one.inputs) {
    inputs.emplace_back(input.dtype, input.shape);
    if (!bytes.empty()) inputs.back().bytes = bytes;
  }
  return inputs;
}

}  // namespace

SmallKernel::SmallKernel(Device& device, const Reference& reference, int64_t count)
    : device_(device), reference_(reference) {
  for (const Candidate& candidate : kCandidates) {
    one_ = Case();
    one_.op = candidate.op;
    one_.inputs.assign(candidate.inputs, in(MORTISE_DTYPE_FLOAT32, {count}));
    graph_ =
        std::make_unique<NodeGraph>(reference.runtime(), one_, tensors_of(one_, {}), device.kind());
    if (!supports(device, graph_->node())) continue;
    kernel_ = std::make_unique<Kernel>(device, graph_->node());
    if (kernel_->get().workspace_size != 0)
      workspace_ = device.buffer(kernel_->get().workspace_size);
    return;
  }
  skip(
      "the device supports none of the elementwise operators that this test can use: Add, Mul, "
      "Relu, Neg, Abs, Sub, Max, Min");
}

struct SmallKernel::Arguments {
  int64_t shapes[2][1];
  mortise_tensor_view_t input, output;
  std::vector<const mortise_tensor_view_t*> inputs;
  mortise_tensor_view_t* outputs[1];
  mortise_launch_t launch;
};

SmallKernel::~SmallKernel() = default;

Status SmallKernel::try_launch(const Stream& stream, const Buffer& source, uint64_t source_offset,
                               const Buffer& target, uint64_t target_offset,
                               const Order& order) const {
  auto arguments = std::make_unique<Arguments>();
  const auto view_of = [&](const Buffer& buffer, uint64_t offset, int64_t* shape) {
    shape[0] = one_.inputs[0].shape[0];
    mortise_tensor_view_t view{};
    view.struct_size = sizeof(view);
    view.data = static_cast<char*>(buffer.data()) + offset;
    view.byte_size = byte_size();
    view.dtype = MORTISE_DTYPE_FLOAT32;
    view.rank = 1;
    view.shape = shape;
    if (device_.in_host_memory()) return view;
    view.buffer = buffer.get();
    view.byte_offset = offset;
    view.device = device_.get();
    return view;
  };
  arguments->input = view_of(source, source_offset, arguments->shapes[0]);
  arguments->output = view_of(target, target_offset, arguments->shapes[1]);
  arguments->inputs.assign(one_.inputs.size(), &arguments->input);
  arguments->outputs[0] = &arguments->output;
  const AbiOrder abi_order(order);
  mortise_launch_t& launch = arguments->launch;
  launch = {};
  launch.struct_size = sizeof(launch);
  launch.stream = stream.get();
  launch.input_count = arguments->inputs.size();
  launch.inputs = arguments->inputs.data();
  launch.output_count = 1;
  launch.outputs = arguments->outputs;
  launch.workspace = workspace_.data();
  if (!device_.in_host_memory()) launch.workspace_buffer = workspace_.get();
  launch.ordering = abi_order.get();
  device_.trace().add("launch(kernel, ", stream.name(), ", end(", source.name(), ", ",
                      source_offset, "), end(", target.name(), ", ", target_offset, "), ",
                      order.text(), ");  // ", one_.op, " of float32[", one_.inputs[0].shape[0],
                      "]");
  const Status status = take(kernel_->get().launch(&kernel_->get(), &launch));
  spend(std::move(arguments));
  return status;
}

void SmallKernel::spend(std::unique_ptr<Arguments> arguments) const {
  for (mortise_tensor_view_t* view : {&arguments->input, &arguments->output}) {
    view->data = nullptr;
    view->buffer = nullptr;
    view->byte_offset = UINT64_MAX / 2;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  spent_.push_back(std::move(arguments));
  if (spent_.size() > kKept) spent_.pop_front();
}

void SmallKernel::launch(const Stream& stream, const Buffer& source, uint64_t source_offset,
                         const Buffer& target, uint64_t target_offset, const Order& order) const {
  const Status status = try_launch(stream, source, source_offset, target, target_offset, order);
  if (!status.ok()) fail("launch of a node that query supports: ", status.text());
}

std::vector<unsigned char> SmallKernel::expected(const std::vector<unsigned char>& source) const {
  return reference_.run(graph_->node(), tensors_of(one_, source))[0].bytes;
}

std::vector<unsigned char> SmallKernel::content(Random& random) const {
  std::vector<unsigned char> bytes(byte_size());
  for (size_t i = 0; i < bytes.size(); i += sizeof(float)) {
    const auto value = static_cast<float>(random.between(-8, 8));
    std::memcpy(bytes.data() + i, &value, sizeof(value));
  }
  return bytes;
}

}  // namespace mortise::conform
