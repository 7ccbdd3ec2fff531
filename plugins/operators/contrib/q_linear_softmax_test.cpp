#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

// Over groups of `count` elements that are `step` apart.
Doubles softmax(Doubles x, size_t count, size_t step) {
  for (size_t first = 0; first < x.size(); ++first) {
    if (first / step % count != 0) continue;
    double sum = 0;
    for (size_t i = 0; i < count; ++i) sum += std::exp(x[first + i * step]);
    for (size_t i = 0; i < count; ++i) x[first + i * step] = std::exp(x[first + i * step]) / sum;
  }
  return x;
}

TEST_CASE("QLinearSoftmax goes along one axis, or over all that follow") {
  const auto x = random_bytes<uint8_t>({2, 3, 5}, 0.02f, 101, 1);
  const auto check = [&](const Attrs& attrs, size_t count, size_t step) {
    const auto y = run_decomposed("com.microsoft::QLinearSoftmax",
                                  {x.tensor, x.scale_tensor(), x.zero_tensor(),
                                   tensor<float>({}, {1 / 256.f}), tensor<uint8_t>({}, {3})},
                                  attrs)[0];
    REQUIRE(y.shape == Shape{2, 3, 5});
    REQUIRE(y.ints() == steps_of<uint8_t>(softmax(x.values(), count, step), 1 / 256.0, 3));
  };
  check({{"opset", 13}}, 5, 1);
  check({{"opset", 13}, {"axis", 1}}, 3, 5);
  check({{"opset", 11}, {"axis", 1}}, 15, 1);
}

}  // namespace
}  // namespace mortise::contrib
