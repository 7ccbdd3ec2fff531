#include "core/graph/graph.hpp"

#include <algorithm>
#include <random>
#include <set>

#include "core/graph/compare.hpp"
#include "core/graph/print.hpp"
#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {
namespace {

using test::add;
using test::must;
using test::ops;
using test::producer;
using test::says;

// x → Relu → a → Tanh → b
struct Chain {
  Graph graph;
  ValueId x = must(graph.add_input("x", test::vector4()));
  ValueId a = add(graph, "Relu", {x}, "a");
  ValueId b = add(graph, "Tanh", {a}, "b");
};

// Every node comes after the producers of what it reads.
bool is_topological(const Graph& graph) {
  std::set<NodeId> seen;
  for (const NodeId id : graph.order()) {
    for (const ValueId input : graph.node(id)->inputs) {
      const NodeId source = input == kNone ? kNone : producer(graph, input);
      if (source != kNone && seen.count(source) == 0) return false;
    }
    seen.insert(id);
  }
  return true;
}

// What the graph says of users, counted anew from its nodes.
bool users_are_right(const Graph& graph) {
  for (ValueId id = 0; id < graph.value_limit(); ++id) {
    if (graph.value(id) == nullptr) continue;
    uint32_t count = 0;
    std::vector<NodeId> nodes;
    for (const NodeId node : graph.order()) {
      const std::vector<ValueId>& inputs = graph.node(node)->inputs;
      const auto reads = static_cast<uint32_t>(std::count(inputs.begin(), inputs.end(), id));
      count += reads;
      if (reads != 0) nodes.push_back(node);
    }
    for (const Output& output : graph.outputs()) count += output.value == id ? 1 : 0;
    for (const State& state : graph.states()) count += state.next == id ? 1 : 0;
    std::sort(nodes.begin(), nodes.end());
    if (graph.user_count(id) != count || graph.users(id) != nodes) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("nodes come in the order they were added in") {
  Chain chain;
  add(chain.graph, "Exp", {chain.x});
  CHECK(ops(chain.graph) == std::vector<std::string>{"Relu", "Tanh", "Exp"});
}

TEST_CASE(
    "replacing an input by something later moves only what must move, right before its reader") {
  Chain chain;
  add(chain.graph, "Exp", {chain.x});
  const ValueId c = add(chain.graph, "Sin", {chain.x});
  const ValueId d = add(chain.graph, "Cos", {c});
  must(chain.graph.replace_value(chain.a, d));
  CHECK(ops(chain.graph) == std::vector<std::string>{"Relu", "Sin", "Cos", "Tanh", "Exp"});
  CHECK(chain.graph.user_count(chain.a) == 0);
  CHECK(chain.graph.users(d) == std::vector<NodeId>{producer(chain.graph, chain.b)});
}

TEST_CASE("replacing a value reaches nodes, outputs and states") {
  Chain chain;
  must(chain.graph.add_output("b", chain.b));
  must(chain.graph.add_state("s", test::vector4(), nullptr, 0));
  must(chain.graph.set_state_next("s", chain.b));
  const ValueId twice = add(chain.graph, "Add", {chain.b, chain.b});
  must(chain.graph.replace_value(chain.b, chain.x));
  CHECK(chain.graph.outputs()[0].value == chain.x);
  CHECK(chain.graph.states()[0].next == chain.x);
  CHECK(chain.graph.node(producer(chain.graph, twice))->inputs ==
        std::vector<ValueId>{chain.x, chain.x});
  CHECK(chain.graph.user_count(chain.x) == 5);
  CHECK(chain.graph.user_count(chain.b) == 0);
  CHECK(users_are_right(chain.graph));
}

TEST_CASE("an edit that would make a cycle is refused and changes nothing") {
  Chain chain;
  const std::string before = print_text(chain.graph);
  CHECK(says(chain.graph.replace_value(chain.x, chain.b), "cycle"));
  CHECK(says(chain.graph.set_input(producer(chain.graph, chain.a), 0, chain.a), "cycle"));
  CHECK(says(chain.graph.set_input(producer(chain.graph, chain.a), 0, chain.b), "cycle"));
  CHECK(print_text(chain.graph) == before);
  CHECK(users_are_right(chain.graph));
}

TEST_CASE("set_input puts a node behind a value that it reads") {
  Chain chain;
  const ValueId copy = add(chain.graph, "Identity", {chain.a});
  must(chain.graph.set_input(producer(chain.graph, chain.b), 0, copy));
  CHECK(ops(chain.graph) == std::vector<std::string>{"Relu", "Identity", "Tanh"});
  must(chain.graph.set_input(producer(chain.graph, chain.b), 0, kNone));
  CHECK(chain.graph.user_count(copy) == 0);
  CHECK(says(chain.graph.set_input(producer(chain.graph, chain.b), 1, copy), "out of range"));
  CHECK(says(chain.graph.set_input(99, 0, copy), "no node with id 99"));
}

TEST_CASE("random edits keep the order topological and the users right") {
  std::mt19937 random(7);
  Graph graph;
  std::vector<ValueId> values = {must(graph.add_input("x", test::vector4()))};
  const auto any = [&](size_t count) {
    return static_cast<size_t>(std::uniform_int_distribution<size_t>(0, count - 1)(random));
  };
  int cycles = 0;
  for (int step = 0; step < 3000; ++step) {
    std::erase_if(values, [&](ValueId id) { return graph.value(id) == nullptr; });
    const size_t action = any(10);
    if (action < 5 || values.size() < 10) {
      values.push_back(add(graph, "Add", {values[any(values.size())], values[any(values.size())]}));
    } else if (action < 8) {
      cycles +=
          graph.replace_value(values[any(values.size())], values[any(values.size())]).ok() ? 0 : 1;
    } else if (action < 9) {
      const NodeId node = graph.order()[any(graph.order().size())];
      cycles += graph.set_input(node, any(2), values[any(values.size())]).ok() ? 0 : 1;
    } else {
      const NodeId node = graph.order()[any(graph.order().size())];
      static_cast<void>(graph.remove_node(node).ok());
    }
    if (step % 100 == 0) {
      REQUIRE(is_topological(graph));
      REQUIRE(users_are_right(graph));
      const Graph copy(graph);
      REQUIRE(copy.order() == graph.order());
      REQUIRE(users_are_right(copy));
    }
  }
  CHECK(cycles > 0);
  CHECK(is_topological(graph));
}

TEST_CASE("many insertions at one place keep the order") {
  Chain chain;
  ValueId value = chain.a;
  for (int i = 0; i < 200; ++i) {
    value = add(chain.graph, "Identity", {value});
    must(chain.graph.set_input(producer(chain.graph, chain.b), 0, value));
  }
  CHECK(is_topological(chain.graph));
  CHECK(ops(chain.graph).back() == "Tanh");
}

TEST_CASE("a node whose outputs are in use is not removed") {
  Chain chain;
  CHECK(says(chain.graph.remove_node(producer(chain.graph, chain.a)), "still in use"));
  must(chain.graph.remove_node(producer(chain.graph, chain.b)));
  CHECK(chain.graph.value(chain.b) == nullptr);
  CHECK(chain.graph.user_count(chain.a) == 0);
  CHECK(ops(chain.graph) == std::vector<std::string>{"Relu"});
}

TEST_CASE("ids are never reused") {
  Chain chain;
  const NodeId removed = producer(chain.graph, chain.b);
  must(chain.graph.remove_node(removed));
  const ValueId fresh = add(chain.graph, "Exp", {chain.a});
  CHECK(fresh > chain.b);
  CHECK(producer(chain.graph, fresh) > removed);
  CHECK(chain.graph.node(removed) == nullptr);
}

TEST_CASE("remove_dead keeps what outputs and states need, and drops unused constants") {
  Chain chain;
  Graph& graph = chain.graph;
  const ValueId used = graph.add_constant("used", test::floats({4}, {1, 2, 3, 4}));
  const ValueId unused = graph.add_constant("unused", test::floats({1}, {1}));
  must(graph.add_state("s", test::vector4(), nullptr, 0));
  must(graph.set_state_next("s", add(graph, "Mul", {chain.a, used})));
  add(graph, "Exp", {add(graph, "Neg", {chain.b, unused})});
  CHECK(graph.remove_dead() == 3);
  CHECK(ops(graph) == std::vector<std::string>{"Relu", "Mul"});
  CHECK(graph.value(unused) == nullptr);
  CHECK(graph.value(used) != nullptr);
  CHECK(graph.value(chain.x) != nullptr);
  CHECK(graph.remove_dead() == 0);
}

TEST_CASE("a result turned into a constant leaves its producer") {
  Chain chain;
  must(chain.graph.add_output("b", chain.b));
  const NodeId relu = producer(chain.graph, chain.a);
  CHECK(says(chain.graph.make_constant(chain.a, nullptr), "null"));
  must(chain.graph.set_type(chain.a, test::vector4()));
  CHECK(says(chain.graph.make_constant(chain.a, test::floats({1}, {1})), "does not fit"));
  must(chain.graph.make_constant(chain.a, test::floats({4}, {1, 2, 3, 4})));
  CHECK(chain.graph.value(chain.a)->role == MORTISE_ROLE_CONSTANT);
  CHECK(chain.graph.node(relu)->outputs == std::vector<ValueId>{kNone});
  CHECK(chain.graph.abi_node(relu)->outputs[0] == nullptr);
  CHECK(chain.graph.remove_dead() == 1);
  must(chain.graph.make_constant(chain.x, test::floats({4}, {0, 0, 0, 0})));
  CHECK(chain.graph.inputs().empty());
  must(chain.graph.add_input("x", test::vector4()));
}

TEST_CASE(
    "a result turned into an input takes its producer along once nothing else of it is used") {
  Graph graph;
  const ValueId x = must(graph.add_input("x", test::vector4()));
  Node split;
  split.op = "Split";
  split.inputs = {x};
  const NodeId id = must(graph.add_node(std::move(split), 2, {"x", "right"}));
  const std::vector<ValueId> parts = graph.node(id)->outputs;
  must(graph.add_output("sum", add(graph, "Add", parts)));
  must(graph.make_input(parts[0]));
  CHECK(graph.node(id) != nullptr);
  CHECK(graph.value(parts[0])->name != "x");  // taken by the other input
  must(graph.make_input(parts[1]));
  CHECK(graph.node(id) == nullptr);
  CHECK(graph.inputs() == std::vector<ValueId>{x, parts[0], parts[1]});
  must(graph.remove_unused_inputs());
  CHECK(graph.inputs() == std::vector<ValueId>{parts[0], parts[1]});
  CHECK(users_are_right(graph));
}

TEST_CASE("an output without readers becomes absent, one in use stays") {
  Graph graph = test::rich_graph();
  Node split;
  split.op = "Split";
  split.inputs = {graph.inputs()[0]};
  const NodeId id = must(graph.add_node(split, 3, {}));
  const ValueId middle = graph.node(id)->outputs[1];
  must(graph.add_output("middle", middle));
  must(graph.drop_output(id, 0));
  must(graph.drop_output(id, 2));
  CHECK(graph.node(id)->outputs == std::vector<ValueId>{kNone, middle, kNone});
  CHECK(says(graph.drop_output(id, 1), "still in use"));
}

TEST_CASE("outputs can be replaced as a whole, with names made distinct") {
  Chain chain;
  must(chain.graph.add_output("b", chain.b));
  must(chain.graph.set_outputs({{"y", chain.a}, {"y", chain.a}}));
  CHECK(chain.graph.outputs().size() == 2);
  CHECK(chain.graph.outputs()[1].name != "y");
  CHECK(users_are_right(chain.graph));
  CHECK(says(chain.graph.set_outputs({{"y", 99}}), "no value with id 99"));
  CHECK(chain.graph.outputs().size() == 2);
}

TEST_CASE("names of inputs, outputs and states are unique and not empty") {
  Chain chain;
  CHECK(says(chain.graph.add_input("x", {}), "exists already"));
  CHECK(says(chain.graph.add_input("", {}), "empty"));
  must(chain.graph.add_output("y", chain.b));
  CHECK(says(chain.graph.add_output("y", chain.b), "exists already"));
  CHECK(says(chain.graph.add_output("z", 77), "no value with id 77"));
  must(chain.graph.add_state("s", {}, nullptr, 0));
  CHECK(says(chain.graph.add_state("s", {}, nullptr, 0), "exists already"));
  CHECK(says(chain.graph.add_state("t", {}, nullptr, 2), "flags"));
  CHECK(says(chain.graph.add_state("t", test::vector4(), test::floats({1}, {0}), 0), "fit"));
  CHECK(says(chain.graph.set_state_next("t", chain.b), "no state named 't'"));
  const ValueId second = must(chain.graph.add_input("second", {}));
  CHECK(says(chain.graph.set_name(second, "x"), "exists already"));
  must(chain.graph.set_name(second, "renamed"));
  must(chain.graph.add_input("second", {}));
  CHECK(chain.graph.find_value("renamed") == second);
  CHECK(chain.graph.find_value("s") == chain.graph.states()[0].current);
  CHECK(chain.graph.find_value("y") == chain.b);
  CHECK(chain.graph.find_value("a") == chain.a);
  CHECK(chain.graph.find_value("nothing") == kNone);
}

TEST_CASE("types may name only symbols that the graph has") {
  Chain chain;
  CHECK(says(
      chain.graph.set_type(chain.a, Type::tensor(MORTISE_DTYPE_FLOAT32, {MORTISE_DIM_SYMBOL(0)})),
      "symbol"));
  CHECK(must(chain.graph.symbol("n")) == 0);
  CHECK(must(chain.graph.symbol("m")) == 1);
  CHECK(must(chain.graph.symbol("n")) == 0);
  must(chain.graph.set_type(chain.a, Type::tensor(MORTISE_DTYPE_FLOAT32, {MORTISE_DIM_SYMBOL(0)})));
  CHECK(says(chain.graph.set_type(chain.a, Type::tensor(99, {})), "dtype 99"));
  CHECK(says(
      chain.graph.set_type(chain.a, Type::tensor(MORTISE_DTYPE_INT8, std::vector<int64_t>(65, 1))),
      "rank 65"));
}

TEST_CASE("a node with wrong inputs or attributes is refused") {
  Chain chain;
  Node node;
  CHECK(says(chain.graph.add_node(node, 1, {}), "operator's name is empty"));
  node.op = "Add";
  node.inputs = {chain.a, 42};
  CHECK(says(chain.graph.add_node(node, 1, {}), "no value with id 42"));
  node.inputs = {};
  CHECK(says(chain.graph.add_node(node, 70000, {}), "65536"));
  node.attributes.resize(2);
  node.attributes[0].name = node.attributes[1].name = "axis";
  CHECK(says(chain.graph.add_node(node, 1, {}), "given twice"));
  CHECK(chain.graph.order().size() == 2);
}

TEST_CASE("a graph cannot contain itself, and graphs nest only so deep") {
  auto outer = std::make_shared<Graph>();
  auto inner = std::make_shared<Graph>();
  const auto loop_over = [](const std::shared_ptr<Graph>& body) {
    Node node;
    node.op = "Loop";
    node.attributes.resize(1);
    node.attributes[0].name = "body";
    node.attributes[0].kind = MORTISE_ATTRIBUTE_GRAPH;
    node.attributes[0].graph = body;
    return node;
  };
  must(outer->add_node(loop_over(inner), 0, {}));
  CHECK(outer->subgraph_depth() == 1);
  CHECK(says(outer->add_node(loop_over(outer), 0, {}), "contains the graph"));
  CHECK(says(inner->add_node(loop_over(outer), 0, {}), "contains the graph"));
  for (uint32_t depth = 1; depth < kMaxSubgraphDepth; ++depth) {
    auto next = std::make_shared<Graph>();
    must(next->add_node(loop_over(outer), 0, {}));
    outer = std::move(next);
  }
  Graph last;
  CHECK(says(last.add_node(loop_over(outer), 0, {}), "32 levels deep"));
}

TEST_CASE("a copy shares constants and nothing else") {
  Graph graph = test::rich_graph();
  Graph copy(graph);
  CHECK(print_text(copy) == print_text(graph));
  const ValueId w = graph.find_value("w");
  CHECK(copy.value(w)->constant == graph.value(w)->constant);
  const auto body = [](const Graph& g) {
    for (const NodeId id : g.order()) {
      for (const Attribute& attribute : g.node(id)->attributes) {
        if (attribute.graph != nullptr) return attribute.graph;
      }
    }
    return std::shared_ptr<Graph>();
  };
  CHECK(body(copy) != body(graph));
  const std::string before = print_text(graph);
  add(*body(copy), "Exp", {0});
  must(copy.set_outputs({}));
  copy.remove_dead();
  must(copy.set_name(w, "other"));
  CHECK(print_text(graph) == before);
}

TEST_CASE("the ABI's structs stay in place and are kept up to date by edits") {
  Chain chain;
  Graph& graph = chain.graph;
  const NodeId tanh = producer(graph, chain.b);
  const mortise_node_t* node = graph.abi_node(tanh);
  const mortise_graph_value_t* a = graph.abi_value(chain.a);
  REQUIRE(node->input_count == 1);
  CHECK(node->inputs[0] == a);
  CHECK(a->user_count == 1);
  CHECK(a->type->rank == MORTISE_RANK_UNKNOWN);

  for (int i = 0; i < 100; ++i) add(graph, "Exp", {chain.a});
  CHECK(a->user_count == 101);
  must(graph.set_type(chain.a, Type::tensor(MORTISE_DTYPE_FLOAT32, {2, 3})));
  CHECK(a->type->shape[1] == 3);
  must(graph.set_name(chain.a, "a name that does not fit into a short string"));
  CHECK(to_view(a->name) == "a name that does not fit into a short string");
  must(graph.set_device(tanh, "cpu"));
  CHECK(to_view(node->device) == "cpu");
  must(graph.set_version(tanh, 13));
  CHECK(node->version == 13);
  const ValueId c = graph.add_constant("c", test::floats({4}, {1, 2, 3, 4}));
  must(graph.replace_value(chain.a, c));
  CHECK(node->inputs[0] == graph.abi_value(c));
  CHECK(node->inputs[0]->constant->byte_size == 16);
  CHECK(a->user_count == 0);
  must(graph.set_input(tanh, 0, kNone));
  CHECK(node->inputs[0] == nullptr);
  CHECK(graph.abi_node(tanh) == node);
  CHECK(graph.abi_node(999) == nullptr);
  CHECK(graph.abi_value(999) == nullptr);
}

TEST_CASE("the ABI's structs of states follow the states") {
  Chain chain;
  const ValueId s = must(chain.graph.add_state(
      "s", test::vector4(), test::floats({4}, {1, 2, 3, 4}), MORTISE_STATE_APPEND_ONLY));
  CHECK(chain.graph.abi_state(0)->current == s);
  CHECK(chain.graph.abi_state(0)->next == MORTISE_NONE);
  CHECK(chain.graph.abi_state(0)->initial->byte_size == 16);
  CHECK(chain.graph.abi_state(0)->flags == MORTISE_STATE_APPEND_ONLY);
  must(chain.graph.set_state_next("s", chain.b));
  CHECK(chain.graph.abi_state(0)->next == chain.b);
  must(chain.graph.replace_value(chain.b, chain.a));
  CHECK(chain.graph.abi_state(0)->next == chain.a);
  must(chain.graph.set_state_next("s", kNone));
  CHECK(chain.graph.user_count(chain.a) == 1);
  CHECK(chain.graph.abi_state(1) == nullptr);
}

}  // namespace mortise::graph
