#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"
#include "plugin-sdk/testing/fake_graph.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kX = tensor<float>({2}, {-1, 2});

/// A branch that applies an operator to what it captures.
class Branch {
 public:
  explicit Branch(std::string_view op) {
    sdk::Builder b = graph_.builder();
    b.output("y", b.node(op, {b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, kX.shape))}));
  }
  mortise_graph_t* get() { return graph_.abi(); }

 private:
  sdk::testing::FakeGraph graph_;
};

Tensor condition(bool value) { return tensor<bool8>({}, {value}); }

struct Branches {
  Branch then_branch{"Neg"}, else_branch{"Abs"};
  Attrs attrs() {
    return {
        {"then_branch", then_branch.get()}, {"else_branch", else_branch.get()}, {"captures", 1}};
  }
};

}  // namespace

TEST_CASE("If is the branch that the condition says") {
  Branches branches;
  require_equal(run_restructured("If", {condition(true), kX}, branches.attrs())[0].items.at(0),
                tensor<float>({2}, {1, -2}));
  require_equal(run_restructured("If", {condition(false), kX}, branches.attrs())[0].items.at(0),
                tensor<float>({2}, {1, 2}));
}

TEST_CASE("If needs the condition's value") {
  Branches branches;
  REQUIRE(structural_needs("If", {condition(true), kX}, branches.attrs()) ==
          std::vector<uint64_t>{0});
}

TEST_CASE("If refuses a condition that is none, and branches that do not fit") {
  Branches branches;
  REQUIRE_THROWS_WITH(run_restructured("If", {kX, kX}, branches.attrs()),
                      Catch::Contains("input 0 is float32; it must be one of bool"));
  REQUIRE_THROWS_WITH(run_restructured("If", {condition(true)}, branches.attrs()),
                      Catch::Contains("1 inputs for a condition and 1 captures"));
  REQUIRE_THROWS_WITH(run_restructured("If", {condition(true), kX}, branches.attrs(), 2),
                      "If: then_branch has 1 outputs, but the node 2");
  REQUIRE_THROWS_WITH(
      run_restructured("If", {condition(true), kX}, {{"then_branch", branches.then_branch.get()}}),
      "If: attribute else_branch is missing");
}

}  // namespace mortise::ops::testing
