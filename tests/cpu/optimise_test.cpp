// What the cpu backend makes of graphs: fewer nodes, blocked images, the same results.
#include <cmath>

#include <catch2/catch.hpp>

#include "tests/cpu/graph_run.hpp"

namespace mortise::cpu::testing {
namespace {

using Ints = std::vector<int64_t>;
using sdk::Value;

const sdk::Attrs kSame3x3 = {{"pads", Ints{1, 1, 1, 1}}};

Value conv(GraphCase& g, Value x, const Shape& from, int64_t channels, unsigned seed) {
  return g.node("Conv", {x, g.constant({channels, from[1], 3, 3}, seed)},
                {from[0], channels, from[2], from[3]}, kSame3x3);
}

/// x * clip(x + 3, 0, 6) / 6, as exporters spell it.
Value hard_swish(GraphCase& g, Value x, const Shape& shape) {
  const Value three = g.constant({1}, Floats{3}), zero = g.constant({}, Floats{0}),
              six = g.constant({}, Floats{6});
  const Value gate = g.node("Clip", {g.node("Add", {x, three}, shape), zero, six}, shape);
  return g.node("Div", {g.node("Mul", {x, gate}, shape), six}, shape);
}

TEST_CASE("scalars and hardswish vanish into the convolution") {
  GraphCase g;
  const Shape in = {2, 16, 9, 11}, out = {2, 24, 9, 11};
  Value y = conv(g, g.input(in, 1), in, 24, 2);
  y = g.node("Mul", {g.constant({1}, Floats{1.5f}), y}, out);
  y = hard_swish(g, y, out);
  y = g.node("Mul", {y, g.constant({1}, Floats{0.7f})}, out);
  g.output(y);
  CHECK(check_forms(g) == "Reorder Conv Reorder");
}

/// The ways in which exporters write Gelu of x: by erf 0 to 2, by tanh 3 to 5.
Value spelt_gelu(GraphCase& g, Value x, const Shape& shape, int spelling) {
  const auto c = [&](float value) { return g.constant({}, Floats{value}); };
  const auto mul = [&](Value a, Value b) { return g.node("Mul", {a, b}, shape); };
  const auto add = [&](Value a, Value b) { return g.node("Add", {a, b}, shape); };
  Value u = MORTISE_NONE;
  if (spelling == 0) u = g.node("Div", {x, c(1.41421354f)}, shape);
  if (spelling == 1 || spelling == 2) u = mul(c(0.707106769f), x);
  if (spelling == 3)
    u = mul(add(x, mul(g.node("Pow", {x, c(3)}, shape), c(0.044715f))), c(0.797884583f));
  if (spelling == 4) u = mul(c(0.797884583f), add(x, mul(mul(mul(c(0.044715f), x), x), x)));
  if (spelling == 5) u = mul(mul(x, c(0.797884583f)), add(c(1), mul(c(0.044715f), mul(x, x))));
  const Value gate = g.node(spelling < 3 ? "Erf" : "Tanh", {u}, shape);
  if (spelling == 2) {
    const Value half = mul(x, c(0.5f));
    return add(half, mul(half, gate));
  }
  const Value open = add(gate, c(1));
  if (spelling == 0 || spelling == 4) return mul(mul(x, open), c(0.5f));
  return mul(mul(x, c(0.5f)), open);
}

TEST_CASE("Gelu in any spelling vanishes into the product before it, through a Reshape too") {
  for (const int spelling : {0, 1, 2, 3, 4, 5}) {
    for (const bool reshaped : {false, true}) {
      CAPTURE(spelling, reshaped);
      GraphCase g;
      Value x = g.node("MatMul", {g.input({15, 12}, 1), g.constant({12, 20}, 2)}, {15, 20});
      x = g.node("Add", {x, g.constant({20}, 3)}, {15, 20});
      if (reshaped) x = g.node("Reshape", {x, g.ints({3, 5, 20})}, {3, 5, 20});
      g.output(spelt_gelu(g, x, reshaped ? Shape{3, 5, 20} : Shape{15, 20}, spelling));
      const std::string ops = check_forms(g);
      CHECK(ops.find("Elementwise") == std::string::npos);
      CHECK(ops.find("Gelu") == std::string::npos);
      CHECK(ops.find("MatMul") != std::string::npos);
    }
  }
}

TEST_CASE("what only looks like Gelu stays as it is") {
  const Shape shape = {3, 20};
  for (const float factor : {0.6f, 0.7071f * 1.001f}) {
    GraphCase g;
    const Value x = g.input(shape, 1);
    const Value gate =
        g.node("Erf", {g.node("Mul", {x, g.constant({}, Floats{factor})}, shape)}, shape);
    const Value open = g.node("Add", {gate, g.constant({}, Floats{1})}, shape);
    const Value half = g.node("Mul", {x, g.constant({}, Floats{0.5f})}, shape);
    g.output(g.node("Mul", {half, open}, shape));
    check_forms(g);
  }
}

TEST_CASE("a gate that is open above is no hardswish") {
  GraphCase g;
  const Shape shape = {4, 9};
  const Value x = g.input(shape, 1);
  g.output(g.node("Mul", {x, g.node("Clip", {x, g.constant({}, Floats{0})}, shape)}, shape));
  const Value shifted = g.node("Add", {x, g.constant({1}, Floats{0.5f})}, shape);
  const Value open = g.node("Clip", {shifted, g.constant({}, Floats{0})}, shape);
  g.output(g.node("Mul", {open, x}, shape));
  const Value tiny =
      g.node("Clip", {x, g.constant({}, Floats{0}), g.constant({}, Floats{1e-42f})}, shape);
  g.output(g.node("Mul", {x, tiny}, shape));
  check_forms(g);
}

TEST_CASE("division by a constant whose reciprocal is no normal number stays a division") {
  for (const float divisor : {1e-40f, 3e38f}) {
    GraphCase g;
    const Shape shape = {4, 9};
    const Value x = g.node("Mul", {g.input(shape, 1), g.constant({}, Floats{divisor})}, shape);
    g.output(g.node("Div", {g.node("Abs", {x}, shape), g.constant({}, Floats{divisor})}, shape));
    check_forms(g);
  }
}

TEST_CASE("a clip whose bounds are crossed gives the upper one") {
  GraphCase g;
  const Shape shape = {1, 16, 6, 6}, flat = {3, 20};
  const Value low = g.constant({}, Floats{2}), high = g.constant({}, Floats{1});
  const Value image = conv(g, g.input(shape, 1), shape, 16, 2);
  g.output(g.node("Clip", {image, low, high}, shape));
  const Value product = g.node("MatMul", {g.input({3, 12}, 3), g.constant({12, 20}, 4)}, flat);
  g.output(g.node("Clip", {product, low, high}, flat));
  check_forms(g);
}

TEST_CASE("a residual is added inside the convolution, before its activation") {
  GraphCase g;
  const Shape shape = {1, 24, 10, 10};
  const Value x = g.input(shape, 1);
  const Value a = g.node("Relu", {conv(g, x, shape, 24, 2)}, shape);
  const Value b = conv(g, a, shape, 24, 3);
  g.output(g.node("Relu", {g.node("Add", {a, b}, shape)}, shape));
  CHECK(check_forms(g) == "Reorder Conv Conv Reorder");
}

TEST_CASE("channels that do not fill blocks survive a chain of blocked operators") {
  GraphCase g;
  const Shape shape = {2, 12, 8, 8};
  Value y = conv(g, g.input({2, 5, 8, 8}, 1), {2, 5, 8, 8}, 12, 2);
  // Division by what is zero in padding lanes must leave nothing behind there.
  const Value d = g.node("Exp", {y}, shape);
  y = g.node("Div", {y, d}, shape);
  g.output(conv(g, y, shape, 20, 3));
  g.output(g.node("GlobalAveragePool", {y}, {2, 12, 1, 1}));
  check_forms(g);
}

TEST_CASE("squeeze and excitation keeps one pass for the scaling and the sum") {
  for (const bool own : {true, false}) {
    GraphCase g;
    const Shape shape = {1, 24, 12, 10};
    const Value x = conv(g, g.input(shape, 1), shape, 24, 2);
    const Value other = conv(g, g.input(shape, 3), shape, 24, 4);
    Value s = g.node("GlobalAveragePool", {x}, {1, 24, 1, 1});
    s = g.node("Conv", {s, g.constant({6, 24, 1, 1}, 5), g.constant({6}, 6)}, {1, 6, 1, 1});
    s = g.node("Relu", {s}, {1, 6, 1, 1});
    s = g.node("Conv", {s, g.constant({24, 6, 1, 1}, 7), g.constant({24}, 8)}, {1, 24, 1, 1});
    s = g.node("HardSigmoid", {s}, {1, 24, 1, 1});
    const Value y = g.node("Mul", {x, s}, shape);
    g.output(g.node("Add", {own ? x : other, y}, shape));
    const std::string ops = check_forms(g);
    CHECK(ops.find("ScaleChannels Reorder") != std::string::npos);
    CHECK(ops.find("Add") == std::string::npos);
  }
}

TEST_CASE("pools, resizing and concatenation stay blocked between convolutions") {
  GraphCase g;
  const Shape shape = {1, 16, 8, 8};
  const Value x = conv(g, g.input({1, 3, 8, 8}, 1), {1, 3, 8, 8}, 16, 2);
  const Value pooled = g.node("MaxPool", {x}, {1, 16, 4, 4},
                              {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}});
  const Value resized =
      g.node("Resize", {pooled, MORTISE_NONE, g.constant({4}, Floats{1, 1, 2, 2})}, shape,
             {{"coordinate_transformation_mode", "asymmetric"}, {"nearest_mode", "floor"}});
  const Value both = g.node("Concat", {x, resized}, {1, 32, 8, 8}, {{"axis", 1}});
  g.output(conv(g, both, {1, 32, 8, 8}, 8, 3));
  CHECK(check_forms(g) == "Conv MaxPool Resize Concat Conv Reorder");
}

TEST_CASE("a transposed convolution without overlap becomes a convolution and an interleaving") {
  for (const int64_t channels : {16, 1}) {
    GraphCase g;
    const Shape in = {1, 8, 6, 7}, out = {1, channels, 12, 14};
    Value y = conv(g, g.input(in, 1), in, 8, 2);
    y = g.node("ConvTranspose", {y, g.constant({8, channels, 2, 2}, 3)}, out,
               {{"strides", Ints{2, 2}}});
    y = g.node("Add", {y, g.constant({1, channels, 1, 1}, 4)}, out);
    g.output(g.node("Sigmoid", {y}, out));
    // With or without a Reorder around the first one, as oneDNN chooses for the processor.
    const std::string forms = check_forms(g);
    CHECK_THAT(forms, Catch::Matchers::Contains("Conv Interleave"));
    CHECK_THAT(forms, !Catch::Matchers::Contains("ConvTranspose"));
  }
}

TEST_CASE("layer normalisation in primitive operators becomes one node") {
  GraphCase g;
  const Shape shape = {1, 5, 40}, row = {1, 5, 1};
  const Value x = g.input(shape, 1);
  const Value centred = g.node("Sub", {x, g.node("ReduceMean", {x, g.ints({-1})}, row)}, shape);
  const Value square = g.node("Pow", {centred, g.constant({}, Floats{2})}, shape);
  Value v = g.node("ReduceMean", {square, g.ints({-1})}, row);
  v = g.node("Sqrt", {g.node("Add", {v, g.constant({}, Floats{1e-5f})}, row)}, row);
  Value y = g.node("Div", {centred, v}, shape);
  y = g.node("Mul", {y, g.constant({40}, 2)}, shape);
  g.output(g.node("Add", {y, g.constant({40}, 3)}, shape));
  CHECK(check_forms(g) == "LayerNormalization");
}

TEST_CASE("a matrix product takes in bias, swish and residual") {
  GraphCase g;
  const Shape in = {1, 7, 12}, out = {1, 7, 20};
  Value y = g.node("MatMul", {g.input(in, 1), g.constant({12, 20}, 2)}, out);
  y = g.node("Add", {y, g.constant({20}, 3)}, out);
  y = g.node("Mul", {y, g.node("Sigmoid", {y}, out)}, out);
  g.output(g.node("Add", {g.input(out, 4), y}, out));
  CHECK(check_forms(g) == "PackedMatMul");
}

TEST_CASE("steps of one kind with different parameters are not all left to oneDNN") {
  GraphCase g;
  const Shape rows = {2, 6, 6};
  const auto around_residual = [&](Value y, const Shape& shape, std::string_view op,
                                   const sdk::Attrs& first, const sdk::Attrs& second) {
    const Value before = g.node(op, {y}, shape, first);
    const Value sum = g.node("Add", {before, g.input(shape, 3)}, shape);
    g.output(g.node(op, {sum}, shape, second));
  };
  const auto product = [&] {
    return g.node("MatMul", {g.input(rows, 1), g.constant({6, 6}, 2)}, rows);
  };
  around_residual(product(), rows, "LeakyRelu", {{"alpha", 2.5}}, {{"alpha", 0.5}});
  around_residual(product(), rows, "Elu", {{"alpha", 2.5}}, {{"alpha", 0.5}});
  around_residual(product(), rows, "LeakyRelu", {{"alpha", 0.5}}, {{"alpha", 0.5}});
  const Shape image = {1, 16, 7, 7};
  around_residual(conv(g, g.input(image, 4), image, 16, 5), image, "LeakyRelu", {{"alpha", 2.5}},
                  {{"alpha", 0.5}});
  // Two factors, with something between them.
  const Value tanh =
      g.node("Tanh", {g.node("Mul", {product(), g.constant({}, Floats{-1})}, rows)}, rows);
  g.output(g.node("Mul", {tanh, g.constant({}, Floats{0.5f})}, rows));
  check_forms(g);
}

TEST_CASE("elementwise operators that feed each other become one sweep") {
  GraphCase g;
  const Shape shape = {3, 40};
  const Value a = g.input(shape, 1), b = g.input({40}, 2), c = g.input({3, 1}, 3);
  const Value y = g.node("Mul", {g.node("Tanh", {g.node("Add", {a, b}, shape)}, shape), c}, shape);
  g.output(g.node("Sub", {y, a}, shape));
  CHECK(check_forms(g) == "Elementwise");
}

TEST_CASE("a value that others read, or that is an output, is not fused away") {
  GraphCase g;
  const Shape shape = {1, 16, 6, 6};
  const Value y = conv(g, g.input(shape, 1), shape, 16, 2);
  g.output(y);
  g.output(g.node("Relu", {y}, shape));
  check_forms(g);
}

TEST_CASE("without fusion a NaN passes through Relu and Clip behind convolutions and products") {
  GraphCase g;
  const Shape image = {1, 2, 3, 3}, matrix = {2, 3};
  const Floats nans(9, NAN);
  const Value x =
      g.node("Conv", {g.input(image, 1), g.constant({2, 2, 1, 1}, Floats(4, NAN))}, image);
  const Value y = g.node("MatMul", {g.input(matrix, 2), g.constant({3, 3}, nans)}, matrix);
  const Value zero = g.constant({}, Floats{0}), six = g.constant({}, Floats{6});
  g.output(g.node("Relu", {x}, image));
  g.output(g.node("Clip", {x, zero, six}, image));
  g.output(g.node("Relu", {y}, matrix));
  g.output(g.node("Clip", {y, zero, six}, matrix));
  for (const bool layouts : {false, true}) {
    for (const Floats& output : g.run({false, layouts}).outputs) {
      for (const float element : output) REQUIRE(std::isnan(element));
    }
  }
}

}  // namespace
}  // namespace mortise::cpu::testing
