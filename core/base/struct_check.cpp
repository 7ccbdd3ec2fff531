#include "core/base/struct_check.hpp"

#include <string>

#include "core/base/text.hpp"

namespace mortise {
namespace {

constexpr uint64_t kMaxStructSize = 4096;  // what is longer was never set

}  // namespace

Status check_struct(const void* object, uint64_t struct_size, uint64_t known_size,
                    std::string_view what) {
  return check_grown_struct(object, struct_size, known_size, known_size, what);
}

Status check_grown_struct(const void* object, uint64_t struct_size, uint64_t first_size,
                          uint64_t known_size, std::string_view what) {
  if (struct_size < first_size) {
    return incompatible(concat({what, ": struct_size is ", std::to_string(struct_size),
                                ", less than the ", std::to_string(first_size), " bytes of ",
                                first_size == known_size ? "this" : "its first",
                                " version; set it to sizeof the struct"}));
  }
  if (struct_size > kMaxStructSize) {
    return incompatible(concat({what, ": struct_size is ", std::to_string(struct_size),
                                ", more than any version's; set it to sizeof the struct"}));
  }
  const uint64_t offset = mortise_unknown_tail(object, struct_size, known_size);
  if (offset != 0) {
    return incompatible(concat({what, ": the byte at offset ", std::to_string(offset),
                                " is set, but this version knows only ", std::to_string(known_size),
                                " bytes of the struct"}));
  }
  return {};
}

Status check_table(const void* table, uint64_t struct_size, uint64_t first_size,
                   std::string_view what) {
  return check_grown_struct(table, struct_size, first_size, kMaxStructSize, what);
}

Status check_array(const void* items, uint64_t count, std::string_view what) {
  if (count != 0 && items == nullptr) {
    return invalid_argument(
        concat({what, ": the pointer is null, but the count is ", std::to_string(count)}));
  }
  return {};
}

}  // namespace mortise
