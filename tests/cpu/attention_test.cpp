// Attention as exporters spell it becomes one node, whatever lies around the products, with the same results.
#include <limits>

#include <catch2/catch.hpp>

#include "tests/cpu/graph_run.hpp"

namespace mortise::cpu::testing {
namespace {

using Ints = std::vector<int64_t>;
using sdk::Value;

constexpr float kLowest = std::numeric_limits<float>::lowest();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

struct Sizes {
  int64_t batch = 2, heads = 3, queries = 37, keys = 70, size = 12, value_size = 10;
};

/// [batch, length, heads * size] as [batch, heads, length, size] or, transposed, [batch, heads, size, length].
Value heads(GraphCase& g, Value x, const Sizes& s, int64_t length, int64_t size, bool transposed) {
  const Shape apart = {s.batch, length, s.heads, size};
  const Value y = g.node("Reshape", {x, g.ints(apart)}, apart);
  return transposed ? g.node("Transpose", {y}, {s.batch, s.heads, size, length},
                             {{"perm", Ints{0, 2, 3, 1}}})
                    : g.node("Transpose", {y}, {s.batch, s.heads, length, size},
                             {{"perm", Ints{0, 2, 1, 3}}});
}

/// Scores before scale and mask, of three inputs.
struct Products {
  explicit Products(GraphCase& graph, const Sizes& sizes = {}) : g(graph), s(sizes) {
    const Value q = g.input({s.batch, s.queries, s.heads * s.size}, 1);
    const Value k = g.input({s.batch, s.keys, s.heads * s.size}, 2);
    const Value v = g.input({s.batch, s.keys, s.heads * s.value_size}, 3);
    query = heads(g, q, s, s.queries, s.size, false);
    key = heads(g, k, s, s.keys, s.size, true);
    value = heads(g, v, s, s.keys, s.value_size, false);
  }
  Shape shape() const { return {s.batch, s.heads, s.queries, s.keys}; }
  Value scores() { return g.node("MatMul", {query, key}, shape()); }
  Value softmax(Value x) { return g.node("Softmax", {x}, shape(), {{"axis", -1}}); }
  void finish(Value weights) {
    const Value y = g.node("MatMul", {weights, value}, {s.batch, s.heads, s.queries, s.value_size});
    const Value moved = g.node("Transpose", {y}, {s.batch, s.queries, s.heads, s.value_size},
                               {{"perm", Ints{0, 2, 1, 3}}});
    const Shape joined = {s.batch, s.queries, s.heads * s.value_size};
    g.output(g.node("Reshape", {moved, g.ints(joined)}, joined));
  }

