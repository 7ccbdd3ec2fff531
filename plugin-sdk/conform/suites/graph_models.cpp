#include "plugin-sdk/conform/suites/graph_models.hpp"

namespace mortise::conform {
namespace {

using Ints = std::vector<int64_t>;
using sdk::Value;

sdk::Attrs square_pads(int64_t pad) { return {{"pads", Ints{pad, pad, pad, pad}}}; }

Value positive(GraphMaker& m, const sdk::Shape& shape) {
  return m.constant(random_tensor(MORTISE_DTYPE_FLOAT32, shape, Fill::kPositive, m.random()));
}

Value conv(GraphMaker& m, Value x, int64_t from, int64_t to, int64_t kernel, int64_t pad) {
  const Value w = m.weight({to, from, kernel, kernel}, from * kernel * kernel);
  return m.node("Conv", {x, w, m.weight({to})}, square_pads(pad));
}

Value norm(GraphMaker& m, Value x, int64_t channels) {
  return m.node("BatchNormalization", {x, positive(m, {channels}), m.weight({channels}),
                                       m.weight({channels}), positive(m, {channels})});
}

Value linear(GraphMaker& m, Value x, int64_t from, int64_t to) {
  return m.node("Add", {m.node("MatMul", {x, m.weight({from, to}, from)}), m.weight({to})});
}

Value gelu_of_primitives(GraphMaker& m, Value x) {
  const Value erf = m.node("Erf", {m.node("Div", {x, m.number(1.4142135623730951)})});
  return m.node("Mul", {m.node("Mul", {x, m.node("Add", {erf, m.number(1)})}), m.number(0.5)});
}

Value layer_norm(GraphMaker& m, Value x, int64_t size) {
  return m.node("LayerNormalization", {x, positive(m, {size}), m.weight({size})});
}

Value layer_norm_of_primitives(GraphMaker& m, Value x, int64_t size) {
  const Value axes = m.ints({-1});
  const Value centred = m.node("Sub", {x, m.node("ReduceMean", {x, axes})});
  const Value squares = m.node("Pow", {centred, m.number(2)});
  const Value variance = m.node("Add", {m.node("ReduceMean", {squares, axes}), m.number(1e-5)});
  const Value normal = m.node("Div", {centred, m.node("Sqrt", {variance})});
  return m.node("Add", {m.node("Mul", {normal, positive(m, {size})}), m.weight({size})});
}

// x [n, tokens, heads * size]
Value attention(GraphMaker& m, Value x, int64_t tokens, int64_t heads, int64_t size) {
  const int64_t width = heads * size;
  const auto part = [&](const Ints& order) {
    const Value split =
        m.node("Reshape", {linear(m, x, width, width), m.ints({-1, tokens, heads, size})});
    return m.node("Transpose", {split}, {{"perm", order}});
  };
  const Value q = part({0, 2, 1, 3});
  const Value k = part({0, 2, 3, 1});
  const Value v = part({0, 2, 1, 3});
  const Value scores = m.node("Mul", {m.node("MatMul", {q, k}), m.number(0.5)});
  const Value masked = m.node("Add", {scores, m.weight({1, 1, tokens, tokens})});
  const Value mixed = m.node("MatMul", {m.node("Softmax", {masked}, {{"axis", -1}}), v});
  const Value back = m.node("Transpose", {mixed}, {{"perm", Ints{0, 2, 1, 3}}});
  return linear(m, m.node("Reshape", {back, m.ints({-1, tokens, width})}), width, width);
}

// ---- what is often fused ----

void conv_bn_relu(GraphMaker& m) {
  const Value x = m.input({kN, 3, 9, 11});
  const Value y = m.node("Relu", {norm(m, conv(m, x, 3, 8, 3, 1), 8)});
  m.output(m.node("MaxPool", {y}, {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}}));
}

void conv_add_relu(GraphMaker& m) {
  const Value x = m.input({kN, 16, 7, 9});
  const Value first = m.node("Relu", {conv(m, x, 16, 16, 3, 1)});
  const Value second = norm(m, conv(m, first, 16, 16, 3, 1), 16);
  m.output(m.node("Relu", {m.node("Add", {second, x})}));
}

// A mobile block: widened, by channel, gated, narrowed, and added to its input.
void conv_depthwise(GraphMaker& m) {
  const Value x = m.input({kN, 8, 7, 5});
  const Value wide = m.node("HardSwish", {conv(m, x, 8, 24, 1, 0)});
  sdk::Attrs by_channel = square_pads(1);
  by_channel.push_back({"group", 24});
  const Value deep = m.node(
      "Relu", {m.node("Conv", {wide, m.weight({24, 1, 3, 3}, 9), m.weight({24})}, by_channel)});
  const Value squeezed =
      m.node("Relu", {conv(m, m.node("GlobalAveragePool", {deep}), 24, 6, 1, 0)});
  const Value gate = m.node("HardSigmoid", {conv(m, squeezed, 6, 24, 1, 0)});
  m.output(m.node("Add", {conv(m, m.node("Mul", {deep, gate}), 24, 8, 1, 0), x}));
}

void matmul_add_gelu(GraphMaker& m) {
  const Value x = m.input({kN, 17, 24});
  m.output(m.node("Gelu", {linear(m, x, 24, 33)}));
}

void gelu_primitives(GraphMaker& m) {
  const Value x = m.input({kN, 24});
  m.output(gelu_of_primitives(m, linear(m, x, 24, 33)));
}

void swish_gate(GraphMaker& m) {
  const Value x = m.input({kN, 24});
  const Value y = linear(m, x, 24, 16);
  const Value swish = m.node("Mul", {y, m.node("Sigmoid", {y})});
  m.output(m.node("Mul", {swish, linear(m, x, 24, 16)}));
}

void softmax_chain(GraphMaker& m) {
  const Value x = m.input({kN, 13, 19});
  const Value scaled = m.node("Mul", {x, m.number(0.25)});
  const Value first =
      m.node("Softmax", {m.node("Add", {scaled, m.weight({13, 19})})}, {{"axis", -1}});
  m.output(m.node("LogSoftmax", {m.node("Add", {first, x})}, {{"axis", 1}}));
  m.output(m.node("ReduceMax", {first, m.ints({-1})}));
}

void layer_norms(GraphMaker& m) {
  const Value x = m.input({kN, 5, 24});
  const Value first = layer_norm(m, m.node("Add", {x, m.weight({24})}), 24);
  m.output(m.node("Add", {layer_norm_of_primitives(m, first, 24), x}));
}

void attention_primitives(GraphMaker& m) { m.output(attention(m, m.input({kN, 9, 16}), 9, 4, 4)); }

void diamond(GraphMaker& m) {
  const Value x = m.input({kN, 37});
  const Value y = m.node("Relu", {x});
  const Value left = m.node("Add", {y, m.number(1)});
  const Value right = m.node("Mul", {y, m.weight({37})});
  m.output(m.node("Sub", {m.node("Mul", {left, right}), y}));
}

// What lies between fused nodes is also wanted.
void used_between(GraphMaker& m) {
  const Value x = m.input({kN, 24});
  const Value product = m.node("MatMul", {x, m.weight({24, 16}, 24)});
  const Value sum = m.node("Add", {product, m.weight({16})});
  m.output(product);
  m.output(m.node("Relu", {sum}));
  m.output(m.node("Add", {sum, sum}));
}

void elementwise_chain(GraphMaker& m) {
  const Value x = m.input({kN, 3, 31});
  Value y = x;
  static constexpr const char* kUnary[] = {"Tanh", "Relu", "Sigmoid", "Abs", "Neg"};
  for (size_t i = 0; i < 10; ++i) {
    y = m.node(i % 2 == 0 ? "Add" : "Mul", {y, i % 3 == 0 ? x : m.weight({31})});
    y = m.node(kUnary[i % 5], {y});
    y = m.node("Sub", {y, m.weight({3, 1})});
  }
  m.output(y);
}

void split_concat(GraphMaker& m) {
  const Value x = m.input({kN, 12, 5});
  const std::vector<Value> parts = m.nodes("Split", {x, m.ints({3, 4, 5})}, 3, {{"axis", 1}});
  const Value first = m.node("Relu", {parts[0]});
  const Value second = m.node("Mul", {parts[1], m.number(2)});
  const Value third =
      m.node("Slice", {parts[2], m.ints({4}), m.ints({-6}), m.ints({1}), m.ints({-1})});
  m.output(m.node("Concat", {third, first, second, first}, {{"axis", 1}}));
}

void transposed_product(GraphMaker& m) {
  const Value x = m.input({kN, 7, 9});
  const Value turned = m.node("Transpose", {x}, {{"perm", Ints{0, 2, 1}}});
  const Value square = m.node("MatMul", {turned, x});
  m.output(m.node("MatMul",
                  {square, m.node("Transpose", {m.weight({5, 9}, 9)}, {{"perm", Ints{1, 0}}})}));
}

void reduced_and_spread(GraphMaker& m) {
  const Value x = m.input({kN, 6, 10});
  const Value mean = m.node("ReduceMean", {x, m.ints({1, 2})}, {{"keepdims", 1}});
  const Value centred = m.node("Sub", {x, mean});
  const Value largest = m.node("ReduceMax", {m.node("Abs", {centred}), m.ints({2})});
  m.output(m.node("Div", {centred, m.node("Add", {largest, m.number(0.5)})}));
}

// Two images of different sizes, brought together.
void resized_sum(GraphMaker& m) {
  const Value x = m.input({kN, 4, 6, 8});
  const Value half = m.node("AveragePool", {conv(m, x, 4, 4, 3, 1)},
                            {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}});
  HostTensor scales = tensor_of(MORTISE_DTYPE_FLOAT32, {4}, {1, 1, 2, 2});
  const Value back = m.node("Resize", {half, MORTISE_NONE, m.constant(scales)},
                            {{"mode", "nearest"},
                             {"coordinate_transformation_mode", "asymmetric"},
                             {"nearest_mode", "floor"}});
  m.output(m.node("Concat", {m.node("Add", {back, x}), x}, {{"axis", 1}}));
}

