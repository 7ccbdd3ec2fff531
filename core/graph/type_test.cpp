#include <numeric>

#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {
namespace {

using test::must;
using test::says;

mortise_type_t type_abi(int32_t rank, const int64_t* shape) {
  mortise_type_t type{};
  type.struct_size = sizeof type;
  type.kind = MORTISE_VALUE_TENSOR;
  type.dtype = MORTISE_DTYPE_FLOAT32;
  type.rank = rank;
  type.shape = shape;
  return type;
}

}  // namespace

TEST_CASE("a type prints its dtype, extents and symbols") {
  Type type = Type::tensor(MORTISE_DTYPE_FLOAT32,
                           {1, MORTISE_DIM_UNKNOWN, MORTISE_DIM_SYMBOL(0), MORTISE_DIM_SYMBOL(1)});
  CHECK(type.to_string() == "float32[1, ?, #0, #1]");
  CHECK(type.to_string({"batch"}) == "float32[1, ?, batch, #1]");
  type.bounded_dims = 1;
  CHECK(type.to_string({"batch", "width"}) == "float32[<=1, ?, batch, width]");
  CHECK(Type().to_string() == "?[...]");
  Type sequence;
  sequence.kind = MORTISE_VALUE_SEQUENCE;
  sequence.element = std::make_shared<const Type>(Type::tensor(MORTISE_DTYPE_Q4_K, {}));
  CHECK(sequence.to_string() == "sequence<q4_k[]>");
  CHECK(Type::tensor(65537, {2}).to_string() == "dtype65537[2]");
}

TEST_CASE("a type is fully known when its dtype and all extents are") {
  CHECK(Type::tensor(MORTISE_DTYPE_INT8, {2, 3}).fully_known());
  CHECK(Type::tensor(MORTISE_DTYPE_INT8, {2, 3}).element_count() == 6);
  CHECK(Type::tensor(MORTISE_DTYPE_INT8, {}).element_count() == 1);
  CHECK_FALSE(Type::tensor(MORTISE_DTYPE_INT8, {2, -1}).fully_known());
  CHECK_FALSE(Type::tensor(MORTISE_DTYPE_UNDEFINED, {2}).fully_known());
  CHECK_FALSE(Type().fully_known());
  CHECK(Type::tensor(MORTISE_DTYPE_INT8, {INT64_MAX, 3}).element_count() == INT64_MAX);
  CHECK(Type::tensor(MORTISE_DTYPE_INT8, {INT64_MAX, 3, 0}).element_count() == 0);
}

TEST_CASE("a type from the ABI keeps what it says and refuses what makes no sense") {
  const std::vector<int64_t> shape(65, 2);
  CHECK(must(Type::from_abi(type_abi(2, shape.data()))) ==
        Type::tensor(MORTISE_DTYPE_FLOAT32, {2, 2}));
  CHECK_FALSE(must(Type::from_abi(type_abi(MORTISE_RANK_UNKNOWN, nullptr))).ranked);
  CHECK(says(Type::from_abi(type_abi(65, shape.data())), "rank 65"));
  CHECK(says(Type::from_abi(type_abi(-2, shape.data())), "rank -2"));
  CHECK(says(Type::from_abi(type_abi(2, nullptr)), "pointer is null"));
  CHECK(says(Type::from_abi(type_abi(64, shape.data())), "63 bits"));
  mortise_type_t type = type_abi(2, shape.data());
  type.bounded_dims = 4;
  CHECK(says(Type::from_abi(type), "bounded_dims"));
  type = type_abi(2, shape.data());
  type.kind = 9;
  CHECK(says(Type::from_abi(type), "kind 9"));
  type.struct_size = 8;
  CHECK(says(Type::from_abi(type), "struct_size is 8"));
}

TEST_CASE("element types that nest without end are refused") {
  mortise_type_t type = type_abi(0, nullptr);
  type.kind = MORTISE_VALUE_OPTIONAL;
  type.element = &type;
  CHECK(says(Type::from_abi(type), "too deeply"));
}

TEST_CASE("a type with a layout that cannot be held is refused") {
  mortise_layout_t layout{};
  layout.struct_size = sizeof(layout);
  mortise_type_t type{};
  type.struct_size = sizeof(type);
  type.kind = MORTISE_VALUE_TENSOR;
  type.layout = &layout;
  CHECK(Type::from_abi(type).ok());
  layout.retain = [](const mortise_layout_t*) {};
  CHECK(says(Type::from_abi(type), "set both `retain` and `release`"));
  layout.release = [](const mortise_layout_t*) {};
  CHECK(Type::from_abi(type).ok());
  layout.struct_size = 8;
  CHECK(says(Type::from_abi(type), "type: layout: struct_size is 8"));
  layout.struct_size = UINT64_C(0xdeadbeefdeadbeef);
  CHECK(says(Type::from_abi(type), "more than any version's"));
}

