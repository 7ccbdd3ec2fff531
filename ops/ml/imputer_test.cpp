#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kImputer = "ai.onnx.ml::Imputer";
using Floats = std::vector<double>;
using Ints = std::vector<int64_t>;

TEST_CASE("Imputer replaces one value, by feature") {
  const auto x = tensor<float>({2, 2}, {NAN, 2, 3, NAN});
  require_close(run_decomposed(kImputer, {x},
                               {{"replaced_value_float", static_cast<double>(NAN)},
                                {"imputed_value_floats", Floats{7, 8}}})[0],
                {7, 2, 3, 8}, 0);
  require_close(
      run_decomposed(kImputer, {tensor<double>({1, 2}, {3, 4})},
                     {{"replaced_value_float", 3.0}, {"imputed_value_floats", Floats{1}}})[0],
      {1, 4}, 0);
}

TEST_CASE("Imputer keeps large integers exact") {
  require_equal(run_decomposed(kImputer, {tensor<int64_t>({1, 2}, {INT64_MAX, INT64_MAX - 1})},
                               {{"replaced_value_int64", INT64_MAX},
                                {"imputed_value_int64s", Ints{INT64_MAX - 2}}})[0],
                tensor<int64_t>({1, 2}, {INT64_MAX - 2, INT64_MAX - 1}));
}

TEST_CASE("Imputer wants values of its input's kind") {
  REQUIRE(infer(kImputer, {type<int32_t>({-2, 2})}, {{"imputed_value_int64s", Ints{1}}}).type(0) ==
          "int32[#0, 2]");
  REQUIRE_THROWS_WITH(infer(kImputer, {type<float>({1, 2})}, {{"imputed_value_int64s", Ints{1}}}),
                      Catch::Contains("imputed_value_floats is missing"));
}

}  // namespace
}  // namespace mortise::ops::testing
