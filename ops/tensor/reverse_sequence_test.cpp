#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ReverseSequence reverses as many steps as each sequence has") {
  const auto x = tensor<float>({3, 2}, {1, 2, 3, 4, 5, 6});  // time, batch
  require_equal(run("ReverseSequence", {x, tensor<int64_t>({2}, {2, 3})})[0],
                tensor<float>({3, 2}, {3, 6, 1, 4, 5, 2}));
  const auto y = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});  // batch, time
  require_equal(run("ReverseSequence", {y, tensor<int64_t>({2}, {0, 3})},
                    {{"batch_axis", 0}, {"time_axis", 1}})[0],
                tensor<float>({2, 3}, {1, 2, 3, 6, 5, 4}));
}

TEST_CASE("ReverseSequence moves whole steps") {
  const auto x = tensor<int32_t>({2, 1, 2}, {1, 2, 3, 4});
  require_equal(run("ReverseSequence", {x, tensor<int64_t>({1}, {2})})[0],
                tensor<int32_t>({2, 1, 2}, {3, 4, 1, 2}));
}

TEST_CASE("ReverseSequence refuses lengths and axes that do not fit") {
  const auto x = tensor<float>({2, 1}, {1, 2});
  for (const int64_t length : {3, -1}) {
    REQUIRE_THROWS_WITH(run("ReverseSequence", {x, tensor<int64_t>({1}, {length})}),
                        Catch::Contains("there are 2 steps"));
  }
  REQUIRE_THROWS_WITH(
      infer("ReverseSequence", {type<float>({2, 1}), type<int64_t>({1})}, {{"time_axis", 1}}),
      Catch::Contains("one must be 0 and the other 1"));
  REQUIRE_THROWS_WITH(infer("ReverseSequence", {type<float>({2, 3}), type<int64_t>({2})}),
                      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
