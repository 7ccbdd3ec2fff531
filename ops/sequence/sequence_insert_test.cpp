#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});
const Tensor kTwo = tensor<float>({1}, {3});
const Tensor kThree = tensor<float>({}, {4});
Tensor at(int64_t position) { return tensor<int64_t>({}, {position}); }

TEST_CASE("SequenceInsert adds at the end, or before a position") {
  const Packed before = sequence({kOne, kTwo});
  require_equal(run_restructured("SequenceInsert", {before, kThree})[0].items.at(2), kThree);
  require_equal(run_restructured("SequenceInsert", {before, kThree, at(0)})[0].items.at(0), kThree);
  require_equal(run_restructured("SequenceInsert", {before, kThree, at(-1)})[0].items.at(1),
                kThree);
  require_equal(run_restructured("SequenceInsert", {before, kThree, at(2)})[0].items.at(2), kThree);
}

TEST_CASE("SequenceInsert refuses a position beyond the end, and another dtype") {
  REQUIRE_THROWS_WITH(run_restructured("SequenceInsert", {sequence({kOne}), kTwo, at(2)}),
                      "SequenceInsert: position 2 is out of range for a sequence of 1 elements");
  REQUIRE_THROWS_WITH(run_restructured("SequenceInsert", {sequence({kOne}), at(2)}),
                      Catch::Contains("elements of float32, the tensor is int64"));
}

TEST_CASE("SequenceInsert needs the position's value") {
  REQUIRE(structural_needs("SequenceInsert", {sequence({kOne}), kTwo, at(0)}) ==
          std::vector<uint64_t>{2});
}

}  // namespace
}  // namespace mortise::ops::testing
