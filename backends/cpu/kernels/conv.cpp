// Convolution by oneDNN, on dense or channel-blocked images, with fused steps and residual.
//
// oneDNN runs single-threaded inside tiles of our own loop: a tile is one image and a range of
// output channels, which is contiguous in both forms. Weights are packed once per runtime.
#include "backends/cpu/kernels/conv.hpp"

#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <optional>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/onednn.hpp"
#include "backends/cpu/vector/rows.hpp"

namespace mortise::cpu {
namespace {

using onednn::Desc;
using onednn::Dims;
using onednn::Tag;
using sdk::Launch;
using sdk::Node;

/// Multiplications that are worth a second thread.
constexpr double kWorthThreads = 200'000;

/// Shapes with at least two spatial dimensions: a line is an image of height 1.
void widen(ConvGeometry& g) {
  if (g.spatial() != 1) return;
  for (auto* shape : {&g.source, &g.weights, &g.result}) shape->insert(shape->begin() + 2, 1);
  for (auto* ones : {&g.strides, &g.dilations}) ones->insert(ones->begin(), 1);
  for (auto* zeros : {&g.pads_begin, &g.pads_end, &g.output_padding}) {
    zeros->insert(zeros->begin(), 0);
  }
}

Desc activation_desc(Dims dims, int64_t block) {
  if (dims.size() == 5) return Desc(dims, onednn::kFloat, Tag::ncdhw);
  return onednn::image_desc({dims[0], dims[1], dims[2], dims[3], block});
}

/// The part of a convolution that yields `channels` output channels of one image.
struct Part {
  ConvGeometry geometry;
  int64_t source_block = 1, result_block = 1;
  bool has_bias = false;
  bool winograd = false;  // allowed
  std::vector<Step> steps;
  std::optional<size_t> residual;  // position among the steps

  Part slice(int64_t channels) const {
    Part part = *this;
    ConvGeometry& g = part.geometry;
    if (g.depthwise()) g.source[1] = g.groups = channels;
    g.weights[0] = channels;
    g.result[1] = channels;
    g.source[0] = g.result[0] = 1;
    return part;
  }
  Desc source() const { return activation_desc(geometry.source, source_block); }
  Desc result() const { return activation_desc(geometry.result, result_block); }
  Dims weight_dims() const {
    Dims dims = geometry.weights;
    if (geometry.groups > 1) {
      dims[0] /= geometry.groups;
      dims.insert(dims.begin(), geometry.groups);
    }
    return dims;
  }
  Desc plain_weights() const {
    const size_t rank = geometry.weights.size() + (geometry.groups > 1 ? 1 : 0);
    const Tag tag = rank == 6 ? Tag::abcdef : rank == 5 ? Tag::abcde : Tag::abcd;
    return Desc(weight_dims(), onednn::kFloat, tag);
  }
};

using Description = dnnl::convolution_forward::primitive_desc;

Description describe(const Part& part, dnnl::algorithm algorithm) {
  const ConvGeometry& g = part.geometry;
  Dims dilations = g.dilations;
  for (auto& dilation : dilations) dilation -= 1;
  const onednn::SingleThread single;
  return onednn::translate([&] {
    dnnl::post_ops operations;
    for (size_t i = 0; i <= part.steps.size(); ++i) {
      if (part.residual == i) operations.append_binary(dnnl::algorithm::binary_add, part.result());
      if (i < part.steps.size()) onednn::append(operations, part.steps[i]);
    }
    const Desc weights(part.weight_dims(), onednn::kFloat, Tag::any);
    const Desc bias = part.has_bias ? Desc({g.out_channels()}, onednn::kFloat, Tag::a) : Desc();
    const dnnl::convolution_forward::desc desc(dnnl::prop_kind::forward_inference, algorithm,
                                               part.source(), weights, bias, part.result(),
                                               g.strides, dilations, g.pads_begin, g.pads_end);
    return Description(desc, onednn::attributes(operations), onednn::engine());
  });
}

Description describe(const Part& part) {
  if (part.winograd && suits_winograd(part.geometry)) {
    try {
      return describe(part, dnnl::algorithm::convolution_winograd);
    } catch (const sdk::Error&) {
      // oneDNN has it for some numbers of channels and some steps only.
    }
  }
  return describe(part, dnnl::algorithm::convolution_direct);
}

uint64_t desc_hash(const Desc& desc) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(&desc.data);
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < sizeof(desc.data); ++i) hash = (hash ^ bytes[i]) * 1099511628211u;
  return hash;
}

