#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ArgMin gives the first position of the smallest") {
  const auto x = tensor<int32_t>({2, 3}, {3, 1, 1, 2, 4, 0});
  require_equal(run("ArgMin", {x}, {{"axis", -1}, {"keepdims", 0}})[0],
                tensor<int64_t>({2}, {1, 2}));
}

}  // namespace
}  // namespace mortise::ops::testing
