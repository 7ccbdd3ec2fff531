#include <catch2/catch.hpp>

#include "ops/testing/library.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kX = tensor<float>({2}, {1, 2});

Tensor trips(int64_t count) { return tensor<int64_t>({}, {count}); }
Tensor condition(bool value) { return tensor<bool8>({}, {value}); }

/// (iteration, condition, x) → (condition, x + x, x)
struct Body {
  Body() {
    sdk::Builder b = graph.builder();
    b.input("i", sdk::tensor_type(MORTISE_DTYPE_INT64, {}));
    const sdk::Value going = b.input("going", sdk::tensor_type(MORTISE_DTYPE_BOOL, {}));
    const sdk::Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, kX.shape));
    b.output("on", b.node("Identity", {going}));
    b.output("twice", b.node("Add", {x, x}));
    b.output("before", b.node("Identity", {x}));
  }
  Attrs attrs() { return {{"body", graph.abi()}}; }
  sdk::testing::FakeGraph graph;
};

}  // namespace

TEST_CASE("a short Loop is its iterations, one after the other") {
  Body body;
  const auto outputs = run_restructured("Loop", {trips(3), condition(true), kX}, body.attrs(), 2);
  require_equal(outputs[0].items.at(0), tensor<float>({2}, {8, 16}));
  require_equal(outputs[1].items.at(0), tensor<float>({3, 2}, {1, 2, 2, 4, 4, 8}));
}

TEST_CASE("a Loop that is long, or whose end is not known, is left to the run") {
  Body body;
  CHECK(run_restructured("Loop", {trips(1000), condition(true), kX}, body.attrs(), 2).empty());
  CHECK(run_restructured("Loop", {trips(0), condition(true), kX}, body.attrs(), 2).empty());
  CHECK(run_restructured("Loop", {trips(3), condition(false), kX}, body.attrs(), 2).empty());
  CHECK(run_restructured("Loop", {std::nullopt, condition(true), kX}, body.attrs(), 2).empty());
  Body stops;
  stops.graph.outputs[0].second = stops.graph.builder().node("Not", {stops.graph.inputs[1]});
  CHECK(run_restructured("Loop", {trips(3), condition(true), kX}, stops.attrs(), 2).empty());
}

TEST_CASE("Loop says what its inputs and outputs are") {
  Body body;
  Attrs attrs = body.attrs();
  attrs.emplace_back("captures", 1);
  OneNode one("Loop", {constant(trips(3)), absent(), type<float>({2}), type<float>({3})}, attrs, 2);
  mortise_loop_t loop{};
  std::vector<mortise_loop_port_t> inputs(4), outputs(2);
  sdk::check(one.op.abi()->loop(one.op.abi(), one.node(), &loop, inputs.data(), outputs.data()));
  CHECK(sdk::to_view(loop.body) == "body");
  CHECK(loop.flags == (MORTISE_LOOP_BODY_TAKES_ITERATION | MORTISE_LOOP_BODY_HAS_CONDITION));
  const auto roles = [](const std::vector<mortise_loop_port_t>& ports) {
    std::vector<uint32_t> all;
    for (const mortise_loop_port_t& port : ports) all.push_back(port.role);
    return all;
  };
  CHECK(roles(inputs) == std::vector<uint32_t>{MORTISE_LOOP_TRIP_COUNT, MORTISE_LOOP_CONDITION,
                                               MORTISE_LOOP_CARRIED, MORTISE_LOOP_CAPTURED});
  CHECK(roles(outputs) == std::vector<uint32_t>{MORTISE_LOOP_CARRIED, MORTISE_LOOP_STACKED});
}

TEST_CASE("Loop keeps the dtype of what it carries") {
  Body body;
  CHECK(infer("Loop", {absent(), absent(), type<float>({2})}, body.attrs(), 2).type(0) ==
        "float32[*]");
}

}  // namespace mortise::ops::testing
