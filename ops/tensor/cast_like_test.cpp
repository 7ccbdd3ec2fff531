#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("CastLike is a cast to the dtype of its second input") {
  const auto x = tensor<float>({2}, {1.5f, -2});
  require_equal(run_decomposed("CastLike", {x, tensor<int32_t>({0}, {})})[0],
                tensor<int32_t>({2}, {1, -2}));
}

TEST_CASE("CastLike keeps the shape of its first input") {
  REQUIRE(infer("CastLike", {type<float>({-2, 3}), type<int8_t>({7})}).type(0) == "int8[#0, 3]");
}

}  // namespace
}  // namespace mortise::ops::testing
