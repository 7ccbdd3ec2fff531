#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::FusedGemm";
const auto kA = random({3, 4}, 1), kB = random({4, 2}, 2), kC = random({2}, 3);

template <class F>
Doubles expected(F&& activation) {
  Doubles y = product(kA.doubles(), kB.doubles(), 3, 4, 2);
  for (size_t i = 0; i < y.size(); ++i) y[i] = activation(2 * y[i] + 0.5 * kC.doubles()[i % 2]);
  return y;
}

void check(Attrs attrs, double (*activation)(double)) {
  attrs.emplace_back("alpha", 2.0);
  attrs.emplace_back("beta", 0.5);
  require_close(run_decomposed(kOp, {kA, kB, kC}, attrs)[0], expected(activation), 1e-6);
}

TEST_CASE("FusedGemm ends with an activation") {
  check({}, [](double x) { return x; });
  check({{"activation", "Relu"}}, [](double x) { return x < 0 ? 0 : x; });
  check({{"activation", "Tanh"}}, [](double x) { return std::tanh(x); });
  check({{"activation", "Sigmoid"}}, sigmoid);
  check({{"activation", "LeakyRelu"}, {"activation_alpha", 0.25}},
        [](double x) { return x < 0 ? 0.25 * x : x; });
  check({{"activation", "Clip"}, {"activation_alpha", -0.5}, {"activation_beta", 0.25}},
        [](double x) { return x < -0.5   ? -0.5
                              : x > 0.25 ? 0.25
                                         : x; });
  check({{"activation", "HardSigmoid"}, {"activation_alpha", 0.5}, {"activation_beta", 0.25}},
        [](double x) { return std::fmax(0, std::fmin(1, 0.5 * x + 0.25)); });
}

TEST_CASE("FusedGemm transposes") {
  const auto type_of = [](Shape a, Shape b, const Attrs& attrs) {
    return infer(kOp, {type<float>(std::move(a)), type<float>(std::move(b))}, attrs).type(0);
  };
  REQUIRE(type_of({4, 3}, {2, 4}, {{"transA", 1}, {"transB", 1}}) == "float32[3, 2]");
  Doubles expected(6);
  const auto a = random({4, 3}, 4);
  for (size_t i = 0; i < 3; ++i)
    for (size_t j = 0; j < 2; ++j)
      for (size_t k = 0; k < 4; ++k)
        expected[i * 2 + j] += a.doubles()[k * 3 + i] * kB.doubles()[k * 2 + j];
  require_close(run_decomposed(kOp, {a, kB}, {{"transA", 1}})[0], expected, 1e-6);
}

TEST_CASE("FusedGemm says which activations there are and what they take") {
  REQUIRE_THROWS_WITH(run_decomposed(kOp, {kA, kB}, {{"activation", "Elu"}}),
                      Catch::Contains("the activation Elu; supported are Relu, Tanh"));
  REQUIRE_THROWS_WITH(run_decomposed(kOp, {kA, kB}, {{"activation", "Clip"}}),
                      Catch::Contains("the activation Clip has 0 parameters; it takes 2"));
}

}  // namespace
}  // namespace mortise::contrib
