// What this process holds, for the search for leaks.
#pragma once

#include <cstdint>

namespace mortise::conform {

struct Usage {
  int64_t descriptors;
  int64_t threads;
  int64_t heap_bytes;     // allocated and not freed; 0 where the allocator does not say
  int64_t address_bytes;  // of the address space, mapped
};

Usage current_usage();

}  // namespace mortise::conform
