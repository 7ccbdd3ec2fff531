#include "plugins/passes/gradient/gradient_pass.hpp"

#include <mortise/sdk/operator.hpp>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::gradient {
namespace {

using sdk::Value;
using sdk::testing::FakeGraph;

// Operators with gradients that are easy to follow: Square, Add; Twice is decomposed; Opaque has neither; Broken names a
// wrong value.
class Operators {
 public:
  explicit Operators(const mortise_host_t* host)
      : square_(host, "", "Square", 1),
        add_(host, "", "Add", 1),
        twice_(host, "", "Twice", 1),
        opaque_(host, "", "Opaque", 1),
        broken_(host, "", "Broken", 1) {
    square_.gradient([](sdk::Gradient& g) {
      g.set_input(0, g.b.node("SquareGradient", {g.output(0), g.input_value(0)}));
    });
    add_.gradient([](sdk::Gradient& g) {
      g.set_input(0, g.output(0));
      g.set_input(1, g.b.node("Identity", {g.output(0)}));
    });
    add_.input("A").input("B").output("C").infer([](const sdk::Node&, sdk::Inference& out) {
      out.set(0, MORTISE_DTYPE_FLOAT32, sdk::Shape{});
    });
    twice_.decompose([](const sdk::Node& node, sdk::Builder& b) {
      return std::vector<Value>{b.node("Add", {node.input_id(0), node.input_id(0)})};
    });
    broken_.gradient([](sdk::Gradient& g) { g.set_input(0, 4000); });
  }
  const mortise_operator_t* find(std::string_view op) const {
    for (const sdk::Operator* known : {&square_, &add_, &twice_, &opaque_, &broken_}) {
      if (sdk::to_view(known->abi()->name) == op) return known->abi();
    }
    return nullptr;
  }

 private:
  sdk::Operator square_, add_, twice_, opaque_, broken_;
};

struct Fixture {
  sdk::testing::FakeHost fake;
  Operators operators{fake.table()};
  mortise_host_t host = *fake.table();
  FakeGraph graph;
  sdk::Builder b = graph.builder();

  Fixture() {
    host.context = reinterpret_cast<mortise_runtime_context_t*>(this);
    host.operator_find = [](mortise_runtime_context_t* context, mortise_string_t,
                            mortise_string_t op, uint32_t) {
      return reinterpret_cast<Fixture*>(context)->operators.find(sdk::to_view(op));
    };
    host.dtype_find = [](mortise_runtime_context_t*, uint32_t dtype) {
      static const mortise_dtype_info_t integer = {
          sizeof(integer), MORTISE_DTYPE_INT64, MORTISE_DTYPE_CLASS_SIGNED, {}, 1, 8, nullptr};
      return dtype == MORTISE_DTYPE_INT64 ? &integer : nullptr;
    };
  }

  Value input(const char* name, uint32_t dtype = MORTISE_DTYPE_FLOAT32) {
    return b.input(name, sdk::tensor_type(dtype, {}));
  }
  Value node(const char* op, const std::vector<Value>& inputs,
             uint32_t dtype = MORTISE_DTYPE_FLOAT32) {
    const Value value = b.node(op, inputs);
    b.set_type(value, sdk::tensor_type(dtype, {}));
    return value;
  }

