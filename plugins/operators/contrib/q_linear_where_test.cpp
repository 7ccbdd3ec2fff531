#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("QLinearWhere takes elements of either tensor") {
  const auto x = random_bytes<int8_t>({2, 3}, 0.04f, 11, 1),
             y = random_bytes<int8_t>({3}, 0.09f, -30, 2);
  const auto condition = tensor<bool8>({2, 1}, {true, false});
  Doubles expected = x.values();
  for (size_t i = 3; i < 6; ++i) expected[i] = y.values()[i - 3];
  const auto z = run_decomposed(
      "com.microsoft::QLinearWhere",
      {condition, x.tensor, x.scale_tensor(), x.zero_tensor(), y.tensor, y.scale_tensor(),
       y.zero_tensor(), tensor<float>({}, {0.06f}), tensor<int8_t>({}, {5})})[0];
  REQUIRE(z.ints() == steps_of<int8_t>(expected, static_cast<double>(0.06f), 5));
}

}  // namespace
}  // namespace mortise::contrib
