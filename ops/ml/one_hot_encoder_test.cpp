#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kEncoder = "ai.onnx.ml::OneHotEncoder";

TEST_CASE("OneHotEncoder marks the category of each element") {
  const Attrs words = {{"cats_strings", std::vector<std::string>{"a", "b"}}};
  require_equal(run(kEncoder, {string_tensor({3}, {"b", "x", "a"})}, words)[0],
                tensor<float>({3, 2}, {0, 1, 0, 0, 1, 0}));
  const Attrs numbers = {{"cats_int64s", std::vector<int64_t>{3, 5, 7}}};
  require_equal(run(kEncoder, {tensor<double>({1, 2}, {5, 3.9})}, numbers)[0],
                tensor<float>({1, 2, 3}, {0, 1, 0, 1, 0, 0}));
  REQUIRE(infer(kEncoder, {type<int64_t>({-2})}, numbers).type(0) == "float32[#0, 3]");
}

TEST_CASE("OneHotEncoder refuses what is no category, if told so") {
  const Attrs strict = {{"cats_int64s", std::vector<int64_t>{1}}, {"zeros", 0}};
  REQUIRE_THROWS_WITH(run(kEncoder, {tensor<int64_t>({2}, {1, 2})}, strict),
                      Catch::Contains("element 1 of X is no category"));
  REQUIRE_THROWS_WITH(infer(kEncoder, {type<mortise_string_t>({2})}, strict),
                      Catch::Contains("input 0 is string"));
}

}  // namespace
}  // namespace mortise::ops::testing
