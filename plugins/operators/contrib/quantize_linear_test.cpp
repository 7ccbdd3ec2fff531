#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kQuantize = "com.microsoft::QuantizeLinear";
constexpr const char* kDequantize = "com.microsoft::DequantizeLinear";

TEST_CASE("QuantizeLinear has one scale, or one for each index of an axis") {
  const auto x = random({2, 3}, 1, -10, 10);
  const double scale = static_cast<double>(0.07f);
  REQUIRE(run_decomposed(kQuantize, {x, tensor<float>({}, {0.07f}), tensor<int8_t>({}, {3})})[0]
              .ints() == steps_of<int8_t>(x.doubles(), scale, 3));
  const auto y = run_decomposed(
      kQuantize, {x, tensor<float>({2}, {0.5f, 0.25f}), tensor<uint8_t>({2}, {100, 50})},
      {{"axis", 0}})[0];
  std::vector<int64_t> expected = steps_of<uint8_t>(x.doubles(), 0.5, 100);
  const auto second = steps_of<uint8_t>(x.doubles(), 0.25, 50);
  std::copy(second.begin() + 3, second.end(), expected.begin() + 3);
  REQUIRE(y.ints() == expected);
}

TEST_CASE("QuantizeLinear gives uint8 unless a zero point says otherwise") {
  REQUIRE(infer(kQuantize, {type<float>({-2, 3}), type<float>({})}).type(0) == "uint8[#0, 3]");
  REQUIRE(infer(kQuantize, {type<float>({3}), type<float>({}), type<int16_t>({})}).type(0) ==
          "int16[3]");
  REQUIRE_THROWS_WITH(infer(kQuantize, {type<float>({2, 3}), type<float>({3})}),
                      Catch::Contains("it must have one element"));
}

TEST_CASE("DequantizeLinear undoes it") {
  const auto x = tensor<int32_t>({3}, {-70000, 0, 5});
  require_close(run_decomposed(kDequantize, {x, tensor<float>({}, {0.5f})})[0], {-35000, 0, 2.5},
                1e-6);
  const auto bytes = tensor<uint8_t>({2, 2}, {0, 10, 20, 30});
  require_close(run_decomposed(kDequantize,
                               {bytes, tensor<float>({2}, {1, 2}), tensor<uint8_t>({2}, {10, 20})},
                               {{"axis", 1}})[0],
                {-10, -20, 10, 20}, 1e-6);
}

}  // namespace
}  // namespace mortise::contrib
