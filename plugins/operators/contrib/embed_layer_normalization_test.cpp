#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::EmbedLayerNormalization";
const auto kIds = tensor<int32_t>({2, 3}, {4, 0, 2, 1, 1, 3});
const auto kSegmentIds = tensor<int32_t>({2, 3}, {0, 1, 1, 0, 0, 1});
const auto kWords = random({5, 4}, 1), kPositions = random({6, 4}, 2),
           kSegments = random({2, 4}, 3), kGamma = random({4}, 4), kBeta = random({4}, 5);

// The sum of embeddings at the given positions.
Doubles embedded(const std::vector<int64_t>& positions, bool has_segments) {
  Doubles sum;
  for (size_t token = 0; token < 6; ++token) {
    for (size_t i = 0; i < 4; ++i) {
      const auto row = [&](const Tensor& table, int64_t index) {
        return table.doubles()[static_cast<size_t>(index) * 4 + i];
      };
      sum.push_back(row(kWords, kIds.ints()[token]) + row(kPositions, positions[token]) +
                    (has_segments ? row(kSegments, kSegmentIds.ints()[token]) : 0));
    }
  }
  return sum;
}

TEST_CASE("EmbedLayerNormalization adds embeddings and counts the mask") {
  const auto mask = tensor<int32_t>({2, 3}, {1, 1, 0, 1, 1, 1});
  const auto y = run_decomposed(
      kOp, {kIds, kSegmentIds, kWords, kPositions, kSegments, kGamma, kBeta, mask}, {}, 3);
  const Doubles sum = embedded({0, 1, 2, 0, 1, 2}, true);
  require_close(y[0], layer_norm(sum, 4, kGamma.doubles(), kBeta.doubles(), 1e-12), 1e-5);
  REQUIRE(y[1].ints() == std::vector<int64_t>{2, 3});
  require_close(y[2], sum, 1e-6);
}

TEST_CASE("EmbedLayerNormalization takes positions, and does without segments and mask") {
  const auto positions = tensor<int32_t>({2, 3}, {5, 4, 3, 0, 0, 1});
  const auto y = run_decomposed(kOp,
                                {kIds, std::nullopt, kWords, kPositions, std::nullopt, kGamma,
                                 kBeta, std::nullopt, positions},
                                {}, 3);
  require_close(y[2], embedded({5, 4, 3, 0, 0, 1}, false), 1e-6);
  REQUIRE(y[1].ints() == std::vector<int64_t>{0, 0});
}

TEST_CASE("EmbedLayerNormalization refuses more tokens than there are positions") {
  REQUIRE_THROWS_WITH(
      infer(kOp, {type<int32_t>({1, 7}), absent(), type<float>({5, 4}), type<float>({6, 4}),
                  absent(), type<float>({4}), type<float>({4})}),
      Catch::Contains("input_ids has 7 positions, and position_embedding 6"));
}

}  // namespace
}  // namespace mortise::contrib
