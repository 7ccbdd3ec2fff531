// A file's bytes, mapped read-only for as long as the object lives.
#pragma once

#include <cstdint>
#include <string>

namespace mortise::onnx {

class FileMapping {
 public:
  /// Throws NOT_FOUND, PERMISSION_DENIED or UNAVAILABLE with the system's reason. Only regular
  /// files are read: anything else could block, or never end.
  explicit FileMapping(const std::string& path, bool follow_symlinks = true);
  FileMapping(const FileMapping&) = delete;
  FileMapping& operator=(const FileMapping&) = delete;
  ~FileMapping();

  const uint8_t* data() const { return data_; }  // null when the file is empty
  uint64_t size() const { return size_; }
  /// Bytes [begin, end) need not stay in memory; whoever reads them again has them read from the file.
  void forget(uint64_t begin, uint64_t end) const;

 private:
  const uint8_t* data_ = nullptr;
  uint64_t size_ = 0;
};

}  // namespace mortise::onnx
