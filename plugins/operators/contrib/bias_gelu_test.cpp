#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::BiasGelu";

TEST_CASE("BiasGelu is Gelu of a sum") {
  const auto x = random({2, 7}, 1, -3, 3), bias = random({7}, 2);
  Doubles expected = sum_of(x.doubles(), bias.doubles());
  for (double& value : expected) value = gelu(value);
  require_close(run_decomposed(kOp, {x, bias})[0], expected, 1e-6);
}

TEST_CASE("BiasGelu wants a bias of one axis") {
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({2, 3}), type<float>({2, 3})}),
                      Catch::Contains("its rank must be 1"));
}

}  // namespace
}  // namespace mortise::contrib
