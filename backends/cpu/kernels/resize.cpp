// Resize by nearest neighbour, of dense and blocked images; and the interleaving that makes a
// transposed convolution without overlap out of a 1x1 convolution.
#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/layout.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

constexpr int64_t kGrainFloats = 16384;

uint64_t grain_for(int64_t floats_per_item) {
  return static_cast<uint64_t>(
      std::max<int64_t>(1, kGrainFloats / std::max<int64_t>(1, floats_per_item)));
}

/// Which input index each output index of one axis takes (ONNX Resize, mode nearest).
class IndexMap {
 public:
  IndexMap(std::string_view coordinates, std::string_view rounding)
      : coordinates_(coordinates), rounding_(rounding) {
    constexpr std::string_view kCoordinates[] = {"asymmetric", "half_pixel", "align_corners",
                                                 "pytorch_half_pixel"};
    constexpr std::string_view kRoundings[] = {"floor", "ceil", "round_prefer_floor",
                                               "round_prefer_ceil"};
    if (std::find(std::begin(kCoordinates), std::end(kCoordinates), coordinates_) ==
        std::end(kCoordinates)) {
      sdk::unsupported("coordinate_transformation_mode ", coordinates, " is not supported");
    }
    if (std::find(std::begin(kRoundings), std::end(kRoundings), rounding_) ==
        std::end(kRoundings)) {
      sdk::unsupported("nearest_mode ", rounding, " is not supported");
    }
  }

  std::vector<int64_t> make(int64_t in, int64_t out, double scale) const {
    std::vector<int64_t> map(static_cast<size_t>(out));
    for (int64_t i = 0; i < out; ++i) {
      const double index = rounded(source(static_cast<double>(i), in, out, scale));
      map[static_cast<size_t>(i)] =
          static_cast<int64_t>(std::clamp(index, 0.0, static_cast<double>(in - 1)));
    }
    return map;
  }

 private:
  double source(double x, int64_t in, int64_t out, double scale) const {
    if (coordinates_ == "asymmetric") return x / scale;
    if (coordinates_ == "align_corners") {
      // The extent before it was rounded, as the specification has it.
      const double exact = scale * static_cast<double>(in);
      return exact <= 1 ? 0 : x * static_cast<double>(in - 1) / (exact - 1);
    }
    if (coordinates_ == "pytorch_half_pixel" && out == 1) return 0;
    return (x + 0.5) / scale - 0.5;
  }
  double rounded(double x) const {
    if (rounding_ == "floor") return std::floor(x);
    if (rounding_ == "ceil") return std::ceil(x);
    if (rounding_ == "round_prefer_ceil") return std::floor(x + 0.5);
    return std::ceil(x - 0.5);
  }

  std::string_view coordinates_, rounding_;
};

IndexMap index_map(const Node& node) {
  return {node.attr_string("coordinate_transformation_mode", "half_pixel"),
          node.attr_string("nearest_mode", "round_prefer_floor")};
}

