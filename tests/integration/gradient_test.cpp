// The gradient pass on whole graphs, checked by central differences.
#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Doubles = std::vector<double>;
using Ints = std::vector<int64_t>;

// A model over inputs in double precision.
class DoubleModel {
 public:
  explicit DoubleModel(const Runtime& runtime) : model(runtime) {}

  Value input(const std::string& name, const Shape& shape) {
    size_t count = 1;
    for (const int64_t extent : shape) count *= static_cast<size_t>(extent);
    const std::vector<float> numbers = random_floats(count, names.size() + 1);
    names.push_back(name);
    shapes.push_back(shape);
    values.emplace_back(numbers.begin(), numbers.end());
    return model.input(name, shape, MORTISE_DTYPE_FLOAT64);
  }
  /// loss = sum(value * weights), for random weights in the shape of the value.
  void loss(Value value, const Shape& shape) {
    const Value weighted = model.b.node("Mul", {value, input("weights", shape)});
    model.output("loss", model.b.node("ReduceSum", {weighted}, {{"keepdims", 0}}));
  }
  std::vector<Tensor> tensors() const {
    std::vector<Tensor> made;
    for (size_t i = 0; i < values.size(); ++i) made.push_back(Tensor::from(values[i], shapes[i]));
    return made;
  }

  Model model;
  std::vector<std::string> names;
  std::vector<Shape> shapes;
  std::vector<Doubles> values;
};

// d loss/d input number `index`, by central differences.
Doubles differences(const DoubleModel& m, const Session& session, size_t index) {
  constexpr double kStep = 1e-5;
  const std::vector<Tensor> tensors = m.tensors();
  const auto loss = [&] { return session.run_ordered(tensors)[0].data<double>()[0]; };
  Doubles result;
  for (double& number : tensors[index].data<double>()) {
    const double original = number;
    number = original + kStep;
    const double above = loss();
    number = original - kStep;
    result.push_back((above - loss()) / (2 * kStep));
    number = original;
  }
  return result;
}

// Compares what the pass makes with differences, for the inputs named.
void check_gradients(DoubleModel& m, const std::vector<std::string>& wanted) {
  std::string list;
  for (const std::string& name : wanted) list += (list.empty() ? "\"" : ", \"") + name + "\"";
  m.model.graph.infer(m.model.runtime);
  m.model.graph.transform(m.model.runtime, "gradient", "{\"wrt\": [" + list + "]}");
  const Session session = m.model.session();
  REQUIRE(session.output_count() == 1 + wanted.size());
  const std::vector<Tensor> outputs = session.run_ordered(m.tensors());
  for (size_t i = 0; i < wanted.size(); ++i) {
    CHECK(session.output_name(i + 1) == "grad(" + wanted[i] + ")");
    const auto found = std::find(m.names.begin(), m.names.end(), wanted[i]);
    const auto index = static_cast<size_t>(found - m.names.begin());
    CHECK(outputs[i + 1].shape() == m.shapes[index]);
    const Doubles expected = differences(m, session, index);
    const auto actual = outputs[i + 1].data<double>();
    REQUIRE(actual.size() == expected.size());
    for (size_t k = 0; k < expected.size(); ++k) {
      INFO(wanted[i] << ", element " << k);
      CHECK(actual[k] == Approx(expected[k]).margin(1e-7).epsilon(1e-6));
    }
  }
}

}  // namespace

TEST_CASE("the gradient of a matrix product agrees with differences") {
  const Runtime runtime = make_runtime();
  DoubleModel m(runtime);
  const Value a = m.input("a", {2, 3, 4});
  const Value b = m.input("b", {4, 5});  // broadcast over the batch
  m.loss(m.model.b.node("MatMul", {a, b}), {2, 3, 5});
  check_gradients(m, {"a", "b"});
}

TEST_CASE("the gradient of a softmax agrees with differences") {
  const Runtime runtime = make_runtime();
  DoubleModel m(runtime);
  const Value x = m.input("x", {3, 4});
  m.loss(m.model.b.node("Softmax", {x}, {{"axis", 0}}), {3, 4});
  check_gradients(m, {"x"});
}

TEST_CASE("the gradient of a layer normalisation agrees with differences") {
  const Runtime runtime = make_runtime();
  DoubleModel m(runtime);
  const Value x = m.input("x", {2, 6});
  const Value scale = m.input("scale", {6});
  const Value bias = m.input("bias", {6});
  m.loss(m.model.b.node("LayerNormalization", {x, scale, bias}, {{"axis", -1}}), {2, 6});
  check_gradients(m, {"x", "scale", "bias"});
}

