#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kLoss = "NegativeLogLikelihoodLoss";
// Two samples of three classes.
const Tensor kScores = tensor<float>({2, 3}, {-1, -2, -3, -4, -5, -6});
const Tensor kTargets = tensor<int64_t>({2}, {2, 0});
const Tensor kWeights = tensor<float>({3}, {0.5f, 1, 2});

Tensor loss(const Inputs& inputs, const Attrs& attrs = {}) { return run(kLoss, inputs, attrs)[0]; }

TEST_CASE("NegativeLogLikelihoodLoss takes the targets' scores, weighted") {
  require_close(loss({kScores, kTargets}, {{"reduction", "none"}}), {3, 4}, 1e-6);
  require_close(loss({kScores, kTargets}, {{"reduction", "sum"}}), {7}, 1e-6);
  require_close(loss({kScores, kTargets}), {3.5}, 1e-6);
  require_close(loss({kScores, kTargets, kWeights}, {{"reduction", "none"}}), {6, 2}, 1e-6);
  require_close(loss({kScores, kTargets, kWeights}), {8 / 2.5}, 1e-6);
}

TEST_CASE("NegativeLogLikelihoodLoss leaves ignored targets out, whatever number they are") {
  for (const int64_t ignored : {int64_t{0}, int64_t{-100}, int64_t{7}}) {
    const auto targets = tensor<int64_t>({2}, {2, ignored});
    require_close(loss({kScores, targets}, {{"ignore_index", ignored}}), {3}, 1e-6);
    require_close(loss({kScores, targets}, {{"ignore_index", ignored}, {"reduction", "none"}}),
                  {3, 0}, 1e-6);
  }
}

TEST_CASE("NegativeLogLikelihoodLoss has a loss for each place of a plane") {
  const auto scores = tensor<float>({1, 2, 2}, {-1, -2, -3, -4});
  require_close(loss({scores, tensor<int32_t>({1, 2}, {1, 0})}, {{"reduction", "none"}}), {3, 2},
                1e-6);
}

TEST_CASE("NegativeLogLikelihoodLoss refuses targets that are no class") {
  for (const int64_t target : {3, -1}) {
    REQUIRE_THROWS_WITH(loss({kScores, tensor<int64_t>({2}, {0, target})}),
                        Catch::Contains("is no class; there are 3"));
  }
  REQUIRE_THROWS_WITH(infer(kLoss, {type<float>({2, 3}), type<int64_t>({4})}),
                      Catch::Contains("must be equal"));
}

TEST_CASE("NegativeLogLikelihoodLoss keeps symbols") {
  REQUIRE(infer(kLoss, {type<float>({-2, 3, -3}), type<int64_t>({-2, -3})}, {{"reduction", "none"}})
              .type(0) == "float32[#0, #1]");
  REQUIRE(infer(kLoss, {type<float>({-2, 3}), type<int64_t>({-2})}).type(0) == "float32[]");
}

TEST_CASE("NegativeLogLikelihoodLoss has a gradient for each reduction") {
  const auto scores = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 2}, -2, -1);
  const auto targets = tensor<int64_t>({2, 2}, {2, 0, 1, 1});
  const auto weights = tensor<double>({3}, {0.5, 1, 2});
  for (const char* reduction : {"none", "sum", "mean"}) {
    CAPTURE(reduction);
    check_gradient(kLoss, {scores, targets}, {0}, {{"reduction", reduction}});
    check_gradient(kLoss, {scores, targets, weights}, {0, 2},
                   {{"reduction", reduction}, {"ignore_index", 0}});
  }
}

}  // namespace
}  // namespace mortise::ops::testing
