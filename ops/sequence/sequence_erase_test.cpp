#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});
const Tensor kTwo = tensor<float>({1}, {3});
const Tensor kThree = tensor<float>({}, {4});
Tensor at(int64_t position) { return tensor<int64_t>({}, {position}); }

TEST_CASE("SequenceErase takes out the last element, or that at a position") {
  const Packed before = sequence({kOne, kTwo, kThree});
  require_equal(run_restructured("SequenceErase", {before})[0].items.at(1), kTwo);
  require_equal(run_restructured("SequenceErase", {before, at(0)})[0].items.at(0), kTwo);
  require_equal(run_restructured("SequenceErase", {before, at(-2)})[0].items.at(1), kThree);
}

TEST_CASE("SequenceErase refuses an empty sequence, and a position beyond the end") {
  REQUIRE_THROWS_WITH(run_restructured("SequenceErase", {sequence({})}),
                      "SequenceErase: the sequence is empty; there is nothing to erase");
  REQUIRE_THROWS_WITH(run_restructured("SequenceErase", {sequence({kOne}), at(1)}),
                      "SequenceErase: position 1 is out of range for a sequence of 1 elements");
}

}  // namespace
}  // namespace mortise::ops::testing
