#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Gelu is exact, or approximated by tanh") {
  const auto x = tensor<double>({3}, {-1, 0, 2});
  require_close(run("Gelu", {x})[0], {-0.15865525393145707, 0, 1.9544997361036416}, 1e-12);
  require_close(run("Gelu", {x}, {{"approximate", "tanh"}})[0],
                {-0.15880800939172324, 0, 1.954597694087775}, 1e-12);
}

}  // namespace
}  // namespace mortise::ops::testing
