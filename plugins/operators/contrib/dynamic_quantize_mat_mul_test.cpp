#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/integer_loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("DynamicQuantizeMatMul quantises its first operand by its range") {
  const auto a = random({3, 4}, 1, -1, 2);
  const ColumnBytes b;
  const auto bias = random({5}, 5);
  Doubles x = a.doubles();
  const double low = std::fmin(0, *std::min_element(x.begin(), x.end()));
  const double high = std::fmax(0, *std::max_element(x.begin(), x.end()));
  const double scale = (high - low) / 255, zero = std::nearbyint(-low / scale);
  for (double& value : x) value = std::nearbyint(value / scale) * scale;
  REQUIRE(zero > 0);
  const auto y = run_decomposed("com.microsoft::DynamicQuantizeMatMul",
                                {a, b.tensor, b.scales, b.zeros, bias})[0];
  require_close(y, sum_of(product(x, b.values(), 3, 4, 5), bias.doubles()), 1e-4);
}

}  // namespace
}  // namespace mortise::contrib
