#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor scalar(int64_t value) { return tensor<int64_t>({}, {value}); }

TEST_CASE("DFT of a real signal") {
  const auto x = tensor<float>({1, 4, 1}, {1, 2, 3, 4});
  const auto y = run("DFT", {x})[0];
  REQUIRE(y.shape == Shape{1, 4, 2});
  require_close(y, {10, 0, -2, 2, -2, 0, -2, -2}, 1e-6);
  const auto half = run("DFT", {x}, {{"onesided", 1}})[0];
  REQUIRE(half.shape == Shape{1, 3, 2});
  require_close(half, {10, 0, -2, 2, -2, 0}, 1e-6);
}

TEST_CASE("DFT inverted gives back the signal") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 7, 3, 2});
  const auto y = run("DFT", {x, std::nullopt, scalar(1)})[0];
  require_close(run("DFT", {y, std::nullopt, scalar(1)}, {{"inverse", 1}})[0], x.doubles(), 1e-12);
}

TEST_CASE("DFT of one side inverted gives back the real signal") {
  for (const int64_t length : {6, 7}) {
    const auto x = random_tensor(MORTISE_DTYPE_FLOAT64, {2, length, 1});
    const auto half = run("DFT", {x}, {{"onesided", 1}})[0];
    const Attrs back = {{"onesided", 1}, {"inverse", 1}};
    require_close(run("DFT", {half, scalar(length)}, back)[0], x.doubles(), 1e-12);
    if (length == 6) require_close(run("DFT", {half}, back)[0], x.doubles(), 1e-12);
  }
  REQUIRE_THROWS_WITH(infer("DFT", {type<float>({2, 8, 1})}, {{"onesided", 1}, {"inverse", 1}}),
                      Catch::Contains("complex"));
}

TEST_CASE("DFT cuts a signal off, or fills it up with zeros") {
  const auto x = tensor<double>({1, 3, 1}, {1, 2, 5});
  require_close(run("DFT", {x, scalar(2)})[0], {3, 0, -1, 0}, 1e-12);
  require_close(run("DFT", {x, scalar(4)})[0], {8, 0, -4, -2, 4, 0, -4, 2}, 1e-12);
}

TEST_CASE("DFT checks its signal and its axis") {
  REQUIRE(
      infer("DFT", {type<float>({-2, 8, 1}), constant(scalar(16)), constant(scalar(1))}).type(0) ==
      "float32[#0, 16, 2]");
  const auto open = infer("DFT", {type<float>({2, 8, 1}), absent(), type<int64_t>({})});
  REQUIRE(open.type(0) == "float32[?, ?, 2]");
  REQUIRE(open.needs == std::vector<uint64_t>{2});
  REQUIRE_THROWS_WITH(infer("DFT", {type<float>({2, 8, 3})}), Catch::Contains("must be 1 (real)"));
  REQUIRE_THROWS_WITH(infer("DFT", {type<float>({2, 8, 1}), absent(), constant(scalar(-1))}),
                      Catch::Contains("imaginary"));
  REQUIRE_THROWS_WITH(infer("DFT", {type<float>({2, 8, 2})}, {{"onesided", 1}}),
                      Catch::Contains("real signal"));
}

}  // namespace
}  // namespace mortise::ops::testing
