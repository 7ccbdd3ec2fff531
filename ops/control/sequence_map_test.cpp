#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"
#include "plugin-sdk/testing/fake_graph.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});
const Tensor kTwo = tensor<float>({2}, {3, 4});

/// (a, b) → a + b
struct Body {
  Body() {
    sdk::Builder b = graph.builder();
    const mortise_type_t type = sdk::tensor_type(MORTISE_DTYPE_FLOAT32, kOne.shape);
    const sdk::Value left = b.input("a", type);
    b.output("sum", b.node("Add", {left, b.input("b", type)}));
  }
  Attrs attrs() { return {{"body", graph.abi()}}; }
  sdk::testing::FakeGraph graph;
};

}  // namespace

TEST_CASE("SequenceMap applies its body to each element, with a tensor that is the same for all") {
  Body body;
  const auto sums =
      run_restructured("SequenceMap", {sequence({kOne, kTwo}), kTwo}, body.attrs())[0];
  REQUIRE(sums.kind == MORTISE_VALUE_SEQUENCE);
  REQUIRE(sums.items.size() == 2);
  require_equal(sums.items[0], tensor<float>({2}, {4, 6}));
  require_equal(sums.items[1], tensor<float>({2}, {6, 8}));
}

TEST_CASE("SequenceMap takes elements of several sequences together") {
  Body body;
  const auto sums = run_restructured(
      "SequenceMap", {sequence({kOne, kTwo}), sequence({kTwo, kTwo})}, body.attrs())[0];
  require_equal(sums.items.at(1), tensor<float>({2}, {6, 8}));
  REQUIRE(run_restructured("SequenceMap", {sequence({}), kOne}, body.attrs())[0].items.empty());
}

TEST_CASE("SequenceMap refuses sequences of differing lengths, and bodies that do not fit") {
  Body body;
  REQUIRE_THROWS_WITH(
      run_restructured("SequenceMap", {sequence({kOne}), sequence({kOne, kTwo})}, body.attrs()),
      Catch::Contains("input 1 has 2 elements, but input 0 1"));
  REQUIRE_THROWS_WITH(run_restructured("SequenceMap", {sequence({kOne})}, body.attrs()),
                      Catch::Contains("the body takes 2 inputs, but gets 1"));
  REQUIRE_THROWS_WITH(run_restructured("SequenceMap", {sequence({kOne}), kOne}, body.attrs(), 2),
                      "SequenceMap: the body has 1 outputs, but the node 2");
  REQUIRE_THROWS_WITH(run_restructured("SequenceMap", {kOne, kOne}, body.attrs()),
                      "SequenceMap: input 0 is a tensor; it must be a sequence");
}

}  // namespace mortise::ops::testing
