// For tests of operator plugins: a portable kernel, made and launched once.
#pragma once

#include <mortise/sdk/operator.hpp>

#include <vector>

namespace mortise::sdk::testing {

/// Makes the operator's kernel for the node and launches it; throws what either reports.
inline void run_kernel(const Operator& op, const mortise_node_t* node,
                       const std::vector<mortise_tensor_view_t>& inputs,
                       std::vector<mortise_tensor_view_t>& outputs) {
  mortise_kernel_t* kernel = nullptr;
  check(op.kernel_at(0)->create(op.kernel_at(0), nullptr, node, &kernel));
  std::vector<const mortise_tensor_view_t*> from;
  for (const mortise_tensor_view_t& input : inputs) from.push_back(&input);
  std::vector<mortise_tensor_view_t*> to;
  for (mortise_tensor_view_t& output : outputs) to.push_back(&output);
  mortise_launch_t launch{};
  launch.struct_size = sizeof(launch);
  launch.input_count = from.size();
  launch.inputs = from.data();
  launch.output_count = to.size();
  launch.outputs = to.data();
  mortise_status_t* const status = kernel->launch(kernel, &launch);
  kernel->release(kernel);
  check(status);
}

}  // namespace mortise::sdk::testing