TEST_CASE("a type holds one reference to its layout, whatever copies are made") {
  static int references;
  references = 0;
  mortise_layout_t layout{};
  layout.retain = [](const mortise_layout_t*) { ++references; };
  layout.release = [](const mortise_layout_t*) { --references; };
  {
    Type type;
    type.layout = LayoutRef(&layout);
    CHECK(references == 1);
    Type copy = type;
    CHECK(references == 2);
    const Type moved = std::move(copy);
    CHECK(references == 2);
    type = Type();
    CHECK(references == 1);
  }
  CHECK(references == 0);
}

TEST_CASE("a copied constant is dense, aligned and independent of its source") {
  std::vector<float> numbers(6);
  std::iota(numbers.begin(), numbers.end(), 0.0F);
  std::vector<int64_t> shape = {3, 2};
  const std::vector<int64_t> transposed = {1, 3};
  mortise_tensor_view_t view = test::view_of(MORTISE_DTYPE_FLOAT32, shape, numbers.data(), 24);
  view.strides = transposed.data();
  const ConstantRef constant = must(Constant::copy(view));
  numbers.assign(6, -1);
  const auto* data = static_cast<const float*>(constant->view().data);
  CHECK(std::vector<float>(data, data + 6) == std::vector<float>{0, 3, 1, 4, 2, 5});
  CHECK(reinterpret_cast<uintptr_t>(data) % 64 == 0);
  CHECK(constant->view().strides == nullptr);
  CHECK(constant->type() == Type::tensor(MORTISE_DTYPE_FLOAT32, {3, 2}));
}

TEST_CASE("negative strides are followed") {
  const float numbers[] = {1, 2, 3};
  std::vector<int64_t> shape = {3};
  const int64_t backwards = -1;
  mortise_tensor_view_t view = test::view_of(MORTISE_DTYPE_FLOAT32, shape, numbers + 2, 4);
  view.strides = &backwards;
  const ConstantRef constant = must(Constant::copy(view));
  const auto* data = static_cast<const float*>(constant->view().data);
  CHECK(std::vector<float>(data, data + 3) == std::vector<float>{3, 2, 1});
}

TEST_CASE("string tensors are copied deeply and compared by their texts") {
  std::string text = "cat";
  const ConstantRef constant =
      test::strings({text, "a text too long to be stored inside of a string"});
  text[0] = 'r';
  CHECK(same_content(*constant,
                     *test::strings({"cat", "a text too long to be stored inside of a string"})));
  CHECK_FALSE(same_content(*constant, *test::strings({"cat", "a text"})));
}

TEST_CASE("lent memory is used in place and given back once") {
  static int released;
  released = 0;
  const auto release = [](void* context) { *static_cast<int*>(context) += 1; };
  std::vector<float> numbers = {1, 2};
  std::vector<int64_t> shape = {2};
  const mortise_tensor_view_t view = test::view_of(MORTISE_DTYPE_FLOAT32, shape, numbers.data(), 8);
  ConstantRef constant = must(Constant::lend(view, release, &released));
  CHECK(constant->view().data == numbers.data());
  const ConstantRef second = constant;
  constant.reset();
  CHECK(released == 0);
  const_cast<ConstantRef&>(second).reset();
  CHECK(released == 1);
}

TEST_CASE(
    "a constant that is not what its view says is refused, and lent memory stays with the caller") {
  static int released;
  released = 0;
  const auto release = [](void*) { ++released; };
  const float numbers[4] = {};
  std::vector<int64_t> shape = {2, 3};
  mortise_tensor_view_t view = test::view_of(MORTISE_DTYPE_FLOAT32, shape, numbers, 16);
  CHECK(says(Constant::lend(view, release, nullptr), "16 bytes, but its dtype and shape need 24"));
  shape = {-2, 3};
  CHECK(says(Constant::copy(view), "negative"));
  shape = {INT64_MAX, 3};
  CHECK(says(Constant::copy(view), "63 bits"));
  shape = {2, 2};
  view.data = nullptr;
  CHECK(says(Constant::copy(view), "null"));
  view.dtype = 99;
  CHECK(says(Constant::copy(view), "dtype 99"));
  view.dtype = MORTISE_DTYPE_Q4_0;
  CHECK(says(Constant::copy(view), "whole number of q4_0 blocks"));
  mortise_layout_t layout{};
  view.layout = &layout;
  CHECK(says(Constant::copy(view), "unpack"));
  CHECK(released == 0);
}

}  // namespace mortise::graph
