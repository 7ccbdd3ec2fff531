#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::Inverse";

TEST_CASE("Inverse gives what the matrix times it is one") {
  const auto x = random({3, 5, 5}, 1);
  const auto y = run(kOp, {x})[0];
  for (size_t matrix = 0; matrix < 3; ++matrix) {
    const auto part = [&](const Tensor& all) {
      const Doubles values = all.doubles();
      const auto begin = values.begin() + static_cast<ptrdiff_t>(25 * matrix);
      return Doubles(begin, begin + 25);
    };
    const Doubles one = product(part(x), part(y), 5, 5, 5);
    for (size_t i = 0; i < 25; ++i) REQUIRE(one[i] == Approx(i % 6 == 0 ? 1 : 0).margin(1e-4));
  }
}

TEST_CASE(
    "Inverse needs a pivot that is not on the diagonal, and takes smaller matrices than planned") {
  require_close(run(kOp, {tensor<double>({2, 2}, {0, 2, 4, 0})})[0], {0, 0.25, 0.5, 0}, 1e-12);
  RunOptions options;
  options.created_with = {{4, 4}};
  require_close(run(kOp, {tensor<double>({1, 1}, {4})}, {}, options)[0], {0.25}, 1e-12);
}

TEST_CASE("Inverse of a singular matrix is not finite, and others have none") {
  const Doubles y = run(kOp, {tensor<float>({2, 2}, {1, 2, 2, 4})})[0].doubles();
  REQUIRE_FALSE(std::isfinite(y[0]));
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({2, 3})}),
                      Catch::Contains("extents 2 and 3 must be equal"));
}

}  // namespace
}  // namespace mortise::contrib
