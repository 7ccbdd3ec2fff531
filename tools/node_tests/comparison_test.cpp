#include "tools/node_tests/comparison.hpp"

#include <cmath>
#include <cstring>
#include <limits>

#include <catch2/catch.hpp>

using namespace mortise::node_tests;

namespace {

/// A tensor as a run gives it.
struct Actual {
  std::vector<int64_t> shape;
  std::vector<std::byte> bytes;
  mortise_tensor_view_t view = {};

  template <class T>
  Actual(uint32_t dtype, std::vector<int64_t> extents, const std::vector<T>& elements)
      : shape(std::move(extents)), bytes(elements.size() * sizeof(T)) {
    if (!bytes.empty()) std::memcpy(bytes.data(), elements.data(), bytes.size());
    view.struct_size = sizeof(view);
    view.dtype = dtype;
    view.rank = static_cast<uint32_t>(shape.size());
    view.shape = shape.data();
    view.data = bytes.data();
    view.byte_size = bytes.size();
  }
  TestTensor expected() const { return {view.dtype, shape, bytes, {}}; }
};

Actual floats(const std::vector<float>& elements) {
  return {MORTISE_DTYPE_FLOAT32, {static_cast<int64_t>(elements.size())}, elements};
}

std::string difference(const Actual& actual, const TestTensor& expected) {
  return find_difference(actual.view, expected, Tolerance{});
}

}  // namespace

TEST_CASE("floats agree within the tolerance") {
  CHECK(difference(floats({1.0005f}), floats({1}).expected()).empty());
  CHECK(difference(floats({1, 1.002f}), floats({1, 1}).expected()) ==
        "1 of 2 elements differ, first [1]: 1.00199997 where 1 is expected");
  CHECK_FALSE(difference(floats({1e-5f}), floats({0}).expected()).empty());
}

TEST_CASE("NaN agrees with NaN, and infinity with itself") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float inf = std::numeric_limits<float>::infinity();
  CHECK(difference(floats({nan, inf, -inf}), floats({nan, inf, -inf}).expected()).empty());
  CHECK_FALSE(difference(floats({nan}), floats({0}).expected()).empty());
  CHECK_FALSE(difference(floats({inf}), floats({-inf}).expected()).empty());
  CHECK_FALSE(difference(floats({0}), floats({inf}).expected()).empty());
}

TEST_CASE("half floats are compared as numbers") {
  const Actual one(MORTISE_DTYPE_FLOAT16, {1}, std::vector<uint16_t>{0x3c00});
  const Actual next(MORTISE_DTYPE_FLOAT16, {1}, std::vector<uint16_t>{0x3c01});
  const Actual two(MORTISE_DTYPE_FLOAT16, {1}, std::vector<uint16_t>{0x4000});
  CHECK(difference(next, one.expected()).empty());
  CHECK_FALSE(difference(two, one.expected()).empty());
}

TEST_CASE("integers agree exactly") {
  const Actual actual(MORTISE_DTYPE_INT64, {2, 2}, std::vector<int64_t>{1, 2, 3, 1 << 20});
  CHECK(difference(actual, actual.expected()).empty());
  const Actual other(MORTISE_DTYPE_INT64, {2, 2}, std::vector<int64_t>{1, 2, 4, 1 << 20});
  CHECK(difference(actual, other.expected()) == "element [1, 0] is 3 where 4 is expected");
}

TEST_CASE("dtype and shape must agree") {
  const Actual ints(MORTISE_DTYPE_INT32, {1}, std::vector<int32_t>{1});
  CHECK(difference(ints, floats({1}).expected()) == "the dtype is int32 where float32 is expected");
  const Actual matrix(MORTISE_DTYPE_FLOAT32, {1, 2}, std::vector<float>{1, 2});
  CHECK(difference(matrix, floats({1, 2}).expected()) ==
        "the shape is [1, 2] where [2] is expected");
}

TEST_CASE("bfloat16 is expected as bits") {
  const Actual one(MORTISE_DTYPE_BFLOAT16, {1}, std::vector<uint16_t>{0x3f80});
  TestTensor expected = one.expected();
  expected.dtype = MORTISE_DTYPE_UINT16;
  CHECK(difference(one, expected).empty());
  expected.bytes[1] = std::byte{0x40};
  CHECK_FALSE(difference(one, expected).empty());
}

TEST_CASE("strings agree byte by byte") {
  const std::string text = "é";
  const Actual actual(MORTISE_DTYPE_STRING, {1},
                      std::vector<mortise_string_t>{{text.data(), text.size()}});
  TestTensor expected = {MORTISE_DTYPE_STRING, {1}, {}, {"é"}};
  CHECK(difference(actual, expected).empty());
  expected.strings = {"e"};
  CHECK(difference(actual, expected) == "element [0] is \"é\" where \"e\" is expected");
}

TEST_CASE("tensors without elements agree") {
  const Actual empty(MORTISE_DTYPE_INT64, {0, 3}, std::vector<int64_t>{});
  CHECK(difference(empty, empty.expected()).empty());
}
