#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("QLinearAdd and QLinearMul compute with what bytes stand for, and broadcast") {
  const auto a = random_bytes<uint8_t>({2, 3, 5}, 0.03f, 120, 1);
  const auto b = random_bytes<uint8_t>({5}, 0.07f, 99, 2);
  const Inputs inputs = {a.tensor,
                         a.scale_tensor(),
                         a.zero_tensor(),
                         b.tensor,
                         b.scale_tensor(),
                         b.zero_tensor(),
                         tensor<float>({}, {0.11f}),
                         tensor<uint8_t>({}, {128})};
  Doubles sums = a.values(), products = sums;
  for (size_t i = 0; i < sums.size(); ++i) {
    sums[i] += b.values()[i % 5];
    products[i] *= b.values()[i % 5];
  }
  const double scale = static_cast<double>(0.11f);
  REQUIRE(run_decomposed("com.microsoft::QLinearAdd", inputs)[0].ints() ==
          steps_of<uint8_t>(sums, scale, 128));
  REQUIRE(run_decomposed("com.microsoft::QLinearMul", inputs)[0].ints() ==
          steps_of<uint8_t>(products, scale, 128));
}

TEST_CASE("QLinearAdd takes zero points as zero where they are not there, and keeps the dtype") {
  const auto a = random_bytes<int8_t>({7}, 0.5f, 0, 1), b = random_bytes<int8_t>({7}, 0.25f, 0, 2);
  const auto y = run_decomposed("com.microsoft::QLinearAdd",
                                {a.tensor, a.scale_tensor(), std::nullopt, b.tensor,
                                 b.scale_tensor(), std::nullopt, tensor<float>({}, {1})})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_INT8);
  REQUIRE(y.ints() == steps_of<int8_t>(sum_of(a.values(), b.values()), 1, 0));
}

TEST_CASE("QLinearAdd refuses operands of two dtypes, and scales by channel") {
  const std::vector<InputType> inputs = {type<uint8_t>({2}), type<float>({}), absent(),
                                         type<int8_t>({2}),  type<float>({}), absent(),
                                         type<float>({})};
  REQUIRE_THROWS_WITH(infer("com.microsoft::QLinearAdd", inputs),
                      Catch::Contains("have dtypes uint8 and int8"));
  REQUIRE_THROWS_WITH(infer("com.microsoft::QLinearAdd",
                            {type<uint8_t>({2}), type<float>({2}), absent(), type<uint8_t>({2}),
                             type<float>({}), absent(), type<float>({})}),
                      Catch::Contains("it must have one element"));
}

}  // namespace
}  // namespace mortise::contrib
