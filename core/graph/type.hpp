// Types and constants of a graph: owning forms of the ABI's mortise_type_t and of a host tensor.
#pragma once

#include <mortise/abi/graph.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/status.hpp"

namespace mortise::graph {

/// A reference to a backend's layout, retained while it is held.
class LayoutRef {
 public:
  LayoutRef() = default;
  explicit LayoutRef(const mortise_layout_t* layout);  // retains
  LayoutRef(const LayoutRef& other);
  LayoutRef(LayoutRef&& other) noexcept;
  LayoutRef& operator=(LayoutRef other) noexcept;
  ~LayoutRef();
  const mortise_layout_t* get() const { return layout_; }

 private:
  const mortise_layout_t* layout_ = nullptr;
};

/// Owning form of mortise_type_t.
struct Type {
  uint32_t kind = MORTISE_VALUE_TENSOR;
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  bool ranked = false;
  std::vector<int64_t>
      shape;  // MORTISE_DIM_UNKNOWN and MORTISE_DIM_SYMBOL(k) below zero; empty when not ranked
  uint64_t bounded_dims = 0;
  LayoutRef layout;
  std::shared_ptr<const Type> element;  // of a sequence or optional

  static Result<Type> from_abi(const mortise_type_t& type);  // checks
  static Type tensor(uint32_t dtype, std::vector<int64_t> shape);
  bool fully_known() const;       // a tensor whose dtype and every extent are known
  int64_t element_count() const;  // Requires: fully_known(). INT64_MAX when it overflows
  /// "float32[1, 3, ?, width]"; a symbol without a name prints as "#k".
  std::string to_string() const;
  std::string to_string(const std::vector<std::string>& symbols) const;
};
bool operator==(const Type& left, const Type& right);

inline constexpr uint32_t kMaxRank = 64;         // bounded_dims has a bit per extent
inline constexpr uint32_t kMaxElementDepth = 8;  // sequences of optionals of …

/// A constant's memory: a dense host tensor, copied or lent, shared by graphs and sessions.
/// Immutable.
class Constant {
 public:
  /// Copies; strided views become dense. String tensors are copied deeply. A view whose layout
  /// belongs to a backend, or whose memory is a device's, is refused.
  static Result<std::shared_ptr<const Constant>> copy(const mortise_tensor_view_t& view);
  /// Takes over lent memory: `release(context)` is called when the last user is gone. A view with
  /// strides is copied. On error the caller keeps the memory.
  static Result<std::shared_ptr<const Constant>> lend(const mortise_tensor_view_t& view,
                                                      mortise_constant_release_t release,
                                                      void* context);
  /// Of the dtype and shape of `like`, with the content that `fill(destination, size)` writes.
  static Result<std::shared_ptr<const Constant>> make(
      const Constant& like, const std::function<Status(void* destination, uint64_t size)>& fill);
  /// Of the dtype and shape of `other`, with a null pointer for the content, which is elsewhere.
  static std::shared_ptr<const Constant> without_content(const Constant& other);
  ~Constant();
  Constant(const Constant&) = delete;
  Constant& operator=(const Constant&) = delete;
  const mortise_tensor_view_t& view() const { return view_; }
  uint64_t element_count() const { return element_count_; }
  /// Gives lent memory back to the caller without calling `release`.
  void disown() noexcept { release_ = nullptr; }
  Type type() const;

 private:
  Constant() = default;
  static std::shared_ptr<Constant> empty_like(const Constant& other);
  Status set_shape(const mortise_tensor_view_t& view);
  void copy_elements(const mortise_tensor_view_t& view);
  void copy_strings(const mortise_tensor_view_t& view);

  mortise_tensor_view_t view_{};  // dense; byte_size is exact
  uint64_t element_count_ = 0;
  std::vector<int64_t> shape_;
  void* storage_ = nullptr;           // when copied; 64-byte aligned
  std::vector<std::string> strings_;  // of a string tensor that was copied
  mortise_constant_release_t release_ = nullptr;
  void* context_ = nullptr;
};
using ConstantRef = std::shared_ptr<const Constant>;

/// Equal dtype, shape and bytes; string tensors by their texts.
bool same_content(const Constant& left, const Constant& right);

}  // namespace mortise::graph
