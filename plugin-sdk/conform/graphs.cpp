#include "plugin-sdk/conform/graphs.hpp"

#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {
namespace {

using sdk::Builder;
using sdk::Value;

constexpr uint32_t kFloat = MORTISE_DTYPE_FLOAT32;

Value input(Builder& b, const char* name, const sdk::Shape& shape) {
  return b.input(name, sdk::tensor_type(kFloat, shape));
}

Value weights(Builder& b, Random& random, const sdk::Shape& shape, Fill fill = Fill::kOrdinary,
              const char* name = "") {
  const HostTensor tensor = random_tensor(kFloat, shape, fill, random);
  return b.constant(tensor.view(), name);
}

void nothing(Builder&, Random&) {}

void pass_through(Builder& b, Random&) { b.output("y", input(b, "x", {2, 3})); }

void identity_chain(Builder& b, Random&) {
  Value value = input(b, "x", {2, 3});
  for (int i = 0; i < 4; ++i)
    value = b.nodes("Identity", {value}, 1, {}, "", 0, sdk::message("copy", i))[0];
  b.output("y", b.node("Relu", {value}));
}

void identity_ends(Builder& b, Random&) {
  const Value x = input(b, "x", {2, 3});
  const Value middle = b.node("Neg", {b.node("Identity", {x})});
  b.output("y", b.node("Identity", {middle}));
  b.output("z", b.node("Identity", {middle}));
  b.output("same", b.node("Identity", {x}));
}

// What changes nothing: a transposition there and back, a reshape to the same shape, a multiplication by one.
void no_ops(Builder& b, Random&) {
  Value value = input(b, "x", {2, 3});
  value = b.node("Transpose", {value}, {{"perm", std::vector<int64_t>{1, 0}}});
  value = b.node("Transpose", {value}, {{"perm", std::vector<int64_t>{1, 0}}});
  value = b.node("Reshape", {value, b.ints({2, 3})});
  value = b.node("Mul", {value, b.scalar(kFloat, 1)});
  value = b.node("Add", {value, b.scalar(kFloat, 0)});
  value = b.node("Cast", {value}, {{"to", int64_t{kFloat}}});
  b.output("y", value);
}

void dead_code(Builder& b, Random& random) {
  const Value x = input(b, "x", {2, 3});
  input(b, "unused", {4});
  const Value dead = b.node("Sigmoid", {b.node("Add", {x, weights(b, random, {2, 3})})});
  b.node("Relu", {dead});
  b.output("y", b.node("Relu", {x}));
}

void twins(Builder& b, Random&) {
  const Value x = input(b, "x", {2, 3});
  const Value left = b.node("Tanh", {x});
  const Value right = b.node("Tanh", {x});
  const Value other = b.node("LeakyRelu", {x}, {{"alpha", 0.1}});
  const Value almost = b.node("LeakyRelu", {x}, {{"alpha", 0.2}});
  b.output("y", b.node("Add", {left, right}));
  b.output("z", b.node("Sub", {other, almost}));
}

void constants(Builder& b, Random& random) {
  const Value x = input(b, "x", {2, 3});
  const Value sum = b.node("Add", {weights(b, random, {2, 3}), weights(b, random, {3})});
  const Value shape = b.node("Concat", {b.ints({3}), b.ints({2})}, {{"axis", int64_t{0}}});
  b.output("y", b.node("Reshape", {b.node("Mul", {x, b.node("Relu", {sum})}), shape}));
  b.output("known", b.node("Neg", {sum}));
}

void shape_arithmetic(Builder& b, Random&) {
  const Value x = input(b, "x", {2, 3, 4});
  const Value shape = b.node("Shape", {x});
  const Value rows = b.node("Gather", {shape, b.ints({0})}, {{"axis", int64_t{0}}});
  const Value target = b.node("Concat", {rows, b.ints({-1})}, {{"axis", int64_t{0}}});
  b.output("y", b.node("Reshape", {x, target}));
}

void conv_bn(Builder& b, Random& random) {
  const Value x = input(b, "x", {1, 3, 5, 5});
  const Value conv = b.node("Conv", {x, weights(b, random, {4, 3, 3, 3}), weights(b, random, {4})},
                            {{"pads", std::vector<int64_t>{1, 1, 1, 1}}});
  const Value bn = b.node("BatchNormalization",
                          {conv, weights(b, random, {4}, Fill::kPositive), weights(b, random, {4}),
                           weights(b, random, {4}), weights(b, random, {4}, Fill::kPositive)});
  b.output("y", b.node("Relu", {bn}));
}

// The convolution has another reader, so it must stay.
void conv_bn_shared(Builder& b, Random& random) {
  const Value x = input(b, "x", {1, 2, 4, 4});
  const Value conv = b.node("Conv", {x, weights(b, random, {2, 2, 1, 1})});
  const Value bn = b.node("BatchNormalization",
                          {conv, weights(b, random, {2}, Fill::kPositive), weights(b, random, {2}),
                           weights(b, random, {2}), weights(b, random, {2}, Fill::kPositive)});
  b.output("y", b.node("Add", {bn, conv}));
}

void linear_layers(Builder& b, Random& random) {
  const Value x = input(b, "x", {2, 3});
  const Value hidden =
      b.node("Relu", {b.node("Gemm", {x, weights(b, random, {4, 3}), weights(b, random, {4})},
                             {{"transB", int64_t{1}}})});
  const Value product = b.node("MatMul", {hidden, weights(b, random, {4, 5}, Fill::kUnit, "w")});
  b.output("y", b.node("Softmax", {b.node("Add", {product, weights(b, random, {5})})}));
}

void transposes(Builder& b, Random&) {
  const Value x = input(b, "x", {2, 3, 4});
  const Value turned = b.node("Transpose", {x}, {{"perm", std::vector<int64_t>{2, 0, 1}}});
  const Value active = b.node("Sigmoid", {turned});
  b.output("y", b.node("Transpose", {active}, {{"perm", std::vector<int64_t>{1, 2, 0}}}));
  b.output("z", b.node("Transpose", {turned}));
}

void shared(Builder& b, Random&) {
  const Value x = input(b, "x", {3, 3});
  const Value one = b.node("Relu", {x});
  const Value two = b.node("Add", {one, one});
  const Value three = b.node("Mul", {two, one});
  b.output("y", b.node("MatMul", {three, three}));
  b.output("again", three);
}

void value_twice_output(Builder& b, Random&) {
  const Value x = input(b, "x", {2});
  const Value y = b.node("Exp", {b.node("Identity", {x})});
  b.output("first", y);
  b.output("second", y);
  b.output("x_too", x);
}

void constant_output(Builder& b, Random& random) {
  input(b, "x", {2});
  const Value w = weights(b, random, {3}, Fill::kOrdinary, "w");
  b.output("y", w);
  b.output("copy", b.node("Identity", {w}));
}

void several_outputs(Builder& b, Random&) {
  const Value x = input(b, "x", {2, 6});
  const std::vector<Value> parts =
      b.nodes("Split", {x, b.ints({1, 2, 3})}, 3, {{"axis", int64_t{1}}});
  b.output("y", b.node("Concat", {parts[2], parts[0]}, {{"axis", int64_t{1}}}));
}

void projections(Builder& b, Random& random) {
  const Value x = input(b, "x", {2, 4});
  for (const auto& [name, width] : {std::pair("q", 3), std::pair("k", 3), std::pair("v", 5)})
    b.output(name, b.node("MatMul", {x, weights(b, random, {4, width}, Fill::kUnit, name)}));
}

void optional_inputs(Builder& b, Random&) {
  const Value x = input(b, "x", {2, 3});
  b.output("y", b.node("Clip", {x, MORTISE_NONE, b.scalar(kFloat, 0.5)}));
  b.output("z", b.node("Clip", {x, b.scalar(kFloat, -0.5)}));
}

void state(Builder& b, Random& random) {
  const Value x = input(b, "x", {2, 3});
  const sdk::Shape shape = {2, 3};
  const HostTensor initial = random_tensor(kFloat, shape, Fill::kOrdinary, random);
  const mortise_tensor_view_t view = initial.view();
  const Value sum = b.state("sum", sdk::tensor_type(kFloat, shape), &view);
  const Value kept = b.state("kept", sdk::tensor_type(kFloat, shape));
  const Value next = b.node("Identity", {b.node("Add", {sum, x})});
  b.state_next("sum", next);
  b.output("y", b.node("Mul", {sum, b.node("Sub", {next, kept})}));
}

void states_swapped(Builder& b, Random&) {
  const Value x = input(b, "x", {2});
  const sdk::Shape shape = {2};
  const Value left = b.state("left", sdk::tensor_type(kFloat, shape));
  const Value right = b.state("right", sdk::tensor_type(kFloat, shape));
  b.state_next("left", b.node("Identity", {right}));
  b.state_next("right", b.node("Add", {left, x}));
  b.output("y", left);
}

void symbols(Builder& b, Random& random) {
  const int64_t n = b.symbol("n");
  const int64_t m = b.symbol("m");
  const Value x = input(b, "x", {n, 3});
  const Value other = input(b, "other", {m, 3});
  const Value both = b.node("Concat", {b.node("Identity", {x}), other}, {{"axis", int64_t{0}}});
  b.output("y", b.node("MatMul", {both, weights(b, random, {3, 2})}));
  b.output("z", b.node("Add", {x, b.node("Identity", {x})}));
}

void unknown_extents(Builder& b, Random&) {
  const Value x = input(b, "x", {MORTISE_DIM_UNKNOWN, 3});
  const Value total = b.node("ReduceSum", {b.node("Identity", {x}), b.ints({0})});
  b.output("y", b.node("Add", {x, total}));
}

void integers(Builder& b, Random&) {
  const sdk::Shape shape = {2, 2};
  const Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_INT64, shape));
  const Value y = b.node("Mul", {x, b.ints({2, 3})});
  const Value positive = b.node("Greater", {y, b.scalar(MORTISE_DTYPE_INT64, 0)});
  b.output("y", b.node("Where", {positive, b.node("Identity", {y}), x}));
  b.output("mask", b.node("Not", {b.node("Not", {positive})}));
}

