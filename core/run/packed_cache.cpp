#include "core/run/packed_cache.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <span>

#include "core/base/dense_size.hpp"
#include "core/base/struct_check.hpp"
#include "core/run/services.hpp"

namespace mortise::run {

struct PackedCache::Entry {
  std::string key;
  HostMemory memory;
  std::once_flag packed;
  Status failure;
};

namespace {

// A reference handed to a plugin.
struct Reference {
  std::shared_ptr<void> entry;
};

std::string content_key(const mortise_packed_request_t& request) {
  const mortise_tensor_view_t& constant = *request.constant;
  const XXH128_hash_t hash = XXH3_128bits(constant.data, static_cast<size_t>(constant.byte_size));
  std::string key(reinterpret_cast<const char*>(&hash), sizeof(hash));
  const auto append = [&key](const auto& number) {
    key.append(reinterpret_cast<const char*>(&number), sizeof(number));
  };
  append(constant.dtype);
  append(constant.rank);
  for (uint32_t axis = 0; axis < constant.rank; ++axis) append(constant.shape[axis]);
  append(request.size);
  append(request.alignment);
  append(request.owner.size);
  key.append(to_view(request.owner)).append(to_view(request.key));
  return key;
}

Status check(const mortise_packed_request_t& request) {
  MORTISE_TRY(check_struct(request, "packed constant"));
  const mortise_tensor_view_t* constant = request.constant;
  if (constant == nullptr || request.pack == nullptr) {
    return invalid_argument("packed constant: constant and pack are required");
  }
  if (constant->strides != nullptr || constant->layout != nullptr || constant->device != nullptr ||
      constant->dtype == MORTISE_DTYPE_STRING) {
    return invalid_argument(
        "packed constant: the constant must be a dense host tensor of fixed-size elements");
  }
  if ((constant->rank > 0 && constant->shape == nullptr) ||
      (constant->byte_size > 0 && constant->data == nullptr)) {
    return invalid_argument("packed constant: the constant has no shape or no data");
  }
  MORTISE_ASSIGN(const uint64_t size,
                 dense_size(constant->dtype, std::span(constant->shape, constant->rank)));
  if (constant->byte_size != size) {
    return invalid_argument("packed constant: byte_size is " + std::to_string(constant->byte_size) +
                            ", but its shape takes " + std::to_string(size));
  }
  if (request.alignment == 0 || (request.alignment & (request.alignment - 1)) != 0) {
    return invalid_argument("packed constant: alignment " + std::to_string(request.alignment) +
                            " is not a power of two");
  }
  return {};
}

}  // namespace

PackedCache::PackedCache(Services& services) : services_(services) {}
PackedCache::~PackedCache() = default;

Status PackedCache::acquire(const mortise_packed_request_t& request, mortise_packed_t** out_packed,
                            const void** out_data) {
  MORTISE_TRY(check(request));
  const std::string key = content_key(request);
  // Made without the lock, because its end takes it: that of one that is not needed, too.
  std::shared_ptr<Entry> entry(new Entry, [this](Entry* dead) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      size_ -= dead->memory.size();
      const auto found = entries_.find(dead->key);
      // A newer entry may have taken the place.
      if (found != entries_.end() && found->second.expired()) entries_.erase(found);
    }
    delete dead;
  });
  entry->key = key;
  {
    std::shared_ptr<Entry> known;  // outlives the lock, with the entry that is not needed
    const std::lock_guard<std::mutex> lock(mutex_);
    std::weak_ptr<Entry>& place = entries_[key];
    known = place.lock();
    if (known == nullptr) {
      place = entry;
    } else {
      std::swap(entry, known);
    }
  }
  std::call_once(entry->packed, [&] {
    auto memory = HostMemory::create(services_, request.size, request.alignment);
    if (!memory.ok()) {
      entry->failure = std::move(memory).status();
      return;
    }
    entry->failure = Status(request.pack(request.context, memory->data(), request.size));
    if (!entry->failure.ok()) return;
    entry->memory = std::move(memory).value();
    const std::lock_guard<std::mutex> lock(mutex_);
    size_ += request.size;
  });
  if (!entry->failure.ok()) return entry->failure.clone();
  *out_data = entry->memory.data();
  *out_packed = reinterpret_cast<mortise_packed_t*>(new Reference{std::move(entry)});
  return {};
}

void PackedCache::release(mortise_packed_t* packed) { delete reinterpret_cast<Reference*>(packed); }

uint64_t PackedCache::size() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return size_;
}

}  // namespace mortise::run
