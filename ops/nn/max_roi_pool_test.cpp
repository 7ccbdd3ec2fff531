#include <algorithm>
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

TEST_CASE("MaxRoiPool takes the largest element of each bin of a region") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3, 6, 7});
  const std::vector<float> regions = {0, 0, 0, 6, 5, 1, 2, 2, 12, 9, 0, 5, 5, 5, 5};
  const double scale = 0.5;
  const auto y = run("MaxRoiPool", {x, tensor<float>({3, 5}, regions)},
                     {{"pooled_shape", Ints{2, 3}}, {"spatial_scale", scale}})[0];
  REQUIRE(y.shape == Shape{3, 3, 2, 3});
  std::vector<double> expected;
  for (size_t r = 0; r < 3; ++r) {
    const float* region = regions.data() + 5 * r;
    const auto side = [&](size_t i) { return std::round(static_cast<double>(region[i]) * scale); };
    const double width = std::fmax(side(3) - side(1) + 1, 1) / 3;
    const double height = std::fmax(side(4) - side(2) + 1, 1) / 2;
    for (size_t channel = 0; channel < 3; ++channel) {
      for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 3; ++j) {
          double largest = -std::numeric_limits<double>::infinity();
          for (int row = 0; row < 6; ++row) {
            for (int column = 0; column < 7; ++column) {
              const double down = row - side(2), across = column - side(1);
              if (down < std::floor(i * height) || down >= std::ceil((i + 1) * height)) continue;
              if (across < std::floor(j * width) || across >= std::ceil((j + 1) * width)) continue;
              const size_t image = static_cast<size_t>(region[0]) * 3 + channel;
              largest = std::fmax(largest, x.doubles()[(image * 6 + static_cast<size_t>(row)) * 7 +
                                                       static_cast<size_t>(column)]);
            }
          }
          expected.push_back(std::isinf(largest) ? 0 : largest);
        }
      }
    }
  }
  require_close(y, expected, 0);
}

TEST_CASE("MaxRoiPool gives zeros outside, and refuses images that there are not") {
  const auto x = tensor<float>({1, 1, 2, 2}, {-1, -2, -3, -4});
  const Attrs attrs = {{"pooled_shape", Ints{1, 1}}};
  require_close(run("MaxRoiPool", {x, tensor<float>({1, 5}, {0, 5, 5, 9, 9})}, attrs)[0], {0}, 0);
  REQUIRE_THROWS_WITH(run("MaxRoiPool", {x, tensor<float>({1, 5}, {1, 0, 0, 1, 1})}, attrs),
                      Catch::Contains("rois has image 1, but there are 1"));
  REQUIRE_THROWS_WITH(infer("MaxRoiPool", {type<float>({1, 1, 2, 2}), type<float>({1, 5})},
                            {{"pooled_shape", Ints{1}}}),
                      Catch::Contains("it must be two numbers above 0"));
}

}  // namespace
}  // namespace mortise::ops::testing
