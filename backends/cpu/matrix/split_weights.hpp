// Constant weights in the matrix unit's form, packed once per runtime.
#pragma once

#include <mortise/sdk/host.hpp>

#include <string_view>
#include <vector>

#include "backends/cpu/layout.hpp"
#include "backends/cpu/matrix/parts.hpp"

namespace mortise::cpu::matrix {

/// Immutable; any thread.
class SplitWeights {
 public:
  /// `slices` are matrices over the constant's data, of equal sizes, whose depths follow each other (the taps of a
  /// convolution); each begins a new step of depth. `kind` and the sizes tell packed forms of one constant apart.
  SplitWeights(const mortise_host_t* host, const mortise_tensor_view_t& constant,
               std::string_view kind, const std::vector<Weights>& slices)
      : steps_(steps_of_depth(slices[0].depth) * static_cast<int64_t>(slices.size())),
        packed_(host, constant, kDeviceKind,
                sdk::message("split/", kind, "/", slices.size(), "/", slices[0].depth, "/",
                             slices[0].columns, "/", slices[0].depth_stride),
                kHeader + size(slices), kHeader, [&](void* to, uint64_t) { fill(slices, to); }) {}

  /// Step `step` of columns [16 * index, 16 * index + 16).
  const Part* panel(int64_t index, int64_t step) const {
    return reinterpret_cast<const Part*>(static_cast<const char*>(packed_.data()) + kHeader) +
           (index * steps_ + step) * kStepParts * kTile;
  }
  /// Whether a weight is special.
  bool special() const { return *static_cast<const char*>(packed_.data()) != 0; }

 private:
  static constexpr uint64_t kHeader = 64;  // bytes; the first says whether a weight is special

  static uint64_t size(const std::vector<Weights>& slices) {
    return static_cast<uint64_t>(packed_parts(slices[0].depth, slices[0].columns)) * sizeof(Part) *
           slices.size();
  }
  void fill(const std::vector<Weights>& slices, void* to) const {
    bool special = false;
    for (size_t i = 0; i < slices.size(); ++i) {
      special |= pack(slices[i], steps_, static_cast<int64_t>(i) * steps_of_depth(slices[i].depth),
                      reinterpret_cast<Part*>(static_cast<char*>(to) + kHeader));
    }
    *static_cast<char*>(to) = special ? 1 : 0;
  }

  const int64_t steps_;
  const sdk::Packed packed_;
};

}  // namespace mortise::cpu::matrix
