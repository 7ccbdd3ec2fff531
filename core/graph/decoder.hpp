// Reads the numbers and strings of a saved graph, each checked against the end of the bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>

#include "core/base/status.hpp"
#include "core/base/text.hpp"

namespace mortise::graph {

/// After the first error every read gives zero, so that a reader may look at status() where a loop or a record ends.
class Decoder {
 public:
  /// `base` is the offset of `bytes` in the file, for messages.
  Decoder(std::span<const unsigned char> bytes, uint64_t base) : bytes_(bytes), base_(base) {}

  uint32_t u32() { return number<uint32_t>(); }
  uint64_t u64() { return number<uint64_t>(); }
  int64_t i64() { return number<int64_t>(); }
  double f64() { return number<double>(); }

  std::string string() {
    const uint64_t size = u64();
    if (!has(size)) return {};
    std::string text(reinterpret_cast<const char*>(bytes_.data() + position_), size);
    position_ += size;
    return text;
  }

  /// A count of items that take at least `item_size` bytes each.
  uint64_t count(uint64_t number, uint64_t item_size) {
    if (number <= remaining() / item_size) return number;
    fail(concat({"a count of ", std::to_string(number), ", but only ", std::to_string(remaining()),
                 " bytes follow"}));
    return 0;
  }
  uint64_t count32(uint64_t item_size) { return count(u32(), item_size); }
  uint64_t count64(uint64_t item_size) { return count(u64(), item_size); }

  uint64_t offset() const { return base_ + position_; }
  uint64_t remaining() const { return bytes_.size() - position_; }
  bool failed() const { return failed_; }

  void fail(std::string_view what) {
    if (failed_) return;
    failed_ = true;
    message_ = concat({"saved graph: offset ", std::to_string(offset()), ": ", what});
    position_ = bytes_.size();
  }
  Status status() const { return failed_ ? data_loss(message_) : Status(); }
  /// `status` with the offset. What the graph refuses is wrong with this file, unless it is not supported or memory is short.
  Status locate(Status status) const {
    if (status.ok()) return {};
    const bool is_damage = status.code() != MORTISE_STATUS_UNSUPPORTED &&
                           status.code() != MORTISE_STATUS_OUT_OF_MEMORY;
    return {
        is_damage ? uint32_t{MORTISE_STATUS_DATA_LOSS} : status.code(),
        concat({"saved graph: before offset ", std::to_string(offset()), ": ", status.message()}),
        status.flags()};
  }

 private:
  bool has(uint64_t size) {
    if (size <= remaining()) return true;
    fail(concat({"truncated: ", std::to_string(size), " bytes are wanted, ",
                 std::to_string(remaining()), " are there"}));
    return false;
  }

  template <class T>
  T number() {
    T value{};
    if (!has(sizeof value)) return value;
    std::memcpy(&value, bytes_.data() + position_, sizeof value);
    position_ += sizeof value;
    return value;
  }

  std::span<const unsigned char> bytes_;
  uint64_t base_;
  uint64_t position_ = 0;
  bool failed_ = false;
  std::string message_;
};

}  // namespace mortise::graph
