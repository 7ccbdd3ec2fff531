#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOffOn = tensor<float>({2}, {-1, 5});
const Tensor kThree = tensor<int64_t>({}, {3});

TEST_CASE("OneHot marks the index, counted from the end when it is negative") {
  const auto indices = tensor<int64_t>({3}, {0, 2, -2});
  require_equal(run("OneHot", {indices, kThree, kOffOn})[0],
                tensor<float>({3, 3}, {5, -1, -1, -1, -1, 5, -1, 5, -1}));
  require_equal(run("OneHot", {indices, kThree, kOffOn}, {{"axis", 0}})[0],
                tensor<float>({3, 3}, {5, -1, -1, -1, -1, 5, -1, 5, -1}));
}

TEST_CASE("OneHot puts the new axis where it is asked to") {
  const auto indices = tensor<float>({2, 2}, {0, 1, 2, 0});
  require_equal(run("OneHot", {indices, kThree, kOffOn}, {{"axis", 1}})[0],
                tensor<float>({2, 3, 2}, {5, -1, -1, 5, -1, -1, -1, 5, -1, -1, 5, -1}));
}

TEST_CASE("OneHot marks nothing for an index out of range") {
  require_equal(run("OneHot", {tensor<int64_t>({2}, {3, -4}), kThree, kOffOn})[0],
                tensor<float>({2, 3}, {-1, -1, -1, -1, -1, -1}));
}

TEST_CASE("OneHot needs to know its depth") {
  const auto inferred = infer("OneHot", {type<int64_t>({-2}), type<int64_t>({}), type<float>({2})});
  REQUIRE(inferred.type(0) == "float32[#0, ?]");
  REQUIRE(inferred.needs == std::vector<uint64_t>{1});
  REQUIRE(infer("OneHot", {type<int64_t>({4}), constant(kThree), type<bool8>({2})}).type(0) ==
          "bool[4, 3]");
  REQUIRE_THROWS_WITH(
      infer("OneHot", {type<int64_t>({4}), constant(tensor<int64_t>({1}, {0})), type<float>({2})}),
      Catch::Contains("depth is 0"));
}

}  // namespace
}  // namespace mortise::ops::testing
