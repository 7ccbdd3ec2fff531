#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::NGramRepeatBlock";
constexpr double kNone = -std::numeric_limits<double>::infinity();

TEST_CASE("NGramRepeatBlock hides tokens that would repeat a sequence") {
  const auto ids = tensor<int64_t>({2, 5}, {1, 2, 0, 1, 2, 0, 0, 0, 0, 0});
  const auto scores = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_close(run(kOp, {ids, scores}, {{"ngram_size", 3}})[0], {kNone, 2, 3, kNone, 5, 6}, 0);
  require_close(run(kOp, {ids, scores}, {{"ngram_size", 1}})[0], {kNone, kNone, kNone, kNone, 5, 6},
                0);
  require_close(run(kOp, {ids, scores}, {{"ngram_size", 6}})[0], {1, 2, 3, 4, 5, 6}, 0);
}

TEST_CASE("NGramRepeatBlock refuses tokens that have no score") {
  REQUIRE_THROWS_WITH(run(kOp, {tensor<int64_t>({1, 1}, {3}), tensor<float>({1, 3}, {1, 2, 3})},
                          {{"ngram_size", 1}}),
                      Catch::Contains("input_ids has 3, but there are scores of 3 tokens"));
}

}  // namespace
}  // namespace mortise::contrib
