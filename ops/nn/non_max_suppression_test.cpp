#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// Two pairs that overlap, and one that stands alone.
const auto kBoxes = tensor<float>({1, 6, 4}, {0, 0,  1, 1,  0, 0.1f,  1, 1.1f,  0, -0.1f, 1, 0.9f,
                                              0, 10, 1, 11, 0, 10.1f, 1, 11.1f, 0, 100,   1, 101});
const auto kScores = tensor<float>({1, 1, 6}, {0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f});

Tensor most(int64_t count) { return tensor<int64_t>({}, {count}); }
Tensor number(float value) { return tensor<float>({1}, {value}); }

std::vector<int64_t> select(const Inputs& inputs, const Attrs& attrs = {}) {
  return run("NonMaxSuppression", inputs, attrs)[0].ints();
}

TEST_CASE("NonMaxSuppression takes the best box and drops what overlaps it") {
  REQUIRE(select({kBoxes, kScores, most(3), number(0.5f), number(0)}) ==
          std::vector<int64_t>{0, 0, 3, 0, 0, 0, 0, 0, 5});
  REQUIRE(select({kBoxes, kScores, most(2), number(0.5f), number(0)}) ==
          std::vector<int64_t>{0, 0, 3, 0, 0, 0});
  REQUIRE(select({kBoxes, kScores, most(3), number(0.5f), number(0.4f)}) ==
          std::vector<int64_t>{0, 0, 3, 0, 0, 0});
}

TEST_CASE("NonMaxSuppression selects nothing unless it is told how many") {
  REQUIRE(select({kBoxes, kScores}).empty());
  REQUIRE(select({kBoxes, kScores, most(-1)}).empty());
}

TEST_CASE("NonMaxSuppression takes corners in any order, and centres with sizes") {
  const auto flipped = tensor<float>({1, 2, 4}, {1, 1, 0, 0, 0, 0.1f, 1, 1.1f});
  const auto scores = tensor<float>({1, 1, 2}, {0.5f, 0.6f});
  REQUIRE(select({flipped, scores, most(2), number(0.5f)}) == std::vector<int64_t>{0, 0, 1});
  const auto centred = tensor<float>({1, 2, 4}, {0.5f, 0.5f, 1, 1, 0.6f, 0.5f, 1, 1});
  REQUIRE(select({centred, scores, most(2), number(0.5f)}, {{"center_point_box", 1}}) ==
          std::vector<int64_t>{0, 0, 1});
}

TEST_CASE("NonMaxSuppression selects for each class of each image") {
  const auto boxes = tensor<float>({2, 1, 4}, {0, 0, 1, 1, 0, 0, 1, 1});
  const auto scores = tensor<float>({2, 2, 1}, {0.5f, 0.6f, 0.1f, 0.7f});
  REQUIRE(select({boxes, scores, most(9), number(0.5f), number(0.2f)}) ==
          std::vector<int64_t>{0, 0, 0, 0, 1, 0, 1, 1, 0});
}

TEST_CASE("NonMaxSuppression selects no box whose score is no number") {
  const auto boxes = tensor<float>({1, 2, 4}, {0, 0, 1, 1, NAN, 0, 1, 1});
  const auto scores = tensor<float>({1, 1, 2}, {NAN, 1});
  REQUIRE(select({boxes, scores, most(2), number(0.5f)}) == std::vector<int64_t>{0, 0, 1});
}

TEST_CASE("NonMaxSuppression knows a bound where it knows the shapes") {
  const std::vector<InputType> inputs = {type<float>({2, 50, 4}), type<float>({2, 3, 50}),
                                         constant(most(7))};
  REQUIRE(infer("NonMaxSuppression", inputs).type(0) == "int64[<=42, 3]");
  REQUIRE(infer("NonMaxSuppression",
                {type<float>({2, -2, 4}), type<float>({2, 3, -2}), type<int64_t>({})})
              .type(0) == "int64[?, 3]");
  REQUIRE_THROWS_WITH(infer("NonMaxSuppression", {type<float>({2, 5, 4}), type<float>({2, 3, 6})}),
                      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
