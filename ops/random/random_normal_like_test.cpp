#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("RandomNormalLike draws what RandomNormal draws, in its input's shape") {
  const auto y = run("RandomNormalLike", {tensor<float>({2, 2}, {0, 0, 0, 0})}, {{"seed", 3.0}})[0];
  require_equal(y,
                run("RandomNormal", {}, {{"shape", std::vector<int64_t>{2, 2}}, {"seed", 3.0}})[0]);
  REQUIRE(infer("RandomNormalLike", {type<float>({-2})}).type(0) == "float32[#0]");
}

}  // namespace
}  // namespace mortise::ops::testing
