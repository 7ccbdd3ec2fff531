#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("CumSum adds up along an axis, from either end, with or without the element itself") {
  const auto x = tensor<int32_t>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run("CumSum", {x, tensor<int64_t>({}, {-1})})[0],
                tensor<int32_t>({2, 3}, {1, 3, 6, 4, 9, 15}));
  require_equal(run("CumSum", {x, tensor<int32_t>({}, {1})}, {{"exclusive", 1}, {"reverse", 1}})[0],
                tensor<int32_t>({2, 3}, {5, 3, 0, 11, 6, 0}));
}

TEST_CASE("CumSum has the sum from the other end as its gradient") {
  check_gradient("CumSum", {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3}), tensor<int64_t>({}, {0})},
                 {0});
}

TEST_CASE("CumSum refuses an axis that is no scalar") {
  REQUIRE_THROWS_WITH(infer("CumSum", {type<float>({2}), type<int64_t>({0})}),
                      "CumSum: input 1 has shape [0]; it must have one element");
}

}  // namespace
}  // namespace mortise::ops::testing
