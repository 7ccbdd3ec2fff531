#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "plugins/operators/image/codecs.hpp"

namespace mortise::image {
namespace {

struct Source {
  Bytes file;
  size_t at = 0;
};

OPJ_SIZE_T read(void* buffer, OPJ_SIZE_T wanted, void* data) {
  auto& source = *static_cast<Source*>(data);
  const size_t count = std::min<size_t>(wanted, source.file.size() - source.at);
  if (count == 0) return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(buffer, source.file.data() + source.at, count);
  source.at += count;
  return count;
}

OPJ_OFF_T skip(OPJ_OFF_T count, void* data) {
  auto& source = *static_cast<Source*>(data);
  if (count < 0 || static_cast<size_t>(count) > source.file.size() - source.at) return -1;
  source.at += static_cast<size_t>(count);
  return count;
}

OPJ_BOOL seek(OPJ_OFF_T place, void* data) {
  auto& source = *static_cast<Source*>(data);
  if (place < 0 || static_cast<size_t>(place) > source.file.size()) return OPJ_FALSE;
  source.at = static_cast<size_t>(place);
  return OPJ_TRUE;
}

// (opj_stream_t and opj_codec_t are one type.)
struct StreamFree {
  void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct CodecFree {
  void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct ImageFree {
  void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};

bool is_codestream(Bytes file) { return starts_with(file, "\xff\x4f\xff\x51", 4); }
bool recognises(Bytes file) {
  return is_codestream(file) || starts_with(file, "\0\0\0\x0cjP  \r\n\x87\n", 12);
}

class Reader {
 public:
  explicit Reader(Bytes file) : source_{file} {
    codec_.reset(opj_create_decompress(is_codestream(file) ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
    stream_.reset(opj_stream_default_create(OPJ_TRUE));
    if (codec_ == nullptr || stream_ == nullptr) return;
    opj_stream_set_user_data(stream_.get(), &source_, nullptr);
    opj_stream_set_user_data_length(stream_.get(), file.size());
    opj_stream_set_read_function(stream_.get(), &read);
    opj_stream_set_skip_function(stream_.get(), &skip);
    opj_stream_set_seek_function(stream_.get(), &seek);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* image = nullptr;
    if (opj_setup_decoder(codec_.get(), &parameters) == OPJ_FALSE) return;
    if (opj_read_header(stream_.get(), codec_.get(), &image) == OPJ_FALSE) image = nullptr;
    image_.reset(image);
  }

  /// Null when the head is malformed.
  const opj_image_t* image() const { return image_.get(); }
  bool decode() {
    return opj_decode(codec_.get(), stream_.get(), image_.get()) != OPJ_FALSE &&
           opj_end_decompress(codec_.get(), stream_.get()) != OPJ_FALSE;
  }

 private:
  Source source_;
  std::unique_ptr<opj_codec_t, CodecFree> codec_;
  std::unique_ptr<opj_stream_t, StreamFree> stream_;
  std::unique_ptr<opj_image_t, ImageFree> image_;
};

std::optional<Size> size_of(const opj_image_t* image) {
  if (image == nullptr || image->x1 <= image->x0 || image->y1 <= image->y0) return std::nullopt;
  return Size{int64_t{image->x1} - image->x0, int64_t{image->y1} - image->y0};
}

std::optional<Size> size(Bytes file) { return size_of(Reader(file).image()); }

// A component's sample at a pixel, as 8 bits. Components may be coarser than the image.
uint8_t sample(const opj_image_comp_t& component, int64_t x, int64_t y) {
  const int64_t column = std::min<int64_t>(x / component.dx, component.w - int64_t{1});
  const int64_t row = std::min<int64_t>(y / component.dy, component.h - int64_t{1});
  int64_t value = component.data[row * component.w + column];
  if (component.sgnd != 0) value += int64_t{1} << (component.prec - 1);
  const int64_t most = (int64_t{1} << component.prec) - 1;
  value = std::clamp<int64_t>(value, 0, most);
  return static_cast<uint8_t>((value * 255 + most / 2) / most);
}

bool is_usable(const opj_image_comp_t& component) {
  return component.data != nullptr && component.w > 0 && component.h > 0 && component.dx > 0 &&
         component.dy > 0 && component.prec >= 1 && component.prec <= 31;
}

bool decode(Bytes file, Size size, uint8_t* pixels) {
  Reader reader(file);
  const opj_image_t* image = reader.image();
  const std::optional<Size> actual = size_of(image);
  if (!actual || actual->width != size.width || actual->height != size.height || !reader.decode())
    return false;
  const OPJ_UINT32 colours = image->numcomps >= 3 ? 3 : 1;
  if (image->numcomps == 0 || image->color_space == OPJ_CLRSPC_SYCC ||
      image->color_space == OPJ_CLRSPC_CMYK || image->color_space == OPJ_CLRSPC_EYCC)
    return false;
  for (OPJ_UINT32 c = 0; c < colours; ++c) {
    if (!is_usable(image->comps[c])) return false;
  }
  for (int64_t y = 0; y < size.height; ++y) {
    for (int64_t x = 0; x < size.width; ++x) {
      for (OPJ_UINT32 c = 0; c < 3; ++c)
        *pixels++ = sample(image->comps[std::min(c, colours - 1)], x, y);
    }
  }
  return true;
}

}  // namespace

const Codec kJpeg2000 = {"JPEG 2000", &recognises, &size, &decode};

}  // namespace mortise::image
