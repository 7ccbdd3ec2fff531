// Recipes of what exporters write and optimisers look for, and of what only looks like it: an operand, an axis or a reader
// may be another.
#include <algorithm>

#include "tests/fuzz/graph_maker.hpp"

namespace mortise::fuzz {
namespace {

using Ints = std::vector<int64_t>;

Ref linear(Maker& m, Ref x, int64_t columns) {
  const int64_t inner = m.extent(x, -1);
  const Ref product = m.node("MatMul", {x, m.weight({inner, columns}, inner)});
  if (m.choices().one_in(4)) return product;
  const Ref bias = m.weight({columns});
  return m.choices().coin() ? m.node("Add", {product, bias}) : m.node("Add", {bias, product});
}

Ref activation(Maker& m, Ref x) {
  switch (m.choices().below(9)) {
    case 0: return m.node("Relu", {x});
    case 1: return m.node("Clip", {x, m.number(0), m.number(6)});
    case 2: return m.node("HardSwish", {x});
    case 3: return m.node("Mul", {x, m.node("Sigmoid", {x})});
    case 4: {
      const Ref gate = m.node("Clip", {m.node("Add", {x, m.number(3)}), m.number(0), m.number(6)});
      return m.node("Div", {m.node("Mul", {x, gate}), m.number(6)});
    }
    case 5: return m.node("LeakyRelu", {x}, {{"alpha", 0.1}});
    case 6: return m.node("Mul", {x, m.node("HardSigmoid", {x})});
    case 7: return m.node("Sigmoid", {x});
    default: return m.node("Tanh", {x});
  }
}

Ref conv(Maker& m, Ref x, int64_t out, int64_t side, int64_t groups = 1) {
  const int64_t in = m.extent(x, 1) / std::max<int64_t>(groups, 1), pad = side / 2;
  const Ref bias = m.choices().coin() ? m.weight({out}) : kAbsent;
  return m.node("Conv", {x, m.weight({out, in, side, side}, in * side * side), bias},
                {{"pads", Ints{pad, pad, pad, pad}}, {"group", groups}});
}

Ref norm(Maker& m, Ref x) {
  const int64_t channels = m.extent(x, 1);
  if (m.choices().coin()) {
    return m.node("BatchNormalization", {x, m.positive({channels}), m.weight({channels}),
                                         m.weight({channels}), m.positive({channels})});
  }
  // Spelt out, per channel.
  const Ref scaled = m.node("Mul", {x, m.positive({1, channels, 1, 1})});
  return m.node("Add", {scaled, m.weight({channels, 1, 1})});
}

void conv_block(Maker& m) {
  const Ref x = m.of_rank(4);
  const int64_t channels = m.extent(x, 1);
  const bool residual = m.choices().coin(), deep = m.choices().one_in(3);
  const int64_t out = residual ? channels : m.choices().pick(Ints{4, 8, 16, 19, 32});
  Ref y = deep ? conv(m, x, channels, 3, channels) : conv(m, x, out, m.choices().coin() ? 3 : 1);
  if (m.choices().coin()) y = norm(m, y);
  if (residual && m.choices().coin())
    y = m.node("Add", {m.choices().coin() ? x : activation(m, x), y});
  if (m.choices().coin()) y = activation(m, y);
  if (residual && !m.choices().one_in(4)) y = m.node("Add", {y, x});
  if (m.choices().coin()) activation(m, y);
}

/// What a mobile network is made of: gates per channel.
void squeeze(Maker& m) {
  const Ref x = m.of_rank(4);
  const int64_t channels = m.extent(x, 1);
  Ref gate = m.choices().coin() ? m.node("GlobalAveragePool", {x})
                                : m.node("ReduceMean", {x, m.ints({2, 3})}, {{"keepdims", 1}});
  gate = activation(m, conv(m, gate, 4, 1));
  gate = m.node(m.choices().coin() ? "HardSigmoid" : "Sigmoid", {conv(m, gate, channels, 1)});
  const Ref y = m.choices().coin() ? m.node("Mul", {x, gate}) : m.node("Mul", {gate, x});
  if (m.choices().coin()) m.node("Add", {x, y});
}

void images_joined(Maker& m) {
  const Ref x = m.of_rank(4);
  const Ref left = conv(m, x, 16, 1);
  const Ref right = activation(m, conv(m, x, m.choices().pick(Ints{16, 8, 5}), 3));
  const Ref both = m.node("Concat", {left, right, m.choices().coin() ? x : left}, {{"axis", 1}});
  conv(m, both, 8, m.choices().coin() ? 1 : 3);
}

void upsampled(Maker& m) {
  const Ref x = m.of_rank(4);
  const Ref y = conv(m, x, 16, 3);
  const Ref small = m.node("MaxPool", {y}, {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}});
  const Ref scales = m.constant(conform::tensor_of(MORTISE_DTYPE_FLOAT32, {4}, {1, 1, 2, 2}));
  const Ref back = m.node("Resize", {conv(m, small, 16, 1), kAbsent, scales},
                          {{"mode", "nearest"},
                           {"coordinate_transformation_mode", "asymmetric"},
                           {"nearest_mode", "floor"}});
  m.node("Add", {back, y});
}

void gelu(Maker& m) {
  Ref x = m.pick();
  if (m.rank(x) > 0 && m.choices().coin()) x = linear(m, x, 16);
  const Ref inside = m.choices().coin() ? m.node("Div", {x, m.number(1.4142135623730951)})
                                        : m.node("Mul", {x, m.number(0.7071067811865476)});
  const Ref erf = m.node("Erf", {inside});
  const Ref sum =
      m.choices().coin() ? m.node("Add", {erf, m.number(1)}) : m.node("Add", {m.number(1), erf});
  if (m.choices().coin()) {
    m.node("Mul", {m.node("Mul", {x, sum}), m.number(0.5)});
  } else {
    m.node("Mul", {x, m.node("Mul", {sum, m.number(0.5)})});
  }
}

void gelu_by_tanh(Maker& m) {
  const Ref x = m.pick();
  const Ref cube = m.node("Pow", {x, m.number(3)});
  const Ref inside = m.node("Add", {x, m.node("Mul", {cube, m.number(0.044715)})});
  const Ref tanh = m.node("Tanh", {m.node("Mul", {inside, m.number(0.7978845608028654)})});
  m.node("Mul", {m.node("Mul", {x, m.number(0.5)}), m.node("Add", {tanh, m.number(1)})});
}

void swish_gate(Maker& m) {
  const Ref x = m.pick();
  if (m.rank(x) == 0) return;
  const Ref y = linear(m, x, 8);
  m.node("Mul", {m.node("Mul", {y, m.node("Sigmoid", {y})}), linear(m, x, 8)});
}

Ref spelt_norm(Maker& m, Ref x) {
  const Ref axes = m.ints({m.choices().one_in(6) ? m.axis(x) : -1});
  const Ref mean = m.node("ReduceMean", {x, axes});
  const Ref centred = m.node("Sub", {x, mean});
  const Ref squares = m.choices().coin() ? m.node("Pow", {centred, m.number(2)})
                                         : m.node("Mul", {centred, centred});
  const Ref variance = m.node("Add", {m.node("ReduceMean", {squares, axes}), m.number(1e-2)});
  Ref y = m.node("Div", {centred, m.node("Sqrt", {variance})});
  const int64_t width = m.extent(x, -1);
  if (m.choices().coin()) y = m.node("Mul", {y, m.positive({width})});
  return m.choices().coin() ? m.node("Add", {y, m.weight({width})}) : y;
}

void layer_norm(Maker& m) {
  const Ref x = m.pick();
  if (m.rank(x) == 0) return;
  const Ref y = spelt_norm(m, x);
  if (m.choices().coin()) m.node("Add", {y, x});
}

void rms_norm(Maker& m) {
  const Ref x = m.pick();
  if (m.rank(x) == 0) return;
  const Ref mean = m.node("ReduceMean", {m.node("Mul", {x, x}), m.ints({-1})});
  const Ref root = m.node("Sqrt", {m.node("Add", {mean, m.number(1e-2)})});
  const Ref y = m.choices().coin() ? m.node("Div", {x, root})
                                   : m.node("Mul", {x, m.node("Reciprocal", {root})});
  m.node("Mul", {y, m.positive({m.extent(x, -1)})});
}

/// Of x [n, tokens, width].
void attention(Maker& m) {
  const Ref x = m.of_rank(3);
  const int64_t heads = m.choices().between(1, 3), size = m.choices().pick(Ints{2, 4, 8});
  const int64_t width = heads * size, tokens = m.extent(x, 1);
  const auto part = [&](const Ints& order) {
    const Ref wide = m.node("Reshape", {linear(m, x, width), m.ints({0, 0, heads, size})});
    return m.node("Transpose", {wide}, {{"perm", order}});
  };
  const Ref q = part({0, 2, 1, 3});
  const Ref k = part({0, 2, 3, 1});
  const Ref v = part({0, 2, 1, 3});
  Ref scores = m.node("MatMul", {q, k});
  if (m.choices().coin()) scores = m.node("Mul", {scores, m.number(0.5)});
  if (m.choices().one_in(3)) scores = m.node("Div", {scores, m.number(2)});
  if (m.choices().coin()) scores = m.node("Add", {scores, m.weight({1, 1, tokens, tokens})});
  const Ref weights = m.node("Softmax", {scores}, {{"axis", m.choices().one_in(6) ? -2 : -1}});
  const Ref mixed = m.node("MatMul", {weights, v});
  const Ref back = m.node("Transpose", {mixed}, {{"perm", Ints{0, 2, 1, 3}}});
  linear(m, m.node("Reshape", {back, m.ints({0, 0, width})}), m.extent(x, 2));
}

/// The operator that says it in one word.
void attention_operator(Maker& m) {
  const Ref x = m.of_rank(4);
  sdk::Attrs attributes;
  if (m.choices().coin()) attributes.emplace_back("is_causal", 1);
  const auto other = m.pick_shape(m.shape(x));
  m.node("Attention", {x, other.value_or(x), x}, attributes);
}

void quantised(Maker& m) {
  Ref x = m.pick();
  const auto around = [&](Ref value) {
    const uint32_t dtype =
        m.choices().coin() ? uint32_t{MORTISE_DTYPE_UINT8} : uint32_t{MORTISE_DTYPE_INT8};
    const Ref scale = m.number(m.choices().coin() ? 0.05 : 0.125);
    const Ref zero =
        m.constant(conform::scalar_tensor(dtype, dtype == MORTISE_DTYPE_INT8 ? 0 : 128));
    const Ref small = m.node("QuantizeLinear", {value, scale, zero});
    return m.node("DequantizeLinear", {small, scale, zero});
  };
  x = around(x);
  if (m.choices().coin() && m.rank(x) > 0) around(linear(m, x, 8));
}

void perceptron(Maker& m) {
  Ref x = m.pick();
  if (m.rank(x) == 0) return;
  const size_t layers = 1 + m.choices().below(3);
  for (size_t i = 0; i < layers; ++i) {
    const Ref y = linear(m, x, m.choices().pick(Ints{4, 16, 33}));
    x = m.choices().one_in(4) ? y : activation(m, y);
  }
  if (m.choices().coin()) m.node("Softmax", {x}, {{"axis", -1}});
}

void product_with_residual(Maker& m) {
  const Ref x = m.pick();
  if (m.rank(x) == 0) return;
  const Ref y = linear(m, x, m.extent(x, -1));
  const Ref sum = m.choices().coin() ? m.node("Add", {y, x}) : m.node("Add", {x, y});
  if (m.choices().coin()) activation(m, sum);
}

/// Arithmetic with numbers, which folds into one step or none.
void number_chain(Maker& m) {
  Ref x = m.pick();
  const size_t length = 2 + m.choices().below(5);
  static constexpr double kNumbers[] = {2, 0.5, -1, 3, 6, 1.0 / 6, 1, 0, 0.1, -0.25, 10};
  static constexpr const char* kOps[] = {"Add", "Mul", "Sub", "Div", "Max", "Min"};
  for (size_t i = 0; i < length; ++i) {
    const Ref number = m.number(m.choices().pick(kNumbers));
    const char* op = m.choices().pick(kOps);
    x = m.choices().one_in(3) ? m.node(op, {number, x}) : m.node(op, {x, number});
  }
}

void diamond(Maker& m) {
  const Ref x = m.pick();
  const Ref left = activation(m, x);
  const Ref right = m.choices().coin() ? activation(m, x) : left;
  const Ref sum = m.node(m.choices().coin() ? "Add" : "Mul", {left, right});
  m.node("Sub", {sum, m.choices().coin() ? x : right});
}

void embedding(Maker& m) {
  const Ref index = m.node("ArgMax", {m.pick()}, {{"axis", -1}, {"keepdims", 0}});
  m.node("Gather", {m.weight({64, 8}), index}, {{"axis", 0}});
}

void softmax_spelt(Maker& m) {
  const Ref x = m.pick();
  const Ref axes = m.ints({m.axis(x)});
  const Ref largest = m.node("ReduceMax", {x, axes});
  const Ref power = m.node("Exp", {m.node("Sub", {x, largest})});
  m.node("Div", {power, m.node("ReduceSum", {power, axes})});
}

// What another framework's order of axes leaves around what works with any.
void between_transposes(Maker& m) {
  const Ref x = m.of_rank(m.choices().coin() ? 3 : 4);
  const bool images = m.rank(x) == 4;
  const Ints there = images ? Ints{0, 2, 3, 1} : Ints{2, 0, 1};
  const Ints back = images ? Ints{0, 3, 1, 2} : Ints{1, 2, 0};
  const Ref start = m.node("Transpose", {x}, {{"perm", there}});
  Ref y = start;
  for (size_t i = m.choices().below(4); i-- > 0;) {
    switch (m.choices().below(6)) {
      case 0: y = m.node("Softmax", {y}, {{"axis", m.axis(y)}}); break;
      case 1: y = m.node("Concat", {y, start}, {{"axis", m.axis(start)}}); break;
      case 2: y = m.node("Mul", {y, m.weight({m.extent(y, -1)})}); break;
      case 3: y = m.node("ReduceMean", {y, m.ints({m.axis(y)})}); break;
      case 4: y = m.node("Add", {y, start}); break;
      default: y = activation(m, y);
    }
  }
  m.node("Transpose", {y}, {{"perm", back}});
  if (m.choices().one_in(3)) m.node("ReduceMax", {y, m.ints({m.axis(y)})}, {{"keepdims", 0}});
}

}  // namespace

const std::vector<Recipe>& pattern_recipes() {
  static const std::vector<Recipe> recipes = {&conv_block,    &conv_block, &squeeze,
                                              &images_joined, &upsampled,  &gelu,
                                              &gelu_by_tanh,  &swish_gate, &layer_norm,
                                              &rms_norm,      &attention,  &attention_operator,
                                              &quantised,     &perceptron, &product_with_residual,
                                              &number_chain,  &diamond,    &embedding,
                                              &softmax_spelt, &layer_norm, &between_transposes};
  return recipes;
}

}  // namespace mortise::fuzz
