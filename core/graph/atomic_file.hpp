// A file that appears under its name complete, or not at all.
#pragma once

#include <string>
#include <string_view>

#include "core/base/status.hpp"

namespace mortise::graph {

/// Writes beside the target and takes its place on commit; without a commit nothing is left behind.
class AtomicFile {
 public:
  static Result<AtomicFile> create(const std::string& path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  Status write(std::string_view bytes);
  /// Flushes to the disk and renames.
  Status commit();

 private:
  AtomicFile(int descriptor, std::string path, std::string temporary_path);
  int descriptor_;
  std::string path_, temporary_path_;
};

}  // namespace mortise::graph