void halves(Builder& b, Random& random) {
  const sdk::Shape shape = {4};
  const Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT16, shape));
  const HostTensor w = random_tensor(MORTISE_DTYPE_FLOAT16, shape, Fill::kOrdinary, random);
  const Value wide = b.node("Cast", {b.node("Mul", {x, b.constant(w.view())})},
                            {{"to", int64_t{MORTISE_DTYPE_FLOAT32}}});
  b.output("y", b.node("Cast", {wide}, {{"to", int64_t{MORTISE_DTYPE_FLOAT16}}}));
}

void empty_tensor(Builder& b, Random&) {
  const Value x = input(b, "x", {0, 3});
  b.output("y", b.node("Relu", {b.node("Identity", {x})}));
}

void metadata(Builder& b, Random& random) {
  b.metadata("producer", "the conformance suite");
  b.metadata("empty", "");
  b.metadata("lines", "one\ntwo \"three\" \xc3\xa9");
  identity_chain(b, random);
}

void odd_names(Builder& b, Random&) {
  const Value x = b.input("x/a b.c:0", sdk::tensor_type(kFloat, sdk::Shape{2}));
  const Value y = b.nodes("Identity", {x}, 1, {}, "", 0, "node \"1\"\n", {"\xc3\xa9tat"})[0];
  b.output("y[0]", b.node("Relu", {y}));
}

