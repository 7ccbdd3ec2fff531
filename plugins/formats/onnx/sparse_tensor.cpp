// Sparse tensors become dense ones: nothing behind this reader knows sparse constants.
#include <mortise/sdk/status.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

#include <onnx.pb.h>

#include "plugins/formats/onnx/tensor.hpp"

namespace mortise::onnx {
namespace {

// The dense form may take this much, or this many times the bytes of the values: a small file must
// not ask for all memory.
constexpr uint64_t kAlwaysAllowed = 64 * 1024;
constexpr uint64_t kMaxGrowth = 1000;

/// Position in row-major order of entry `index`, whose coordinates are linear ([NNZ]) or one per
/// axis ([NNZ, rank]).
int64_t position(const Tensor& indices, const sdk::Shape& shape, int64_t count, size_t index) {
  const auto* coordinates = static_cast<const int64_t*>(indices.data);
  const size_t rank = indices.shape.size() == 1 ? 1 : shape.size();
  int64_t linear = 0;
  for (size_t axis = 0; axis < rank; ++axis) {
    const int64_t extent = rank == 1 ? count : shape[axis];
    const int64_t coordinate = coordinates[index * rank + axis];
    if (coordinate < 0 || coordinate >= extent) {
      sdk::invalid("indices of entry ", index, ": ", coordinate, " is out of range for extent ",
                   extent);
    }
    linear = rank == 1 ? coordinate : linear * extent + coordinate;
  }
  return linear;
}

void check_form(const Tensor& values, const Tensor& indices, const sdk::Shape& shape) {
  if (sdk::dtype_bits(values.dtype) % 8 != 0 || values.dtype == MORTISE_DTYPE_STRING) {
    sdk::unsupported("a sparse tensor of ", sdk::dtype_name(values.dtype), " is not supported");
  }
  if (values.shape.size() != 1)
    sdk::invalid("values have shape ", values.shape, "; rank 1 is needed");
  const int64_t entries = values.shape[0];
  const sdk::Shape linear = {entries};
  const sdk::Shape by_axis = {entries, static_cast<int64_t>(shape.size())};
  if (indices.dtype != MORTISE_DTYPE_INT64 ||
      (indices.shape != linear && indices.shape != by_axis)) {
    sdk::invalid("indices are ", sdk::dtype_name(indices.dtype), indices.shape, "; int64", linear,
                 " or ", by_axis, " is needed");
  }
}

}  // namespace

Tensor decode_sparse_tensor(onnx_proto::SparseTensorProto& proto, ExternalFiles& files) {
  const Tensor values = decode_tensor(*proto.mutable_values(), files);
  const Tensor indices = decode_tensor(*proto.mutable_indices(), files);
  const sdk::Shape shape(proto.dims().begin(), proto.dims().end());
  for (const int64_t extent : shape) {
    if (extent < 0) sdk::invalid("dims ", shape, " contain a negative extent");
  }
  check_form(values, indices, shape);

  const int64_t count = sdk::element_count(sdk::ShapeView(shape));
  const uint64_t bytes = sdk::storage_bytes(values.dtype, count);
  const uint64_t element_bytes = sdk::dtype_bits(values.dtype) / 8;
  const auto entries = static_cast<size_t>(values.shape[0]);
  if (bytes > std::max(kAlwaysAllowed, kMaxGrowth * element_bytes * entries)) {
    sdk::unsupported("a sparse tensor of ", entries, " values would take ", bytes,
                     " bytes when dense");
  }
  auto memory = std::make_shared<std::vector<uint64_t>>((bytes + 7) / 8);
  for (size_t i = 0; i < entries; ++i) {
    const auto at = static_cast<uint64_t>(position(indices, shape, count, i));
    std::memcpy(reinterpret_cast<uint8_t*>(memory->data()) + at * element_bytes,
                static_cast<const uint8_t*>(values.data) + i * element_bytes, element_bytes);
  }
  const void* data = memory->data();
  return {values.dtype, shape, data, std::move(memory)};
}

}  // namespace mortise::onnx