TEST_CASE("the gradient of a small transformer block agrees with differences") {
  const Runtime runtime = make_runtime();
  DoubleModel m(runtime);
  sdk::Builder& b = m.model.b;
  const Value x = m.input("x", {3, 4});
  const Value scale = m.input("scale", {4});
  const Value weights = m.input("w", {4, 4});
  const Value normal = b.node("LayerNormalization", {x, scale});
  const Value keys = b.node("Transpose", {b.node("MatMul", {normal, weights})},
                            {{"perm", std::vector<int64_t>{1, 0}}});
  const Value scores = b.node("Softmax", {b.node("MatMul", {normal, keys})});
  m.loss(b.node("Add", {x, b.node("MatMul", {scores, normal})}), {3, 4});
  check_gradients(m, {"x", "scale", "w"});
}

TEST_CASE("a value that a node reads twice gets both parts of its gradient") {
  const Runtime runtime = make_runtime();
  DoubleModel m(runtime);
  sdk::Builder& b = m.model.b;
  const Value x = m.input("x", {2, 2});
  const Value square = b.node("Mul", {x, x});
  m.loss(b.node("MatMul", {square, b.node("Concat", {x, x}, {{"axis", 1}})}), {2, 4});
  check_gradients(m, {"x"});
}

TEST_CASE("gradients follow a symbolic batch") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x =
      m.b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, Shape{m.symbol("n"), 2, 3}));
  const Value w = m.input("w", {2, 2, 2});
  const Value y = m.b.node("Conv", {x, w});
  const Value mean =
      m.b.node("ReduceMean", {m.b.node("MaxPool", {y}, {{"kernel_shape", Ints{2}}})});
  m.output("loss", m.b.node("ReduceSum", {mean}, {{"keepdims", 0}}));
  m.graph.infer(runtime);
  m.graph.transform(runtime, "gradient", R"({"wrt": ["x", "w"]})");
  const Session session = m.session();
  for (const int64_t batch : {1, 3}) {
    const auto outputs =
        session.run_ordered({random_tensor({batch, 2, 3}, 1), random_tensor({2, 2, 2}, 2)});
    CHECK(outputs[1].shape() == Shape{batch, 2, 3});
    CHECK(outputs[2].shape() == Shape{2, 2, 2});
  }
}

namespace {

// cond ? sqrt(x) w : x^2, which has no gradient of its root below zero.
Value add_guarded_root(Model& m, Value condition, Value x, Value w) {
  const sdk::Subgraph roots(m.b), squares(m.b);
  sdk::Builder yes = roots.builder(), no = squares.builder();
  const auto type = sdk::unranked_type(MORTISE_DTYPE_FLOAT64);
  const Value x_yes = yes.input("x", type), w_yes = yes.input("w", type);
  yes.output("y", yes.node("Mul", {yes.node("Sqrt", {x_yes}), w_yes}));
  const Value x_no = no.input("x", type);
  no.input("w", type);
  no.output("y", no.node("Mul", {x_no, x_no}));
  return m.b.nodes(
      "If", {condition, x, w}, 1,
      {{"then_branch", roots.get()}, {"else_branch", squares.get()}, {"captures", 2}})[0];
}

}  // namespace

TEST_CASE("a gradient goes through the branch that is taken, and the other does no harm") {
  const Runtime runtime = make_runtime();
  for (const double sign : {1.0, -1.0}) {
    DoubleModel m(runtime);
    sdk::Builder& b = m.model.b;
    const Value x = m.input("x", {3}), w = m.input("w", {3});
    const Value first = b.node("ReduceSum", {x}, {{"keepdims", 0}});
    const Value condition = b.node("Greater", {first, b.scalar(MORTISE_DTYPE_FLOAT64, 0)});
    m.loss(b.node("Tanh", {add_guarded_root(m.model, condition, x, w)}), {3});
    m.values[0] = {0.5 * sign, 0.7 * sign, 0.2 * sign};
    check_gradients(m, {"x", "w"});
  }
}

