#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;
using Ints = std::vector<int64_t>;
constexpr const char* kEncoder = "ai.onnx.ml::LabelEncoder";

TEST_CASE("LabelEncoder maps strings to numbers, and what it lacks to the default") {
  const auto x = string_tensor({2, 2}, {"a", "b", "d", "c"});
  const Attrs attrs = {{"keys_strings", Texts{"a", "b", "c"}}, {"values_int64s", Ints{5, 6, 7}}};
  require_equal(run(kEncoder, {x}, attrs)[0], tensor<int64_t>({2, 2}, {5, 6, -1, 7}));
  REQUIRE(infer(kEncoder, {type<mortise_string_t>({-2})}, attrs).type(0) == "int64[#0]");
}

TEST_CASE("LabelEncoder maps numbers to strings") {
  const Attrs attrs = {{"keys_floats", std::vector<double>{1.5, NAN}},
                       {"values_strings", Texts{"more", "none"}},
                       {"default_string", "else"}};
  REQUIRE(run(kEncoder, {tensor<float>({3}, {NAN, 1.5f, 2})}, attrs)[0].strings() ==
          Texts{"none", "more", "else"});
}

TEST_CASE("LabelEncoder takes tensors of keys, values and a default") {
  const auto values = tensor<int16_t>({2}, {3, 4}), absent = tensor<int16_t>({1}, {42});
  const auto keys = string_tensor({2}, {"a", "b"});
  const auto values_view = values.view(), absent_view = absent.view(), keys_view = keys.view();
  const Attrs attrs = {{"keys_tensor", &keys_view},
                       {"values_tensor", &values_view},
                       {"default_tensor", &absent_view}};
  require_equal(run(kEncoder, {string_tensor({3}, {"b", "x", "a"})}, attrs)[0],
                tensor<int16_t>({3}, {4, 42, 3}));
}

TEST_CASE("LabelEncoder's first form goes from class to number and back") {
  const Attrs attrs = {{"classes_strings", Texts{"cat", "dog"}}};
  require_equal(run(kEncoder, {string_tensor({2}, {"dog", "cow"})}, attrs)[0],
                tensor<int64_t>({2}, {1, -1}));
  REQUIRE(run(kEncoder, {tensor<int64_t>({2}, {0, 2})}, attrs)[0].strings() ==
          Texts{"cat", "_Unused"});
}

TEST_CASE("LabelEncoder refuses tables that do not fit") {
  REQUIRE_THROWS_WITH(
      infer(kEncoder, {type<int64_t>({1})}, {{"keys_int64s", Ints{1}}, {"values_int64s", Ints{}}}),
      Catch::Contains("1 keys and 0 values"));
  REQUIRE_THROWS_WITH(
      infer(kEncoder, {type<float>({1})}, {{"keys_int64s", Ints{1}}, {"values_int64s", Ints{1}}}),
      Catch::Contains("it must be one of int64"));
  REQUIRE_THROWS_WITH(infer(kEncoder, {type<float>({1})}, {{"values_int64s", Ints{1}}}),
                      Catch::Contains("it has 0 of the attributes keys_strings"));
}

}  // namespace
}  // namespace mortise::ops::testing
