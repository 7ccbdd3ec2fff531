#include "core/base/dense_size.hpp"

#include <string>

#include "core/base/dtype.hpp"

namespace mortise {
namespace {

constexpr uint64_t kMostElements = uint64_t{1} << 48;

}  // namespace

Result<uint64_t> dense_size(uint32_t dtype, std::span<const int64_t> shape) {
  if (find_dtype(dtype) == nullptr)
    return invalid_argument("unknown dtype " + std::to_string(dtype));
  uint64_t count = 1;
  for (const int64_t extent : shape) {
    if (extent < 0) return invalid_argument("extent " + std::to_string(extent) + " is negative");
    if (__builtin_mul_overflow(count, static_cast<uint64_t>(extent), &count) ||
        count > kMostElements) {
      return invalid_argument("a tensor of more than 2^48 elements");
    }
  }
  if (dtype == MORTISE_DTYPE_STRING) return count * sizeof(mortise_string_t);
  const std::optional<uint64_t> size = byte_size(dtype, count);
  if (!size.has_value()) {
    return invalid_argument(std::to_string(count) + " elements do not fill whole blocks of " +
                            to_string(find_dtype(dtype)->name));
  }
  return *size;
}

}  // namespace mortise