TEST_CASE("a gradient goes through sequences and loops that are unrolled") {
  const Runtime runtime = make_runtime();
  DoubleModel m(runtime);
  sdk::Builder& b = m.model.b;
  const Value x = m.input("x", {4, 2});
  const Value parts =
      b.node("SplitToSequence", {x, b.scalar(MORTISE_DTYPE_INT64, 2)}, {{"axis", 0}});
  const Value second = b.node("SequenceAt", {parts, b.scalar(MORTISE_DTYPE_INT64, -1)});
  const Value more = b.node("SequenceInsert", {parts, b.node("Sin", {second})});
  const Value whole = b.node("ConcatFromSequence", {more}, {{"axis", 0}});
  const sdk::Subgraph body(b);
  sdk::Builder step = body.builder();
  step.input("iteration", sdk::tensor_type(MORTISE_DTYPE_INT64, {}));
  const Value condition = step.input("condition", sdk::tensor_type(MORTISE_DTYPE_BOOL, {}));
  const Value state = step.input("state", sdk::unranked_type(MORTISE_DTYPE_FLOAT64));
  step.output("on", condition);
  step.output("next", step.node("Mul", {state, step.node("Cos", {state})}));
  const Value trips = b.scalar(MORTISE_DTYPE_INT64, 3);
  m.loss(b.nodes("Loop", {trips, MORTISE_NONE, whole}, 1, {{"body", body.get()}})[0], {6, 2});
  check_gradients(m, {"x"});
}

TEST_CASE("a gradient is found in a graph whose types nobody inferred") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {2, 3});
  m.output("loss", m.b.node("ReduceSum", {m.b.node("Selu", {x})}, {{"keepdims", 0}}));
  m.graph.transform(runtime, "gradient", R"({"wrt": ["x"]})");
  const auto outputs = m.session().run_ordered({floats({1, 2, 3, 4, 5, 6}, {2, 3})});
  CHECK(content(outputs[1])[5] == Approx(1.0507010));
}

TEST_CASE("a parameter learns: gradient and update are one graph") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {8, 3});
  const Value target = m.input("target", {8, 1});
  const Value w = m.state("w", {3, 1});
  const Value error = m.b.node("Sub", {m.b.node("MatMul", {x, w}), target});
  m.output("loss", m.b.node("ReduceSum", {m.b.node("Mul", {error, error})}, {{"keepdims", 0}}));
  m.graph.infer(runtime);
  m.graph.transform(runtime, "gradient", R"({"loss": "loss", "wrt": ["w"]})");
  const Value gradient = Graph::view().output_at(m.graph.get(), 1);
  const Value step = m.b.node("Mul", {gradient, m.b.scalar(MORTISE_DTYPE_FLOAT32, 0.05)});
  m.b.state_next("w", m.b.node("Sub", {w, step}));
  const Session session = m.session();

  const std::vector<float> truth = {1, -2, 0.5F};
  const std::vector<float> numbers = random_floats(24, 3);
  std::vector<float> targets;
  for (size_t row = 0; row < 8; ++row) {
    targets.push_back(numbers[3 * row] * truth[0] + numbers[3 * row + 1] * truth[1] +
                      numbers[3 * row + 2] * truth[2]);
  }
  const StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  for (int i = 0; i < 300; ++i)
    session.run_ordered({floats(numbers, {8, 3}), floats(targets, {8, 1})}, options);
  const std::vector<float> learnt = content(store.at("w"));
  for (size_t i = 0; i < 3; ++i) CHECK(learnt[i] == Approx(truth[i]).margin(1e-3));
}

TEST_CASE("an operator without a gradient is named, and the graph stays as it was") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  m.output("loss", m.probe("ThrowingKernel", {m.input("x", {1})}));
  m.graph.infer(runtime);
  const std::string before = m.graph.print();
  const Error error =
      error_of([&] { m.graph.transform(runtime, "gradient", R"({"wrt": ["x"]})"); });
  CHECK_THAT(error.what(),
             Catch::Contains("pass 'gradient': ThrowingKernel: the operator has no gradient"));
  CHECK(m.graph.print() == before);
}

TEST_CASE("options of the gradient pass are checked before it runs") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("loss", m.input("x", {}));
  m.graph.infer(runtime);
  CHECK_THAT(error_of([&] { m.graph.transform(runtime, "gradient", R"({"wtr": ["x"]})"); }).what(),
             Catch::Contains("wrt"));
  CHECK_THAT(error_of([&] { m.graph.transform(runtime, "gradient", R"({"wrt": "x"})"); }).what(),
             Catch::Contains("wrt"));
}

}  // namespace mortise::tests
