#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kName = "MeanVarianceNormalization";

TEST_CASE("MeanVarianceNormalization gives each group mean 0 and deviation 1") {
  const auto x = tensor<float>({2, 2}, {1, 10, 3, 30});
  require_close(run_decomposed(kName, {x}, {{"axes", std::vector<int64_t>{0}}})[0], {-1, -1, 1, 1},
                1e-5);
  require_close(run_decomposed(kName, {x}, {{"axes", std::vector<int64_t>{-1}}})[0], {-1, 1, -1, 1},
                1e-5);
}

TEST_CASE("MeanVarianceNormalization keeps channels apart unless told otherwise") {
  const auto x = tensor<float>({1, 2, 1, 2}, {1, 3, 10, 30});
  require_close(run_decomposed(kName, {x})[0], {-1, 1, -1, 1}, 1e-5);
}

TEST_CASE("MeanVarianceNormalization refuses axes that there are not") {
  REQUIRE_THROWS_WITH(infer(kName, {type<float>({2, 3})}),
                      Catch::Contains("axis 2 is out of range for rank 2"));
  REQUIRE(infer(kName, {type<float>({-2, 3, 4, 4})}).type(0) == "float32[#0, 3, 4, 4]");
}

}  // namespace
}  // namespace mortise::ops::testing
