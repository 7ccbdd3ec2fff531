#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kNormalizer = "ai.onnx.ml::Normalizer";

TEST_CASE("Normalizer divides rows by what the norm says") {
  const auto x = tensor<double>({3, 2}, {3, 4, -1, 1, 0, 0});
  const auto by = [&](const char* norm) {
    return run_decomposed(kNormalizer, {x}, {{"norm", norm}})[0];
  };
  require_close(by("MAX"), {0.75, 1, -1, 1, 0, 0}, 1e-6);
  require_close(by("L1"), {3 / 7.0, 4 / 7.0, -0.5, 0.5, 0, 0}, 1e-6);
  require_close(by("L2"), {0.6, 0.8, -0.70710678, 0.70710678, 0, 0}, 1e-6);
  REQUIRE(infer(kNormalizer, {type<int64_t>({-2, 3})}).type(0) == "float32[#0, 3]");
  REQUIRE_THROWS_WITH(infer(kNormalizer, {type<float>({1, 1})}, {{"norm", "L3"}}),
                      Catch::Contains("norm is L3"));
}

}  // namespace
}  // namespace mortise::ops::testing
