#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

std::vector<Tensor> top(const Tensor& x, int64_t k, const Attrs& attrs) {
  RunOptions options;
  options.output_count = 2;
  return run("TopK", {x, tensor<int64_t>({1}, {k})}, attrs, options);
}

TEST_CASE("TopK gives the greatest, equal ones in their order") {
  const auto results = top(tensor<float>({2, 3}, {1, 3, 3, 9, 7, 8}), 2, {});
  require_equal(results[0], tensor<float>({2, 2}, {3, 3, 9, 8}));
  require_equal(results[1], tensor<int64_t>({2, 2}, {1, 2, 0, 2}));
}

TEST_CASE("TopK gives the smallest along any axis, NaN last") {
  const auto results = top(tensor<float>({3, 1}, {NAN, 2, 1}), 3, {{"axis", 0}, {"largest", 0}});
  require_equal(results[1], tensor<int64_t>({3, 1}, {2, 1, 0}));
}

TEST_CASE("TopK refuses a K beyond the extent") {
  REQUIRE_THROWS_WITH(top(tensor<float>({2}, {1, 2}), 3, {}), "TopK: K is 3; axis 0 has extent 2");
}

}  // namespace
}  // namespace mortise::ops::testing
