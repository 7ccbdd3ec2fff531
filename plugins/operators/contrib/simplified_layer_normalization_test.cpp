#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "SimplifiedLayerNormalization";

TEST_CASE("SimplifiedLayerNormalization divides rows by their root mean squares") {
  const auto x = random({2, 3, 5}, 1), scale = random({5}, 2);
  const Doubles inverse = inverse_root_mean_squares(x.doubles(), 5, 0.01);
  Doubles expected = x.doubles();
  for (size_t i = 0; i < expected.size(); ++i)
    expected[i] *= inverse[i / 5] * scale.doubles()[i % 5];
  const auto y = run_decomposed(kOp, {x, scale}, {{"epsilon", 0.01}}, 2);
  require_close(y[0], expected, 1e-5);
  require_close(y[1], inverse, 1e-5);
  REQUIRE(y[1].shape == Shape{2, 3, 1});
}

TEST_CASE("SimplifiedLayerNormalization takes several axes as one row") {
  const auto x = random({2, 3, 5}, 1), scale = random({3, 5}, 2);
  const auto y = run_decomposed(kOp, {x, scale}, {{"axis", 1}}, 2);
  require_close(y[1], inverse_root_mean_squares(x.doubles(), 15, 1e-5), 1e-5);
  REQUIRE(
      infer(kOp, {type<float16>({-2, 3, 5}), type<float16>({3, 5})}, {{"axis", 1}}, 2).type(1) ==
      "float32[#0, 1, 1]");
}

}  // namespace
}  // namespace mortise::contrib
