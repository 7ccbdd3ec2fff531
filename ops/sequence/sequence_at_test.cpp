#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});
const Tensor kTwo = tensor<float>({1}, {3});
const Tensor kThree = tensor<float>({}, {4});
Tensor at(int64_t position) { return tensor<int64_t>({}, {position}); }

TEST_CASE("SequenceAt takes the element at a position") {
  const Packed before = sequence({kOne, kTwo, kThree});
  require_equal(run_restructured("SequenceAt", {before, at(1)})[0].items.at(0), kTwo);
  require_equal(run_restructured("SequenceAt", {before, at(-3)})[0].items.at(0), kOne);
}

TEST_CASE("SequenceAt refuses a position out of range, and what is no sequence") {
  REQUIRE_THROWS_WITH(run_restructured("SequenceAt", {sequence({kOne}), at(-2)}),
                      "SequenceAt: position -2 is out of range for a sequence of 1 elements");
  REQUIRE_THROWS_WITH(run_restructured("SequenceAt", {kOne, at(0)}),
                      "SequenceAt: input 0 is a tensor; it must be a sequence");
  REQUIRE_THROWS_WITH(run_restructured("SequenceAt", {sequence({kOne}), kOne}),
                      Catch::Contains("input 1 is float32"));
}

TEST_CASE("SequenceAt needs the position's value") {
  REQUIRE(structural_needs("SequenceAt", {sequence({kOne}), at(0)}) == std::vector<uint64_t>{1});
}

}  // namespace
}  // namespace mortise::ops::testing
