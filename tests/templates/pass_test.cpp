// The template of a pass: what it takes out, what it leaves, and that a second run finds nothing to do.
#include <mortise/abi/pass.h>

#include <limits>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "tests/templates/instance.hpp"

namespace mortise::tests {
namespace {

using sdk::Value;
using sdk::testing::FakeGraph;

class PassRun {
 public:
  bool operator()(FakeGraph& graph, bool exact = true, const std::string& keep = {}) const {
    mortise_string_t kept = sdk::to_abi(keep);
    std::vector<mortise_attribute_t> items(2);
    for (mortise_attribute_t& item : items) item.struct_size = sizeof(item);
    items[0].name = sdk::to_abi("exact");
    items[0].kind = MORTISE_ATTRIBUTE_INT;
    items[0].int_value = exact ? 1 : 0;
    items[1].name = sdk::to_abi("keep");
    items[1].kind = MORTISE_ATTRIBUTE_STRINGS;
    items[1].count = keep.empty() ? 0 : 1;
    items[1].strings = &kept;
    const mortise_options_t options = {sizeof(options), items.size(), items.data()};
    const mortise_pass_context_t context = {sizeof(context), graph.abi(), FakeGraph::view_table(),
                                            FakeGraph::edit_table(), &options};
    uint32_t changed = 2;
    const Outcome outcome(instance_.table->run(instance_.plugin, 0, &context, &changed));
    INFO(outcome.message);
    REQUIRE(outcome.code == 0);
    return changed == 1;
  }
  const mortise_pass_description_t& description() const {
    return *instance_.table->describe(instance_.plugin, 0);
  }

 private:
  sdk::testing::FakeHost host_;
  Instance<mortise_pass_interface_t> instance_{host_.table()};
};

// y = Relu(x) / c
void add_division(FakeGraph& graph, const std::vector<float>& c) {
  sdk::Builder b = graph.builder();
  const Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {2, 2}));
  const sdk::Shape shape = {static_cast<int64_t>(c.size())};
  const Value divisor = b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, c.data()));
  b.output("y", b.node("Div", {b.node("Relu", {x}), divisor}));
}

}  // namespace

TEST_CASE("template pass: Identity nodes go, but for those that are to stay") {
  const PassRun run;
  FakeGraph graph;
  sdk::Builder b = graph.builder();
  const Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {2}));
  const Value first = b.nodes("Identity", {x}, 1, {}, "", 0, "stays")[0];
  b.output("y", b.node("Identity", {b.node("Relu", {b.node("Identity", {first})})}));
  CHECK(run(graph, true, "stays"));
  CHECK(graph.ops() == "Identity Relu");
  CHECK_FALSE(run(graph, true, "stays"));
  CHECK(run(graph));
  CHECK(graph.ops() == "Relu");
  CHECK_FALSE(run(graph));
}

TEST_CASE("template pass: a division becomes a multiplication where that is exact") {
  const PassRun run;
  for (const std::vector<float>& exact :
       std::vector<std::vector<float>>{{2}, {-0.25F, 1}, {0x1p126F, 0x1p-126F}}) {
    FakeGraph graph;
    add_division(graph, exact);
    CHECK(run(graph));
    CHECK(graph.ops() == "Relu Mul");
    CHECK_FALSE(run(graph));
  }
  constexpr float kInf = std::numeric_limits<float>::infinity();
  for (const std::vector<float>& inexact : std::vector<std::vector<float>>{{3}, {2, 10}}) {
    FakeGraph graph;
    add_division(graph, inexact);
    CHECK_FALSE(run(graph));
    CHECK(run(graph, false));
    CHECK(graph.ops() == "Relu Mul");
    CHECK_FALSE(run(graph, false));
  }
  for (const std::vector<float>& never :
       std::vector<std::vector<float>>{{0}, {kInf}, {kInf - kInf}, {0x1p-149F}, {0x1p127F}, {}}) {
    FakeGraph graph;
    add_division(graph, never);
    CHECK_FALSE(run(graph, false));
    CHECK(graph.ops() == "Relu Div");
  }
}

TEST_CASE("template pass: what it does not know, it leaves alone") {
  const PassRun run;
  FakeGraph graph;
  sdk::Builder b = graph.builder();
  const Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {2}));
  const Value y = b.nodes("Identity", {x}, 1, {}, "other")[0];
  b.output("y", b.node("Div", {y, x}));
  CHECK_FALSE(run(graph));
  CHECK(run.description().flags == (MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED));
}

}  // namespace mortise::tests
