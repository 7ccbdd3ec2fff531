#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("InstanceNormalization normalises each plane by its own statistics") {
  const auto x = tensor<float>({2, 1, 2}, {1, 3, 10, 10});
  const auto y = run("InstanceNormalization",
                     {x, tensor<float>({1}, {2}), tensor<float>({1}, {0.5f})}, {{"epsilon", 0.0}});
  const auto values = y[0].doubles();
  REQUIRE(values[0] == Approx(-1.5));
  REQUIRE(values[1] == Approx(2.5));
  REQUIRE(std::isnan(values[2]));  // no variance, and no epsilon
  require_close(
      run("InstanceNormalization", {x, tensor<float>({1}, {2}), tensor<float>({1}, {0.5f})},
          {{"epsilon", 3.0}})[0],
      {-0.5, 1.5, 0.5, 0.5}, 1e-6);
}

TEST_CASE("InstanceNormalization decomposes into what it is") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3, 4, 5});
  const auto scale = random_tensor(MORTISE_DTYPE_FLOAT32, {3}, 0.5, 2, 2);
  const auto bias = random_tensor(MORTISE_DTYPE_FLOAT32, {3}, -1, 1, 3);
  require_close(run_decomposed("InstanceNormalization", {x, scale, bias})[0],
                run("InstanceNormalization", {x, scale, bias})[0].doubles(), 1e-5);
}

TEST_CASE("InstanceNormalization needs a channel axis, and a number for each channel") {
  const std::vector<InputType> channel = {type<float>({3}), type<float>({3})};
  REQUIRE_THROWS_WITH(infer("InstanceNormalization", {type<float>({3}), channel[0], channel[1]}),
                      Catch::Contains("it needs a channel axis 1"));
  REQUIRE_THROWS_WITH(
      infer("InstanceNormalization", {type<float>({1, 4, 2}), channel[0], channel[1]}),
      Catch::Contains("must be equal"));
  REQUIRE(
      infer("InstanceNormalization", {type<float>({-2, 3, -3}), channel[0], channel[1]}).type(0) ==
      "float32[#0, 3, #1]");
}

using Texts = std::vector<std::string>;

TEST_CASE("InstanceNormalization is cut by samples and by channels") {
  const Inputs inputs = {random_tensor(MORTISE_DTYPE_FLOAT32, {4, 3, 2}),
                         random_tensor(MORTISE_DTYPE_FLOAT32, {3}),
                         random_tensor(MORTISE_DTYPE_FLOAT32, {3})};
  REQUIRE(pieces("InstanceNormalization", inputs, 0, 1, 3) == Texts{"[1,3)@0", "whole", "whole"});
  REQUIRE(pieces("InstanceNormalization", inputs, 1, 1, 3) ==
          Texts{"[1,3)@1", "[1,3)@0", "[1,3)@0"});
}

}  // namespace
}  // namespace mortise::ops::testing
