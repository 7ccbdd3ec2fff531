#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kScaler = "ai.onnx.ml::Scaler";

TEST_CASE("Scaler shifts and scales each feature") {
  const auto x = tensor<int64_t>({2, 2}, {1, 2, 3, 4});
  const Attrs attrs = {{"offset", std::vector<double>{1, 2}}, {"scale", std::vector<double>{0.5}}};
  require_close(run_decomposed(kScaler, {x}, attrs)[0], {0, 0, 1, 1}, 1e-6);
  require_close(run_decomposed(kScaler, {x})[0], {1, 2, 3, 4}, 0);
  REQUIRE(infer(kScaler, {type<double>({-2, 2})}, attrs).type(0) == "float32[#0, 2]");
  REQUIRE_THROWS_WITH(infer(kScaler, {type<double>({-2, 3})}, attrs),
                      Catch::Contains("offset has 2 elements for 3 features"));
}

}  // namespace
}  // namespace mortise::ops::testing
