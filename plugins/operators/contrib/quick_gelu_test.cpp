#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("QuickGelu is x times a sigmoid") {
  const auto x = random({3, 5}, 1, -3, 3);
  for (const double alpha : {1.702, 1.0, -0.5}) {
    const auto expected = each(x, [&](double v) { return v * sigmoid(alpha * v); });
    require_close(run_decomposed("com.microsoft::QuickGelu", {x}, {{"alpha", alpha}})[0], expected,
                  1e-6);
  }
  const auto expected = each(x, [](double v) { return v * sigmoid(1.702 * v); });
  require_close(run_decomposed("com.microsoft::QuickGelu", {x})[0], expected, 1e-6);
}

}  // namespace
}  // namespace mortise::contrib
