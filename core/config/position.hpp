// Where in a JSON text something stands. nlohmann/json keeps no positions, so they are found again when an error needs
// one; a text without errors costs nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::config {

struct Position {
  size_t line = 1;    // from 1
  size_t column = 1;  // from 1, in bytes
};

/// The position of a byte of the text; of its end when `offset` is beyond it.
Position position_at(std::string_view text, size_t offset);

/// A way from the root of a document: keys of objects, and positions in arrays as decimal numbers.
using Path = std::vector<std::string>;

/// The path as a JSON pointer (RFC 6901); the root is an empty text.
std::string to_pointer(const Path& path);

/// Offset of the value at `path`, or of its key. Requires: the text is valid JSON. A path that leads nowhere gives the
/// nearest thing on the way.
size_t find_value(std::string_view text, const Path& path);
size_t find_key(std::string_view text, const Path& path);

struct DuplicateKey {
  size_t offset;
  Path path;
};

/// The first key that its object already has. Requires: the text is valid JSON.
std::optional<DuplicateKey> find_duplicate_key(std::string_view text);

}  // namespace mortise::config
