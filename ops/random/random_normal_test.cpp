#include <catch2/catch.hpp>

#include "ops/random/sample.hpp"
#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("RandomNormal draws from the normal distribution") {
  const auto samples = run("RandomNormal", {},
                           {{"shape", std::vector<int64_t>{10'000}},
                            {"mean", 5.0},
                            {"scale", 2.0},
                            {"seed", 3.0}})[0]
                           .doubles();
  const auto below = [](double x) { return 0.5 * std::erfc(-(x - 5) / 2 / std::sqrt(2.0)); };
  CHECK(kolmogorov_distance(samples, below) < 1.95);
}

}  // namespace
}  // namespace mortise::ops::testing
