#include "plugins/operators/image/image_decoder.hpp"

#include <memory>

#include "plugins/operators/image/codec.hpp"

namespace mortise::image {
namespace {

using namespace sdk;  // NOLINT: an operator's file is written in the SDK's words

constexpr int64_t kMostPixels = int64_t{1} << 26;  // whatever a few bytes claim to hold

enum class PixelFormat { kRgb, kBgr, kGrayscale };

PixelFormat format_of(const Node& node) {
  const std::string_view name = node.attr_string("pixel_format", "RGB");
  if (name == "RGB") return PixelFormat::kRgb;
  if (name == "BGR") return PixelFormat::kBgr;
  if (name == "Grayscale") return PixelFormat::kGrayscale;
  invalid("attribute pixel_format is ", name, "; it must be RGB, BGR or Grayscale");
}

int64_t channels(PixelFormat format) { return format == PixelFormat::kGrayscale ? 1 : 3; }

// Of a file that cannot be read: no pixels, as ONNX has it.
Size size_of(Bytes file) {
  const Codec* codec = find_codec(file);
  const std::optional<Size> size = codec != nullptr ? codec->size(file) : std::nullopt;
  if (!size || size->width <= 0 || size->height <= 0) return {0, 0};
  if (size->width > kMostPixels / size->height)
    unsupported("the image has ", size->width, " x ", size->height, " pixels; at most ",
                kMostPixels, " are decoded");
  return *size;
}

Bytes bytes_of(const mortise_tensor_view_t& view) {
  return {data<uint8_t>(view), static_cast<size_t>(element_count(view))};
}

// A file whose head is well may still end in pieces: the head's size is a bound.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<uint8_t>{}));
  node.check_rank(0, 1);
  const int64_t depth = channels(format_of(node));
  if (node.constant(0) == nullptr) {
    out.set(0, MORTISE_DTYPE_UINT8, {MORTISE_DIM_UNKNOWN, MORTISE_DIM_UNKNOWN, depth});
    return out.need_value(0);
  }
  const Size size = size_of(bytes_of(*node.constant(0)));
  out.set_bounded(0, MORTISE_DTYPE_UINT8, {size.height, size.width, depth}, 3);
}

// The weights of ITU-R BT.601, in 16 bits.
uint8_t luminance(const uint8_t* rgb) {
  return static_cast<uint8_t>((rgb[0] * 19595u + rgb[1] * 38470u + rgb[2] * 7471u + 0x8000u) >> 16);
}

class ImageDecoderKernel {
 public:
  static constexpr uint32_t kFlags = 0;  // extents follow from the content
  ImageDecoderKernel(const Node& node, const KernelContext&)
      : format_(format_of(node)), planned_{node.output_shape(0)[1], node.output_shape(0)[0]} {}

  void run(const Launch& launch) const {
    const Bytes file = bytes_of(launch.input(0));
    const Size size = size_of(file);
    const int64_t count = size.width * size.height;
    if (size.width > planned_.width || size.height > planned_.height)
      invalid("the image has ", size.width, " x ", size.height, " pixels; planned were ",
              planned_.width, " x ", planned_.height);
    const auto rgb = std::make_unique<uint8_t[]>(static_cast<size_t>(count) * 3);
    const bool is_well = count > 0 && find_codec(file)->decode(file, size, rgb.get());
    launch.set_extent(0, 0, is_well ? size.height : 0);
    launch.set_extent(0, 1, is_well ? size.width : 0);
    if (is_well) write(rgb.get(), count, launch.out<uint8_t>(0));
  }

 private:
  void write(const uint8_t* rgb, int64_t count, uint8_t* to) const {
    for (int64_t i = 0; i < count; ++i, rgb += 3) {
      switch (format_) {
        case PixelFormat::kGrayscale: *to++ = luminance(rgb); break;
        case PixelFormat::kRgb:
          for (int c = 0; c < 3; ++c) *to++ = rgb[c];
          break;
        case PixelFormat::kBgr:
          for (int c = 3; c-- > 0;) *to++ = rgb[c];
          break;
      }
    }
  }

  PixelFormat format_;
  Size planned_;
};

}  // namespace

void define_image_decoder(Operator& op) {
  op.summary("The pixels of an image file, or none where it is malformed")
      .input("encoded_stream")
      .output("image")
      .attribute("pixel_format", MORTISE_ATTRIBUTE_STRING)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .infer(&infer)
      .kernel<ImageDecoderKernel>();
}

}  // namespace mortise::image
