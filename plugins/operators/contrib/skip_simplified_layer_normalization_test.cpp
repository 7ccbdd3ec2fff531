#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::SkipSimplifiedLayerNormalization";

TEST_CASE("SkipSimplifiedLayerNormalization divides a sum by its root mean square") {
  const auto x = random({2, 3, 5}, 1), skip = random({2, 3, 5}, 2), gamma = random({5}, 3),
             bias = random({5}, 4);
  const Doubles sum = sum_of(sum_of(x.doubles(), skip.doubles()), bias.doubles());
  const Doubles inverse = inverse_root_mean_squares(sum, 5, 1e-12);
  Doubles expected = sum;
  for (size_t i = 0; i < sum.size(); ++i) expected[i] *= inverse[i / 5] * gamma.doubles()[i % 5];
  const auto y = run_decomposed(kOp, {x, skip, gamma, bias}, {}, 4);
  require_close(y[0], expected, 1e-5);
  require_close(y[2], inverse, 1e-5);
  require_close(y[3], sum, 1e-6);
  Doubles means(6);
  for (size_t i = 0; i < sum.size(); ++i) means[i / 5] += sum[i] / 5;
  require_close(y[1], means, 1e-6);
}

TEST_CASE("SkipSimplifiedLayerNormalization gives statistics for each row") {
  const auto found =
      infer(kOp, {type<float16>({-2, 5}), type<float16>({-2, 5}), type<float16>({5})}, {}, 3);
  REQUIRE(found.type(0) == "float16[#0, 5]");
  REQUIRE(found.type(2) == "float32[#0, 1]");
}

}  // namespace
}  // namespace mortise::contrib
