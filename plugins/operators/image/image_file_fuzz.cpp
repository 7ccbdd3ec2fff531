// Any bytes as an image file: the head, and the pixels where that is small.
#include <cstdint>
#include <memory>

#include "plugins/operators/image/codec.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mortise::image;
  constexpr int64_t kMostPixels = 1 << 20;  // so that a run is short
  const Bytes file(data, size);
  const Codec* codec = find_codec(file);
  const auto found = codec != nullptr ? codec->size(file) : std::nullopt;
  if (!found || found->width <= 0 || found->height <= 0) return 0;
  if (found->width > kMostPixels / found->height) return 0;
  const auto pixels =
      std::make_unique<uint8_t[]>(static_cast<size_t>(found->width * found->height) * 3);
  codec->decode(file, *found, pixels.get());
  return 0;
}
