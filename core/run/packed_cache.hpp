// The runtime's cache of packed constants: one copy of each form of each constant, however many
// sessions use it.
//
// Entries are found by the content of the constant (its XXH3 128-bit hash, dtype and shape), the
// backend's kind and the backend's key, and live as long as somebody holds them.
#pragma once

#include <mortise/abi/plugin.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/status.hpp"

namespace mortise::run {

class Services;

class PackedCache {
 public:
  explicit PackedCache(Services& services);
  ~PackedCache();
  PackedCache(const PackedCache&) = delete;
  PackedCache& operator=(const PackedCache&) = delete;

  /// Packs on first use; others who ask meanwhile wait for it. Any thread.
  Status acquire(const mortise_packed_request_t& request, mortise_packed_t** out_packed,
                 const void** out_data);
  void release(mortise_packed_t* packed);
  /// Bytes held.
  uint64_t size() const;

 private:
  struct Entry;

  Services& services_;
  mutable std::mutex mutex_;
  std::map<std::string, std::weak_ptr<Entry>> entries_;
  uint64_t size_ = 0;
};

}  // namespace mortise::run
