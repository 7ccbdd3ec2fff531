#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("SequenceEmpty makes a sequence of nothing") {
  const auto outputs = run_restructured("SequenceEmpty", {}, {{"dtype", MORTISE_DTYPE_INT64}});
  REQUIRE(outputs[0].kind == MORTISE_VALUE_SEQUENCE);
  REQUIRE(outputs[0].items.empty());
}

TEST_CASE("SequenceEmpty refuses what is no dtype") {
  REQUIRE_THROWS_WITH(infer("SequenceEmpty", {}, {{"dtype", 77}}),
                      "SequenceEmpty: attribute dtype is 77, which is no dtype of tensors");
}

}  // namespace
}  // namespace mortise::ops::testing
