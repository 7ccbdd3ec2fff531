#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;
using Ints = std::vector<int64_t>;
constexpr const char* kVectorizer = "ai.onnx.ml::DictVectorizer";
const Tensor kNames = string_tensor({3}, {"c", "a", "x"});

Tensor vectorized(const Tensor& keys, const Tensor& values, const Attrs& attrs) {
  return run_restructured(kVectorizer, {sequence({keys, values})}, attrs)[0].items[0];
}

TEST_CASE("DictVectorizer gives the values of the vocabulary's terms, zero where there is none") {
  const Attrs attrs = {{"string_vocabulary", Texts{"a", "b", "c"}}};
  require_equal(vectorized(kNames, tensor<float>({3}, {1, 2, 3}), attrs),
                tensor<float>({1, 3}, {2, 0, 1}));
  require_equal(vectorized(kNames, tensor<double>({3}, {1, 2, 3}), attrs),
                tensor<double>({1, 3}, {2, 0, 1}));
  require_equal(vectorized(kNames, tensor<int64_t>({3}, {1, 2, 3}), attrs),
                tensor<int64_t>({1, 3}, {2, 0, 1}));
  require_equal(vectorized(string_tensor({0}, {}), tensor<float>({0}, {}), attrs),
                tensor<float>({1, 3}, {0, 0, 0}));
}

TEST_CASE("DictVectorizer takes numbers as keys and strings as values") {
  const auto y = vectorized(tensor<int64_t>({2}, {5, -1}), string_tensor({2}, {"five", "minus"}),
                            {{"int64_vocabulary", Ints{-1, 3}}});
  REQUIRE(y.shape == Shape{1, 2});
  REQUIRE(y.strings() == Texts{"minus", ""});
}

TEST_CASE("DictVectorizer gives a term's value wherever the vocabulary has it") {
  require_equal(vectorized(tensor<int64_t>({2}, {4, 2}), tensor<float>({2}, {1, 2}),
                           {{"int64_vocabulary", Ints{4, 2, 4}}}),
                tensor<float>({1, 3}, {1, 2, 1}));
}

TEST_CASE("DictVectorizer refuses what is no map, and keys that its vocabulary cannot have") {
  const Attrs attrs = {{"string_vocabulary", Texts{"a"}}};
  const auto values = tensor<float>({2}, {1, 2});
  REQUIRE_THROWS_WITH(run_restructured(kVectorizer, {kNames}, attrs),
                      Catch::Contains("input 0 is a tensor; it must be a sequence"));
  REQUIRE_THROWS_WITH(run_restructured(kVectorizer, {sequence({kNames})}, attrs),
                      Catch::Contains("a map is one of two tensors, keys and values"));
  REQUIRE_THROWS_WITH(vectorized(kNames, values, attrs),
                      Catch::Contains("extents 3 and 2 must be equal"));
  REQUIRE_THROWS_WITH(
      vectorized(tensor<int64_t>({2}, {1, 2}), values, attrs),
      Catch::Contains("keys are int64, and attribute int64_vocabulary has no terms"));
  REQUIRE_THROWS_WITH(vectorized(values, values, attrs), Catch::Contains("float32"));
  REQUIRE_THROWS_WITH(vectorized(string_tensor({2}, {"a", "a"}), values, attrs),
                      Catch::Contains("entries 0 and 1 of the map have the same key"));
  REQUIRE_THROWS_WITH(infer(kVectorizer, {unranked<float>()}),
                      Catch::Contains("must be a sequence"));
}

TEST_CASE("VectorizeEntries has a row of one number for each term") {
  REQUIRE(infer("mortise::VectorizeEntries", {type<mortise_string_t>({-2}), type<double>({-1})},
                {{"string_vocabulary", Texts{"a", "b"}}})
              .type(0) == "float64[1, 2]");
}

}  // namespace
}  // namespace mortise::ops::testing
