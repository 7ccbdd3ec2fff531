#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("ComplexMul and ComplexMulConj multiply pairs, and broadcast") {
  const auto a = random({2, 3, 2}, 1), b = random({3, 2}, 2);
  Doubles product, conjugate;
  for (size_t i = 0; i < 6; ++i) {
    const double p = a.doubles()[2 * i], q = a.doubles()[2 * i + 1];
    const double r = b.doubles()[i % 3 * 2], s = b.doubles()[i % 3 * 2 + 1];
    product.insert(product.end(), {p * r - q * s, p * s + q * r});
    conjugate.insert(conjugate.end(), {p * r + q * s, q * r - p * s});
  }
  require_close(run_decomposed("com.microsoft::ComplexMul", {a, b})[0], product, 1e-6);
  require_close(run_decomposed("com.microsoft::ComplexMulConj", {a, b})[0], conjugate, 1e-6);
  REQUIRE_THROWS_WITH(infer("com.microsoft::ComplexMul", {type<float>({3}), type<float>({3})}),
                      Catch::Contains("extents 3 and 2 must be equal"));
}

}  // namespace
}  // namespace mortise::contrib