  GraphCase& g;
  Sizes s;
  Value query, key, value;
};

Floats triangle(const Sizes& s, float hidden) {
  Floats mask;
  for (int64_t i = 0; i < s.queries; ++i) {
    for (int64_t j = 0; j < s.keys; ++j) mask.push_back(j <= i + s.keys - s.queries ? 0 : hidden);
  }
  return mask;
}

TEST_CASE("attention with its transposes is one node") {
  for (const int64_t queries : {1, 5, 16, 33, 130}) {
    for (const int64_t keys : {1, 63, 64, 130}) {
      GraphCase g;
      Products p(g, {2, 3, queries, keys, 12, 10});
      const Value scaled = g.node("Mul", {p.scores(), g.constant({}, Floats{0.3f})}, p.shape());
      p.finish(p.softmax(scaled));
      CHECK(check_forms(g) == "Attention");
    }
  }
}

TEST_CASE("the scale may lie on the queries and keys") {
  GraphCase g;
  Products p(g);
  const Value root = g.constant({}, Floats{0.7f});
  p.query = g.node("Mul", {p.query, root}, {p.s.batch, p.s.heads, p.s.queries, p.s.size});
  p.key = g.node("Div", {p.key, root}, {p.s.batch, p.s.heads, p.s.size, p.s.keys});
  p.finish(p.softmax(p.scores()));
  CHECK(check_forms(g) == "Attention");
}

TEST_CASE("masks of every broadcast form are added inside") {
  const Sizes s;
  for (const Shape& shape :
       {Shape{s.batch, 1, 1, s.keys}, Shape{s.queries, s.keys}, Shape{1, s.heads, s.queries, 1},
        Shape{s.keys}, Shape{s.batch, s.heads, s.queries, s.keys}}) {
    GraphCase g;
    Products p(g);
    const Value scaled = g.node("Div", {p.scores(), g.constant({}, Floats{3})}, p.shape());
    const Value masked = g.node("Add", {g.input(shape, 4), scaled}, p.shape());
    p.finish(p.softmax(masked));
    CHECK(check_forms(g) == "Attention");
  }
}

TEST_CASE("a constant causal mask hides what comes later") {
  for (const float hidden : {kLowest, -kInfinity}) {
    GraphCase g;
    Products p(g);
    const Value mask = g.constant({1, 1, p.s.queries, p.s.keys}, triangle(p.s, hidden));
    p.finish(p.softmax(g.node("Add", {p.scores(), mask}, p.shape())));
    CHECK(check_forms(g) == "Attention");
  }
}

TEST_CASE("rows that are hidden as a whole are as without fusion: uniform, or NaN") {
  for (const float hidden : {kLowest, -kInfinity}) {
    GraphCase g;
    Products p(g);
    Floats mask(static_cast<size_t>(p.s.batch * p.s.keys), hidden);
    std::fill(mask.begin(), mask.begin() + 66, 0.0f);
    const Value bias = g.constant({p.s.batch, 1, 1, p.s.keys}, mask);
    p.finish(p.softmax(g.node("Add", {p.scores(), bias}, p.shape())));
    CHECK(check_forms(g) == "Attention");
  }
}

TEST_CASE("Where hides as the addition of a low number does") {
  for (const bool is_causal : {true, false}) {
    for (const bool inverted : {false, true}) {
      GraphCase where, add;
      Products p(where), plain(add);
      Floats mask = triangle(p.s, kLowest);
      if (!is_causal) mask[0] = kLowest;
      std::vector<uint8_t> condition;
      for (const float x : mask) condition.push_back((x == 0) != inverted);
      const Value seen = where.booleans({1, 1, p.s.queries, p.s.keys}, condition);
      const Value scores = p.scores(), fill = where.constant({}, Floats{kLowest});
      const Value masked = where.node(
          "Where", {seen, inverted ? fill : scores, inverted ? scores : fill}, p.shape());
      p.finish(p.softmax(masked));
      const Value bias = add.constant({1, 1, p.s.queries, p.s.keys}, mask);
      plain.finish(plain.softmax(add.node("Add", {plain.scores(), bias}, p.shape())));
      const auto run = where.run({true, false});
      CHECK(run.ops == "Attention");
      CHECK(difference(run.outputs[0], add.run({false, false}).outputs[0]) < 2e-5);
    }
  }
}

TEST_CASE("groups of heads share keys and values") {
  GraphCase g;
  const Shape shared = {2, 2, 9, 8}, apart = {2, 2, 1, 9, 8}, spread = {2, 2, 3, 9, 8},
              all = {2, 6, 9, 8}, scores = {2, 6, 5, 9};
  const auto repeat = [&](Value x) {
    x = g.node("Reshape", {x, g.ints(apart)}, apart);
    x = g.node("Concat", {x, x, x}, spread, {{"axis", 2}});
    return g.node("Reshape", {x, g.ints(all)}, all);
  };
  const Value key =
      g.node("Transpose", {repeat(g.input(shared, 2))}, {2, 6, 8, 9}, {{"perm", Ints{0, 1, 3, 2}}});
  const Value product = g.node("MatMul", {g.input({2, 6, 5, 8}, 1), key}, scores);
  const Value weights = g.node("Softmax", {product}, scores);
  g.output(g.node("MatMul", {weights, repeat(g.input(shared, 3))}, {2, 6, 5, 8}));
  CHECK_THAT(check_forms(g), Catch::Matchers::EndsWith("Attention"));
}

TEST_CASE("parts of one projection are read where they lie") {
  GraphCase g;
  const Sizes s{2, 3, 20, 20, 8, 8};
  const Value all = g.input({s.batch, 20, 72}, 1);
  const auto part = [&](int64_t index) {
    return g.node("Slice", {all, g.ints({index * 24}), g.ints({index * 24 + 24}), g.ints({2})},
                  {s.batch, 20, 24});
  };
  Products p(g, s);
  p.query = heads(g, part(0), s, 20, 8, false);
  p.key = heads(g, part(1), s, 20, 8, true);
  p.value = heads(g, part(2), s, 20, 8, false);
  p.finish(p.softmax(p.scores()));
  CHECK(check_forms(g) == "Attention");
}

TEST_CASE("what something else reads as well, or a scale behind the mask, is not fused") {
  for (const int which : {0, 1, 2}) {
    GraphCase g;
    Products p(g);
    const Value scores = p.scores();
    Value x = g.node("Add", {scores, g.input({p.s.keys}, 4)}, p.shape());
    if (which == 2) x = g.node("Mul", {x, g.constant({}, Floats{0.5f})}, p.shape());
    const Value weights = p.softmax(x);
    p.finish(weights);
    if (which == 0) g.output(scores);
    if (which == 1) g.output(weights);
    CHECK_THAT(check_forms(g), !Catch::Matchers::Contains("Attention"));
  }
}

}  // namespace
}  // namespace mortise::cpu::testing
