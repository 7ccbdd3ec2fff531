#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "plugins/operators/image/codecs.hpp"

namespace mortise::image {
namespace {

constexpr tmsize_t kMostMemory = tmsize_t{512} << 20;  // bytes in one piece

struct Source {
  Bytes file;
  uint64_t at = 0;
};

Source& source_of(thandle_t handle) { return *static_cast<Source*>(handle); }

tmsize_t read(thandle_t handle, void* buffer, tmsize_t wanted) {
  Source& source = source_of(handle);
  if (wanted <= 0 || source.at >= source.file.size()) return 0;
  const auto count =
      std::min<uint64_t>(static_cast<uint64_t>(wanted), source.file.size() - source.at);
  std::memcpy(buffer, source.file.data() + source.at, count);
  source.at += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t write(thandle_t, void*, tmsize_t) { return 0; }
int close(thandle_t) { return 0; }
toff_t size_of(thandle_t handle) { return source_of(handle).file.size(); }

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  Source& source = source_of(handle);
  const uint64_t from = whence == SEEK_SET   ? 0
                        : whence == SEEK_CUR ? source.at
                                             : source.file.size();
  source.at = from + offset;
  return source.at;
}

// Messages go nowhere: a plugin writes nothing to the process's streams.
int be_silent(TIFF*, void*, const char*, const char*, va_list) { return 1; }

struct Free {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

class Reader {
 public:
  explicit Reader(Bytes file) : source_{file} {
    const std::unique_ptr<TIFFOpenOptions, Free> options(TIFFOpenOptionsAlloc());
    if (options == nullptr) return;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMostMemory);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), &be_silent, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), &be_silent, nullptr);
    tiff_.reset(TIFFClientOpenExt("image", "rm", &source_, &read, &write, &seek, &close, &size_of,
                                  nullptr, nullptr, options.get()));
  }

  std::optional<Size> size() const {
    uint32_t width = 0, height = 0;
    if (tiff_ == nullptr || TIFFGetField(tiff_.get(), TIFFTAG_IMAGEWIDTH, &width) == 0 ||
        TIFFGetField(tiff_.get(), TIFFTAG_IMAGELENGTH, &height) == 0)
      return std::nullopt;
    return Size{width, height};
  }
  bool read_rgba(Size size, uint32_t* pixels) const {
    return TIFFReadRGBAImageOriented(tiff_.get(), static_cast<uint32_t>(size.width),
                                     static_cast<uint32_t>(size.height), pixels,
                                     ORIENTATION_TOPLEFT, 1) != 0;
  }

 private:
  Source source_;
  std::unique_ptr<TIFF, Free> tiff_;
};

bool recognises(Bytes file) {
  return starts_with(file, "II\x2a\0", 4) || starts_with(file, "MM\0\x2a", 4);
}

std::optional<Size> size(Bytes file) { return Reader(file).size(); }

bool decode(Bytes file, Size size, uint8_t* pixels) {
  const Reader reader(file);
  const std::optional<Size> actual = reader.size();
  if (!actual || actual->width != size.width || actual->height != size.height) return false;
  const auto count = static_cast<size_t>(size.width * size.height);
  const auto rgba = std::make_unique<uint32_t[]>(count);
  if (!reader.read_rgba(size, rgba.get())) return false;
  for (size_t i = 0; i < count; ++i) {
    *pixels++ = static_cast<uint8_t>(TIFFGetR(rgba[i]));
    *pixels++ = static_cast<uint8_t>(TIFFGetG(rgba[i]));
    *pixels++ = static_cast<uint8_t>(TIFFGetB(rgba[i]));
  }
  return true;
}

}  // namespace

const Codec kTiff = {"TIFF", &recognises, &size, &decode};

}  // namespace mortise::image
