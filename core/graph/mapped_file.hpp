// A file in memory, read-only.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/base/status.hpp"

namespace mortise::graph {

class MappedFile {
 public:
  static Result<std::shared_ptr<const MappedFile>> open(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();
  std::span<const unsigned char> bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::span<const unsigned char> bytes) : bytes_(bytes) {}
  std::span<const unsigned char> bytes_;
};

}  // namespace mortise::graph
