#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// Attention over the tokens of one sequence, written down from the definition.
std::vector<double> attention(const std::vector<double>& query,
                              const std::vector<std::vector<double>>& keys,
                              const std::vector<std::vector<double>>& values, double scale) {
  std::vector<double> weights;
  double total = 0;
  for (const auto& key : keys) {
    double dot = 0;
    for (size_t i = 0; i < query.size(); ++i) dot += query[i] * key[i];
    weights.push_back(std::exp(dot * scale));
    total += weights.back();
  }
  std::vector<double> result(values[0].size(), 0);
  for (size_t token = 0; token < values.size(); ++token) {
    for (size_t i = 0; i < result.size(); ++i)
      result[i] += weights[token] / total * values[token][i];
  }
  return result;
}

// Row `slot` of head `head` in pages [_, 2, heads, 2].
std::vector<double> row(const Tensor& pages, int64_t slot, int64_t head) {
  const auto all = pages.doubles();
  const auto at = static_cast<size_t>((slot * pages.shape[2] + head) * 2);
  return {all[at], all[at + 1]};
}

TEST_CASE("PagedAttention follows the page tables of sequences of unequal lengths") {
  const auto keys = random_tensor(MORTISE_DTYPE_FLOAT32, {4, 2, 1, 2}, -1, 1, 1);
  const auto values = random_tensor(MORTISE_DTYPE_FLOAT32, {4, 2, 1, 2}, -1, 1, 2);
  const auto query = random_tensor(MORTISE_DTYPE_FLOAT32, {3, 1, 2}, -1, 1, 3);
  // Three tokens in pages 2 and 0, one in page 3, none.
  const auto table = tensor<int64_t>({3, 2}, {2, 0, 3, -1, -1, -1});
  const auto result = run("mortise::PagedAttention",
                          {query, keys, values, table, tensor<int64_t>({3}, {3, 1, 0})})[0];
  const auto q = query.doubles();
  auto expected =
      attention({q[0], q[1]}, {row(keys, 4, 0), row(keys, 5, 0), row(keys, 0, 0)},
                {row(values, 4, 0), row(values, 5, 0), row(values, 0, 0)}, 1 / std::sqrt(2.0));
  const auto single = row(values, 6, 0);
  expected.insert(expected.end(), {single[0], single[1], 0, 0});
  require_close(result, expected, 1e-6);
}

TEST_CASE("PagedAttention shares each key head among query heads, and takes a scale") {
  const auto keys = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 2, 2, 2}, -1, 1, 1);
  const auto values = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 2, 2, 2}, -1, 1, 2);
  const auto query = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 4, 2}, -1, 1, 3);
  const auto result =
      run("mortise::PagedAttention",
          {query, keys, values, tensor<int64_t>({1, 1}, {0}), tensor<int64_t>({1}, {2})},
          {{"scale", 0.5}})[0];
  const auto q = query.doubles();
  std::vector<double> expected;
  for (int64_t head = 0; head < 4; ++head) {
    const auto at = static_cast<size_t>(head * 2);
    const int64_t shared = head / 2;
    const auto one = attention({q[at], q[at + 1]}, {row(keys, 0, shared), row(keys, 1, shared)},
                               {row(values, 0, shared), row(values, 1, shared)}, 0.5);
    expected.insert(expected.end(), one.begin(), one.end());
  }
  require_close(result, expected, 1e-6);
}

TEST_CASE("PagedAttention refuses pages and lengths that are not there") {
  const auto pages = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 2, 1, 2});
  const auto query = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 1, 2});
  const auto with = [&](int64_t page, int64_t length) {
    return run("mortise::PagedAttention", {query, pages, pages, tensor<int64_t>({1, 1}, {page}),
                                           tensor<int64_t>({1}, {length})});
  };
  REQUIRE_THROWS_WITH(with(2, 1), Catch::Contains("page 2 of sequence 0 is out of range"));
  REQUIRE_THROWS_WITH(with(-1, 1), Catch::Contains("page -1"));
  REQUIRE_THROWS_WITH(with(0, 3), Catch::Contains("length 3 of sequence 0 is out of range"));
  REQUIRE_THROWS_WITH(with(0, -1), Catch::Contains("length -1"));
}

TEST_CASE("PagedAttention infers its shape, and refuses inputs that do not fit") {
  const auto inferred = [](InputType query, InputType keys, InputType values) {
    return infer("mortise::PagedAttention",
                 {query, keys, values, type<int64_t>({-2, 4}), type<int64_t>({-2})})
        .type(0);
  };
  REQUIRE(inferred(type<float>({-2, 8, 64}), type<float>({16, 32, 2, 64}),
                   type<float>({16, 32, 2, 48})) == "float32[#0, 8, 48]");
  REQUIRE_THROWS_WITH(inferred(type<float>({-2, 3, 64}), type<float>({16, 32, 2, 64}),
                               type<float>({16, 32, 2, 64})),
                      Catch::Contains("3 query heads cannot share 2 key heads evenly"));
  REQUIRE_THROWS_WITH(inferred(type<float>({-2, 2, 63}), type<float>({16, 32, 2, 64}),
                               type<float>({16, 32, 2, 64})),
                      Catch::Contains("extents 63 and 64 must be equal"));
  REQUIRE_THROWS_WITH(inferred(type<float>({-2, 2, 64}), type<double>({16, 32, 2, 64}),
                               type<double>({16, 32, 2, 64})),
                      Catch::Contains("must be equal"));
}

TEST_CASE("PagedAttention reads the sequences that a piece needs") {
  const auto pages_of = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 2, 1, 2});
  REQUIRE(pieces("mortise::PagedAttention",
                 {random_tensor(MORTISE_DTYPE_FLOAT32, {3, 1, 2}), pages_of, pages_of,
                  tensor<int64_t>({3, 1}, {0, 1, 0}), tensor<int64_t>({3}, {1, 1, 1})},
                 0, 1,
                 3) == std::vector<std::string>{"[1,3)@0", "whole", "whole", "[1,3)@0", "[1,3)@0"});
}

}  // namespace
}  // namespace mortise::ops::testing
