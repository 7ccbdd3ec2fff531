// What a process may use and what it has open: limits for the time of a call, and counts to compare.
#pragma once

#include <cstdint>
#include <string>

namespace mortise::conform {

/// While it lives, the process gets at most so many bytes of memory for data beyond what it has. Mapped files do not count.
class MemoryLimit {
 public:
  explicit MemoryLimit(uint64_t more_bytes);
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;
  ~MemoryLimit();

 private:
  uint64_t previous_;
};

/// While it lives, no file grows beyond so many bytes: writing more fails, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(uint64_t bytes);
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit();

 private:
  uint64_t previous_;
  void (*previous_handler_)(int);
};

/// Descriptors that are open.
uint64_t open_descriptors();
/// Mappings of files below the folder.
uint64_t mappings_below(const std::string& folder);

}  // namespace mortise::conform
