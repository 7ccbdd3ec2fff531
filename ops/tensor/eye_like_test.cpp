#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kAny = tensor<int32_t>({2, 3}, {1, 2, 3, 4, 5, 6});

TEST_CASE("EyeLike puts ones on a diagonal") {
  require_equal(run("EyeLike", {kAny})[0], tensor<int32_t>({2, 3}, {1, 0, 0, 0, 1, 0}));
  require_equal(run("EyeLike", {kAny}, {{"k", 1}})[0], tensor<int32_t>({2, 3}, {0, 1, 0, 0, 0, 1}));
  require_equal(run("EyeLike", {kAny}, {{"k", -1}})[0],
                tensor<int32_t>({2, 3}, {0, 0, 0, 1, 0, 0}));
}

TEST_CASE("EyeLike has no ones where the diagonal is outside") {
  for (const int64_t k : {int64_t{3}, int64_t{-2}, INT64_MAX, INT64_MIN})
    require_equal(run("EyeLike", {kAny}, {{"k", k}})[0],
                  tensor<int32_t>({2, 3}, {0, 0, 0, 0, 0, 0}));
}

TEST_CASE("EyeLike takes its dtype from the attribute") {
  require_equal(run("EyeLike", {kAny}, {{"dtype", MORTISE_DTYPE_FLOAT16}})[0],
                tensor<float16>({2, 3}, {1, 0, 0, 0, 1, 0}));
  REQUIRE_THROWS_WITH(infer("EyeLike", {type<float>({2, 2})}, {{"dtype", MORTISE_DTYPE_STRING}}),
                      Catch::Contains("attribute dtype is"));
  REQUIRE(infer("EyeLike", {type<float>({-2, 4})}).type(0) == "float32[#0, 4]");
}

}  // namespace
}  // namespace mortise::ops::testing
