// The truth: the operator library's definitions and portable kernels, run one node at a time on the host.
#pragma once

#include <mortise/abi/device.h>
#include <mortise/abi/operator.h>
#include <mortise/mortise.hpp>

#include <memory>
#include <string_view>
#include <vector>

#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {

/// Any thread, once made.
class Reference {
 public:
  /// Finds the plugin `ops` as every runtime does, and loads it. Throws mortise::Error.
  Reference();
  Reference(const Reference&) = delete;
  Reference& operator=(const Reference&) = delete;
  ~Reference();

  /// Its runtime: shape rules come from here.
  const Runtime& runtime() const;
  const std::vector<const mortise_operator_t*>& operators() const { return operators_; }
  /// The newest form not above `version` (0: the newest of all); null when there is none.
  const mortise_operator_t* find(std::string_view domain, std::string_view op,
                                 uint32_t version = 0) const;

  /// The operator's portable kernel; null when there is none.
  const mortise_kernel_definition_t* kernel_of(const mortise_operator_t& op) const;
  /// Runs the node's portable kernel. An input or output that the node does not have is an empty HostTensor. Throws sdk::Error when there is no such kernel, or it refuses.
  std::vector<HostTensor> run(const mortise_node_t& node,
                              const std::vector<HostTensor>& inputs) const;

 private:
  struct Library;
  std::unique_ptr<Library> library_;
  std::vector<const mortise_operator_t*> operators_;
  std::vector<const mortise_kernel_definition_t*> kernels_;
};

/// Runs a portable kernel that is already made. Shapes that the kernel finds out are in the results.
std::vector<HostTensor> launch_portable(const mortise_kernel_t& kernel,
                                        const std::vector<HostTensor>& inputs,
                                        std::vector<HostTensor> outputs);

/// What the node's outputs are like, filled with garbage. Requires: all extents known.
std::vector<HostTensor> outputs_of(const mortise_node_t& node);

}  // namespace mortise::conform
