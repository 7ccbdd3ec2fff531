#include "backends/opencl/kernels/operation.hpp"

#include "backends/opencl/buffer.hpp"

namespace mortise::opencl {

Tensor tensor_of(const mortise_tensor_view_t& view) {
  if (view.buffer == nullptr) return {};
  const auto& buffer = static_cast<const Buffer&>(*reinterpret_cast<sdk::Buffer*>(view.buffer));
  return {buffer.memory(),
          static_cast<cl_long>(view.byte_offset * 8 / sdk::dtype_bits(view.dtype))};
}

void check_float32(const sdk::Node& node, size_t count) {
  for (size_t i = 0; i < std::min(count, node.input_count()); ++i) {
    if (node.has_input(i) && node.dtype(i) != MORTISE_DTYPE_FLOAT32) {
      sdk::unsupported("input ", i, " is ", sdk::dtype_name(node.dtype(i)),
                       "; only float32 is supported");
    }
  }
}

void check_movable(const sdk::Node& node, size_t index) {
  const uint32_t dtype = node.dtype(index);
  if (!sdk::kMovableDtypes.contains(dtype) || dtype == MORTISE_DTYPE_STRING)
    sdk::unsupported("input ", index, " is ", sdk::dtype_name(dtype),
                     ", whose elements cannot be moved on the device");
}

void check_rank(const sdk::Node& node) {
  const auto check = [](const char* what, size_t index, int64_t rank) {
    if (rank <= static_cast<int64_t>(kMaxRank)) return;
    sdk::unsupported(what, index, " has rank ", rank, "; at most ", kMaxRank, " is supported");
  };
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (node.has_input(i)) check("input ", i, node.rank(i));
  }
  for (size_t i = 0; i < node.output_count(); ++i) {
    if (node.wants_output(i)) check("output ", i, node.output_type(i).rank);
  }
}

cl_long8 to_long8(sdk::ShapeView values) {
  cl_long8 result{};
  for (size_t i = 0; i < values.size(); ++i) result.s[i] = values[i];
  return result;
}

}  // namespace mortise::opencl
