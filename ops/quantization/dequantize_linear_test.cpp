#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("DequantizeLinear scales the distance from the zero point") {
  const auto x = tensor<uint8_t>({3}, {0, 128, 255});
  require_close(run("DequantizeLinear", {x, tensor<float>({}, {2}), tensor<uint8_t>({}, {128})})[0],
                {-256, 0, 254}, 1e-6);
  require_close(run("DequantizeLinear", {x, tensor<float>({}, {0.5f})})[0], {0, 64, 127.5}, 1e-6);
}

TEST_CASE("DequantizeLinear does not overflow") {
  const auto x = tensor<int32_t>({2}, {INT32_MIN, INT32_MAX});
  require_close(
      run("DequantizeLinear", {x, tensor<float>({}, {1}), tensor<int32_t>({}, {INT32_MAX})})[0],
      {-4294967295.0, 0}, 1e-6);
}

TEST_CASE("DequantizeLinear has a scale for each index of an axis, or for each block") {
  const auto x = tensor<int8_t>({2, 3}, {1, 2, 3, 1, 2, 3});
  require_close(run("DequantizeLinear", {x, tensor<float>({3}, {1, 2, 3})})[0], {1, 4, 9, 1, 4, 9},
                1e-6);
  require_close(run("DequantizeLinear", {x, tensor<float>({1, 3}, {1, 2, 3})},
                    {{"axis", 0}, {"block_size", 2}})[0],
                {1, 4, 9, 1, 4, 9}, 1e-6);
}

TEST_CASE("DequantizeLinear has the dtype of the scale, or the attribute's") {
  const std::vector<InputType> inputs = {type<int8_t>({-2}), type<float16>({})};
  REQUIRE(infer("DequantizeLinear", inputs).type(0) == "float16[#0]");
  REQUIRE(infer("DequantizeLinear", inputs, {{"output_dtype", MORTISE_DTYPE_FLOAT32}}).type(0) ==
          "float32[#0]");
}

TEST_CASE(
    "DequantizeLinear takes a zero point of one element, known to be one or not, with a scale of rank 0") {
  for (const int64_t extent : {1, -1}) {
    CAPTURE(extent);
    const std::vector<InputType> inputs = {type<int8_t>({5, 3}), type<float>({}),
                                           type<int8_t>({extent})};
    CHECK(infer("DequantizeLinear", inputs).type(0) == "float32[5, 3]");
  }
  const std::vector<InputType> more = {type<int8_t>({5, 3}), type<float>({}), type<int8_t>({3})};
  CHECK_THROWS_WITH(infer("DequantizeLinear", more), Catch::Contains("rank"));
}

}  // namespace
}  // namespace mortise::ops::testing
