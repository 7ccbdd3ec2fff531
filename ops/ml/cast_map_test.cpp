#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;
constexpr const char* kCastMap = "ai.onnx.ml::CastMap";
const Tensor kKeys = tensor<int64_t>({3}, {5, 1, 3});

Tensor cast(const Tensor& keys, const Tensor& values, const Attrs& attrs = {}) {
  return run_restructured(kCastMap, {sequence({keys, values})}, attrs)[0].items[0];
}

TEST_CASE("CastMap gives values in the order of their keys") {
  const auto values = tensor<float>({3}, {1.5f, -2.7f, 1e10f});
  require_equal(cast(kKeys, values), tensor<float>({1, 3}, {-2.7f, 1e10f, 1.5f}));
  require_equal(cast(kKeys, values, {{"cast_to", "TO_INT64"}}),
                tensor<int64_t>({1, 3}, {-2, 10'000'000'000, 1}));
  REQUIRE(cast(kKeys, values, {{"cast_to", "TO_STRING"}}).strings() ==
          Texts{"-2.700000", "10000000000.000000", "1.500000"});
  require_equal(cast(tensor<int64_t>({0}, {}), tensor<float>({0}, {})), tensor<float>({1, 0}, {}));
}

TEST_CASE("CastMap writes the numbers that C++ would") {
  const Attrs attrs = {{"cast_to", "TO_STRING"}};
  const auto values = tensor<float>({6}, {1e-9f, NAN, INFINITY, -0.0f, 1e30f, 123456.789f});
  REQUIRE(cast(tensor<int64_t>({6}, {0, 1, 2, 3, 4, 5}), values, attrs).strings() ==
          Texts{"0.000000", "nan", "inf", "-0.000000", "1000000015047466219876688855040.000000",
                "123456.789062"});
}

TEST_CASE("CastMap reads numbers") {
  const auto values = string_tensor({3}, {"1.5", " -2", "1e3"});
  require_equal(cast(kKeys, values), tensor<float>({1, 3}, {-2, 1e3f, 1.5f}));
  require_equal(cast(kKeys, values, {{"cast_to", "TO_INT64"}}),
                tensor<int64_t>({1, 3}, {-2, 1000, 1}));
  REQUIRE(cast(kKeys, values, {{"cast_to", "TO_STRING"}}).strings() == Texts{" -2", "1e3", "1.5"});
  REQUIRE_THROWS_WITH(cast(kKeys, string_tensor({3}, {"1", "2", "three"})),
                      Catch::Contains("\"three\" is no number"));
}

TEST_CASE("CastMap's sparse form has values at the places that keys say") {
  const Attrs sparse = {{"map_form", "SPARSE"}, {"max_map", 5}};
  const auto values = tensor<float>({3}, {1, 2, 3});
  require_equal(cast(kKeys, values, sparse), tensor<float>({1, 5}, {0, 2, 0, 3, 0}));
  Attrs texts = sparse;
  texts.emplace_back("cast_to", "TO_STRING");
  REQUIRE(cast(tensor<int64_t>({1}, {3}), tensor<float>({1}, {7}), texts).strings() ==
          Texts{"0.f", "0.f", "0.f", "7.000000", "0.f"});
  require_equal(
      cast(tensor<int64_t>({2}, {1, 0}), tensor<float>({2}, {1, 2}), {{"map_form", "SPARSE"}}),
      tensor<float>({1, 1}, {2}));
  REQUIRE_THROWS_WITH(cast(tensor<int64_t>({2}, {1, -1}), tensor<float>({2}, {1, 2}), sparse),
                      Catch::Contains("the map has the key -1"));
}

TEST_CASE("CastMap refuses other maps, and attributes that mean nothing") {
  const auto values = tensor<float>({3}, {1, 2, 3});
  REQUIRE_THROWS_WITH(cast(tensor<int64_t>({3}, {1, 2, 1}), values),
                      Catch::Contains("the map has the key 1 twice"));
  REQUIRE_THROWS_WITH(cast(string_tensor({3}, {"a", "b", "c"}), values),
                      Catch::Contains("input 0 is string; it must be one of int64"));
  REQUIRE_THROWS_WITH(cast(kKeys, tensor<double>({3}, {1, 2, 3})),
                      Catch::Contains("input 1 is float64"));
  REQUIRE_THROWS_WITH(cast(kKeys, values, {{"map_form", "SPARSE"}, {"max_map", 0}}),
                      Catch::Contains("max_map is 0"));
  REQUIRE_THROWS_WITH(cast(kKeys, values, {{"map_form", "LOOSE"}}),
                      Catch::Contains("map_form is LOOSE"));
  REQUIRE_THROWS_WITH(cast(kKeys, values, {{"cast_to", "FLOAT"}}),
                      Catch::Contains("cast_to is FLOAT"));
}

TEST_CASE("CastEntries has a row of as many numbers as there are entries, or as it is told") {
  const std::vector<InputType> types = {type<int64_t>({-2}), type<float>({-2})};
  REQUIRE(infer("mortise::CastEntries", types).type(0) == "float32[1, #0]");
  REQUIRE(infer("mortise::CastEntries", types, {{"map_form", "SPARSE"}, {"max_map", 9}}).type(0) ==
          "float32[1, 9]");
}

}  // namespace
}  // namespace mortise::ops::testing
