// Formats of image files. Each is a file of its own, built where its library is there.
#pragma once

#include <mortise/sdk/span.hpp>

#include <cstdint>
#include <optional>

namespace mortise::image {

using Bytes = sdk::Span<const uint8_t>;

struct Size {
  int64_t width;
  int64_t height;
};

/// Of untrusted bytes; any thread.
struct Codec {
  const char* name;
  /// Whether the bytes begin as the format's files do.
  bool (*recognises)(Bytes file);
  /// From the file's head; nothing when that is malformed.
  std::optional<Size> (*size)(Bytes file);
  /// Writes rows of red, green and blue, the top one first. False when the file is malformed or its size is another one; what
  /// is written then counts for nothing.
  bool (*decode)(Bytes file, Size size, uint8_t* pixels);
};

/// The codec for these bytes, or null.
const Codec* find_codec(Bytes file);

inline bool starts_with(Bytes file, const char* magic, size_t length, size_t offset = 0) {
  if (file.size() < offset + length) return false;
  for (size_t i = 0; i < length; ++i) {
    if (file[offset + i] != static_cast<uint8_t>(magic[i])) return false;
  }
  return true;
}

}  // namespace mortise::image
