#include "plugin-sdk/conform/process.hpp"

#include <malloc.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace mortise::conform {
namespace {

int64_t entries(const char* folder) {
  using Iterator = std::filesystem::directory_iterator;
  return std::distance(Iterator(folder), Iterator());
}

int64_t mapped_bytes() {
  int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * ::sysconf(_SC_PAGESIZE);
}

}  // namespace

Usage current_usage() {
  const struct mallinfo2 heap = ::mallinfo2();
  return {entries("/proc/self/fd"), entries("/proc/self/task"),
          static_cast<int64_t>(heap.uordblks + heap.hblkhd), mapped_bytes()};
}

}  // namespace mortise::conform