// ---- whole models ----

void mlp(GraphMaker& m) {
  Value y = m.input({kN, 32});
  y = m.node("Relu", {linear(m, y, 32, 48)});
  y = m.node("Relu", {linear(m, y, 48, 48)});
  m.output(m.node("Softmax", {linear(m, y, 48, 10)}, {{"axis", -1}}));
}

void cnn(GraphMaker& m) {
  Value y = m.input({kN, 3, 20, 20});
  y = m.node("Relu", {norm(m, conv(m, y, 3, 16, 3, 1), 16)});
  y = m.node("MaxPool", {y}, {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}});
  const Value skipped = y;
  y = m.node("Relu", {norm(m, conv(m, y, 16, 16, 3, 1), 16)});
  y = m.node("Relu", {m.node("Add", {norm(m, conv(m, y, 16, 16, 3, 1), 16), skipped})});
  y = m.node("Flatten", {m.node("GlobalAveragePool", {conv(m, y, 16, 24, 1, 0)})});
  m.output(m.node("Gemm", {y, m.weight({10, 24}, 24), m.weight({10})}, {{"transB", 1}}));
}

void transformer(GraphMaker& m) {
  Value x = m.input({kN, 9, 16});
  for (int layer = 0; layer < 2; ++layer) {
    x = m.node("Add", {x, attention(m, layer_norm(m, x, 16), 9, 4, 4)});
    const Value wide = gelu_of_primitives(m, linear(m, layer_norm_of_primitives(m, x, 16), 16, 40));
    x = m.node("Add", {x, linear(m, wide, 40, 16)});
  }
  m.output(x);
}

}  // namespace

