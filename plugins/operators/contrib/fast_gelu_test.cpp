#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::FastGelu";

TEST_CASE("FastGelu approximates Gelu by tanh, of what has a bias") {
  const auto x = random({2, 3, 5}, 1, -3, 3), bias = random({5}, 2);
  require_close(run_decomposed(kOp, {x})[0], each(x, tanh_gelu), 1e-6);
  Doubles expected = sum_of(x.doubles(), bias.doubles());
  for (double& value : expected) value = tanh_gelu(value);
  require_close(run_decomposed(kOp, {x, bias})[0], expected, 1e-6);
}

TEST_CASE("FastGelu refuses a bias of another size") {
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({2, 3}), type<float>({2})}),
                      Catch::Contains("extents 3 and 2 must be equal"));
}

}  // namespace
}  // namespace mortise::contrib
