#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

template <class F>
void check(std::string_view op, const Attrs& attrs, F&& function) {
  const auto x = random_bytes<uint8_t>({4, 9}, 0.04f, 101, 1);
  Doubles expected = x.values();
  for (double& value : expected) value = function(value);
  const auto y = run_decomposed(op,
                                {x.tensor, x.scale_tensor(), x.zero_tensor(),
                                 tensor<float>({}, {0.02f}), tensor<uint8_t>({}, {77})},
                                attrs)[0];
  REQUIRE(y.ints() == steps_of<uint8_t>(expected, static_cast<double>(0.02f), 77));
}

TEST_CASE("QLinearSigmoid and QLinearLeakyRelu are the functions of what bytes stand for") {
  check("com.microsoft::QLinearSigmoid", {}, sigmoid);
  check("com.microsoft::QLinearLeakyRelu", {}, [](double x) { return x < 0 ? 0.01 * x : x; });
  check("com.microsoft::QLinearLeakyRelu", {{"alpha", 0.3}},
        [](double x) { return x < 0 ? 0.3 * x : x; });
}

}  // namespace
}  // namespace mortise::contrib
