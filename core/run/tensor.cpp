#include "core/run/tensor.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "core/base/dense_size.hpp"
#include "core/base/dtype.hpp"
#include "core/base/struct_check.hpp"
#include "core/graph/type.hpp"

namespace mortise::run {
namespace {

constexpr uint64_t kAlignment = 64;

// What the processor wants of an address of one element.
uint64_t natural_alignment(uint32_t dtype) {
  if (dtype == MORTISE_DTYPE_STRING) return alignof(mortise_string_t);
  const mortise_dtype_info_t& info = *find_dtype(dtype);
  if (info.elements_per_block != 1) return 1;
  return std::min<uint64_t>(info.bytes_per_block, alignof(double));
}

}  // namespace

Result<TensorRef> Tensor::create(Services& services, std::shared_ptr<void> keep_alive,
                                 uint32_t dtype, const std::vector<int64_t>& shape) {
  MORTISE_ASSIGN(const uint64_t size, dense_size(dtype, shape));
  MORTISE_ASSIGN(HostMemory memory, HostMemory::create(services, size, kAlignment));
  TensorRef tensor(new Tensor);
  tensor->shape_ = shape;
  tensor->keep_alive_ = std::move(keep_alive);
  tensor->memory_ = std::move(memory);
  mortise_tensor_view_t& view = tensor->view_;
  view.struct_size = sizeof(view);
  view.data = tensor->memory_.data();
  view.byte_size = size;
  view.dtype = dtype;
  view.rank = static_cast<uint32_t>(shape.size());
  view.shape = tensor->shape_.data();
  return tensor;
}

Result<TensorRef> Tensor::wrap(const mortise_tensor_view_t& view, void (*release)(void*),
                               void* context) {
  MORTISE_TRY(check_struct(view, "tensor view"));
  if (view.layout != nullptr || view.device != nullptr || view.buffer != nullptr) {
    return unsupported(
        "only strided tensors in host memory can be wrapped; copy the tensor to the host first");
  }
  if (view.rank > 64 || (view.rank > 0 && view.shape == nullptr)) {
    return invalid_argument("tensor view: rank " + std::to_string(view.rank) +
                            " without a shape, or above 64");
  }
  const std::vector<int64_t> shape(view.shape, view.shape + view.rank);
  MORTISE_ASSIGN(const uint64_t size, dense_size(view.dtype, shape));
  if (size > 0 && view.data == nullptr) return invalid_argument("tensor view: data is null");
  if (view.strides == nullptr && view.byte_size != size) {
    return invalid_argument("tensor view: byte_size is " + std::to_string(view.byte_size) +
                            ", but " + describe(view) + " takes " + std::to_string(size));
  }
  if (const uint64_t alignment = natural_alignment(view.dtype);
      reinterpret_cast<uintptr_t>(view.data) % alignment != 0) {
    return invalid_argument("tensor view: data is not aligned to the " + std::to_string(alignment) +
                            " bytes that " + describe(view) + " needs");
  }
  if (view.strides != nullptr && find_dtype(view.dtype)->elements_per_block != 1) {
    return unsupported("tensors of packed or blocked elements must be dense");
  }
  TensorRef tensor(new Tensor);
  tensor->shape_ = shape;
  tensor->view_ = mortise_tensor_view_t{};
  tensor->view_.struct_size = sizeof(mortise_tensor_view_t);
  tensor->view_.data = view.data;
  tensor->view_.byte_size = size;
  tensor->view_.dtype = view.dtype;
  tensor->view_.rank = view.rank;
  tensor->view_.shape = tensor->shape_.data();
  if (view.strides != nullptr) {
    tensor->strides_.assign(view.strides, view.strides + view.rank);
    int64_t dense = 1;  // without elements every stride is dense; else no product overflows
    bool is_dense = true;
    for (size_t axis = size == 0 ? 0 : shape.size(); axis-- > 0;) {
      is_dense = is_dense && (shape[axis] == 1 || tensor->strides_[axis] == dense);
      dense *= shape[axis];
    }
    if (!is_dense) tensor->view_.strides = tensor->strides_.data();
  }
  tensor->release_ = release;
  tensor->context_ = context;
  return tensor;
}

Result<TensorRef> Tensor::pack(uint32_t kind, std::vector<TensorRef> items) {
  if (kind != MORTISE_VALUE_SEQUENCE && kind != MORTISE_VALUE_OPTIONAL) {
    return invalid_argument("kind " + std::to_string(kind) +
                            " is neither MORTISE_VALUE_SEQUENCE nor MORTISE_VALUE_OPTIONAL");
  }
  if (kind == MORTISE_VALUE_OPTIONAL && items.size() > 1)
    return invalid_argument("an optional has one item or none, not " +
                            std::to_string(items.size()));
  uint32_t depth = 1;
  for (size_t i = 0; i < items.size(); ++i) {
    if (!items[i]) return invalid_argument("item " + std::to_string(i) + " is null");
    depth = std::max(depth, items[i]->depth_ + 1);
  }
  if (depth > graph::kMaxElementDepth) {
    return invalid_argument("sequences and optionals nest at most " +
                            std::to_string(graph::kMaxElementDepth) + " levels deep");
  }
  TensorRef tensor(new Tensor);
  tensor->kind_ = kind;
  tensor->depth_ = depth;
  tensor->items_ = std::move(items);
  tensor->view_.struct_size = sizeof(mortise_tensor_view_t);
  return tensor;
}

Tensor::~Tensor() {
  if (release_ != nullptr) release_(context_);
}

void Tensor::release() {
  if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

void Tensor::shrink(const int64_t* shape) {
  std::copy_n(shape, shape_.size(), shape_.begin());
  view_.byte_size = dense_size(view_.dtype, shape_).value();
}

Status Tensor::own_strings(Services& services, std::shared_ptr<void> keep_alive) {
  const std::span elements(static_cast<mortise_string_t*>(view_.data),
                           static_cast<size_t>(view_.byte_size / sizeof(mortise_string_t)));
  uint64_t size = 0;
  for (const mortise_string_t& element : elements) {
    if (element.data == nullptr && element.size > 0)
      return invalid_argument("an output has a string of " + std::to_string(element.size) +
                              " bytes at the address null; give inputs whose strings have theirs");
    size += element.size;
  }
  auto bytes = std::make_unique<StringBytes>();
  bytes->keep_alive = std::move(keep_alive);
  MORTISE_ASSIGN(bytes->memory, HostMemory::create(services, size, 1));
  auto* next = static_cast<char*>(bytes->memory.data());
  for (mortise_string_t& element : elements) {
    if (element.size > 0) std::memcpy(next, element.data, static_cast<size_t>(element.size));
    element.data = next;
    next += element.size;
  }
  string_bytes_ = std::move(bytes);
  return {};
}

Status copy_elements(const mortise_tensor_view_t& from, const mortise_tensor_view_t& to) {
  if (from.dtype != to.dtype || from.rank != to.rank ||
      !std::equal(from.shape, from.shape + from.rank, to.shape)) {
    return invalid_argument("cannot copy " + describe(from) + " to " + describe(to));
  }
  if (from.strides == nullptr && to.strides == nullptr) {
    if (from.byte_size > 0) std::memmove(to.data, from.data, static_cast<size_t>(from.byte_size));
    return {};
  }
  const size_t size = from.dtype == MORTISE_DTYPE_STRING ? sizeof(mortise_string_t)
                                                         : find_dtype(from.dtype)->bytes_per_block;
  uint64_t count = 1;
  for (uint32_t axis = 0; axis < from.rank; ++axis)
    count *= static_cast<uint64_t>(from.shape[axis]);
  std::vector<int64_t> index(from.rank, 0);
  int64_t source = 0;
  int64_t target = 0;
  std::vector<int64_t> dense(from.rank, 1);
  for (size_t axis = from.rank; axis-- > 1;) dense[axis - 1] = dense[axis] * from.shape[axis];
  const int64_t* from_strides = from.strides != nullptr ? from.strides : dense.data();
  const int64_t* to_strides = to.strides != nullptr ? to.strides : dense.data();
  const auto width = static_cast<int64_t>(size);
  for (uint64_t element = 0; element < count; ++element) {
    std::memcpy(static_cast<char*>(to.data) + target * width,
                static_cast<const char*>(from.data) + source * width, size);
    for (size_t axis = from.rank; axis-- > 0;) {
      source += from_strides[axis];
      target += to_strides[axis];
      if (++index[axis] < from.shape[axis]) break;
      source -= index[axis] * from_strides[axis];
      target -= index[axis] * to_strides[axis];
      index[axis] = 0;
    }
  }
  return {};
}

std::string describe(const Tensor& tensor) {
  if (tensor.kind() == MORTISE_VALUE_TENSOR) return describe(tensor.view());
  if (tensor.kind() == MORTISE_VALUE_OPTIONAL)
    return tensor.items().empty() ? "an empty optional" : "an optional with an element";
  return "a sequence of " + std::to_string(tensor.items().size());
}

std::string describe(const mortise_tensor_view_t& view) {
  const mortise_dtype_info_t* info = find_dtype(view.dtype);
  std::string text =
      info != nullptr ? to_string(info->name) : "dtype " + std::to_string(view.dtype);
  text += "[";
  for (uint32_t axis = 0; axis < view.rank; ++axis) {
    if (axis > 0) text += ", ";
    text += std::to_string(view.shape[axis]);
  }
  return text + "]";
}

}  // namespace mortise::run
