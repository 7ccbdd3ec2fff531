#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});
const Tensor kTwo = tensor<float>({1}, {3});
Tensor at(int64_t position) { return tensor<int64_t>({}, {position}); }

TEST_CASE("SequenceLength counts") {
  require_equal(run_restructured("SequenceLength", {sequence({kOne, kTwo})})[0].items.at(0), at(2));
  require_equal(run_restructured("SequenceLength", {sequence({})})[0].items.at(0), at(0));
}

TEST_CASE("SequenceLength is an int64, and refuses a tensor") {
  const InputType unknown{MORTISE_DTYPE_UNDEFINED, false, {}, nullptr};
  REQUIRE(infer("SequenceLength", {unknown}).type(0) == "int64[]");
  REQUIRE_THROWS_WITH(infer("SequenceLength", {type<float>({2})}),
                      "SequenceLength: input 0 is a tensor; it must be a sequence");
}

}  // namespace
}  // namespace mortise::ops::testing
