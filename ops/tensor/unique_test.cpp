#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

std::vector<Tensor> unique(const Tensor& x, const Attrs& attrs = {}) {
  return run("Unique", {x}, attrs, outputs(4));
}

TEST_CASE("Unique has the different elements in order, where they are, and how often") {
  const auto y = unique(tensor<float>({6}, {2, 1, 1, 3, 4, 3}));
  REQUIRE(y[0].doubles() == std::vector<double>{1, 2, 3, 4});
  REQUIRE(y[1].ints() == std::vector<int64_t>{1, 0, 3, 4});
  REQUIRE(y[2].ints() == std::vector<int64_t>{1, 0, 0, 2, 3, 2});
  REQUIRE(y[3].ints() == std::vector<int64_t>{2, 1, 2, 1});
}

TEST_CASE("Unique keeps the order of first occurrence when it is not to sort") {
  const auto y = unique(tensor<int64_t>({2, 3}, {2, 1, 1, 3, 4, 3}), {{"sorted", 0}});
  REQUIRE(y[0].ints() == std::vector<int64_t>{2, 1, 3, 4});
  REQUIRE(y[1].ints() == std::vector<int64_t>{0, 1, 3, 4});
  REQUIRE(y[2].ints() == std::vector<int64_t>{0, 1, 1, 2, 3, 2});
  REQUIRE(y[3].ints() == std::vector<int64_t>{1, 2, 2, 1});
}

TEST_CASE("Unique compares the slices of an axis") {
  const auto rows = tensor<float>({3, 3}, {1, 0, 0, 1, 0, 0, 2, 3, 4});
  const auto y = unique(rows, {{"axis", 0}});
  REQUIRE(y[0].shape == Shape{2, 3});
  REQUIRE(y[0].doubles() == std::vector<double>{1, 0, 0, 2, 3, 4});
  REQUIRE(y[3].ints() == std::vector<int64_t>{2, 1});
  const auto columns = unique(rows, {{"axis", -1}});
  REQUIRE(columns[0].shape == Shape{3, 3});
  REQUIRE(columns[0].doubles() == std::vector<double>{0, 0, 1, 0, 0, 1, 3, 4, 2});
}

TEST_CASE("Unique takes all NaN for one, behind the numbers") {
  const auto y = unique(tensor<float>({4}, {NAN, 1, NAN, -INFINITY}));
  REQUIRE(y[0].shape == Shape{3});
  REQUIRE(y[1].ints() == std::vector<int64_t>{3, 1, 0});
}

TEST_CASE("Unique of nothing is nothing") {
  const auto y = unique(tensor<float>({0}, {}));
  REQUIRE(y[0].shape == Shape{0});
  REQUIRE(y[2].shape == Shape{0});
}

TEST_CASE("Unique has at most as many as there are") {
  const auto flat = infer("Unique", {type<float>({2, 3})}, {}, 4);
  REQUIRE(flat.type(0) == "float32[<=6]");
  REQUIRE(flat.type(2) == "int64[6]");
  REQUIRE(flat.type(3) == "int64[<=6]");
  REQUIRE(infer("Unique", {type<float>({2, 3})}, {{"axis", 1}}).type(0) == "float32[2, <=3]");
  REQUIRE(infer("Unique", {type<float>({-2, 3})}, {{"axis", 1}}).type(0) == "float32[#0, ?]");
}

}  // namespace
}  // namespace mortise::ops::testing
