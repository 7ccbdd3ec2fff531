#include "core/run/slices.hpp"

#include <algorithm>
#include <cstring>

#include "core/base/dtype.hpp"

namespace mortise::run {
namespace {

Result<uint64_t> element_size(uint32_t dtype) {
  if (dtype == MORTISE_DTYPE_STRING) return uint64_t{sizeof(mortise_string_t)};
  const mortise_dtype_info_t* info = find_dtype(dtype);
  if (info == nullptr || info->elements_per_block != 1) {
    return unsupported("a loop cannot take or give slices of " +
                       (info == nullptr ? "an unknown dtype" : to_string(info->name)) +
                       ", whose elements share bytes; cast them to a wider dtype");
  }
  return uint64_t{info->bytes_per_block};
}

uint64_t product(const int64_t* begin, const int64_t* end) {
  uint64_t count = 1;
  for (; begin != end; ++begin) count *= static_cast<uint64_t>(*begin);
  return count;
}

// Copies `count` blocks of `size` bytes, whose begins are so many bytes apart.
void copy_blocks(char* to, uint64_t to_step, const char* from, uint64_t from_step, uint64_t count,
                 uint64_t size) {
  if (size == 0) return;
  for (uint64_t i = 0; i < count; ++i)
    std::memcpy(to + i * to_step, from + i * from_step, static_cast<size_t>(size));
}

}  // namespace

Result<size_t> slice_axis(int64_t axis, size_t rank, const std::string& what) {
  const auto signed_rank = static_cast<int64_t>(rank);
  if (axis < -signed_rank || axis >= signed_rank) {
    return invalid_argument(what + ": axis " + std::to_string(axis) + " is out of range for rank " +
                            std::to_string(rank));
  }
  return static_cast<size_t>(axis < 0 ? axis + signed_rank : axis);
}

Result<TensorRef> take_slice(Services& services, const std::shared_ptr<void>& keep_alive,
                             const Tensor& tensor, size_t axis, int64_t index) {
  const mortise_tensor_view_t& view = tensor.view();
  MORTISE_ASSIGN(const uint64_t element, element_size(view.dtype));
  std::vector<int64_t> shape(view.shape, view.shape + view.rank);
  shape.erase(shape.begin() + static_cast<ptrdiff_t>(axis));
  const uint64_t outer = product(view.shape, view.shape + axis);
  const uint64_t size = product(view.shape + axis + 1, view.shape + view.rank) * element;
  char* const begin = static_cast<char*>(view.data) + static_cast<uint64_t>(index) * size;
  if (outer == 1) {
    mortise_tensor_view_t slice{};
    slice.struct_size = sizeof(slice);
    slice.data = begin;
    slice.byte_size = size;
    slice.dtype = view.dtype;
    slice.rank = view.rank - 1;
    slice.shape = shape.data();
    return Tensor::wrap(slice, nullptr, nullptr);
  }
  MORTISE_ASSIGN(TensorRef slice, Tensor::create(services, keep_alive, view.dtype, shape));
  copy_blocks(static_cast<char*>(slice->view().data), size, begin,
              static_cast<uint64_t>(view.shape[axis]) * size, outer, size);
  return slice;
}

Result<TensorRef> stack_slices(Services& services, const std::shared_ptr<void>& keep_alive,
                               const std::vector<TensorRef>& slices, int64_t axis, bool reversed) {
  const mortise_tensor_view_t& first = slices.front()->view();
  MORTISE_ASSIGN(const uint64_t element, element_size(first.dtype));
  std::vector<int64_t> shape(first.shape, first.shape + first.rank);
  MORTISE_ASSIGN(const size_t at, slice_axis(axis, shape.size() + 1, "a scan output"));
  const uint64_t outer = product(first.shape, first.shape + at);
  const uint64_t size = product(first.shape + at, first.shape + first.rank) * element;
  shape.insert(shape.begin() + static_cast<ptrdiff_t>(at), static_cast<int64_t>(slices.size()));
  MORTISE_ASSIGN(TensorRef stack, Tensor::create(services, keep_alive, first.dtype, shape));
  for (size_t i = 0; i < slices.size(); ++i) {
    const mortise_tensor_view_t& slice = slices[i]->view();
    if (slice.dtype != first.dtype || slice.rank != first.rank ||
        !std::equal(first.shape, first.shape + first.rank, slice.shape)) {
      return invalid_argument("a scan output is " + describe(slice) + " in iteration " +
                              std::to_string(i) + ", but " + describe(first) + " in the first one");
    }
    const size_t place = reversed ? slices.size() - 1 - i : i;
    copy_blocks(static_cast<char*>(stack->view().data) + place * size, slices.size() * size,
                static_cast<const char*>(slice.data), size, outer, size);
  }
  if (first.dtype == MORTISE_DTYPE_STRING) MORTISE_TRY(stack->own_strings(services, keep_alive));
  return stack;
}

}  // namespace mortise::run
