#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

double s(double x) { return 1 / (1 + std::exp(-x)); }

const auto kX = tensor<double>({1, 1, 1}, {0.5});
const auto kW = tensor<double>({1, 4, 1}, {1, 2, 3, 4});  // of the gates in, out, forget, cell
const auto kR = tensor<double>({1, 4, 1}, {0.1, 0.2, 0.3, 0.4});
const auto kHidden = tensor<double>({1, 1, 1}, {2});
const auto kCell = tensor<double>({1, 1, 1}, {-3});

TEST_CASE("LSTM keeps a cell beside its state") {
  const double in = s(0.5 + 0.2), out = s(1 + 0.4), forget = s(1.5 + 0.6);
  const double cell = forget * -3 + in * std::tanh(2 + 0.8);
  const auto y =
      run("LSTM", {kX, kW, kR, std::nullopt, std::nullopt, kHidden, kCell}, {}, outputs(3));
  require_close(y[0], {out * std::tanh(cell)}, 1e-12);
  require_close(y[1], {out * std::tanh(cell)}, 1e-12);
  require_close(y[2], {cell}, 1e-12);
}

TEST_CASE("LSTM looks at the cell through peepholes, at the new one for its output") {
  const auto peepholes = tensor<double>({1, 3}, {0.5, 0.25, 0.125});
  const double in = s(0.7 - 1.5), forget = s(2.1 - 0.375);
  const double cell = forget * -3 + in * std::tanh(2.8);
  const double out = s(1.4 + 0.25 * cell);
  const auto y = run("LSTM", {kX, kW, kR, std::nullopt, std::nullopt, kHidden, kCell, peepholes},
                     {}, outputs(3));
  require_close(y[0], {out * std::tanh(cell)}, 1e-12);
}

TEST_CASE("LSTM forgets as much as it takes in where the gates are coupled") {
  const double in = s(0.7);
  const auto y = run("LSTM", {kX, kW, kR, std::nullopt, std::nullopt, kHidden, kCell},
                     {{"input_forget", 1}}, outputs(3));
  require_close(y[2], {(1 - in) * -3 + in * std::tanh(2.8)}, 1e-12);
}

TEST_CASE("LSTM keeps 16-bit sequences exact between steps") {
  const auto x = convert(random_tensor(MORTISE_DTYPE_FLOAT64, {6, 2, 3}), MORTISE_DTYPE_FLOAT16);
  const auto w = convert(random_tensor(MORTISE_DTYPE_FLOAT64, {1, 16, 3}), MORTISE_DTYPE_FLOAT16);
  const auto r = convert(random_tensor(MORTISE_DTYPE_FLOAT64, {1, 16, 4}), MORTISE_DTYPE_FLOAT16);
  const auto wide = [](const Tensor& half) { return convert(half, MORTISE_DTYPE_FLOAT64); };
  require_close(run("LSTM", {x, w, r})[0], run("LSTM", {wide(x), wide(w), wide(r)})[0].doubles(),
                2e-3);
}

TEST_CASE("LSTM has four gates") {
  const auto shapes =
      infer("LSTM", {type<float>({7, 3, 4}), type<float>({1, 20, 4}), type<float>({1, 20, 5})},
            {{"layout", 1}}, 3);
  REQUIRE(shapes.type(0) == "float32[7, 3, 1, 5]");
  REQUIRE(shapes.type(2) == "float32[7, 1, 5]");
  REQUIRE_THROWS_WITH(
      infer("LSTM", {type<float>({7, 3, 4}), type<float>({1, 15, 4}), type<float>({1, 15, 5})}),
      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
