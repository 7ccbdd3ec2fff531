#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Softmax sums to one along its axis") {
  const auto x = tensor<float>({2, 2}, {0, 1, 2, 4});
  require_close(run("Softmax", {x})[0], {0.2689414214, 0.7310585786, 0.1192029220, 0.8807970780},
                1e-6);
  require_close(run("Softmax", {x}, {{"axis", 0}})[0],
                {0.1192029220, 0.0474258732, 0.8807970780, 0.9525741268}, 1e-6);
}

TEST_CASE("Softmax does not overflow") {
  require_close(run("Softmax", {tensor<float>({2}, {1000, 1000})})[0], {0.5, 0.5}, 0);
}

TEST_CASE("Softmax works in half precision, over a middle axis") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 4});
  const auto exact = run("Softmax", {x}, {{"axis", 1}})[0];
  for (uint32_t dtype : {MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_BFLOAT16}) {
    const auto y = run("Softmax", {convert(x, dtype)}, {{"axis", 1}})[0];
    require_close(y, exact.doubles(), dtype == MORTISE_DTYPE_FLOAT16 ? 2e-3 : 2e-2);
  }
}

TEST_CASE("Softmax refuses an axis out of range") {
  REQUIRE_THROWS_WITH(infer("Softmax", {type<float>({2, 3, 4})}, {{"axis", 4}}),
                      "Softmax: axis 4 is out of range for rank 3");
}

TEST_CASE("Softmax decomposes into a reduction and elementwise operators") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3, 4}, -5, 5);
  require_matches(run_decomposed("Softmax", {x}, {{"axis", 1}})[0],
                  run("Softmax", {x}, {{"axis", 1}})[0], 1e-6);
}

TEST_CASE("Softmax needs its axis whole") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3});
  REQUIRE(pieces("Softmax", {x}, 0, 1, 2) == std::vector<std::string>{"[1,2)@0"});
  REQUIRE(pieces("Softmax", {x}, 1, 1, 2) == std::vector<std::string>{"whole"});
}

TEST_CASE("Softmax has the gradient of a softmax") {
  check_gradient("Softmax", {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3})}, {0}, {{"axis", 0}});
}

// So do ONNX's shape inference and onnxruntime.
TEST_CASE("Softmax refuses a scalar, which has no axis") {
  for (const int64_t axis : {-1, 0}) {
    REQUIRE_THROWS_WITH(infer("Softmax", {type<float>({})}, {{"axis", axis}}),
                        "Softmax: axis " + std::to_string(axis) + " is out of range for rank 0");
  }
}

}  // namespace
}  // namespace mortise::ops::testing
