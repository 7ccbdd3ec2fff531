#include "plugin-sdk/conform/arrangement.hpp"

#include <algorithm>
#include <cstring>

namespace mortise::conform {
namespace {

constexpr std::string_view kOwner = "conform";
constexpr int64_t kGap = 3;  // elements

size_t element_bytes(uint32_t dtype) { return sdk::dtype_bits(dtype) / 8; }

// Either way: reversing twice is nothing.
void reverse(const unsigned char* from, unsigned char* to, size_t size, size_t element) {
  for (size_t at = 0; at < size; at += element)
    std::memcpy(to + (size - element - at), from + at, element);
}

}  // namespace

struct Arrangement::ForeignLayout : mortise_layout_t {
  ForeignLayout(uint32_t dtype, uint64_t size) : mortise_layout_t{} {
    struct_size = sizeof(mortise_layout_t);
    owner = sdk::to_abi(kOwner);
    key = sdk::to_abi("reversed");
    byte_size = size;
    element = element_bytes(dtype);
    mortise_layout_t::pack = [](const mortise_layout_t* self, const mortise_tensor_view_t* dense,
                                void* packed) -> mortise_status_t* {
      const auto* layout = static_cast<const ForeignLayout*>(self);
      reverse(sdk::data<unsigned char>(*dense), static_cast<unsigned char*>(packed),
              layout->byte_size, layout->element);
      return nullptr;
    };
    mortise_layout_t::unpack = [](const mortise_layout_t* self, const void* packed,
                                  const mortise_tensor_view_t* dense) -> mortise_status_t* {
      const auto* layout = static_cast<const ForeignLayout*>(self);
      reverse(static_cast<const unsigned char*>(packed), sdk::data<unsigned char>(*dense),
              layout->byte_size, layout->element);
      return nullptr;
    };
  }
  size_t element;
};

std::optional<Arrangement> Arrangement::transposed(const sdk::Shape& shape) {
  const auto wide = std::count_if(shape.begin(), shape.end(), [](int64_t e) { return e > 1; });
  if (wide < 2) return std::nullopt;
  Arrangement made;
  int64_t stride = 1;
  for (const int64_t extent : shape) {
    made.strides_.push_back(stride);
    stride *= extent;
  }
  return made;
}

std::optional<Arrangement> Arrangement::gapped(const sdk::Shape& shape) {
  if (sdk::element_count(shape) < 2) return std::nullopt;
  Arrangement made;
  made.strides_ = sdk::dense_strides(shape);
  const auto first = std::find_if(shape.begin(), shape.end(), [](int64_t e) { return e > 1; });
  const auto axis = static_cast<size_t>(first - shape.begin());
  made.strides_[axis] += kGap;
  for (size_t i = 0; i < axis; ++i) made.strides_[i] = made.strides_[axis] * shape[axis];
  return made;
}

Arrangement Arrangement::foreign(uint32_t dtype, const sdk::Shape& shape) {
  Arrangement made;
  made.layout_ = std::make_shared<const ForeignLayout>(
      dtype, sdk::storage_bytes(dtype, sdk::element_count(shape)));
  return made;
}

std::string Arrangement::text() const {
  if (layout_ != nullptr) return sdk::message("a layout of ", kOwner);
  return strides_.empty() ? "dense order" : sdk::message("strides ", strides_);
}

// visit(byte in the dense tensor, byte in memory) for each element.
template <class Visit>
void Arrangement::for_each(const HostTensor& tensor, const Visit& visit) const {
  const size_t element = element_bytes(tensor.dtype);
  const int64_t count = tensor.count();
  for (int64_t i = 0; i < count; ++i) {
    int64_t place = layout_ != nullptr ? count - 1 - i : 0;
    int64_t rest = i;
    for (size_t axis = tensor.shape.size(); layout_ == nullptr && axis-- > 0;) {
      place += rest % tensor.shape[axis] * strides_[axis];
      rest /= tensor.shape[axis];
    }
    visit(static_cast<size_t>(i) * element, static_cast<size_t>(place) * element);
  }
}

uint64_t Arrangement::byte_size(const HostTensor& tensor) const {
  if (strides_.empty()) return tensor.bytes.size();
  size_t end = 0;
  for_each(tensor, [&](size_t, size_t place) { end = std::max(end, place); });
  return end + element_bytes(tensor.dtype);
}

void Arrangement::store(const HostTensor& tensor, unsigned char* memory) const {
  if (strides_.empty() && layout_ == nullptr) {
    if (!tensor.bytes.empty()) std::memcpy(memory, tensor.bytes.data(), tensor.bytes.size());
    return;
  }
  for_each(tensor, [&](size_t dense, size_t place) {
    std::memcpy(memory + place, tensor.bytes.data() + dense, element_bytes(tensor.dtype));
  });
}

void Arrangement::load(const unsigned char* memory, HostTensor& out) const {
  if (strides_.empty() && layout_ == nullptr) {
    if (!out.bytes.empty()) std::memcpy(out.bytes.data(), memory, out.bytes.size());
    return;
  }
  for_each(out, [&](size_t dense, size_t place) {
    std::memcpy(out.bytes.data() + dense, memory + place, element_bytes(out.dtype));
  });
}

std::vector<bool> Arrangement::bytes_of_elements(const HostTensor& tensor) const {
  std::vector<bool> used(byte_size(tensor), strides_.empty());
  if (strides_.empty()) return used;
  for_each(tensor, [&](size_t, size_t place) {
    std::fill_n(used.begin() + static_cast<ptrdiff_t>(place), element_bytes(tensor.dtype), true);
  });
  return used;
}

void Arrangement::describe(mortise_tensor_view_t& view) const {
  if (!strides_.empty()) view.strides = strides_.data();
  view.layout = layout_.get();
}

}  // namespace mortise::conform
