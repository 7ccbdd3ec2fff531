#include "plugins/formats/onnx/tensor.hpp"

#include <cstring>

#include <catch2/catch.hpp>
#include <onnx.pb.h>

#include "plugins/formats/onnx/external_data.hpp"
#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx;
using mortise::onnx_proto::TensorProto;
using testing::error_of;
namespace sdk = mortise::sdk;

namespace {

TensorProto proto_of(uint32_t dtype, std::initializer_list<int64_t> dims) {
  TensorProto proto;
  proto.set_data_type(static_cast<int32_t>(dtype));
  for (const int64_t extent : dims) proto.add_dims(extent);
  return proto;
}

Tensor decode(TensorProto proto) {
  ExternalFiles files("model.onnx", true);
  return decode_tensor(proto, files);
}

template <class T>
std::vector<T> elements(const Tensor& tensor) {
  const auto* data = static_cast<const T*>(tensor.data);
  return {data, data + tensor.view().byte_size / sizeof(T)};
}

}  // namespace

TEST_CASE("each typed field gives its elements") {
  TensorProto floats = proto_of(MORTISE_DTYPE_FLOAT32, {2});
  floats.add_float_data(1.5f);
  floats.add_float_data(-2);
  CHECK(elements<float>(decode(floats)) == std::vector<float>{1.5f, -2});

  TensorProto complex = proto_of(MORTISE_DTYPE_COMPLEX64, {1});
  complex.add_float_data(1);
  complex.add_float_data(2);
  CHECK(elements<float>(decode(complex)) == std::vector<float>{1, 2});

  TensorProto doubles = proto_of(MORTISE_DTYPE_FLOAT64, {1});
  doubles.add_double_data(0.1);
  CHECK(elements<double>(decode(doubles)) == std::vector<double>{0.1});

  TensorProto longs = proto_of(MORTISE_DTYPE_INT64, {});
  longs.add_int64_data(INT64_MIN);
  CHECK(elements<int64_t>(decode(longs)) == std::vector<int64_t>{INT64_MIN});

  TensorProto unsigned_longs = proto_of(MORTISE_DTYPE_UINT64, {1});
  unsigned_longs.add_uint64_data(UINT64_MAX);
  CHECK(elements<uint64_t>(decode(unsigned_longs)) == std::vector<uint64_t>{UINT64_MAX});

  TensorProto unsigned_ints = proto_of(MORTISE_DTYPE_UINT32, {1});
  unsigned_ints.add_uint64_data(UINT32_MAX);
  CHECK(elements<uint32_t>(decode(unsigned_ints)) == std::vector<uint32_t>{UINT32_MAX});
}

TEST_CASE("int32_data holds the types of 32 bits and below") {
  const auto decode_ints = [](uint32_t dtype, std::initializer_list<int64_t> dims,
                              std::initializer_list<int32_t> values) {
    TensorProto proto = proto_of(dtype, dims);
    for (const int32_t value : values) proto.add_int32_data(value);
    return decode(proto);
  };
  CHECK(elements<int32_t>(decode_ints(MORTISE_DTYPE_INT32, {2}, {-1, 7})) ==
        std::vector<int32_t>{-1, 7});
  CHECK(elements<int8_t>(decode_ints(MORTISE_DTYPE_INT8, {2}, {-128, 127})) ==
        std::vector<int8_t>{-128, 127});
  CHECK(elements<uint8_t>(decode_ints(MORTISE_DTYPE_BOOL, {2}, {0, 1})) ==
        std::vector<uint8_t>{0, 1});
  CHECK(elements<uint16_t>(decode_ints(MORTISE_DTYPE_FLOAT16, {1}, {0x3c00})) ==
        std::vector<uint16_t>{0x3c00});
  CHECK(elements<uint16_t>(decode_ints(MORTISE_DTYPE_BFLOAT16, {1}, {0xbf80})) ==
        std::vector<uint16_t>{0xbf80});
  // Three elements of four bits take two bytes, each an element of the field.
  CHECK(elements<uint8_t>(decode_ints(MORTISE_DTYPE_UINT4, {3}, {0x21, 0x03})) ==
        std::vector<uint8_t>{0x21, 0x03});
}