/// Copies weights from one order into another.
void reorder_weights(const Desc& order, const void* from, const Desc& wanted, void* to) {
  const onednn::SingleThread single;
  onednn::translate([&] {
    dnnl::memory source(order, onednn::engine(), const_cast<void*>(from));
    dnnl::memory destination(wanted, onednn::engine(), to);
    dnnl::stream stream(onednn::engine());
    dnnl::reorder(source, destination).execute(stream, source, destination);
    stream.wait();
  });
}

/// A primitive for tiles of one width.
struct Tile {
  explicit Tile(const Part& part) {
    const onednn::SingleThread single;
    onednn::translate([&] { make(part); });
  }

  bool is_reordered() const { return weights.data.format_kind == dnnl_blocked; }

  Desc plain, weights;
  std::optional<onednn::Primitive> primitive;

 private:
  void make(const Part& part) {
    const auto description = describe(part);
    std::vector<onednn::Primitive::Argument> arguments = {
        {DNNL_ARG_SRC, description.src_desc()}, {DNNL_ARG_WEIGHTS, description.weights_desc()}};
    if (part.has_bias) arguments.push_back({DNNL_ARG_BIAS, description.bias_desc()});
    arguments.push_back({DNNL_ARG_DST, description.dst_desc()});
    if (part.residual) {
      arguments.push_back(
          {DNNL_ARG_ATTR_MULTIPLE_POST_OP(static_cast<int>(*part.residual)) | DNNL_ARG_SRC_1,
           part.result()});
    }
    plain = part.plain_weights();
    weights = description.weights_desc();
    primitive.emplace(dnnl::convolution_forward(description), std::move(arguments),
                      description.scratchpad_desc());
  }
};

