#include <catch2/catch.hpp>

#include "ops/random/sample.hpp"
#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const float kNever = -INFINITY;

TEST_CASE("Multinomial draws each class with its probability") {
  const auto logs = [](double p) { return static_cast<float>(std::log(p) + 7); };  // not normalised
  const auto x = tensor<float>({1, 4}, {logs(0.1), logs(0.2), kNever, logs(0.7)});
  const auto y = run("Multinomial", {x}, {{"sample_size", 10'000}, {"seed", 5.0}})[0];
  REQUIRE(y.shape == Shape{1, 10'000});
  std::vector<double> counts(4);
  for (const int64_t sample : y.ints()) ++counts.at(static_cast<size_t>(sample));
  CHECK(counts[2] == 0);
  CHECK(chi_square({counts[0], counts[1], counts[3]}, {0.1, 0.2, 0.7}) < 13.82);  // 0.001 at two
}

TEST_CASE("Multinomial draws for each row by itself") {
  const auto x = tensor<double>({2, 2}, {0, kNever, kNever, 0});
  require_equal(run("Multinomial", {x}, {{"sample_size", 2}, {"dtype", 7}})[0],
                tensor<int64_t>({2, 2}, {0, 0, 1, 1}));
}

TEST_CASE("Multinomial checks what it is given") {
  REQUIRE(infer("Multinomial", {type<float>({-2, 3})}).type(0) == "int32[#0, 1]");
  REQUIRE_THROWS_WITH(infer("Multinomial", {type<float>({3})}), Catch::Contains("rank must be 2"));
  REQUIRE_THROWS_WITH(infer("Multinomial", {type<float>({1, 3})}, {{"dtype", 1}}),
                      Catch::Contains("int32 or int64"));
  REQUIRE_THROWS_WITH(run("Multinomial", {tensor<float>({1, 0}, {})}),
                      Catch::Contains("no classes"));
}

}  // namespace
}  // namespace mortise::ops::testing
