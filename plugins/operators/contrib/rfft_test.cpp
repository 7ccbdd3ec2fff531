#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("Rfft gives half of the spectrum, and Irfft the signal again") {
  for (const int64_t count : {2, 6, 8}) {
    const auto x = random({2, count}, 1);
    const auto spectrum = run_decomposed("com.microsoft::Rfft", {x})[0];
    REQUIRE(spectrum.shape == Shape{2, count / 2 + 1, 2});
    Doubles expected;
    for (int64_t row = 0; row < 2; ++row) {
      for (int64_t k = 0; k <= count / 2; ++k) {
        double real = 0, imaginary = 0;
        for (int64_t i = 0; i < count; ++i) {
          const double angle =
              -2 * std::acos(-1.0) * static_cast<double>(i * k) / static_cast<double>(count);
          real += x.doubles()[static_cast<size_t>(row * count + i)] * std::cos(angle);
          imaginary += x.doubles()[static_cast<size_t>(row * count + i)] * std::sin(angle);
        }
        expected.insert(expected.end(), {real, imaginary});
      }
    }
    require_close(spectrum, expected, 1e-5);
    const auto again = run_decomposed("com.microsoft::Irfft", {spectrum})[0];
    REQUIRE(again.shape == x.shape);
    require_close(again, x.doubles(), 1e-5);
  }
}

TEST_CASE("Rfft names what it does not have") {
  REQUIRE_THROWS_WITH(infer("com.microsoft::Rfft", {type<float>({4, 4})}, {{"signal_ndim", 2}}),
                      Catch::Contains("attribute signal_ndim is 2; supported is 1"));
}

}  // namespace
}  // namespace mortise::contrib
