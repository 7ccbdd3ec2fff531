#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kMomentum = "ai.onnx.preview.training::Momentum";

Tensor one(double value) { return tensor<double>({1}, {value}); }
Tensor rate(double value) { return tensor<double>({}, {value}); }
Tensor updates(int64_t value) { return tensor<int64_t>({}, {value}); }

Attrs mode(const char* name) {
  return {{"mode", name}, {"alpha", 0.5}, {"beta", 0.25}, {"norm_coefficient", 0.1}};
}

TEST_CASE("Momentum moves by what it has gathered") {
  const auto y = run(kMomentum, {rate(0.1), updates(3), one(10), one(2), one(4)}, mode("standard"),
                     outputs(2));
  const double momentum = 0.5 * 4 + 0.25 * 3;
  require_close(y[0], {10 - 0.1 * momentum}, 1e-12);
  require_close(y[1], {momentum}, 1e-12);
  require_close(run(kMomentum, {rate(0.1), updates(0), one(10), one(2), one(4)}, mode("standard"),
                    outputs(2))[1],
                {5}, 1e-12);
}

TEST_CASE("Momentum looks ahead as Nesterov does") {
  const auto y = run(kMomentum, {rate(0.1), updates(3), one(10), one(2), one(4)}, mode("nesterov"),
                     outputs(2));
  require_close(y[0], {10 - 0.1 * (3 + 0.5 * 2.75)}, 1e-12);
}

TEST_CASE("Momentum updates any number of tensors, each of its own shape") {
  const auto two = tensor<double>({2}, {1, 2});
  const auto y = run(kMomentum, {rate(1), updates(1), one(10), two, one(0), two, one(0), two},
                     mode("standard"), outputs(4));
  REQUIRE(y[0].shape == Shape{1});
  REQUIRE(y[1].shape == Shape{2});
  require_close(y[0], {10 - 0.25}, 1e-12);
  require_close(y[3], {0.5 + 0.25 * 1.1, 1 + 0.25 * 2.2}, 1e-12);
}

TEST_CASE("Momentum checks its groups") {
  const std::vector<InputType> inputs = {type<float>({}), type<int64_t>({}), type<float>({2}),
                                         type<float>({2})};
  REQUIRE_THROWS_WITH(infer(kMomentum, inputs, mode("standard"), 2),
                      Catch::Contains("groups of 3"));
  REQUIRE_THROWS_WITH(infer(kMomentum,
                            {type<float>({}), type<int64_t>({}), type<float>({2}), type<float>({2}),
                             type<float>({3})},
                            mode("standard"), 2),
                      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
