#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kExtractor = "ai.onnx.ml::ArrayFeatureExtractor";

TEST_CASE("ArrayFeatureExtractor takes elements of the last axis") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run(kExtractor, {x, tensor<int64_t>({2}, {2, 0})})[0],
                tensor<float>({2, 2}, {3, 1, 6, 4}));
  require_equal(run(kExtractor, {tensor<int64_t>({3}, {7, 8, 9}), tensor<int64_t>({1}, {1})})[0],
                tensor<int64_t>({1, 1}, {8}));
  REQUIRE_THROWS_WITH(run(kExtractor, {x, tensor<int64_t>({1}, {3})}),
                      Catch::Contains("out of range"));
  REQUIRE_THROWS_WITH(run(kExtractor, {tensor<float>({2, 0}, {}), tensor<int64_t>({1}, {0})}),
                      Catch::Contains("out of range"));
  REQUIRE(infer(kExtractor, {type<float>({-2, 3}), type<int64_t>({1, 4})}).type(0) ==
          "float32[#0, 4]");
}

}  // namespace
}  // namespace mortise::ops::testing