TEST_CASE("a value that does not fit its type is an error with its position") {
  TensorProto proto = proto_of(MORTISE_DTYPE_INT8, {2});
  proto.add_int32_data(5);
  proto.add_int32_data(300);
  CHECK(error_of([&] { decode(proto); }) == "int32_data[1] is 300, which does not fit int8");

  TensorProto wide = proto_of(MORTISE_DTYPE_UINT32, {1});
  wide.add_uint64_data(uint64_t{1} << 32);
  CHECK(error_of([&] { decode(wide); }) ==
        "uint64_data[0] is 4294967296, which does not fit uint32");
}

TEST_CASE("raw_data must have the bytes that the shape needs") {
  TensorProto proto = proto_of(MORTISE_DTYPE_FLOAT32, {2, 2});
  proto.set_raw_data(std::string(16, '\0'));
  CHECK(decode(proto).view().byte_size == 16);
  proto.set_raw_data(std::string(15, '\0'));
  CHECK(error_of([&] { decode(proto); }) == "raw_data has 15 bytes where float32[2, 2] needs 16");
}

TEST_CASE("raw_data is moved, not copied") {
  TensorProto proto = proto_of(MORTISE_DTYPE_FLOAT32, {64});
  proto.set_raw_data(std::string(256, '\1'));
  const void* before = proto.raw_data().data();
  ExternalFiles files("model.onnx", true);
  CHECK(decode_tensor(proto, files).data == before);
}

TEST_CASE("a huge shape without the data for it allocates nothing") {
  TensorProto huge = proto_of(MORTISE_DTYPE_FLOAT32, {int64_t{1} << 40});
  CHECK(error_of([&] { decode(huge); }) ==
        "float_data has 0 elements where float32[1099511627776] needs 1099511627776");
  TensorProto overflowing = proto_of(MORTISE_DTYPE_INT8, {INT64_MAX, INT64_MAX});
  CHECK(error_of([&] { decode(overflowing); }).find("too many elements") != std::string::npos);
  TensorProto strings = proto_of(MORTISE_DTYPE_STRING, {int64_t{1} << 40});
  CHECK(error_of([&] { decode(strings); }).find("string_data has 0 elements") == 0);
}

TEST_CASE("a tensor without elements needs no data") {
  const Tensor tensor = decode(proto_of(MORTISE_DTYPE_FLOAT32, {0, 3}));
  CHECK(tensor.view().byte_size == 0);
  CHECK(tensor.shape == sdk::Shape{0, 3});
}

TEST_CASE("strings keep their bytes") {
  TensorProto proto = proto_of(MORTISE_DTYPE_STRING, {2});
  proto.add_string_data(std::string("a"));
  proto.add_string_data(std::string("b\0c", 3));
  const Tensor tensor = decode(proto);
  const auto* views = static_cast<const mortise_string_t*>(tensor.data);
  CHECK(sdk::to_view(views[0]) == "a");
  CHECK(sdk::to_view(views[1]) == std::string_view("b\0c", 3));
}

TEST_CASE("what no tensor is like is refused") {
  CHECK(error_of([] { decode(proto_of(0, {})); }) == "data_type is 0; known are 1 to 26");
  CHECK(error_of([] { decode(proto_of(99, {})); }) == "data_type is 99; known are 1 to 26");
  CHECK(error_of([] { decode(proto_of(1, {2, -1})); }) == "dims[1] is -1");

  TensorProto twice = proto_of(MORTISE_DTYPE_FLOAT32, {1});
  twice.add_float_data(1);
  twice.set_raw_data(std::string(4, '\0'));
  CHECK(error_of([&] { decode(twice); }) == "the elements lie in two places; a tensor has one");

  TensorProto segment = proto_of(MORTISE_DTYPE_FLOAT32, {0});
  segment.mutable_segment()->set_end(1);
  CHECK(error_of([&] { decode(segment); }) == "a tensor in segments is not supported");

  TensorProto raw_strings = proto_of(MORTISE_DTYPE_STRING, {1});
  raw_strings.set_raw_data("a");
  CHECK(error_of([&] { decode(raw_strings); }) ==
        "strings lie in raw_data; they must lie in string_data");
}
