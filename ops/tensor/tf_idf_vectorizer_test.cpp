#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

// 2, 3, 5, 4 and the pairs 5 6, 7 8, 6 7, which count in the order 6 5 4 at the end.
Attrs attributes(const char* mode, int64_t skipped, int64_t shortest = 1) {
  return {{"mode", mode},
          {"max_skip_count", skipped},
          {"min_gram_length", shortest},
          {"max_gram_length", 2},
          {"ngram_counts", Ints{0, 4}},
          {"ngram_indexes", Ints{0, 1, 2, 3, 6, 5, 4}},
          {"pool_int64s", Ints{2, 3, 5, 4, 5, 6, 7, 8, 6, 7}},
          {"weights", std::vector<double>{1, 1, 0.5, 1, 2, 3, 4}}};
}

const auto kText = tensor<int32_t>({7}, {5, 5, 6, 1, 7, 9, 8});

TEST_CASE("TfIdfVectorizer counts tokens, and pairs of neighbours") {
  REQUIRE(run("TfIdfVectorizer", {kText}, attributes("TF", 0))[0].doubles() ==
          std::vector<double>{0, 0, 2, 0, 0, 0, 1});
}

TEST_CASE("TfIdfVectorizer counts pairs with gaps, and tokens once all the same") {
  REQUIRE(run("TfIdfVectorizer", {kText}, attributes("TF", 1))[0].doubles() ==
          std::vector<double>{0, 0, 2, 0, 1, 1, 2});
  REQUIRE(run("TfIdfVectorizer", {kText}, attributes("TF", 1, 2))[0].doubles() ==
          std::vector<double>{0, 0, 0, 0, 1, 1, 2});
}

TEST_CASE("TfIdfVectorizer weighs what is there, or how often") {
  REQUIRE(run("TfIdfVectorizer", {kText}, attributes("IDF", 1))[0].doubles() ==
          std::vector<double>{0, 0, 0.5, 0, 4, 3, 2});
  REQUIRE(run("TfIdfVectorizer", {kText}, attributes("TFIDF", 1))[0].doubles() ==
          std::vector<double>{0, 0, 1, 0, 4, 3, 4});
}

TEST_CASE("TfIdfVectorizer has a row for each row") {
  const auto x = tensor<int64_t>({2, 2}, {5, 6, 3, 3});
  const auto y = run("TfIdfVectorizer", {x}, attributes("TF", 5))[0];
  REQUIRE(y.shape == Shape{2, 7});
  REQUIRE(y.doubles() == std::vector<double>{0, 0, 1, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0});
}

TEST_CASE("TfIdfVectorizer checks its pool") {
  Attrs wrong = attributes("TF", 0);
  wrong[4] = {"ngram_counts", Ints{0, 5}};
  REQUIRE_THROWS_WITH(infer("TfIdfVectorizer", {type<int64_t>({3})}, wrong),
                      Catch::Contains("ngram_counts"));
  wrong = attributes("TF", 0);
  wrong[5] = {"ngram_indexes", Ints{0, 1}};
  REQUIRE_THROWS_WITH(infer("TfIdfVectorizer", {type<int64_t>({3})}, wrong),
                      Catch::Contains("2 indexes"));
  REQUIRE_THROWS_WITH(infer("TfIdfVectorizer", {type<int64_t>({3})}, attributes("BM25", 0)),
                      Catch::Contains("mode is BM25"));
  REQUIRE(infer("TfIdfVectorizer", {type<int64_t>({-2, 3})}, attributes("TF", 0)).type(0) ==
          "float32[#0, 7]");
}

TEST_CASE("TfIdfVectorizer counts strings as it counts numbers") {
  const Attrs attrs = {{"mode", "TF"},
                       {"max_skip_count", 0},
                       {"min_gram_length", 1},
                       {"max_gram_length", 2},
                       {"ngram_counts", Ints{0, 2}},
                       {"ngram_indexes", Ints{0, 1, 2}},
                       {"pool_strings", std::vector<std::string>{"a", "b", "a", "b"}}};
  const auto text = string_tensor({5}, {"b", "a", "b", "c", "a"});
  REQUIRE(run("TfIdfVectorizer", {text}, attrs)[0].doubles() == std::vector<double>{2, 2, 1});
  REQUIRE_THROWS_WITH(run("TfIdfVectorizer", {kText}, attrs),
                      Catch::Contains("it must be one of string"));
}

}  // namespace
}  // namespace mortise::ops::testing
