// How a tensor lies in memory: dense, with other strides, or in a layout of some owner.
#pragma once

#include <mortise/abi/tensor.h>

#include <memory>
#include <optional>

#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {

class Arrangement {
 public:
  /// Dense.
  Arrangement() = default;
  /// Axes in the reverse order; nothing when that is dense too.
  static std::optional<Arrangement> transposed(const sdk::Shape& shape);
  /// Rows (elements, of a vector) some elements apart; nothing when there is but one.
  static std::optional<Arrangement> gapped(const sdk::Shape& shape);
  /// In a layout whose owner is no device: the elements lie in reverse order.
  static Arrangement foreign(uint32_t dtype, const sdk::Shape& shape);

  /// "strides [1, 3]", "a layout of conform"
  std::string text() const;
  uint64_t byte_size(const HostTensor& tensor) const;
  /// Puts the elements where they lie in `memory`, which has byte_size bytes; gaps are left alone.
  void store(const HostTensor& tensor, unsigned char* memory) const;
  void load(const unsigned char* memory, HostTensor& out) const;
  /// Whether the byte belongs to an element.
  std::vector<bool> bytes_of_elements(const HostTensor& tensor) const;
  /// Sets the view's strides and layout. Borrows from this object.
  void describe(mortise_tensor_view_t& view) const;

 private:
  struct ForeignLayout;
  template <class Visit>
  void for_each(const HostTensor& tensor, const Visit& visit) const;

  sdk::Shape strides_;
  std::shared_ptr<const ForeignLayout> layout_;
};

}  // namespace mortise::conform
