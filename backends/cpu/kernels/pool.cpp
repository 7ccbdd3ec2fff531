// Pooling of dense and blocked images: windows by oneDNN, the global mean by our own sums; and the
// scaling of channels by a gate, which follows global means in squeeze-and-excitation blocks.
#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "backends/cpu/kernels/conv_geometry.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/onednn.hpp"
#include "backends/cpu/vector/rows.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

void check_image(const Node& node) {
  if (node.dtype(0) != MORTISE_DTYPE_FLOAT32 || node.rank(0) < 3 || node.rank(0) > 4) {
    sdk::unsupported(sdk::dtype_name(node.dtype(0)), " of rank ", node.rank(0),
                     "; float32 of ranks 3 and 4 is supported");
  }
  if (sdk::element_count(node.shape(0)) == 0) sdk::unsupported("an image without elements");
  if (sdk::element_count(node.output_shape(0)) == 0) sdk::unsupported("an output without elements");
  if (node.wants_output(1)) sdk::unsupported("the output Indices is not supported");
}

struct Window {
  onednn::Dims kernel, strides, begin, end;
};

/// Along one axis, pads at the end grow to what the output's extent implies (ceil_mode).
Window window_of(const Node& node) {
  const auto dims = static_cast<size_t>(node.rank(0) - 2);
  Window w;
  w.kernel = node.attr_ints("kernel_shape", {});
  w.strides = node.attr_ints("strides", std::vector<int64_t>(dims, 1));
  auto pads = node.attr_ints("pads", std::vector<int64_t>(2 * dims, 0));
  if (w.kernel.size() != dims || w.strides.size() != dims || pads.size() != 2 * dims) {
    sdk::invalid("kernel_shape, strides or pads do not fit ", dims, " spatial dimensions");
  }
  const auto mode = node.attr_string("auto_pad", "NOTSET");
  for (size_t d = 0; d < dims; ++d) {
    const int64_t in = node.shape(0)[2 + d], out = node.output_shape(0)[2 + d];
    const int64_t total = (out - 1) * w.strides[d] + w.kernel[d] - in;
    if (mode == "SAME_UPPER") pads[d] = std::max<int64_t>(0, total) / 2;
    if (mode == "SAME_LOWER") pads[d] = (std::max<int64_t>(0, total) + 1) / 2;
    if (mode == "VALID") pads[d] = 0;
    w.begin.push_back(pads[d]);
    w.end.push_back(total - pads[d]);
    const bool padded = mode == "SAME_UPPER" || mode == "SAME_LOWER";
    if (node.attr_bool("count_include_pad", false) && !padded && w.end[d] > pads[dims + d]) {
      sdk::unsupported("counting pads while the last window reaches beyond them");
    }
    if (w.begin[d] >= w.kernel[d] || w.end[d] >= w.kernel[d]) {
      sdk::unsupported("pads as wide as the window are not supported");
    }
  }
  for (int64_t dilation : node.attr_ints("dilations", {})) {
    if (dilation != 1) sdk::unsupported("dilations are not supported");
  }
  if (dims == 1) {
    w.kernel.insert(w.kernel.begin(), 1);
    w.strides.insert(w.strides.begin(), 1);
    w.begin.insert(w.begin.begin(), 0);
    w.end.insert(w.end.begin(), 0);
  }
  return w;
}

/// The greatest elements of one plane under its windows; a NaN is the greatest of all.
void max_of_plane(const Image& from, const Image& to, const Window& w, const float* x, float* y) {
  for (int64_t row = 0; row < to.h; ++row) {
    const int64_t top = row * w.strides[0] - w.begin[0];
    for (int64_t column = 0; column < to.w; ++column, y += from.block) {
      const int64_t left = column * w.strides[1] - w.begin[1];
      std::fill_n(y, from.block, -std::numeric_limits<float>::infinity());
      for (int64_t i = std::max<int64_t>(0, top); i < std::min(from.h, top + w.kernel[0]); ++i) {
        for (int64_t k = std::max<int64_t>(0, left); k < std::min(from.w, left + w.kernel[1]);
             ++k) {
          const float* pixel = x + (i * from.w + k) * from.block;
          for (int64_t lane = 0; lane < from.block; ++lane) {
            if (!(pixel[lane] <= y[lane])) y[lane] = std::isnan(y[lane]) ? y[lane] : pixel[lane];
          }
        }
      }
    }
  }
}

