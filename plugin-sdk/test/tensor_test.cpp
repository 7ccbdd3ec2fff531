#include <mortise/sdk/tensor.hpp>

#include <catch2/catch.hpp>

namespace mortise::sdk {
namespace {

TEST_CASE("visit_dtype calls with the type of the dtype") {
  const size_t size = visit_dtype(NumericTypes{}, MORTISE_DTYPE_INT16,
                                  [](auto tag) { return sizeof(typename decltype(tag)::type); });
  REQUIRE(size == 2);
}

TEST_CASE("visit_dtype says which dtypes are supported") {
  REQUIRE_THROWS_WITH(
      visit_dtype(FloatTypes{}, MORTISE_DTYPE_INT8, [](auto) {}),
      "dtype int8 is not supported; supported are float32, float16, float64, bfloat16");
}

TEST_CASE("Storage sizes round packed elements up to bytes and refuse what overflows") {
  REQUIRE(storage_bytes(MORTISE_DTYPE_FLOAT32, 3) == 12);
  REQUIRE(storage_bytes(MORTISE_DTYPE_INT4, 3) == 2);
  REQUIRE(storage_bytes(MORTISE_DTYPE_UINT2, 5) == 2);
  REQUIRE_THROWS_WITH(storage_bytes(MORTISE_DTYPE_FLOAT64, INT64_MAX),
                      Catch::EndsWith("is too large"));
  REQUIRE_THROWS_WITH(storage_bytes(MORTISE_DTYPE_Q4_K, 256), "the size of dtype 268 is not known");
}

TEST_CASE("Element counts refuse what overflows") {
  REQUIRE(element_count(Shape{2, 3}) == 6);
  REQUIRE(element_count(Shape{}) == 1);
  REQUIRE(element_count(Shape{0, INT64_MAX}) == 0);
  REQUIRE_THROWS_WITH(element_count(Shape{INT64_MAX, 2}), Catch::EndsWith("has too many elements"));
}

TEST_CASE("Tensors are read as integers and as doubles") {
  const Shape shape = {2};
  const uint8_t bytes[] = {1, 255};
  REQUIRE(to_ints(host_view(MORTISE_DTYPE_UINT8, shape, bytes)) == std::vector<int64_t>{1, 255});
  const float16 halves[] = {float16(0.5f), float16(-2.0f)};
  REQUIRE(to_doubles(host_view(MORTISE_DTYPE_FLOAT16, shape, halves)) ==
          std::vector<double>{0.5, -2});
}

}  // namespace
}  // namespace mortise::sdk
