// Tensor: the embedding API's owned host tensor, or a sequence or an optional of such. Counted by
// references, because outputs, async runs and DLPack consumers share it.
#pragma once

#include <mortise/abi/tensor.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "core/base/status.hpp"
#include "core/run/services.hpp"

namespace mortise::run {

class Tensor;

/// Counted reference to a Tensor.
class TensorRef {
 public:
  TensorRef() = default;
  explicit TensorRef(Tensor* taken) : tensor_(taken) {}
  TensorRef(const TensorRef& other);
  TensorRef(TensorRef&& other) noexcept : tensor_(std::exchange(other.tensor_, nullptr)) {}
  TensorRef& operator=(TensorRef other) noexcept {
    std::swap(tensor_, other.tensor_);
    return *this;
  }
  ~TensorRef();
  Tensor* get() const { return tensor_; }
  Tensor* operator->() const { return tensor_; }
  explicit operator bool() const { return tensor_ != nullptr; }
  Tensor* detach() { return std::exchange(tensor_, nullptr); }

 private:
  Tensor* tensor_ = nullptr;
};

class Tensor {
 public:
  /// Uninitialised memory. `keep_alive` holds the owner of `services`.
  static Result<TensorRef> create(Services& services, std::shared_ptr<void> keep_alive,
                                  uint32_t dtype, const std::vector<int64_t>& shape);
  /// `release(context)` may be null.
  static Result<TensorRef> wrap(const mortise_tensor_view_t& view, void (*release)(void*),
                                void* context);

  /// A sequence, or an optional of one item or none; they nest a few levels deep at most.
  static Result<TensorRef> pack(uint32_t kind, std::vector<TensorRef> items);

  uint32_t kind() const { return kind_; }  // MORTISE_VALUE_…
  /// Of a sequence or an optional.
  const std::vector<TensorRef>& items() const { return items_; }
  /// Requires of all below: the kind is MORTISE_VALUE_TENSOR. Without elements otherwise.
  const mortise_tensor_view_t& view() const { return view_; }
  bool dense() const { return view_.strides == nullptr; }
  /// Smaller extents than it was created with: what a data-dependent output turned out to be.
  void shrink(const int64_t* shape);
  /// Copies the bytes of its strings, so that they live as long as the tensor, or until the next call. Requires: strings,
  /// dense.
  Status own_strings(Services& services, std::shared_ptr<void> keep_alive);

  void retain() { references_.fetch_add(1, std::memory_order_relaxed); }
  void release();

 private:
  struct StringBytes {
    std::shared_ptr<void> keep_alive;  // before memory: memory goes first
    HostMemory memory;
  };

  Tensor() = default;
  ~Tensor();

  std::atomic<uint32_t> references_{1};
  uint32_t kind_ = MORTISE_VALUE_TENSOR;
  std::vector<TensorRef> items_;
  uint32_t depth_ = 0;  // levels of items
  mortise_tensor_view_t view_{};
  std::vector<int64_t> shape_;
  std::vector<int64_t> strides_;
  std::shared_ptr<void> keep_alive_;  // before memory_: memory goes first
  HostMemory memory_;
  std::unique_ptr<StringBytes> string_bytes_;
  void (*release_)(void*) = nullptr;
  void* context_ = nullptr;
};

inline TensorRef::TensorRef(const TensorRef& other) : tensor_(other.tensor_) {
  if (tensor_ != nullptr) tensor_->retain();
}
inline TensorRef::~TensorRef() {
  if (tensor_ != nullptr) tensor_->release();
}

inline Tensor* from_abi(mortise_tensor_t* tensor) { return reinterpret_cast<Tensor*>(tensor); }
inline const Tensor* from_abi(const mortise_tensor_t* tensor) {
  return reinterpret_cast<const Tensor*>(tensor);
}
inline mortise_tensor_t* to_abi(Tensor* tensor) {
  return reinterpret_cast<mortise_tensor_t*>(tensor);
}

/// Copies elements between host tensors of equal dtype and shape, whatever their strides.
Status copy_elements(const mortise_tensor_view_t& from, const mortise_tensor_view_t& to);

/// "float32[2, 3]"
std::string describe(const mortise_tensor_view_t& view);
/// The same, or "a sequence of 2".
std::string describe(const Tensor& tensor);

}  // namespace mortise::run
