// The memory that a loaded library occupies. A description that points elsewhere is not read.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace mortise::host {

class Image {
 public:
  /// The library that the address belongs to; an empty image when it belongs to none.
  static Image of(const void* address);

  bool contains(const void* data, uint64_t size) const;

 private:
  std::vector<std::pair<uintptr_t, uintptr_t>> segments_;  // [begin, end)
};

}  // namespace mortise::host
