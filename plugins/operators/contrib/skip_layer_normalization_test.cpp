#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::SkipLayerNormalization";
const auto kX = random({2, 3, 5}, 1), kGamma = random({5}, 3), kBeta = random({5}, 4),
           kBias = random({5}, 5);

TEST_CASE("SkipLayerNormalization normalises a sum, and gives it too") {
  const auto skip = random({2, 3, 5}, 2);
  const Doubles sum = sum_of(sum_of(kX.doubles(), skip.doubles()), kBias.doubles());
  const auto y = run_decomposed(kOp, {kX, skip, kGamma, kBeta, kBias}, {{"epsilon", 0.1}}, 4);
  require_close(y[0], layer_norm(sum, 5, kGamma.doubles(), kBeta.doubles(), 0.1), 1e-5);
  require_close(y[3], sum, 1e-6);
  REQUIRE(y[1].shape == Shape{2, 3, 1});
  double mean = 0;
  for (size_t i = 0; i < 5; ++i) mean += sum[i] / 5;
  REQUIRE(y[1].doubles()[0] == Approx(mean).margin(1e-6));
}

TEST_CASE("SkipLayerNormalization broadcasts the residual") {
  for (const Shape& shape : {Shape{3, 5}, Shape{1, 3, 5}}) {
    const auto skip = random(shape, 2);
    const Doubles sum = sum_of(kX.doubles(), skip.doubles());
    require_close(run_decomposed(kOp, {kX, skip, kGamma})[0],
                  layer_norm(sum, 5, kGamma.doubles(), {}, 1e-12), 1e-5);
  }
  REQUIRE_THROWS_WITH(
      infer(kOp, {type<float>({1, 3, 5}), type<float>({2, 3, 5}), type<float>({5})}),
      Catch::Contains("extents 2 and 1 must be equal"));
}

}  // namespace
}  // namespace mortise::contrib