class ResizeNearest {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    if (node.attr_string("mode", "nearest") != "nearest") {
      sdk::unsupported("mode ", node.attr_string("mode", ""), "; only nearest is supported");
    }
    if (node.dtype(0) != MORTISE_DTYPE_FLOAT32 || node.rank(0) != 4) {
      sdk::unsupported(sdk::dtype_name(node.dtype(0)), " of rank ", node.rank(0),
                       "; float32 of rank 4 is supported");
    }
    if (node.has_attr("axes") || sdk::element_count(node.shape(0)) == 0 ||
        node.shape(0)[0] != node.output_shape(0)[0] ||
        node.shape(0)[1] != node.output_shape(0)[1]) {
      sdk::unsupported("only the two innermost axes of an image can be resized");
    }
    if (node.has_input(2) && node.constant(2) == nullptr) {
      sdk::unsupported("scales that are not constant are not supported");
    }
    const auto policy = node.attr_string("keep_aspect_ratio_policy", "stretch");
    if (policy != "stretch") {
      sdk::unsupported("keep_aspect_ratio_policy ", policy, "; only stretch is supported");
    }
    index_map(node);
  }

  ResizeNearest(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), from_(image_of(node.type(0))), to_(image_of(node.output_type(0))) {
    if (from_.block != to_.block) sdk::unsupported("a change of layout");
    std::vector<double> scales;
    if (node.has_input(2)) scales = *node.constant_floats(2);
    const auto scale = [&](size_t axis, int64_t in, int64_t out) {
      return scales.size() == 4 ? scales[axis] : static_cast<double>(out) / static_cast<double>(in);
    };
    const IndexMap map = index_map(node);
    rows_ = map.make(from_.h, to_.h, scale(2, from_.h, to_.h));
    columns_ = map.make(from_.w, to_.w, scale(3, from_.w, to_.w));
  }

  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    const auto rows = static_cast<uint64_t>(to_.n * to_.blocks() * to_.h);
    const int64_t width = to_.w * to_.block;
    sdk::parallel_for(host_, rows, grain_for(width), [&](uint64_t begin, uint64_t end, uint32_t) {
      int64_t previous = -1;
      for (auto row = static_cast<int64_t>(begin); row < static_cast<int64_t>(end); ++row) {
        const int64_t plane = row / to_.h;
        const int64_t source = plane * from_.h + rows_[static_cast<size_t>(row % to_.h)];
        float* to = y + row * width;
        // Rows of an enlarged image repeat.
        if (source == previous) {
          std::memcpy(to, to - width, static_cast<size_t>(width) * sizeof(float));
        } else {
          resize_row(x + source * from_.w * from_.block, to);
        }
        previous = source;
      }
    });
  }

 private:
  void resize_row(const float* from, float* to) const {
    if (to_.block == 8) return gather<8>(from, to);
    if (to_.block == 16) return gather<16>(from, to);
    gather<1>(from, to);
  }
  template <int kBlock>
  void gather(const float* from, float* to) const {
    for (int64_t column : columns_) {
      std::memcpy(to, from + column * kBlock, kBlock * sizeof(float));
      to += kBlock;
    }
  }

  const mortise_host_t* host_;
  Image from_, to_;
  std::vector<int64_t> rows_, columns_;
};

/// Private: [N, factor_h * factor_w * C, H, W] to [N, C, H * factor_h, W * factor_w]; input channel
/// (i * factor_w + j) * C + c becomes pixel (i, j) of each cell of channel c.
class Interleave {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node&) {}
  Interleave(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), from_(image_of(node.type(0))), to_(image_of(node.output_type(0))) {
    rows_ = to_.h / from_.h;
    columns_ = to_.w / from_.w;
    if (to_.block > 1 && (to_.block != from_.block || to_.c % to_.block != 0)) {
      sdk::unsupported("channels that do not fill whole blocks");
    }
  }
  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    const auto rows = static_cast<uint64_t>(to_.n * to_.blocks() * to_.h);
    const int64_t width = to_.w * to_.block;
    sdk::parallel_for(host_, rows, grain_for(width), [&](uint64_t begin, uint64_t end, uint32_t) {
      for (auto row = static_cast<int64_t>(begin); row < static_cast<int64_t>(end); ++row) {
        fill_row(x, row, y + row * width);
      }
    });
  }

 private:
  void fill_row(const float* x, int64_t row, float* to) const {
    const int64_t oh = row % to_.h;
    const int64_t plane = row / to_.h % to_.blocks();
    const int64_t n = row / to_.h / to_.blocks();
    for (int64_t j = 0; j < columns_; ++j) {
      const int64_t channel = (oh % rows_ * columns_ + j) * to_.c + plane * to_.block;
      const float* from = x +
                          ((n * from_.blocks() + channel / from_.block) * from_.h + oh / rows_) *
                              from_.w * from_.block +
                          channel % from_.block;
      float* target = to + j * to_.block;
      if (to_.block == 8) {
        spread<8>(from, target);
      } else if (to_.block == 16) {
        spread<16>(from, target);
      } else {
        spread<1>(from, target);
      }
    }
  }
  template <int kBlock>
  void spread(const float* from, float* to) const {
    for (int64_t w = 0; w < from_.w; ++w) {
      std::memcpy(to, from, kBlock * sizeof(float));
      from += from_.block;
      to += columns_ * kBlock;
    }
  }

  const mortise_host_t* host_;
  Image from_, to_;
  int64_t rows_ = 1, columns_ = 1;  // factors
};

}  // namespace

KernelList resize_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<ResizeNearest>("Resize"),
      kernel_entry<ResizeNearest>("Resize", kPrivateDomain),
      kernel_entry<Interleave>("Interleave", kPrivateDomain),
  };
  return kEntries;
}

}  // namespace mortise::cpu
