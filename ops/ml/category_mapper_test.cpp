#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;
using Ints = std::vector<int64_t>;
constexpr const char* kMapper = "ai.onnx.ml::CategoryMapper";

TEST_CASE("CategoryMapper goes from names to numbers and back") {
  const Attrs attrs = {
      {"cats_strings", Texts{"red", "blue"}}, {"cats_int64s", Ints{10, 20}}, {"default_int64", 7}};
  require_equal(run(kMapper, {string_tensor({3}, {"blue", "green", "red"})}, attrs)[0],
                tensor<int64_t>({3}, {20, 7, 10}));
  REQUIRE(run(kMapper, {tensor<int64_t>({2}, {10, 11})}, attrs)[0].strings() ==
          Texts{"red", "_Unused"});
  REQUIRE(infer(kMapper, {type<int64_t>({-2, 1})}, attrs).type(0) == "string[#0, 1]");
}

TEST_CASE("CategoryMapper refuses lists that differ in length, and other types") {
  REQUIRE_THROWS_WITH(run(kMapper, {string_tensor({1}, {"a"})}, {{"cats_strings", Texts{"a"}}}),
                      Catch::Contains("differ in length"));
  REQUIRE_THROWS_WITH(infer(kMapper, {type<float>({1})}), Catch::Contains("input 0 is float32"));
}

}  // namespace
}  // namespace mortise::ops::testing