constexpr uint64_t kAlignment = 64;
uint64_t aligned(uint64_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

Part part_of(const Node& node) {
  Part part;
  part.geometry = conv_geometry(node, false);
  widen(part.geometry);
  if (const auto* layout = layout_of(node.type(0))) part.source_block = layout->image().block;
  if (const auto* layout = layout_of(node.output_type(0))) {
    part.result_block = layout->image().block;
  }
  part.has_bias = node.has_input(2);
  part.winograd = node.attr_int(kWinograd, 0) != 0;
  part.steps = read_steps(node);
  if (node.has_input(3)) {
    part.residual = static_cast<size_t>(node.attr_int(kResidualPosition, 0));
  }
  return part;
}

class Conv {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    conv_geometry(node, false);
    if (node.constant(1) == nullptr) {
      sdk::unsupported("weights that are not constant are not supported");
    }
    if (!onednn::can_append_all(read_steps(node))) {
      sdk::unsupported("steps that oneDNN does not compute together");
    }
  }

  Conv(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), part_(part_of(node)) {
    choose_tiles();
    main_.emplace(part_.slice(width_));
    const int64_t last = channels() - (tiles_ - 1) * width_;
    if (last != width_) last_.emplace(part_.slice(last));
    pack_weights(*node.constant(1));
    scratch_ = aligned(
        std::max(main_->primitive->scratch_size(), last_ ? last_->primitive->scratch_size() : 0));
  }

  uint64_t workspace_size() const { return scratch_ * (parallel_ ? sdk::thread_count(host_) : 1); }

  uint64_t taken_inputs() const { return 1 << 1; }
  /// Winograd's weights are sums of the constant's.
  bool restores() const { return main_->is_reordered() && (!last_ || last_->is_reordered()); }
  void restore(size_t, void* destination, uint64_t size) const {
    const uint64_t step = size / static_cast<uint64_t>(channels()) * static_cast<uint64_t>(width_);
    for (int64_t t = 0; t < tiles_; ++t) {
      reorder_weights(tile(t).weights, packed_tile(t), tile(t).plain,
                      static_cast<char*>(destination) + static_cast<uint64_t>(t) * step);
    }
  }

  void run(const Launch& launch) const {
    const auto items = static_cast<uint64_t>(part_.geometry.source[0] * tiles_);
    const auto body = [&](uint64_t begin, uint64_t end, uint32_t worker) {
      const onednn::SingleThread single;
      for (uint64_t i = begin; i < end; ++i) {
        run_tile(launch, static_cast<int64_t>(i) / tiles_, static_cast<int64_t>(i) % tiles_,
                 worker);
      }
    };
    if (parallel_) {
      parallel_for(host_, items, 1, body);
    } else {
      body(0, items, 0);
    }
  }

 private:
  int64_t channels() const { return part_.geometry.out_channels(); }

  /// As many ranges of output channels as leave every thread with work.
  void choose_tiles() {
    const ConvGeometry& g = part_.geometry;
    const int64_t threads = sdk::thread_count(host_);
    width_ = channels();
    parallel_ =
        threads > 1 && g.multiplications() * static_cast<double>(g.source[0]) >= kWorthThreads;
    if (parallel_ && g.source[0] < threads && (g.groups == 1 || g.depthwise())) {
      const int64_t unit = std::max(part_.result_block, part_.source_block);
      const int64_t step = unit > 1 ? unit : 8;
      const int64_t units = (channels() + step - 1) / step;
      const int64_t wanted = (threads + g.source[0] - 1) / g.source[0];
      width_ = std::min(channels(), (units + wanted - 1) / wanted * step);
    }
    tiles_ = (channels() + width_ - 1) / width_;
    parallel_ = parallel_ && tiles_ * g.source[0] > 1;
  }

  const char* packed_tile(int64_t index) const {
    return static_cast<const char*>(weights_->data()) +
           static_cast<uint64_t>(index) * weight_stride_;
  }
  const Tile& tile(int64_t index) const { return last_ && index == tiles_ - 1 ? *last_ : *main_; }

  void pack_weights(const mortise_tensor_view_t& constant) {
    const uint64_t main_size = aligned(main_->weights.get_size());
    const uint64_t last_size = last_ ? aligned(last_->weights.get_size()) : main_size;
    const uint64_t total = main_size * static_cast<uint64_t>(tiles_ - 1) + last_size;
    weight_stride_ = main_size;
    const auto key =
        sdk::message("conv/", part_.geometry.groups, "/", width_, "/", desc_hash(main_->weights),
                     "/", last_ ? desc_hash(last_->weights) : 0);
    const auto per_channel = static_cast<int64_t>(sdk::element_count(constant) / channels());
    weights_.emplace(
        host_, constant, kDeviceKind, key, total, kAlignment, [&](void* destination, uint64_t) {
          for (int64_t t = 0; t < tiles_; ++t) {
            reorder_weights(
                tile(t).plain, sdk::data<float>(constant) + t * width_ * per_channel,
                tile(t).weights,
                static_cast<char*>(destination) + static_cast<uint64_t>(t) * weight_stride_);
          }
        });
  }

  /// First float of image `n`, channel `c` of a tensor with this shape.
  static int64_t offset(const std::vector<int64_t>& shape, int64_t block, int64_t n, int64_t c) {
    int64_t pixels = 1;
    for (size_t d = 2; d < shape.size(); ++d) pixels *= shape[d];
    return (n * ((shape[1] + block - 1) / block * block) + c) * pixels;
  }

  void run_tile(const Launch& launch, int64_t n, int64_t t, uint32_t worker) const {
    const ConvGeometry& g = part_.geometry;
    const int64_t channel = t * width_;
    const int64_t source = offset(g.source, part_.source_block, n, g.depthwise() ? channel : 0);
    const int64_t result = offset(g.result, part_.result_block, n, channel);
    void* data[6];
    size_t count = 0;
    data[count++] = const_cast<float*>(launch.in<float>(0)) + source;
    data[count++] = const_cast<char*>(packed_tile(t));
    if (part_.has_bias) data[count++] = const_cast<float*>(launch.in<float>(2)) + channel;
    data[count++] = launch.out<float>(0) + result;
    if (part_.residual) data[count++] = const_cast<float*>(launch.in<float>(3)) + result;
    data[count++] = launch.workspace<char>() + worker * scratch_;
    tile(t).primitive->execute(data);
  }

  const mortise_host_t* host_;
  const Part part_;
  int64_t width_ = 0, tiles_ = 1;  // output channels per tile, tiles per image
  bool parallel_ = false;
  std::optional<Tile> main_, last_;
  std::optional<sdk::Packed> weights_;
  uint64_t weight_stride_ = 0, scratch_ = 0;
};

