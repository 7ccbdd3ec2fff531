#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// One unit, so that results can be followed by hand.
const auto kW = tensor<double>({1, 1, 1}, {0.5});
const auto kR = tensor<double>({1, 1, 1}, {2});
const Tensor kX = tensor<double>({2, 1, 1}, {1, -0.4});

double t(double x) { return std::tanh(x); }

TEST_CASE("RNN carries its state from step to step") {
  const auto y = run("RNN", {kX, kW, kR}, {}, outputs(2));
  const double first = t(0.5), second = t(-0.2 + 2 * first);
  require_close(y[0], {first, second}, 1e-12);
  REQUIRE(y[0].shape == Shape{2, 1, 1, 1});
  require_close(y[1], {second}, 1e-12);
}

TEST_CASE("RNN adds both biases and begins with the initial state") {
  const auto bias = tensor<double>({1, 2}, {0.25, 0.125});
  const auto state = tensor<double>({1, 1, 1}, {-1});
  const auto y = run("RNN", {kX, kW, kR, bias, std::nullopt, state}, {}, outputs(2));
  const double first = t(0.5 + 0.375 - 2);
  require_close(y[0], {first, t(-0.2 + 0.375 + 2 * first)}, 1e-12);
}

TEST_CASE("RNN runs backwards, and both ways") {
  const double last = t(-0.2), first = t(0.5 + 2 * last);
  require_close(run("RNN", {kX, kW, kR}, {{"direction", "reverse"}}, outputs(2))[0], {first, last},
                1e-12);
  const auto w = tensor<double>({2, 1, 1}, {0.5, 0.5}), r = tensor<double>({2, 1, 1}, {2, 2});
  const auto y = run("RNN", {kX, w, r}, {{"direction", "bidirectional"}}, outputs(2));
  require_close(y[0], {t(0.5), first, t(-0.2 + 2 * t(0.5)), last}, 1e-12);
  require_close(y[1], {t(-0.2 + 2 * t(0.5)), first}, 1e-12);
}

TEST_CASE("RNN stops where a sequence ends") {
  const auto x = tensor<double>({2, 2, 1}, {1, 1, -0.4, -0.4});
  const auto lengths = tensor<int32_t>({2}, {1, 2});
  const auto y = run("RNN", {x, kW, kR, std::nullopt, lengths}, {}, outputs(2));
  const double first = t(0.5), second = t(-0.2 + 2 * first);
  require_close(y[0], {first, first, 0, second}, 1e-12);
  require_close(y[1], {first, second}, 1e-12);
  const auto back =
      run("RNN", {x, kW, kR, std::nullopt, lengths}, {{"direction", "reverse"}}, outputs(2));
  require_close(back[0], {first, t(0.5 + 2 * t(-0.2)), 0, t(-0.2)}, 1e-12);
  REQUIRE_THROWS_WITH(run("RNN", {x, kW, kR, std::nullopt, tensor<int32_t>({2}, {1, 3})}),
                      Catch::Contains("there are 2 steps"));
}

TEST_CASE("RNN has the batch first in layout 1") {
  const auto x = tensor<double>({1, 2, 1}, {1, -0.4});
  const auto y = run("RNN", {x, kW, kR}, {{"layout", 1}}, outputs(2));
  REQUIRE(y[0].shape == Shape{1, 2, 1, 1});
  require_close(y[0], {t(0.5), t(-0.2 + 2 * t(0.5))}, 1e-12);
}

TEST_CASE("RNN has the activations of the standard") {
  const auto one = [](const std::string& name, double x, const Attrs& more = {}) {
    Attrs attrs = more;
    attrs.emplace_back("activations", std::vector<std::string>{name});
    return run("RNN", {tensor<double>({1, 1, 1}, {x}), tensor<double>({1, 1, 1}, {1}), kR},
               attrs)[0]
        .doubles()[0];
  };
  REQUIRE(one("Relu", -2) == 0);
  REQUIRE(one("sigmoid", 1) == Approx(1 / (1 + std::exp(-1))));
  REQUIRE(one("LeakyRelu", -2) == Approx(-0.02));
  REQUIRE(one("ThresholdedRelu", 0.5) == 0);
  REQUIRE(one("HardSigmoid", 1) == Approx(0.7));
  REQUIRE(one("Elu", -1) == Approx(std::expm1(-1)));
  REQUIRE(one("Softsign", 1) == Approx(0.5));
  REQUIRE(one("Softplus", 1) == Approx(std::log1p(std::exp(1))));
  const Attrs numbers = {{"activation_alpha", std::vector<double>{2}},
                         {"activation_beta", std::vector<double>{3}}};
  REQUIRE(one("Affine", 5, numbers) == Approx(13));
  REQUIRE(one("ScaledTanh", 0.1, numbers) == Approx(2 * std::tanh(0.3)));
  REQUIRE_THROWS_WITH(one("Affine", 5), Catch::Contains("needs activation_alpha"));
  REQUIRE_THROWS_WITH(one("Swish", 5), Catch::Contains("is none of"));
  REQUIRE(one("Affine", 5,
              {{"activation_alpha", std::vector<double>{1}},
               {"activation_beta", std::vector<double>{0}},
               {"clip", 2.0}}) == Approx(2));
}

TEST_CASE("RNN checks its shapes") {
  const auto shapes =
      infer("RNN", {type<float>({-2, 3, 4}), type<float>({1, 5, 4}), type<float>({1, 5, 5})},
            {{"hidden_size", 5}}, 2);
  REQUIRE(shapes.type(0) == "float32[#0, 1, 3, 5]");
  REQUIRE(shapes.type(1) == "float32[1, 3, 5]");
  REQUIRE_THROWS_WITH(
      infer("RNN", {type<float>({2, 3, 4}), type<float>({1, 6, 4}), type<float>({1, 5, 5})}),
      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