  void run(std::vector<std::string> wrt, const char* loss = "") {
    const sdk::Attr options[] = {{"loss", loss}, {"wrt", std::move(wrt)}};
    const mortise_attribute_t items[] = {options[0].abi(), options[1].abi()};
    sdk::PassContext context{
        graph.abi(), graph.reader(), graph.builder(), {items, 2}, FakeGraph::view_table()};
    const bool changed = GradientPass(&host).run(context);
    CHECK(changed);
  }
  std::string error(std::vector<std::string> wrt, const char* loss = "") {
    try {
      run(std::move(wrt), loss);
    } catch (const sdk::Error& caught) {
      return caught.text();
    }
    return "no error";
  }
  // An output as an expression: "Add(x, y)".
  std::string expression(const std::string& output) {
    for (const auto& [name, value] : graph.outputs) {
      if (name == output) return expression_of(value);
    }
    return "no such output";
  }
  std::string expression_of(Value id) {
    const FakeGraph::ValueData& value = graph.values[id];
    if (value.producer == MORTISE_NONE) return value.name.empty() ? "c" : value.name;
    std::string text = graph.nodes[value.producer].op + "(";
    for (const Value input : graph.nodes[value.producer].inputs) {
      if (text.back() != '(') text += ", ";
      text += expression_of(input);
    }
    return text + ")";
  }
};

bool contains(const std::string& text, const char* part) {
  UNSCOPED_INFO(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a chain is differentiated from the loss back") {
  Fixture f;
  const Value x = f.input("x");
  const Value y = f.node("Square", {x});
  f.b.output("loss", f.node("Square", {y}));
  f.run({"x"});
  CHECK(f.expression("grad(x)") == "SquareGradient(SquareGradient(c, Square(x)), x)");
}

TEST_CASE("contributions of several readers are added, and nothing unneeded stays") {
  Fixture f;
  const Value x = f.input("x");
  const Value y = f.input("y");
  f.b.output("loss", f.node("Add", {f.node("Square", {x}), f.node("Add", {x, y})}));
  f.run({"x"});
  CHECK(f.expression("grad(x)") == "Add(Identity(c), SquareGradient(c, x))");
  // The gradient of y was made by the rule of the inner Add, and removed.
  CHECK(f.graph.ops() == "Square Add Add Identity SquareGradient Add");
}

TEST_CASE("a value read twice by one node gets both contributions") {
  Fixture f;
  const Value x = f.input("x");
  f.b.output("loss", f.node("Add", {x, x}));
  f.run({"x"}, "loss");
  CHECK(f.expression("grad(x)") == "Add(c, Identity(c))");
}

TEST_CASE("an operator without a gradient is decomposed where one is wanted, and only there") {
  Fixture f;
  const Value x = f.input("x");
  const Value other = f.node("Twice", {f.input("y")});
  f.b.output("other", other);
  f.b.output("loss", f.node("Twice", {f.node("Square", {f.node("Add", {x, other})})}));
  f.run({"x"}, "loss");
  CHECK(f.expression("other") == "Twice(y)");
  CHECK(f.expression("loss") == "Add(Square(Add(x, Twice(y))), Square(Add(x, Twice(y))))");
  CHECK(f.expression("grad(x)") == "SquareGradient(Add(c, Identity(c)), Add(x, Twice(y)))");
}

TEST_CASE("states and constants are differentiated by name") {
  Fixture f;
  const Value s = f.b.state("s", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {}));
  const float number = 2;
  const Value c = f.b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, {}, &number), "weight");
  f.b.set_type(c, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {}));
  f.b.output("loss", f.node("Add", {f.node("Square", {s}), f.node("Square", {c})}));
  f.run({"s", "weight"});
  CHECK(contains(f.expression("grad(s)"), "SquareGradient(c, "));
  CHECK(contains(f.expression("grad(weight)"), "SquareGradient(Identity(c), "));
}

TEST_CASE("what the loss does not depend on has a gradient of zeros") {
  Fixture f;
  const Value x = f.input("x");
  f.input("unused");
  f.b.output("loss", f.node("Square", {x}));
  f.run({"unused"});
  CHECK(f.expression("grad(unused)") == "Expand(c, Shape(unused))");
}

TEST_CASE("no gradient flows through integers, nor is one asked for where none is wanted") {
  Fixture f;
  const Value x = f.input("x");
  const Value y = f.input("y");
  const Value index = f.node("Opaque", {x}, MORTISE_DTYPE_INT64);
  const Value other = f.node("Opaque", {y});
  f.b.output("loss", f.node("Add", {f.node("Add", {f.node("Square", {x}), index}), other}));
  f.run({"x"});
  CHECK(contains(f.expression("grad(x)"), "SquareGradient"));
}

TEST_CASE("an operator without a gradient is named") {
  Fixture f;
  const Value x = f.input("x");
  f.b.output("loss", f.node("Opaque", {x}));
  CHECK(contains(f.error({"x"}), "Opaque: the operator has no gradient"));
  f.graph.outputs.clear();
  f.b.output("loss", f.node("Nobody", {x}));
  CHECK(contains(f.error({"x"}), "Nobody: no plugin provides this operator"));
  f.graph.outputs.clear();
  f.b.output("loss", f.node("Broken", {x}));
  CHECK(contains(f.error({"x"}), "Broken: its gradient rule names a value 4000"));
}

TEST_CASE("options that name nothing say what there is") {
  Fixture f;
  const Value x = f.input("x");
  f.input("ids", MORTISE_DTYPE_INT64);
  CHECK(contains(f.error({"x"}), "there are none"));
  f.b.output("loss", f.node("Square", {x}));
  CHECK(contains(f.error({}), "option wrt: name the inputs"));
  CHECK(contains(f.error({"z"}),
                 "no input, state or constant is named 'z'; inputs and states are x, ids"));
  CHECK(contains(f.error({"x"}, "cost"), "no output is named 'cost'; there are loss"));
  CHECK(contains(f.error({"ids"}), "'ids' is int64; only floating-point values have gradients"));
  f.b.output("second", x);
  CHECK(contains(f.error({"x"}), "name the output to differentiate; there are loss, second"));
}

TEST_CASE("a loss must have one element, of a known type") {
  Fixture f;
  const Value x = f.input("x");
  const Value vector = f.b.node("Square", {x});
  f.b.output("loss", vector);
  CHECK(contains(f.error({"x"}), "infer the graph's types first"));
  const int64_t shape[] = {2, 1};
  f.b.set_type(vector, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {shape, 2}));
  CHECK(contains(f.error({"x"}), "shape [2, 1]; it must have one element"));
  const int64_t ones[] = {1, 1};
  f.b.set_type(vector, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {ones, 2}));
  f.run({"x"});
  CHECK(f.expression("grad(x)") == "SquareGradient(Reshape(c, c), x)");
}

}  // namespace mortise::gradient
