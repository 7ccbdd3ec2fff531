#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::QLinearConcat";

TEST_CASE("QLinearConcat brings tensors to one scale") {
  const auto a = random_bytes<uint8_t>({2, 3}, 0.04f, 101, 1),
             b = random_bytes<uint8_t>({2, 2}, 0.09f, 30, 2);
  const auto y = run_decomposed(
      kOp,
      {tensor<float>({}, {0.05f}), tensor<uint8_t>({}, {80}), a.tensor, a.scale_tensor(),
       a.zero_tensor(), b.tensor, b.scale_tensor(), b.zero_tensor()},
      {{"axis", 1}})[0];
  const Doubles x = a.values(), z = b.values();
  const Doubles expected = {x[0], x[1], x[2], z[0], z[1], x[3], x[4], x[5], z[2], z[3]};
  REQUIRE(y.shape == Shape{2, 5});
  REQUIRE(y.ints() == steps_of<uint8_t>(expected, static_cast<double>(0.05f), 80));
}

TEST_CASE("QLinearConcat wants three inputs for each tensor") {
  REQUIRE_THROWS_WITH(
      infer(kOp, {type<float>({}), type<uint8_t>({}), type<uint8_t>({2})}, {{"axis", 0}}),
      Catch::Contains("behind the output's scale and zero point come three"));
}

}  // namespace
}  // namespace mortise::contrib