/// Tiles are single channel blocks (or channels, of dense images) of single images. oneDNN's maximum drops NaN and starts
/// at the least finite number, so planes with either in them are pooled by our own loop.
class WindowPool {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    check_image(node);
    window_of(node);
  }
  WindowPool(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), from_(image_of(node.type(0))), to_(image_of(node.output_type(0))) {
    if (from_.block != to_.block) sdk::unsupported("a change of layout");
    const Window w = window_of(node);
    if (node.op() == "MaxPool") maximum_ = w;
    const auto algorithm = maximum_ ? dnnl::algorithm::pooling_max
                           : node.attr_bool("count_include_pad", false)
                               ? dnnl::algorithm::pooling_avg_include_padding
                               : dnnl::algorithm::pooling_avg_exclude_padding;
    Image from = from_, to = to_;
    from.n = to.n = 1;
    from.c = to.c = from.block;
    const onednn::SingleThread single;
    onednn::translate([&] {
      const dnnl::pooling_forward::desc desc(dnnl::prop_kind::forward_inference, algorithm,
                                             onednn::image_desc(from), onednn::image_desc(to),
                                             w.strides, w.kernel, w.begin, w.end);
      const dnnl::pooling_forward::primitive_desc description(desc, onednn::attributes({}),
                                                              onednn::engine());
      primitive_.emplace(
          dnnl::pooling_forward(description),
          std::vector<onednn::Primitive::Argument>{{DNNL_ARG_SRC, description.src_desc()},
                                                   {DNNL_ARG_DST, description.dst_desc()}},
          description.scratchpad_desc());
    });
    scratch_ = (primitive_->scratch_size() + 63) / 64 * 64;
  }
  uint64_t workspace_size() const { return scratch_ * sdk::thread_count(host_); }

  void run(const Launch& launch) const {
    const auto planes = static_cast<uint64_t>(to_.n * to_.blocks());
    const auto grain = static_cast<uint64_t>(std::max<int64_t>(1, 16384 / from_.plane()));
    sdk::parallel_for(host_, planes, grain, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      const onednn::SingleThread single;
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i) {
        const float* x = launch.in<float>(0) + i * from_.plane();
        float* y = launch.out<float>(0) + i * to_.plane();
        if (maximum_ && !rows_.all_finite(x, static_cast<size_t>(from_.plane()))) {
          max_of_plane(from_, to_, *maximum_, x, y);
          continue;
        }
        void* data[] = {const_cast<float*>(x), y, launch.workspace<char>() + worker * scratch_};
        primitive_->execute(data);
      }
    });
  }

 private:
  const mortise_host_t* host_;
  const RowsTable& rows_ = rows_table();
  Image from_, to_;
  std::optional<Window> maximum_;  // of a MaxPool
  std::optional<onednn::Primitive> primitive_;
  uint64_t scratch_ = 0;
};

