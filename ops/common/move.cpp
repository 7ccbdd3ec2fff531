#include "ops/common/move.hpp"

#include <cstring>

namespace mortise::ops {
namespace {

template <size_t Bytes>
void move_fixed(const char* from, int64_t from_stride, char* to, int64_t to_stride, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    std::memcpy(to, from, Bytes);
    from += from_stride;
    to += to_stride;
  }
}

}  // namespace

int64_t element_bytes(uint32_t dtype) {
  const uint32_t bits = dtype_bits(dtype);
  if (bits == 0 || bits % 8 != 0) {
    unsupported("dtype ", dtype_name(dtype),
                ", whose elements are not whole bytes, is not supported");
  }
  return bits / 8;
}

void move_elements(int64_t bytes, const void* from, int64_t from_stride, void* to,
                   int64_t to_stride, int64_t count) {
  if (count == 0) return;  // there may be no memory at all
  const char* source = static_cast<const char*>(from);
  char* destination = static_cast<char*>(to);
  if (from_stride == 1 && to_stride == 1) {
    std::memcpy(destination, source, static_cast<size_t>(count * bytes));
    return;
  }
  const int64_t from_bytes = from_stride * bytes;
  const int64_t to_bytes = to_stride * bytes;
  switch (bytes) {
    case 1: return move_fixed<1>(source, from_bytes, destination, to_bytes, count);
    case 2: return move_fixed<2>(source, from_bytes, destination, to_bytes, count);
    case 4: return move_fixed<4>(source, from_bytes, destination, to_bytes, count);
    case 8: return move_fixed<8>(source, from_bytes, destination, to_bytes, count);
    default: return move_fixed<16>(source, from_bytes, destination, to_bytes, count);
  }
}

void move_walk(int64_t bytes, const Walk<2>& walk, const void* from, void* to) {
  const auto strides = walk.row_strides();
  walk.rows([&](const auto& offset) {
    move_elements(bytes, static_cast<const char*>(from) + offset[1] * bytes, strides[1],
                  static_cast<char*>(to) + offset[0] * bytes, strides[0], walk.row_length());
  });
}

void CopyKernel::run(const Launch& launch) const {
  const mortise_tensor_view_t& in = launch.input(0);
  const mortise_tensor_view_t& out = launch.output(0);
  const uint64_t size = in.byte_size < out.byte_size ? in.byte_size : out.byte_size;
  if (in.data != out.data && size != 0) std::memcpy(out.data, in.data, size);
}

}  // namespace mortise::ops
