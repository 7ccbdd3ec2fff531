// A ranged dimension: planned once at its bound, run at any extent up to it.
#include <catch2/catch.hpp>

#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr int64_t kBound = 8;

// Layers over rows of 6, as many rows as `n` says.
void add_layers(Model& m) {
  Value value = m.input("x", {m.symbol("n"), 6});
  for (uint64_t layer = 0; layer < 2; ++layer) {
    value = m.b.node("MatMul", {value, m.constant(random_floats(36, layer), {6, 6})});
    value = m.b.node("Relu", {m.b.node("Add", {value, m.constant(random_floats(6, layer), {6})})});
  }
  m.output("y", m.b.node("Softmax", {value}, {{"axis", -1}}));
  m.output("sum", m.b.node("Add", {value, value}));
}

void check_same(const Session& ranged, const Session& fixed, int64_t extent) {
  const Tensor x = random_tensor({extent, 6}, static_cast<uint64_t>(extent));
  const std::vector<Tensor> left = ranged.run_ordered({x});
  const std::vector<Tensor> right = fixed.run_ordered({x});
  REQUIRE(left.size() == right.size());
  for (size_t i = 0; i < left.size(); ++i) {
    INFO("extent " << extent << ", output " << i);
    CHECK(left[i].shape() == right[i].shape());
    CHECK(content(left[i]) == content(right[i]));
  }
}

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("one plan serves every extent of a ranged dimension") {
  const std::string config =
      GENERATE("{}", R"({"backends": [{"name": "simulated"}], "fallback": ["reference"]})");
  const Runtime runtime = make_runtime(config, {"simulated"});
  Model m(runtime);
  add_layers(m);
  const Session ranged = m.session({{"n", kBound}});
  const Session fixed = m.session();
  for (const int64_t extent : {3, 8, 1, 5, 3, 7, 2, 8}) check_same(ranged, fixed, extent);
  const std::string report = ranged.report();
  CHECK(count_of(report, "\"input_shapes\"") == 1);
  CHECK(count_of(report, "\"ranged\": true") == 1);
  CHECK(count_of(fixed.report(), "\"input_shapes\"") == 6);
}

TEST_CASE("a ranged run needs no more memory than its outputs") {
  MemoryHook hook;
  const Runtime runtime = make_runtime("{}", {}, hook.hooks());
  Model m(runtime);
  add_layers(m);
  const Session session = m.session({{"n", kBound}});
  session.run_ordered({random_tensor({4, 6}, 1)});
  hook.fail_at(0);
  for (int64_t extent = 1; extent <= kBound; ++extent)
    session.run_ordered({random_tensor({extent, 6}, 1)});
  CHECK(hook.requests() == 2 * kBound);
}

TEST_CASE("an extent above the bound is refused") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  add_layers(m);
  const Session session = m.session({{"n", kBound}});
  const Error error = error_of([&] { session.run_ordered({random_tensor({9, 6}, 1)}); });
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(error.what(), Catch::Contains("'x'") && Catch::Contains("9") && Catch::Contains("8"));
}

TEST_CASE("one plan serves a graph that also gives out a constant") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  add_layers(m);
  m.output("version", m.constant(std::vector<float>{1, 2}, {2}));
  const Session ranged = m.session({{"n", kBound}});
  const Session fixed = m.session();
  for (const int64_t extent : {3, 8, 1}) check_same(ranged, fixed, extent);
  CHECK(count_of(ranged.report(), "\"input_shapes\"") == 1);
  CHECK(count_of(ranged.report(), "\"ranged\": true") == 1);
}

TEST_CASE("a graph that computes with the extent gets a plan for each, and is right") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n"), 6});
  const Value shape = m.b.node("Shape", {x});
  const Value extents = m.b.node("Cast", {shape}, {{"to", int64_t{MORTISE_DTYPE_FLOAT32}}});
  const Value both = m.b.node("ReduceSum", {extents}, {{"keepdims", 1}});
  m.output("y", m.b.node("Add", {x, both}));
  const Session ranged = m.session({{"n", kBound}});
  const Session fixed = m.session();
  for (const int64_t extent : {2, 8, 5, 2}) check_same(ranged, fixed, extent);
  const std::string report = ranged.report();
  CHECK_THAT(report, Catch::Contains("computes with the extent itself"));
}

TEST_CASE("an extent that equals another only at the bound is not taken for equal below it") {
  // x broadcasts when it has one row, and does not when it has as many as the constant.
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.b.node("Relu", {m.input("x", {m.symbol("n"), 6})});
  const Value rows = m.constant(random_floats(kBound * 6, 1), {kBound, 6});
  m.output("y", m.b.node("Add", {x, rows}));
  const Session ranged = m.session({{"n", kBound}});
  const Session fixed = m.session();
  check_same(ranged, fixed, kBound);
  check_same(ranged, fixed, 1);
  check_same(ranged, fixed, kBound);
  CHECK(error_of([&] {
          ranged.run_ordered({random_tensor({3, 6}, 1)});
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("two ranged dimensions vary on their own") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value a = m.input("a", {m.symbol("n"), 4});
  const Value b = m.input("b", {4, m.symbol("k")});
  m.output("y", m.b.node("Relu", {m.b.node("MatMul", {a, b})}));
  const Session ranged = m.session({{"n", 5}, {"k", 6}});
  const Session fixed = m.session();
  for (const auto& [n, k] :
       std::vector<std::pair<int64_t, int64_t>>{{5, 6}, {1, 6}, {5, 1}, {2, 3}}) {
    const Tensor left = random_tensor({n, 4}, 1);
    const Tensor right = random_tensor({4, k}, 2);
    const Tensor y = ranged.run_ordered({left, right})[0];
    CHECK(y.shape() == Shape{n, k});
    CHECK(content(y) == content(fixed.run_ordered({left, right})[0]));
  }
  CHECK(count_of(ranged.report(), "\"input_shapes\"") == 1);
}

TEST_CASE("a dimension that is not ranged gets a plan per extent beside one that is") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n"), m.symbol("k")});
  m.output("y", m.b.node("Add", {x, x}));
  const Session session = m.session({{"n", 4}});
  for (const auto& shape : std::vector<Shape>{{1, 3}, {4, 3}, {2, 5}, {3, 5}}) {
    const Tensor x_tensor = random_tensor(shape, 1);
    std::vector<float> expected = content(x_tensor);
    for (float& value : expected) value += value;
    CHECK(content(session.run_ordered({x_tensor})[0]) == expected);
  }
  CHECK(count_of(session.report(), "\"input_shapes\"") == 2);
}

TEST_CASE("ranges that mean nothing are refused") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  add_layers(m);
  const Error unknown = error_of([&] { m.session({{"rows", 4}}); });
  CHECK(unknown.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(unknown.what(), Catch::Contains("rows"));
  CHECK(error_of([&] { m.session({{"n", 0}}); }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

}  // namespace mortise::tests
