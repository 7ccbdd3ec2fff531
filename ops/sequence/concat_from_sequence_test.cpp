#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});

TEST_CASE("ConcatFromSequence joins along an axis, or along a new one") {
  const Packed rows = sequence({kOne, tensor<float>({2}, {5, 6})});
  require_equal(run_restructured("ConcatFromSequence", {rows}, {{"axis", 0}})[0].items.at(0),
                tensor<float>({4}, {1, 2, 5, 6}));
  require_equal(
      run_restructured("ConcatFromSequence", {rows}, {{"axis", -1}, {"new_axis", 1}})[0].items.at(
          0),
      tensor<float>({2, 2}, {1, 5, 2, 6}));
}

TEST_CASE("ConcatFromSequence refuses an empty sequence") {
  REQUIRE_THROWS_WITH(run_restructured("ConcatFromSequence", {sequence({})}, {{"axis", 0}}),
                      "ConcatFromSequence: the sequence is empty; there is nothing to concatenate");
  REQUIRE_THROWS_WITH(
      run_restructured("ConcatFromSequence", {sequence({kOne})}, {{"axis", 0}, {"new_axis", 2}}),
      "ConcatFromSequence: attribute new_axis is 2, not 0 or 1");
}

}  // namespace
}  // namespace mortise::ops::testing
