#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

std::vector<int64_t> products(const Attrs& attrs) {
  return run("CumProd", {tensor<int32_t>({3}, {1, 2, 3}), tensor<int32_t>({}, {0})}, attrs)[0]
      .ints();
}

TEST_CASE("CumProd multiplies up to each element, from either end, with it or without") {
  REQUIRE(products({}) == std::vector<int64_t>{1, 2, 6});
  REQUIRE(products({{"exclusive", 1}}) == std::vector<int64_t>{1, 1, 2});
  REQUIRE(products({{"reverse", 1}}) == std::vector<int64_t>{6, 6, 3});
  REQUIRE(products({{"exclusive", 1}, {"reverse", 1}}) == std::vector<int64_t>{6, 3, 1});
}

TEST_CASE("CumProd runs along an axis") {
  const auto x = tensor<double>({2, 2}, {2, 3, 5, 7});
  require_close(run("CumProd", {x, tensor<int64_t>({}, {-1})})[0], {2, 6, 5, 35}, 1e-12);
  require_close(run("CumProd", {x, tensor<int64_t>({}, {0})})[0], {2, 3, 10, 21}, 1e-12);
  REQUIRE_THROWS_WITH(run("CumProd", {x, tensor<int64_t>({}, {2})}),
                      Catch::Contains("out of range"));
}

}  // namespace
}  // namespace mortise::ops::testing
