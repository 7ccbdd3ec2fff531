#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("GatherND takes elements or slices by their coordinates") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("GatherND", {x, tensor<int64_t>({2, 2}, {0, 0, 1, -1})})[0],
                tensor<float>({2}, {1, 4}));
  require_equal(run("GatherND", {x, tensor<int64_t>({1, 1}, {1})})[0],
                tensor<float>({1, 2}, {3, 4}));
}

TEST_CASE("GatherND keeps batches apart") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("GatherND", {x, tensor<int64_t>({2, 1}, {1, 0})}, {{"batch_dims", 1}})[0],
                tensor<float>({2}, {2, 3}));
}

TEST_CASE("GatherND refuses more coordinates than there are axes") {
  REQUIRE_THROWS_WITH(infer("GatherND", {type<float>({2}), type<int64_t>({1, 2})}),
                      Catch::Contains("indices have 2 coordinates; data has 1 axes"));
}

}  // namespace
}  // namespace mortise::ops::testing
