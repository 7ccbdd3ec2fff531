#include "tools/common/array.hpp"

#include <mortise/mortise.hpp>

#include <charconv>

namespace mortise::tools {

std::string format_shape(const std::vector<int64_t>& shape) {
  if (shape.empty()) return "scalar";
  std::string text;
  for (const int64_t extent : shape) {
    if (!text.empty()) text += 'x';
    text += extent < 0 ? "?" : std::to_string(extent);
  }
  return text;
}

std::vector<int64_t> parse_shape(const std::string& text) {
  if (text == "scalar") return {};
  std::vector<int64_t> shape;
  const char* const end = text.data() + text.size();
  for (const char* position = text.data();; ++position) {
    int64_t extent = -1;
    const auto [next, error] = std::from_chars(position, end, extent);
    const bool more = next != end && (*next == 'x' || *next == ',');
    if (error != std::errc() || extent < 0 || (next != end && !more)) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "`" + text + "` is not a shape; write extents like 1x3x224x224, or scalar");
    }
    shape.push_back(extent);
    if (!more) return shape;
    position = next;
  }
}

uint64_t count_elements(const std::vector<int64_t>& shape, const std::string& where) {
  int64_t count = 1;
  bool fits = true;
  for (const int64_t extent : shape) {
    // A zero elsewhere must not hide that the other extents overflow.
    fits = fits && extent >= 0 && !__builtin_mul_overflow(count, extent == 0 ? 1 : extent, &count);
  }
  if (!fits) {
    throw Error(MORTISE_STATUS_INVALID_ARGUMENT, (where.empty() ? "" : where + ": ") +
                                                     "the shape " + format_shape(shape) +
                                                     " has too many elements");
  }
  for (const int64_t extent : shape) {
    if (extent == 0) return 0;
  }
  return static_cast<uint64_t>(count);
}

}  // namespace mortise::tools
