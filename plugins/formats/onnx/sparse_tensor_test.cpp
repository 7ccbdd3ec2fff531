#include <catch2/catch.hpp>
#include <onnx.pb.h>

#include "plugins/formats/onnx/external_data.hpp"
#include "plugins/formats/onnx/tensor.hpp"
#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx;
using mortise::onnx_proto::SparseTensorProto;
using testing::error_of;

namespace {

SparseTensorProto sparse(std::initializer_list<int64_t> dims,
                         std::initializer_list<int64_t> index_dims,
                         std::initializer_list<int64_t> indices) {
  SparseTensorProto proto;
  for (const int64_t extent : dims) proto.add_dims(extent);
  auto& values = *proto.mutable_values();
  values.set_data_type(MORTISE_DTYPE_FLOAT32);
  values.add_dims(2);
  values.add_float_data(5);
  values.add_float_data(6);
  auto& positions = *proto.mutable_indices();
  positions.set_data_type(MORTISE_DTYPE_INT64);
  for (const int64_t extent : index_dims) positions.add_dims(extent);
  for (const int64_t index : indices) positions.add_int64_data(index);
  return proto;
}

Tensor decode(SparseTensorProto proto) {
  ExternalFiles files("model.onnx", true);
  return decode_sparse_tensor(proto, files);
}

std::vector<float> elements(const Tensor& tensor) {
  const auto* data = static_cast<const float*>(tensor.data);
  return {data, data + tensor.view().byte_size / sizeof(float)};
}

}  // namespace

TEST_CASE("a sparse tensor becomes dense, by linear or by axis-wise indices") {
  const std::vector<float> expected = {0, 5, 0, 0, 0, 6};
  CHECK(elements(decode(sparse({2, 3}, {2}, {1, 5}))) == expected);
  CHECK(elements(decode(sparse({2, 3}, {2, 2}, {0, 1, 1, 2}))) == expected);
}

TEST_CASE("an index out of range is an error with its position") {
  CHECK(error_of([] {
          decode(sparse({2, 3}, {2}, {1, 6}));
        }) == "indices of entry 1: 6 is out of range for extent 6");
  CHECK(error_of([] {
          decode(sparse({2, 3}, {2, 2}, {0, 3, 1, 2}));
        }) == "indices of entry 0: 3 is out of range for extent 3");
}

TEST_CASE("indices must fit the values and the shape") {
  CHECK(error_of([] {
          decode(sparse({2, 3}, {3}, {0, 1, 2}));
        }) == "indices are int64[3]; int64[2] or [2, 2] is needed");
}

TEST_CASE("a few values in a huge shape are refused, not allocated") {
  CHECK(error_of([] {
          decode(sparse({int64_t{1} << 40}, {2}, {0, 1}));
        }) == "a sparse tensor of 2 values would take 4398046511104 bytes when dense");
}
