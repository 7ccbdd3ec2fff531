#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kLoss = "SoftmaxCrossEntropyLoss";

TEST_CASE("SoftmaxCrossEntropyLoss infers its outputs") {
  const auto inferred =
      infer(kLoss, {type<float>({-2, 3, 4}), type<int32_t>({-2, 4})}, {{"reduction", "none"}}, 2);
  REQUIRE(inferred.type(0) == "float32[#0, 4]");
  REQUIRE(inferred.type(1) == "float32[#0, 3, 4]");
  REQUIRE(infer(kLoss, {type<double>({2, 3}), type<int64_t>({2})}).type(0) == "float64[]");
}

TEST_CASE("SoftmaxCrossEntropyLoss is the negative log-likelihood of a log-softmax") {
  const auto scores = tensor<float>({1, 2}, {0, static_cast<float>(std::log(3.0))});
  const auto outputs = run_decomposed(kLoss, {scores, tensor<int64_t>({1}, {0})}, {}, 2);
  require_close(outputs[0], {std::log(4.0)}, 1e-6);
  require_close(outputs[1], {-std::log(4.0), std::log(0.75)}, 1e-6);
}

TEST_CASE("SoftmaxCrossEntropyLoss hands weights, ignored target and reduction on") {
  const auto scores = tensor<float>({2, 2}, {0, 0, 0, 0});
  const auto outputs =
      run_decomposed(kLoss, {scores, tensor<int64_t>({2}, {1, -1}), tensor<float>({2}, {1, 3})},
                     {{"ignore_index", -1}, {"reduction", "none"}});
  require_close(outputs[0], {3 * std::log(2.0), 0}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
