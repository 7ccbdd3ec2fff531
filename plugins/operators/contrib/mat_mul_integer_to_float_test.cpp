#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/integer_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::MatMulIntegerToFloat";

TEST_CASE("MatMulIntegerToFloat is the product of what bytes stand for, and a bias") {
  const auto a = random_bytes<uint8_t>({2, 3, 4}, 0.05f, 117, 1);
  const ColumnBytes b;
  const auto bias = random({5}, 5);
  const auto y = run_decomposed(
      kOp, {a.tensor, b.tensor, a.scale_tensor(), b.scales, a.zero_tensor(), b.zeros, bias})[0];
  REQUIRE(y.shape == Shape{2, 3, 5});
  require_close(y, sum_of(product(a.values(), b.values(), 6, 4, 5), bias.doubles()), 1e-4);
}

TEST_CASE("MatMulIntegerToFloat takes zero points as zero where they are not there") {
  const auto a = random_bytes<int8_t>({3, 4}, 0.05f, 0, 1),
             b = random_bytes<int8_t>({4, 2}, 0.1f, 0, 2);
  require_close(run_decomposed(kOp, {a.tensor, b.tensor, a.scale_tensor(), b.scale_tensor()})[0],
                product(a.values(), b.values(), 3, 4, 2), 1e-4);
  REQUIRE_THROWS_WITH(
      infer(kOp, {type<uint8_t>({3, 4}), type<int8_t>({4, 2}), type<float>({}), type<float>({3})}),
      Catch::Contains("extents 3 and 2 must be equal"));
}

}  // namespace
}  // namespace mortise::contrib