// Nothing defines If: the body is there to be kept as it is.
void subgraph(Builder& b, Random&) {
  const Value x = input(b, "x", {2});
  const Value choice = b.input("choice", sdk::tensor_type(MORTISE_DTYPE_BOOL, {}));
  sdk::Subgraph taken(b), otherwise(b);
  const Value inside = taken.builder().scalar(kFloat, 1);
  taken.builder().output("r", taken.builder().node("Identity", {inside}));
  otherwise.builder().output("r", otherwise.builder().scalar(kFloat, 2));
  const Value r =
      b.node("If", {choice}, {{"then_branch", taken.get()}, {"else_branch", otherwise.get()}});
  b.output("y", b.node("Add", {b.node("Identity", {x}), r}));
}

void foreign_operator(Builder& b, Random&) {
  const Value x = input(b, "x", {2});
  const HostTensor tensor = int64_tensor({1, 2, 3});
  const mortise_tensor_view_t view = tensor.view();
  const Value y = b.nodes("Unheard", {x, MORTISE_NONE, x}, 1,
                          {{"i", int64_t{-7}},
                           {"f", 0.1},
                           {"s", "text"},
                           {"is", std::vector<int64_t>{1, INT64_MIN}},
                           {"fs", std::vector<double>{0.5, -1e300}},
                           {"ss", std::vector<std::string>{"", "b"}},
                           {"t", &view}},
                          "conform.example", 3)[0];
  b.output("y", b.node("Identity", {y}));
}

