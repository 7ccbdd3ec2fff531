// Bytes of a file for protobuf, which copies what it reads: what has been read need not stay in memory as well.
#pragma once

#include <algorithm>

#include <google/protobuf/io/zero_copy_stream.h>

#include "plugins/formats/onnx/file_mapping.hpp"

namespace mortise::onnx {

/// Gives `size` bytes at `data` piece by piece; of a mapped file the pages behind are given back to the system, which reads
/// them again if anybody asks. One thread.
class PassingStream final : public google::protobuf::io::ZeroCopyInputStream {
 public:
  /// `file` may be null; else the bytes are its own.
  PassingStream(const uint8_t* data, uint64_t size, const FileMapping* file)
      : data_(data), size_(size), file_(file) {}

  bool Next(const void** data, int* size) override {
    if (file_ != nullptr) file_->forget(forgotten_, at_);
    forgotten_ = at_;
    if (at_ == size_) return false;
    const uint64_t count = std::min(kPiece, size_ - at_);
    *data = data_ + at_;
    *size = static_cast<int>(count);
    at_ += count;
    return true;
  }
  void BackUp(int count) override { at_ -= static_cast<uint64_t>(count); }
  bool Skip(int count) override {
    const auto wanted = static_cast<uint64_t>(std::max(0, count));
    const bool there = wanted <= size_ - at_;
    at_ = there ? at_ + wanted : size_;
    return there;
  }
  int64_t ByteCount() const override { return static_cast<int64_t>(at_); }

 private:
  static constexpr uint64_t kPiece = uint64_t{4} << 20;

  const uint8_t* data_;
  const uint64_t size_;
  const FileMapping* file_;
  uint64_t at_ = 0, forgotten_ = 0;
};

}  // namespace mortise::onnx
