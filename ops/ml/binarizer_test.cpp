#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kBinarizer = "ai.onnx.ml::Binarizer";

TEST_CASE("Binarizer says what lies above a threshold") {
  require_equal(run(kBinarizer, {tensor<float>({4}, {-1, 0, 0.5f, 2})})[0],
                tensor<float>({4}, {0, 0, 1, 1}));
  require_equal(run(kBinarizer, {tensor<int64_t>({3}, {1, 2, 3})}, {{"threshold", 2.0}})[0],
                tensor<int64_t>({3}, {0, 0, 1}));
  require_equal(run(kBinarizer, {tensor<double>({1}, {NAN})})[0], tensor<double>({1}, {0}));
  REQUIRE(infer(kBinarizer, {type<float>({-2, 3})}).type(0) == "float32[#0, 3]");
}

}  // namespace
}  // namespace mortise::ops::testing