void loss(Builder& b, Random& random) {
  const Value x = input(b, "x", {2, 3});
  const Value product =
      b.node("MatMul", {b.node("Identity", {x}), weights(b, random, {3, 2}, Fill::kUnit, "w")});
  b.output("loss",
           b.node("ReduceSum", {b.node("Mul", {product, product})}, {{"keepdims", int64_t{0}}}));
}

void loss_of_layers(Builder& b, Random& random) {
  const Value x = input(b, "x", {2, 4});
  const Value hidden = b.node("Tanh", {b.node("MatMul", {x, weights(b, random, {4, 3})})});
  const Value out = b.node("LogSoftmax", {b.node("MatMul", {hidden, weights(b, random, {3, 5})})});
  b.output("loss", b.node("ReduceMean", {b.node("Neg", {out})}, {{"keepdims", int64_t{0}}}));
}

}  // namespace

const std::vector<GraphRecipe>& graph_recipes() {
  static const std::vector<GraphRecipe> recipes = {
      {"nothing", &nothing},
      {"pass_through", &pass_through},
      {"identity_chain", &identity_chain},
      {"identity_ends", &identity_ends},
      {"no_ops", &no_ops},
      {"dead_code", &dead_code},
      {"twins", &twins},
      {"constants", &constants},
      {"shape_arithmetic", &shape_arithmetic},
      {"conv_bn", &conv_bn},
      {"conv_bn_shared", &conv_bn_shared},
      {"linear_layers", &linear_layers},
      {"transposes", &transposes},
      {"shared", &shared},
      {"value_twice_output", &value_twice_output},
      {"constant_output", &constant_output},
      {"several_outputs", &several_outputs},
      {"projections", &projections},
      {"optional_inputs", &optional_inputs},
      {"state", &state},
      {"states_swapped", &states_swapped},
      {"symbols", &symbols},
      {"unknown_extents", &unknown_extents},
      {"integers", &integers},
      {"halves", &halves},
      {"empty_tensor", &empty_tensor},
      {"metadata", &metadata},
      {"odd_names", &odd_names},
      {"subgraph", &subgraph, false},
      {"foreign_operator", &foreign_operator, false},
      {"loss", &loss},
      {"loss_of_layers", &loss_of_layers},
  };
  return recipes;
}

}  // namespace mortise::conform
