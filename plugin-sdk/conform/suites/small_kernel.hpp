// An elementwise operator that the device claims, as a piece of work on a stream: whichever of a few the device has.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <deque>
#include <memory>
#include <mutex>

#include "plugin-sdk/conform/launch.hpp"
#include "plugin-sdk/conform/node_graph.hpp"

namespace mortise::conform {

class SmallKernel {
 public:
  /// For tensors of `count` float32 elements. Throws Skip when the device has none of the operators.
  SmallKernel(Device& device, const Reference& reference, int64_t count);
  SmallKernel(const SmallKernel&) = delete;
  SmallKernel& operator=(const SmallKernel&) = delete;
  ~SmallKernel();

  const std::string& op() const { return one_.op; }
  uint64_t byte_size() const {
    return static_cast<uint64_t>(one_.inputs[0].shape[0]) * sizeof(float);
  }
  /// Requires: it was not dropped.
  const mortise_node_t& node() const { return graph_->node(); }
  void drop_node() { graph_.reset(); }
  const mortise_kernel_t& kernel() const { return kernel_->get(); }

  /// Elementwise over `source` (every input) into `target`, at byte offsets. Any thread; one stream at a time.
  void launch(const Stream& stream, const Buffer& source, uint64_t source_offset,
              const Buffer& target, uint64_t target_offset, const Order& order = {}) const;
  Status try_launch(const Stream& stream, const Buffer& source, uint64_t source_offset,
                    const Buffer& target, uint64_t target_offset, const Order& order) const;

  /// What a launch computes, in bytes of float32. Requires: the node. The operators are exact on small whole numbers.
  std::vector<unsigned char> expected(const std::vector<unsigned char>& source) const;
  /// Small whole numbers, as float32.
  std::vector<unsigned char> content(Random& random) const;

 private:
  Device& device_;
  const Reference& reference_;
  Case one_;
  std::unique_ptr<NodeGraph> graph_;
  std::unique_ptr<Kernel> kernel_;
  Buffer workspace_;
  // What launches were given, overwritten when the call has returned, and there for a while: a kernel that still reads it
  // fails, and does not crash.
  struct Arguments;
  void spend(std::unique_ptr<Arguments> arguments) const;
  mutable std::mutex mutex_;
  mutable std::deque<std::unique_ptr<Arguments>> spent_;
};

}  // namespace mortise::conform