const std::vector<Model>& fused_models() {
  static const std::vector<Model> list = {
      {"graph.fused.conv_bn_relu", &conv_bn_relu},
      {"graph.fused.conv_add_relu", &conv_add_relu},
      {"graph.fused.conv_depthwise", &conv_depthwise},
      {"graph.fused.matmul_add_gelu", &matmul_add_gelu},
      {"graph.fused.gelu_primitives", &gelu_primitives},
      {"graph.fused.swish_gate", &swish_gate},
      {"graph.fused.softmax_chain", &softmax_chain},
      {"graph.fused.layer_norms", &layer_norms},
      {"graph.fused.attention_primitives", &attention_primitives},
      {"graph.fused.diamond", &diamond},
      {"graph.fused.used_between", &used_between},
      {"graph.fused.elementwise_chain", &elementwise_chain},
      {"graph.fused.split_concat", &split_concat},
      {"graph.fused.transposed_product", &transposed_product},
      {"graph.fused.reduced_and_spread", &reduced_and_spread},
      {"graph.fused.resized_sum", &resized_sum},
  };
  return list;
}

const std::vector<Model>& whole_models() {
  static const std::vector<Model> list = {
      {"model.mlp", &mlp}, {"model.cnn", &cnn}, {"model.transformer", &transformer}};
  return list;
}

const Model& model_named(std::string_view name) {
  for (const std::vector<Model>* list : {&fused_models(), &whole_models()}) {
    for (const Model& model : *list) {
      if (model.name == name) return model;
    }
  }
  std::abort();
}

void build_recurrent(GraphMaker& m) {
  constexpr int64_t kIn = 12;
  constexpr int64_t kSize = 16;
  const Value x = m.input({3, kIn});
  const sdk::Shape shape = {3, kSize};
  const mortise_type_t type = sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape);
  const Value h = m.builder().state("h", type);
  const Value c = m.builder().state("c", type);
  const Value gates = m.node("Add", {linear(m, x, kIn, 4 * kSize),
                                     m.node("MatMul", {h, m.weight({kSize, 4 * kSize}, kSize)})});
  const std::vector<Value> g = m.nodes("Split", {gates}, 4, {{"axis", 1}});
  const Value kept = m.node("Mul", {m.node("Sigmoid", {g[0]}), c});
  const Value added = m.node("Mul", {m.node("Sigmoid", {g[1]}), m.node("Tanh", {g[2]})});
  const Value next_c = m.node("Add", {kept, added});
  const Value next_h = m.node("Mul", {m.node("Sigmoid", {g[3]}), m.node("Tanh", {next_c})});
  m.output(next_h);
  m.builder().state_next("h", next_h);
  m.builder().state_next("c", next_c);
}

}  // namespace mortise::conform
