#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Add adds element by element") {
  const auto a = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("Add", {a, a})[0], tensor<float>({2, 2}, {2, 4, 6, 8}));
}

TEST_CASE("Add broadcasts both inputs") {
  const auto a = tensor<int32_t>({2, 1}, {10, 20});
  const auto b = tensor<int32_t>({3}, {1, 2, 3});
  require_equal(run("Add", {a, b})[0], tensor<int32_t>({2, 3}, {11, 12, 13, 21, 22, 23}));
}

TEST_CASE("Add works in every numeric dtype") {
  for (uint32_t dtype :
       {MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_BFLOAT16, MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT64,
        MORTISE_DTYPE_INT8, MORTISE_DTYPE_UINT8, MORTISE_DTYPE_INT16, MORTISE_DTYPE_UINT16,
        MORTISE_DTYPE_INT32, MORTISE_DTYPE_UINT32, MORTISE_DTYPE_INT64, MORTISE_DTYPE_UINT64}) {
    const auto a = convert(tensor<float>({3}, {1, 2, 50}), dtype);
    require_equal(run("Add", {a, a})[0], convert(tensor<float>({3}, {2, 4, 100}), dtype));
  }
}

TEST_CASE("Add wraps integers around") {
  const auto a = tensor<int32_t>({1}, {INT32_MAX});
  require_equal(run("Add", {a, tensor<int32_t>({1}, {1})})[0], tensor<int32_t>({1}, {INT32_MIN}));
}

TEST_CASE("Add of empty tensors is empty") {
  const auto a = tensor<float>({0, 2}, {});
  require_equal(run("Add", {a, tensor<float>({2}, {1, 2})})[0], a);
}

TEST_CASE("Add runs at smaller extents than its kernel was made for") {
  RunOptions options;
  options.created_with = {{8, 2}, {2}};
  const auto a = tensor<float>({1, 2}, {1, 2});
  require_equal(run("Add", {a, tensor<float>({2}, {10, 20})}, {}, options)[0],
                tensor<float>({1, 2}, {11, 22}));
}

TEST_CASE("Add keeps symbols that are equal or meet 1") {
  REQUIRE(infer("Add", {type<float>({-2, 3}), type<float>({-2, 1})}).type(0) == "float32[#0, 3]");
  REQUIRE(infer("Add", {type<float>({-2}), type<float>({-3})}).type(0) == "float32[?]");
  REQUIRE(infer("Add", {type<float>({-1}), type<float>({4})}).type(0) == "float32[4]");
  REQUIRE(infer("Add", {unranked<float>(), type<float>({4})}).type(0) == "float32[*]");
}

TEST_CASE("Add refuses shapes and dtypes that do not fit") {
  REQUIRE_THROWS_WITH(
      infer("Add", {type<float>({2}), type<float>({3})}),
      "Add: shapes [2] and [3] do not broadcast: extents 2 and 3 differ and neither is 1");
  REQUIRE_THROWS_WITH(infer("Add", {type<float>({2}), type<double>({2})}),
                      "Add: inputs 0 and 1 have dtypes float32 and float64; they must be equal");
  REQUIRE_THROWS_WITH(infer("Add", {type<float>({2})}), "Add: input 1 (B) is missing");
}

TEST_CASE("Add needs the same range of what is not broadcast") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT32, {4, 6});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 6});
  REQUIRE(pieces("Add", {a, b}, 0, 1, 3) == std::vector<std::string>{"[1,3)@0", "whole"});
  REQUIRE(pieces("Add", {a, b}, 1, 1, 3) == std::vector<std::string>{"[1,3)@1", "[1,3)@1"});
}

TEST_CASE("Add has the gradient of a sum") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT64, {3}, -1, 1, 2);
  check_gradient("Add", {a, b}, {0, 1});
}

}  // namespace
}  // namespace mortise::ops::testing
