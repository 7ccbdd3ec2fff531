#include "tools/mortise/summary.hpp"

#include <cmath>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using mortise::Tensor;
using mortise::cli::summarise;
using mortise::cli::Summary;

TEST_CASE("a summary tells range, mean and the first elements") {
  const Summary summary = summarise(Tensor::from(std::vector<float>{3, -1, 4, 2}, {2, 2}), 2);
  CHECK(summary.elements == 4);
  CHECK(summary.minimum == -1);
  CHECK(summary.maximum == 4);
  CHECK(summary.mean == 2);
  CHECK(summary.first == std::vector<double>{3, -1});
  CHECK(to_text(summary) == "min -1  max 4  mean 2  [3, -1, …]");
}

TEST_CASE("NaN is counted and left out of the range") {
  const Summary summary = summarise(Tensor::from(std::vector<double>{NAN, 5, NAN}, {3}), 8);
  CHECK(summary.nan_count == 2);
  CHECK(summary.minimum == 5);
  CHECK(to_text(summary) == "min 5  max 5  mean 5  NaN 2  [nan, 5, nan]");
  CHECK(to_json(summary)["first"].dump() == "[null,5.0,null]");
}

TEST_CASE("empty tensors and single elements are told as they are") {
  CHECK(to_text(summarise(Tensor::from(std::vector<int64_t>{}, {0}), 8)) == "[]");
  CHECK(to_text(summarise(Tensor::from(std::vector<int64_t>{7}, {}), 8)) == "[7]");
}

TEST_CASE("strings are quoted") {
  const std::vector<mortise_string_t> texts = {{"ab", 2}, {"c", 1}};
  const Summary summary = summarise(Tensor::from(texts, {2}), 8);
  CHECK(to_text(summary) == "[\"ab\", \"c\"]");
  CHECK(to_json(summary)["first"].dump() == "[\"ab\",\"c\"]");
}
