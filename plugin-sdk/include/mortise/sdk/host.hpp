// The host's services, with C++ manners. The table is borrowed and outlives the plugin's instance.
#ifndef MORTISE_SDK_HOST_HPP_
#define MORTISE_SDK_HOST_HPP_

#include <mortise/abi/plugin.h>
#include <mortise/sdk/status.hpp>
#include <mortise/sdk/tensor.hpp>

#include <atomic>

namespace mortise::sdk {

inline void log(const mortise_host_t* host, uint32_t level, std::string_view text) {
  host->log(host->context, level, to_abi(text));
}

inline uint32_t thread_count(const mortise_host_t* host) {
  return host->thread_count(host->context);
}

/// Calls body(begin, end, worker) over [0, count) in chunks of at least `grain`, on the runtime's threads; returns when
/// all is done. The first exception that a chunk throws is thrown here.
template <class Body>
void parallel_for(const mortise_host_t* host, uint64_t count, uint64_t grain, const Body& body) {
  struct Loop {
    const Body& body;
    std::exception_ptr failure;
    std::atomic<bool> failed{false};
  } loop{body, nullptr};
  host->parallel_for(
      host->context, count, grain,
      [](void* context, uint64_t begin, uint64_t end, uint32_t worker) {
        auto& self = *static_cast<Loop*>(context);
        try {
          self.body(begin, end, worker);
        } catch (...) {
          if (!self.failed.exchange(true)) self.failure = std::current_exception();
        }
      },
      &loop);
  if (loop.failed) std::rethrow_exception(loop.failure);
}

/// Tensor memory from the embedder's allocator.
class HostMemory {
 public:
  HostMemory(const mortise_host_t* host, uint64_t size, uint64_t alignment)
      : host_(host), size_(size), alignment_(alignment) {
    check(host->allocate(host->context, size, alignment, &memory_));
  }
  HostMemory(HostMemory&& other) noexcept
      : host_(other.host_),
        size_(other.size_),
        alignment_(other.alignment_),
        memory_(std::exchange(other.memory_, nullptr)) {}
  HostMemory& operator=(HostMemory&&) = delete;
  ~HostMemory() {
    if (memory_ != nullptr) host_->deallocate(host_->context, memory_, size_, alignment_);
  }
  void* data() const { return memory_; }
  uint64_t size() const { return size_; }

 private:
  const mortise_host_t* host_;
  uint64_t size_;
  uint64_t alignment_;
  void* memory_ = nullptr;
};

/// A constant's packed form in the runtime's cache. `pack(destination, size)` fills it when it is not there yet.
class Packed {
 public:
  template <class Pack>
  Packed(const mortise_host_t* host, const mortise_tensor_view_t& constant, std::string_view owner,
         std::string_view key, uint64_t size, uint64_t alignment, Pack&& pack)
      : host_(host) {
    mortise_packed_request_t request{};
    request.struct_size = sizeof(request);
    request.constant = &constant;
    request.owner = to_abi(owner);
    request.key = to_abi(key);
    request.size = size;
    request.alignment = alignment;
    request.context = &pack;
    request.pack = [](void* context, void* destination, uint64_t bytes) {
      return guard(
          [&] { (*static_cast<std::remove_reference_t<Pack>*>(context))(destination, bytes); });
    };
    check(host->packed_acquire(host->context, &request, &packed_, &data_));
  }
  Packed(Packed&& other) noexcept
      : host_(other.host_),
        packed_(std::exchange(other.packed_, nullptr)),
        data_(std::exchange(other.data_, nullptr)) {}
  Packed& operator=(Packed&&) = delete;
  ~Packed() {
    if (packed_ != nullptr) host_->packed_release(host_->context, packed_);
  }
  const void* data() const { return data_; }

 private:
  const mortise_host_t* host_;
  mortise_packed_t* packed_ = nullptr;
  const void* data_ = nullptr;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_HOST_HPP_
