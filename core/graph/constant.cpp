#include <cstring>
#include <new>

#include "core/base/dtype.hpp"
#include "core/base/struct_check.hpp"
#include "core/base/text.hpp"
#include "core/graph/type.hpp"

namespace mortise::graph {
namespace {

constexpr auto kAlignment = std::align_val_t{64};

bool is_dense(const mortise_tensor_view_t& view, const std::vector<int64_t>& shape) {
  if (view.strides == nullptr) return true;
  int64_t expected = 1;
  for (size_t axis = shape.size(); axis-- > 0;) {
    if (shape[axis] != 1 && view.strides[axis] != expected) return false;
    expected *= shape[axis];
  }
  return true;
}

// Calls visit(position) with the position, in elements from `data`, of each element in row-major order.
template <class Visit>
void each_strided(const std::vector<int64_t>& shape, const int64_t* strides, uint64_t count,
                  Visit visit) {
  std::vector<int64_t> index(shape.size(), 0);
  int64_t position = 0;
  for (uint64_t done = 0; done < count; ++done) {
    visit(position);
    for (size_t axis = shape.size(); axis-- > 0;) {
      position += strides[axis];
      if (++index[axis] < shape[axis]) break;
      position -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

// The byte size of the dense tensor. A registered dtype is not known here, so its view states the size itself.
Result<uint64_t> dense_size(const mortise_tensor_view_t& view, uint64_t count, bool dense) {
  const mortise_dtype_info_t* info = find_dtype(view.dtype);
  if (info == nullptr) {
    if (view.dtype < MORTISE_DTYPE_FIRST_REGISTERED) {
      return invalid_argument(
          concat({"constant: dtype ", std::to_string(view.dtype), " is unknown"}));
    }
    if (!dense) return unsupported("constant: strides on a registered dtype; pass a dense tensor");
    return view.byte_size;
  }
  if (!dense && info->elements_per_block != 1) {
    return unsupported(concat({"constant: strides on ", to_view(info->name),
                               ", whose elements share bytes; pass a dense tensor"}));
  }
  const std::optional<uint64_t> bytes = byte_size(*info, count);
  if (!bytes) {
    return invalid_argument(
        concat({"constant: ", std::to_string(count), " elements are no whole number of ",
                to_view(info->name), " blocks, or their size overflows"}));
  }
  return *bytes;
}

}  // namespace

Constant::~Constant() {
  if (storage_ != nullptr) ::operator delete(storage_, kAlignment);
  if (release_ != nullptr) release_(context_);
}

// Checks the view and fills in all of view_ but its data.
Status Constant::set_shape(const mortise_tensor_view_t& view) {
  MORTISE_TRY(check_struct(view, "tensor view"));
  if (view.layout != nullptr) {
    return unsupported("constant: the tensor is in a backend's layout; unpack it first");
  }
  if (view.device != nullptr)
    return unsupported("constant: the tensor is in a device's memory; copy it to the host first");
  if (view.rank > kMaxRank) {
    return invalid_argument(concat(
        {"constant: rank ", std::to_string(view.rank), " is above ", std::to_string(kMaxRank)}));
  }
  MORTISE_TRY(check_array(view.shape, view.rank, "constant: shape"));
  if (view.rank != 0) shape_.assign(view.shape, view.shape + view.rank);
  int64_t count = 1;
  for (const int64_t extent : shape_) {
    if (extent < 0) return invalid_argument("constant: an extent is negative");
    if (extent != 0 && __builtin_mul_overflow(count, extent, &count)) {
      return invalid_argument("constant: the product of the extents does not fit in 63 bits");
    }
  }
  for (const int64_t extent : shape_) {
    if (extent == 0) count = 0;
  }
  element_count_ = static_cast<uint64_t>(count);
  const bool dense = is_dense(view, shape_);
  MORTISE_ASSIGN(const uint64_t size, dense_size(view, element_count_, dense));
  if (dense && view.byte_size < size) {
    return invalid_argument(
        concat({"constant: the view has ", std::to_string(view.byte_size),
                " bytes, but its dtype and shape need ", std::to_string(size)}));
  }
  if (size != 0 && view.data == nullptr)
    return invalid_argument("constant: the data pointer is null");
  view_.struct_size = sizeof(view_);
  view_.byte_size = size;
  view_.dtype = view.dtype;
  view_.rank = view.rank;
  view_.shape = shape_.data();
  return {};
}

void Constant::copy_elements(const mortise_tensor_view_t& view) {
  if (view_.byte_size == 0) return;
  storage_ = ::operator new(view_.byte_size, kAlignment);
  view_.data = storage_;
  if (is_dense(view, shape_)) {
    std::memcpy(storage_, view.data, view_.byte_size);
    return;
  }
  const uint64_t width = view_.byte_size / element_count_;
  auto* target = static_cast<unsigned char*>(storage_);
  const auto* source = static_cast<const unsigned char*>(view.data);
  each_strided(shape_, view.strides, element_count_, [&](int64_t position) {
    std::memcpy(target, source + position * static_cast<int64_t>(width), width);
    target += width;
  });
}

// REQUIRES: copy_elements has copied the references, which still point at the source's bytes.
void Constant::copy_strings(const mortise_tensor_view_t& view) {
  if (view.dtype != MORTISE_DTYPE_STRING || element_count_ == 0) return;
  auto* elements = static_cast<mortise_string_t*>(storage_);
  strings_.reserve(element_count_);
  for (uint64_t i = 0; i < element_count_; ++i) {
    strings_.push_back(mortise::to_string(elements[i]));
    elements[i] = mortise::to_abi(strings_.back());
  }
}

Result<std::shared_ptr<const Constant>> Constant::copy(const mortise_tensor_view_t& view) {
  std::shared_ptr<Constant> constant(new Constant);
  MORTISE_TRY(constant->set_shape(view));
  constant->copy_elements(view);
  constant->copy_strings(view);
  return std::shared_ptr<const Constant>(std::move(constant));
}

Result<std::shared_ptr<const Constant>> Constant::lend(const mortise_tensor_view_t& view,
                                                       mortise_constant_release_t release,
                                                       void* context) {
  std::shared_ptr<Constant> constant(new Constant);
  MORTISE_TRY(constant->set_shape(view));
  if (is_dense(view, constant->shape_)) {
    constant->view_.data = view.data;
  } else {
    constant->copy_elements(view);
    constant->copy_strings(view);
  }
  constant->release_ = release;
  constant->context_ = context;
  return std::shared_ptr<const Constant>(std::move(constant));
}

std::shared_ptr<Constant> Constant::empty_like(const Constant& other) {
  std::shared_ptr<Constant> constant(new Constant);
  constant->shape_ = other.shape_;
  constant->view_ = other.view_;
  constant->view_.shape = constant->shape_.data();
  constant->view_.data = nullptr;
  constant->element_count_ = other.element_count_;
  return constant;
}

std::shared_ptr<const Constant> Constant::without_content(const Constant& other) {
  return empty_like(other);
}

Result<std::shared_ptr<const Constant>> Constant::make(
    const Constant& like, const std::function<Status(void* destination, uint64_t size)>& fill) {
  std::shared_ptr<Constant> constant = empty_like(like);
  constant->storage_ = ::operator new(constant->view_.byte_size, kAlignment);
  constant->view_.data = constant->storage_;
  MORTISE_TRY(fill(constant->storage_, constant->view_.byte_size));
  return std::shared_ptr<const Constant>(std::move(constant));
}

Type Constant::type() const { return Type::tensor(view_.dtype, shape_); }

bool same_content(const Constant& left, const Constant& right) {
  if (&left == &right) return true;
  const mortise_tensor_view_t& a = left.view();
  const mortise_tensor_view_t& b = right.view();
  if (!(left.type() == right.type()) || a.byte_size != b.byte_size) return false;
  if (a.byte_size == 0 || a.data == b.data) return true;
  if (a.dtype != MORTISE_DTYPE_STRING) return std::memcmp(a.data, b.data, a.byte_size) == 0;
  const auto* x = static_cast<const mortise_string_t*>(a.data);
  const auto* y = static_cast<const mortise_string_t*>(b.data);
  for (uint64_t i = 0; i < left.element_count(); ++i) {
    if (to_view(x[i]) != to_view(y[i])) return false;
  }
  return true;
}

}  // namespace mortise::graph
