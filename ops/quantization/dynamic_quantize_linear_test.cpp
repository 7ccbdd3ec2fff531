#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kName = "DynamicQuantizeLinear";

TEST_CASE("DynamicQuantizeLinear spreads the range, with 0 in it, over the bytes") {
  const auto y = run_decomposed(kName, {tensor<float>({4}, {-1, 0, 1, 1.55f})}, {}, 3);
  require_equal(y[0], tensor<uint8_t>({4}, {0, 100, 200, 255}));
  require_close(y[1], {0.01}, 1e-6);
  require_equal(y[2], tensor<uint8_t>({}, {100}));
  const auto positive = run_decomposed(kName, {tensor<float>({2}, {51, 255})}, {}, 3);
  require_equal(positive[0], tensor<uint8_t>({2}, {51, 255}));
  require_equal(positive[2], tensor<uint8_t>({}, {0}));
}

TEST_CASE("DynamicQuantizeLinear has a scale for zeros too") {
  const auto y = run_decomposed(kName, {tensor<float>({2}, {0, 0})}, {}, 3);
  require_equal(y[0], tensor<uint8_t>({2}, {0, 0}));
  require_close(y[1], {1}, 1e-6);
}

TEST_CASE("DynamicQuantizeLinear infers three outputs") {
  const auto inferred = infer(kName, {type<float>({-2, 3})}, {}, 3);
  REQUIRE(inferred.type(0) == "uint8[#0, 3]");
  REQUIRE(inferred.type(1) == "float32[]");
  REQUIRE(inferred.type(2) == "uint8[]");
}

}  // namespace
}  // namespace mortise::ops::testing
