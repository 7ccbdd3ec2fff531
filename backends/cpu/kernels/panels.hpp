// Constant weights in panels (backends/cpu/vector/panels.hpp), packed once per runtime.
#pragma once

#include <mortise/sdk/host.hpp>
#include <mortise/sdk/kernel.hpp>

#include <string_view>
#include <vector>

#include "backends/cpu/layout.hpp"
#include "backends/cpu/vector/panels.hpp"

namespace mortise::cpu {

/// Immutable; any thread.
class Panels {
 public:
  /// `slices` are matrices of one size over the constant's data, which follow each other in depth (the taps of a
  /// convolution), each made up to a multiple of `unit` rows with zeros. `kind` and the sizes tell packed forms of
  /// one constant apart.
  Panels(const mortise_host_t* host, const mortise_tensor_view_t& constant, std::string_view kind,
         const std::vector<MatrixView>& slices, int64_t unit)
      : form_(slices[0]),
        offsets_(offsets_of(slices, sdk::data<float>(constant))),
        slice_depth_((slices[0].depth + unit - 1) / unit * unit),
        depth_(slice_depth_ * static_cast<int64_t>(slices.size())),
        packed_(host, constant, kDeviceKind,
                sdk::message("panels/", kind, "/", depth_, "/", slices[0].depth, "/",
                             slices[0].columns, "/", slices[0].depth_stride),
                static_cast<uint64_t>(count(slices[0]) * depth_ * kPanel) * sizeof(float), 64,
                [&](void* to, uint64_t) { fill(slices, static_cast<float*>(to)); }) {}

  int64_t depth() const { return depth_; }
  /// Columns [16 * index, 16 * index + 16), as [depth][16].
  const float* panel(int64_t index) const {
    return static_cast<const float*>(packed_.data()) + index * depth_ * kPanel;
  }

  /// Writes the constant, as it was, to `destination`.
  void restore(float* destination) const {
    for (int64_t index = 0; index < count(form_); ++index) {
      const float* from = panel(index);
      for (const ptrdiff_t offset : offsets_) {
        restore_panel(from, form_, index, destination + offset);
        from += slice_depth_ * kPanel;
      }
    }
  }

 private:
  static std::vector<ptrdiff_t> offsets_of(const std::vector<MatrixView>& slices,
                                           const float* data) {
    std::vector<ptrdiff_t> offsets;
    for (const MatrixView& slice : slices) offsets.push_back(slice.data - data);
    return offsets;
  }

  static int64_t count(const MatrixView& slice) { return (slice.columns + kPanel - 1) / kPanel; }

  void fill(const std::vector<MatrixView>& slices, float* to) const {
    for (int64_t index = 0; index < count(slices[0]); ++index) {
      for (const MatrixView& slice : slices) {
        copy_panel(slice, index, to);
        std::fill(to + slice.depth * kPanel, to + slice_depth_ * kPanel, 0.0f);
        to += slice_depth_ * kPanel;
      }
    }
  }

  const MatrixView form_;                 // of each slice; its data may be gone
  const std::vector<ptrdiff_t> offsets_;  // of the slices, in the constant
  const int64_t slice_depth_, depth_;
  const sdk::Packed packed_;
};

/// What kernels share whose constant input 1 lies in panels.
class PanelKernel {
 public:
  uint64_t taken_inputs() const { return 1 << 1; }
  bool restores() const { return true; }
  void restore(size_t, void* destination, uint64_t) const {
    weights_.restore(static_cast<float*>(destination));
  }

 protected:
  PanelKernel(const sdk::KernelContext& context, const sdk::Node& node, std::string_view kind,
              const std::vector<MatrixView>& slices, int64_t unit)
      : weights_(context.host, *node.constant(1), kind, slices, unit) {}

  const Panels weights_;
};

}  // namespace mortise::cpu
