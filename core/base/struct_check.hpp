// Checks on structs that come over the ABI, made before anything else looks at them.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/status.hpp"

namespace mortise {

/// Refuses a struct that is shorter than `known_size`, one that is longer and has a byte set past it, and one whose size
/// cannot be true.
Status check_struct(const void* object, uint64_t struct_size, uint64_t known_size,
                    std::string_view what);

/// The same for a struct that has grown since its first version: it may be as short as that. What `first_size`
/// (MORTISE_…_FIRST_SIZE) does not reach is read only where MORTISE_REACHES says so.
Status check_grown_struct(const void* object, uint64_t struct_size, uint64_t first_size,
                          uint64_t known_size, std::string_view what);

/// The same for a table of functions, which may offer more than this version calls.
Status check_table(const void* table, uint64_t struct_size, uint64_t first_size,
                   std::string_view what);

template <class T>
Status check_struct(const T& object, std::string_view what, uint64_t first_size = sizeof(T)) {
  return check_grown_struct(&object, object.struct_size, first_size, sizeof(T), what);
}

/// Refuses a null pointer behind a count above zero.
Status check_array(const void* items, uint64_t count, std::string_view what);

/// Item `index` of an array whose items are as long as the first one says it is: the other side's structs may be
/// longer than ours.
template <class T>
const T& struct_at(const T* items, uint64_t index) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(items);
  return *reinterpret_cast<const T*>(bytes + index * items->struct_size);
}

/// Checks each item of such an array.
template <class T>
Status check_structs(const T* items, uint64_t count, std::string_view what) {
  MORTISE_TRY(check_array(items, count, what));
  for (uint64_t i = 0; i < count; ++i) {
    const T& item = struct_at(items, i);
    MORTISE_TRY(check_struct(item, what));
    if (item.struct_size != items->struct_size) {
      return invalid_argument("items of one array differ in struct_size");
    }
  }
  return {};
}

}  // namespace mortise
