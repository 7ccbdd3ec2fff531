#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Shape gives the extents") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3, 4});
  require_equal(run("Shape", {x})[0], tensor<int64_t>({3}, {2, 3, 4}));
  require_equal(run("Shape", {x}, {{"start", -2}, {"end", 9}})[0], tensor<int64_t>({2}, {3, 4}));
  require_equal(run("Shape", {x}, {{"start", 2}, {"end", 1}})[0], tensor<int64_t>({0}, {}));
}

TEST_CASE("Shape is known when the extents are") {
  const auto known = infer("Shape", {type<float>({2, 3})});
  REQUIRE(known.type(0) == "int64[2]");
  require_equal(known.outputs[0].value.value(), tensor<int64_t>({2}, {2, 3}));
  const auto part = infer("Shape", {type<float>({-2, 3})}, {{"start", 1}});
  require_equal(part.outputs[0].value.value(), tensor<int64_t>({1}, {3}));
  REQUIRE(!infer("Shape", {type<float>({-2, 3})}).outputs[0].value);
}

}  // namespace
}  // namespace mortise::ops::testing
