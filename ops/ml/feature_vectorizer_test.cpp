#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kVectorizer = "ai.onnx.ml::FeatureVectorizer";

TEST_CASE("FeatureVectorizer puts features side by side, whatever their types") {
  const Inputs inputs = {tensor<float>({2, 1}, {1, 2}), tensor<int64_t>({2, 2}, {3, 4, 5, 6})};
  const auto y = run_decomposed(kVectorizer, inputs)[0];
  require_equal(y, tensor<float>({2, 3}, {1, 3, 4, 2, 5, 6}));
  const std::vector<InputType> types = {type<float>({-2, 1}), type<int32_t>({-2, -1})};
  REQUIRE(infer(kVectorizer, types).type(0) == "float32[#0, ?]");
  REQUIRE(infer(kVectorizer, types, {{"inputdimensions", std::vector<int64_t>{1, 2}}}).type(0) ==
          "float32[#0, 3]");
  REQUIRE_THROWS_WITH(infer(kVectorizer, types, {{"inputdimensions", std::vector<int64_t>{1}}}),
                      Catch::Contains("1 elements for 2 inputs"));
}

}  // namespace
}  // namespace mortise::ops::testing
