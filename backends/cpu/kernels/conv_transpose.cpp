// Transposed convolution of dense images by oneDNN. Those without overlap are turned into a 1x1
// convolution and an interleaving by optimisation, which is many times faster.
#include <mortise/sdk/host.hpp>

#include <optional>

#include "backends/cpu/kernels/conv_geometry.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/onednn.hpp"

namespace mortise::cpu {
namespace {

using onednn::Desc;
using onednn::Dims;
using onednn::Tag;
using sdk::Launch;
using sdk::Node;

class ConvTranspose {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    const ConvGeometry g = conv_geometry(node, true);
    if (g.spatial() != 2) sdk::unsupported(g.spatial(), " spatial dimensions; 2 are supported");
    if (node.has_attr("output_shape")) sdk::unsupported("output_shape is not supported");
  }

  ConvTranspose(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), geometry_(conv_geometry(node, true)), has_bias_(node.has_input(2)) {
    const auto description = describe();
    weights_ = description.weights_desc();
    std::vector<onednn::Primitive::Argument> arguments = {{DNNL_ARG_SRC, description.src_desc()},
                                                          {DNNL_ARG_WEIGHTS, weights_}};
    if (has_bias_) arguments.push_back({DNNL_ARG_BIAS, description.bias_desc()});
    arguments.push_back({DNNL_ARG_DST, description.dst_desc()});
    const onednn::SingleThread single;
    onednn::translate([&] {
      primitive_.emplace(dnnl::deconvolution_forward(description), std::move(arguments),
                         description.scratchpad_desc());
    });
    scratch_ = (primitive_->scratch_size() + 63) / 64 * 64;
  }
  uint64_t workspace_size() const { return scratch_ * sdk::thread_count(host_); }

  void run(const Launch& launch) const {
    const auto images = static_cast<uint64_t>(geometry_.source[0]);
    const int64_t from = sdk::element_count(sdk::ShapeView(geometry_.source)) / geometry_.source[0];
    const int64_t to = sdk::element_count(sdk::ShapeView(geometry_.result)) / geometry_.source[0];
    parallel_for(host_, images, 1, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      const onednn::SingleThread single;
      for (auto n = static_cast<int64_t>(begin); n < static_cast<int64_t>(end); ++n) {
        void* data[5];
        size_t count = 0;
        data[count++] = const_cast<float*>(launch.in<float>(0)) + n * from;
        data[count++] = const_cast<float*>(launch.in<float>(1));
        if (has_bias_) data[count++] = const_cast<float*>(launch.in<float>(2));
        data[count++] = launch.out<float>(0) + n * to;
        data[count++] = launch.workspace<char>() + worker * scratch_;
        primitive_->execute(data);
      }
    });
  }

 private:
  /// ONNX stores weights as [in, out / groups, h, w]; oneDNN counts them as [groups, out, in, h, w].
  Desc weight_desc() const {
    const ConvGeometry& g = geometry_;
    const int64_t in = g.in_channels() / g.groups, out = g.out_channels() / g.groups;
    const int64_t h = g.weights[2], w = g.weights[3];
    if (g.groups == 1) return Desc({out, in, h, w}, onednn::kFloat, Tag::bacd);
    return Desc({g.groups, out, in, h, w}, onednn::kFloat, Tag::acbde);
  }
  dnnl::deconvolution_forward::primitive_desc describe() const {
    const ConvGeometry& g = geometry_;
    Dims dilations = g.dilations, end = g.pads_end;
    for (size_t d = 0; d < g.spatial(); ++d) {
      dilations[d] -= 1;
      // What output_padding adds is cut less.
      end[d] = (g.source[2 + d] - 1) * g.strides[d] + (g.weights[2 + d] - 1) * g.dilations[d] + 1 -
               g.pads_begin[d] - g.result[2 + d];
    }
    const onednn::SingleThread single;
    return onednn::translate([&] {
      const Desc from({1, g.source[1], g.source[2], g.source[3]}, onednn::kFloat, Tag::nchw);
      const Desc to({1, g.result[1], g.result[2], g.result[3]}, onednn::kFloat, Tag::nchw);
      const Desc bias = has_bias_ ? Desc({g.out_channels()}, onednn::kFloat, Tag::a) : Desc();
      const dnnl::deconvolution_forward::desc desc(
          dnnl::prop_kind::forward_inference, dnnl::algorithm::deconvolution_direct, from,
          weight_desc(), bias, to, g.strides, dilations, g.pads_begin, end);
      return dnnl::deconvolution_forward::primitive_desc(desc, onednn::attributes({}),
                                                         onednn::engine());
    });
  }

  const mortise_host_t* host_;
  ConvGeometry geometry_;
  bool has_bias_;
  Desc weights_;
  std::optional<onednn::Primitive> primitive_;
  uint64_t scratch_ = 0;
};

}  // namespace

KernelList conv_transpose_kernels() {
  static constexpr KernelEntry kEntries[] = {flushing_entry<ConvTranspose>("ConvTranspose")};
  return kEntries;
}

}  // namespace mortise::cpu
