#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});
const Tensor kTwo = tensor<float>({1}, {3});
const Tensor kThree = tensor<float>({}, {4});
Tensor at(int64_t position) { return tensor<int64_t>({}, {position}); }

TEST_CASE("SequenceConstruct makes a sequence of its inputs") {
  const auto outputs = run_restructured("SequenceConstruct", {kOne, kTwo, kThree});
  REQUIRE(outputs[0].kind == MORTISE_VALUE_SEQUENCE);
  REQUIRE(outputs[0].items.size() == 3);
  require_equal(outputs[0].items[0], kOne);
  require_equal(outputs[0].items[2], kThree);
}

TEST_CASE("SequenceConstruct refuses tensors of differing dtypes, and sequences") {
  REQUIRE_THROWS_WITH(run_restructured("SequenceConstruct", {kOne, at(1)}),
                      Catch::Contains("inputs 0 and 1 have dtypes float32 and int64"));
  REQUIRE_THROWS_WITH(run_restructured("SequenceConstruct", {sequence({kOne})}),
                      Catch::Contains("input 0 is a sequence; it must be a tensor"));
}

}  // namespace
}  // namespace mortise::ops::testing