/// The result is dense.
class GlobalMean {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    if (node.rank(0) == 5) sdk::unsupported("rank 5");
    check_image(node);
  }
  GlobalMean(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), image_(image_of(node.type(0))) {}
  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    const auto planes = static_cast<uint64_t>(image_.n * image_.blocks());
    const auto grain = static_cast<uint64_t>(std::max<int64_t>(1, 16384 / image_.plane()));
    sdk::parallel_for(host_, planes, grain, [&](uint64_t begin, uint64_t end, uint32_t) {
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i) {
        mean_of_plane(x + i * image_.plane(), i, y);
      }
    });
  }

 private:
  void mean_of_plane(const float* x, int64_t plane, float* y) const {
    const auto pixels = static_cast<float>(image_.pixels());
    if (image_.block == 1) {
      y[plane] = rows_.sum(x, static_cast<size_t>(image_.pixels())) / pixels;
      return;
    }
    float sums[16] = {};
    rows_.add_rows(x, sums, static_cast<size_t>(image_.pixels()),
                   static_cast<size_t>(image_.block));
    const int64_t first = plane % image_.blocks() * image_.block;
    const int64_t lanes = std::min(image_.block, image_.c - first);
    float* to = y + plane / image_.blocks() * image_.c + first;
    for (int64_t lane = 0; lane < lanes; ++lane) to[lane] = sums[lane] / pixels;
  }

  const mortise_host_t* host_;
  const RowsTable& rows_ = rows_table();
  Image image_;
};

/// Private: image * gate, gate [N, C, 1, 1] and dense; with attribute "plus_one", image * (1 + gate);
/// with a third input, that image is added.
class ScaleChannels {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node&) {}
  ScaleChannels(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        image_(image_of(node.type(0))),
        offset_(node.attr_bool("plus_one", false) ? 1.0f : 0.0f),
        adds_(node.has_input(2)) {}
  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    const float* gate = launch.in<float>(1);
    const float* added = adds_ ? launch.in<float>(2) : nullptr;
    float* y = launch.out<float>(0);
    const auto planes = static_cast<uint64_t>(image_.n * image_.blocks());
    const auto grain = static_cast<uint64_t>(std::max<int64_t>(1, 16384 / image_.plane()));
    sdk::parallel_for(host_, planes, grain, [&](uint64_t begin, uint64_t end, uint32_t) {
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i) {
        const int64_t at = i * image_.plane();
        scale_plane(x + at, gate, added != nullptr ? added + at : nullptr, y + at, i);
      }
    });
  }

 private:
  static constexpr size_t kRow = 64;  // floats of a dense plane that share a repeated gate

  void scale_plane(const float* x, const float* gate, const float* added, float* y,
                   int64_t plane) const {
    const int64_t first = plane % image_.blocks() * image_.block;
    const float* from = gate + plane / image_.blocks() * image_.c + first;
    const auto size = static_cast<size_t>(image_.plane());
    float factors[kRow] = {};
    if (image_.block == 1) {
      std::fill_n(factors, kRow, *from + offset_);
      const size_t whole = size / kRow * kRow;
      rows_.scale_rows(x, factors, added, y, whole, kRow);
      if (whole == size) return;
      rows_.scale_rows(x + whole, factors, added != nullptr ? added + whole : nullptr, y + whole,
                       size - whole, size - whole);
      return;
    }
    const int64_t lanes = std::min(image_.block, image_.c - first);
    for (int64_t lane = 0; lane < lanes; ++lane) factors[lane] = from[lane] + offset_;
    rows_.scale_rows(x, factors, added, y, size, static_cast<size_t>(image_.block));
  }

  const mortise_host_t* host_;
  const RowsTable& rows_ = rows_table();
  Image image_;
  float offset_;
  bool adds_;
};

}  // namespace

KernelList pool_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<WindowPool>("AveragePool"),
      kernel_entry<WindowPool>("AveragePool", kPrivateDomain),
      kernel_entry<WindowPool>("MaxPool"),
      kernel_entry<WindowPool>("MaxPool", kPrivateDomain),
      kernel_entry<GlobalMean>("GlobalAveragePool"),
      kernel_entry<GlobalMean>("GlobalAveragePool", kPrivateDomain),
      kernel_entry<ScaleChannels>("ScaleChannels", kPrivateDomain),
  };
  return kEntries;
}

}  // namespace mortise::cpu
