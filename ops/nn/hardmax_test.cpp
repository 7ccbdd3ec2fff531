#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Hardmax marks the first greatest element of each line") {
  const auto x = tensor<float>({2, 3}, {1, 3, 3, 5, 4, 2});
  require_equal(run("Hardmax", {x})[0], tensor<float>({2, 3}, {0, 1, 0, 1, 0, 0}));
  require_equal(run("Hardmax", {x}, {{"axis", 0}})[0], tensor<float>({2, 3}, {0, 0, 1, 1, 1, 0}));
}

// So do ONNX's shape inference and onnxruntime.
TEST_CASE("Hardmax refuses a scalar, which has no axis") {
  for (const int64_t axis : {-1, 0}) {
    REQUIRE_THROWS_WITH(infer("Hardmax", {type<float>({})}, {{"axis", axis}}),
                        "Hardmax: axis " + std::to_string(axis) + " is out of range for rank 0");
  }
}

}  // namespace
}  // namespace mortise::ops::testing
