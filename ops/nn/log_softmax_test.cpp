#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("LogSoftmax is the logarithm of Softmax, for large inputs too") {
  const auto x = tensor<float>({2, 2}, {0, 1000, 0, 1000});
  require_close(run("LogSoftmax", {x}, {{"axis", 0}})[0], std::vector<double>(4, -std::log(2.0)),
                1e-6);
  require_close(run("LogSoftmax", {x})[0], {-1000, 0, -1000, 0}, 1e-6);
}

TEST_CASE("LogSoftmax refuses an axis out of range") {
  REQUIRE_THROWS_WITH(infer("LogSoftmax", {type<float>({2})}, {{"axis", 1}}),
                      "LogSoftmax: axis 1 is out of range for rank 1");
}

// So do ONNX's shape inference and onnxruntime.
TEST_CASE("LogSoftmax refuses a scalar, which has no axis") {
  for (const int64_t axis : {-1, 0}) {
    REQUIRE_THROWS_WITH(infer("LogSoftmax", {type<float>({})}, {{"axis", axis}}),
                        "LogSoftmax: axis " + std::to_string(axis) + " is out of range for rank 0");
  }
}

}  // namespace
}  // namespace mortise::ops::testing