/// A 1x1 convolution of single pixels.
class PointConv {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = 0;

  PointConv(const Node& node, const sdk::KernelContext&)
      : rows_(rows_table()),
        pointwise_(pointwise_table()),
        images_(node.shape(0)[0]),
        inputs_(static_cast<size_t>(node.shape(0)[1])),
        outputs_(static_cast<size_t>(node.output_shape(0)[1])),
        program_(Program::of(read_steps(node))),
        has_bias_(node.has_input(2)) {
    if (node.has_input(3)) sdk::unsupported("a residual of a single pixel");
  }

  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    for (int64_t n = 0; n < images_; ++n) {
      rows_.matrix_vector(launch.in<float>(1), has_bias_ ? launch.in<float>(2) : nullptr, x, y,
                          outputs_, inputs_);
      if (!program_.code.empty()) finish(y);
      x += inputs_;
      y += outputs_;
    }
  }

 private:
  void finish(float* y) const {
    for (size_t at = 0; at < outputs_; at += kChunk) {
      const Operand operand{y + at, false};
      evaluate(program_, pointwise_, &operand, y + at, std::min(kChunk, outputs_ - at));
    }
  }

  const RowsTable& rows_;
  const PointwiseTable& pointwise_;
  int64_t images_;
  size_t inputs_, outputs_;
  Program program_;
  bool has_bias_;
};

mortise_kernel_t* create(const Node& node, const sdk::KernelContext& context) {
  const bool blocked =
      layout_of(node.type(0)) != nullptr || layout_of(node.output_type(0)) != nullptr;
  if (!blocked && !node.has_input(3) && is_point_conv(conv_geometry(node, false))) {
    return make_flushing_kernel<PointConv>(node, context);
  }
  return make_flushing_kernel<Conv>(node, context);
}

bool runs_fast(const ConvGeometry& geometry, int64_t source_block, int64_t result_block) {
  Part part;
  part.geometry = geometry;
  widen(part.geometry);
  part.source_block = source_block;
  part.result_block = result_block;
  const std::string name = describe(part).impl_info_str();
  return name.find("ref") == std::string::npos && name.find("gemm") == std::string::npos;
}

}  // namespace

bool is_point_conv(const ConvGeometry& g) {
  if (g.groups != 1) return false;
  for (size_t d = 0; d < g.spatial(); ++d) {
    if (g.source[2 + d] != 1 || g.weights[2 + d] != 1 || g.result[2 + d] != 1) return false;
  }
  return true;
}

bool suits_winograd(const ConvGeometry& g) {
  const auto all = [](const std::vector<int64_t>& values, int64_t wanted) {
    return std::all_of(values.begin(), values.end(), [&](int64_t v) { return v == wanted; });
  };
  return g.groups == 1 && g.weights.size() == 4 && g.weights[2] == 3 && g.weights[3] == 3 &&
         all(g.strides, 1) && all(g.dilations, 1);
}

ConvLayouts conv_layouts(const ConvGeometry& geometry, int64_t block) {
  if (geometry.spatial() != 2 || is_point_conv(geometry)) return {};
  ConvLayouts layouts;
  layouts.source = layouts.result = runs_fast(geometry, block, block);
  if (geometry.in_channels() < block && geometry.groups == 1) {
    layouts.dense_source = runs_fast(geometry, 1, block);
    layouts.result = layouts.result || layouts.dense_source;
  }
  return layouts;
}

KernelList conv_kernels() {
  static constexpr KernelEntry kEntries[] = {
      {"", "Conv", &Conv::check, &create, false},
      {kPrivateDomain, "Conv", &Conv::check, &create, false},
  };
  return kEntries;
}

}  // namespace mortise::cpu
