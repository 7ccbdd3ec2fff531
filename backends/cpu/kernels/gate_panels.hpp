// Constant weights of gates in panels of several gates each (backends/cpu/vector/recurrent.hpp), packed once per runtime.
#pragma once

#include <mortise/sdk/host.hpp>

#include <utility>
#include <vector>

#include "backends/cpu/layout.hpp"
#include "backends/cpu/rounding.hpp"
#include "backends/cpu/vector/recurrent.hpp"

namespace mortise::cpu {

/// Some gates of a constant [directions, gates * hidden_size, depth]. Immutable; any thread.
class GatePanels {
 public:
  /// The gates lie in the panels in the order in which `gates` names them.
  GatePanels(const mortise_host_t* host, const mortise_tensor_view_t& constant, int64_t hidden_size,
             std::vector<int64_t> gates)
      : gates_(std::move(gates)),
        hidden_size_(hidden_size),
        rows_(constant.shape[1]),
        depth_(constant.shape[2]),
        blocks_(ceil_div(hidden_size, kPanel)),
        group_(count() / ceil_div(count(), kMaxGroup)),
        packed_(host, constant, kDeviceKind,
                sdk::message("gates/", sdk::ShapeView(gates_.data(), gates_.size()), "/",
                             constant.shape[0], "/", hidden_size, "/", depth_),
                static_cast<uint64_t>(constant.shape[0] * blocks_ * count() * depth_ * kPanel) *
                    sizeof(float),
                64, [&](void* to, uint64_t) {
                  fill(sdk::data<float>(constant), constant.shape[0], static_cast<float*>(to));
                }) {}

  int64_t depth() const { return depth_; }
  int64_t count() const { return static_cast<int64_t>(gates_.size()); }
  /// Of units [16 * block, 16 * block + 16).
  GateWeights block(int64_t direction, int64_t block) const {
    return {static_cast<const float*>(packed_.data()) +
                (direction * blocks_ + block) * count() * depth_ * kPanel,
            depth_, count(), group_};
  }

 private:
  void fill(const float* weights, int64_t directions, float* to) const {
    for (int64_t direction = 0; direction < directions; ++direction) {
      for (int64_t block = 0; block < blocks_; ++block) {
        for (int64_t g = 0; g < count(); ++g) {
          const int64_t row = direction * rows_ + gates_[static_cast<size_t>(g)] * hidden_size_;
          copy_panel({weights + row * depth_, depth_, hidden_size_, 1, depth_}, block,
                     to + g % group_ * kPanel, group_ * kPanel);
          if ((g + 1) % group_ == 0) to += group_ * depth_ * kPanel;
        }
      }
    }
  }

  const std::vector<int64_t> gates_;
  const int64_t hidden_size_, rows_, depth_, blocks_, group_;
  const sdk::Packed packed_;
};

}  // namespace mortise::cpu
