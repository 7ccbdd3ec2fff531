// The template of a backend in plain C, under the runtime: the results of the reference kernels, the reasons that it
// gives, its memory limit, and several runs at once.
#include <cmath>
#include <limits>
#include <thread>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Json = nlohmann::json;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

Runtime runtime_on(const std::string& backend, const std::string& options = "{}") {
  return make_runtime(R"({"backends": [{"name": ")" + backend +
                          R"("}], "fallback": ["reference"], "plugins": {"options": {"acme": )" +
                          options + "}}}",
                      {"backend_c"});
}

using Build = std::function<void(Model& m)>;

std::vector<Tensor> run(const std::string& backend, const Build& build,
                        const std::vector<Tensor>& inputs) {
  const Runtime runtime = runtime_on(backend);
  Model m(runtime);
  build(m);
  const Session session = m.session();
  std::vector<Tensor> outputs = session.run_ordered(inputs);
  const Json program = Json::parse(session.report())["programs"][0];
  CHECK(program["fallbacks"].empty());
  for (const Json& step : program["steps"]) {
    if (step["op"] != "copy") CHECK(step["device"] == backend);
  }
  return outputs;
}

bool close(float left, float right) {
  if (std::isnan(left) || std::isnan(right)) return std::isnan(left) && std::isnan(right);
  return left == right || std::abs(left - right) <= 1e-6F * std::abs(right);
}

void check_like_reference(const Build& build, const std::vector<Tensor>& inputs) {
  const std::vector<Tensor> ours = run("acme", build, inputs);
  const std::vector<Tensor> theirs = run("reference", build, inputs);
  REQUIRE(ours.size() == theirs.size());
  for (size_t i = 0; i < ours.size(); ++i) {
    CHECK(ours[i].shape() == theirs[i].shape());
    const std::vector<float> left = content(ours[i]);
    const std::vector<float> right = content(theirs[i]);
    REQUIRE(left.size() == right.size());
    for (size_t k = 0; k < left.size(); ++k) {
      INFO("output " << i << ", element " << k << ": " << left[k] << ", not " << right[k]);
      CHECK(close(left[k], right[k]));
    }
  }
}

const std::vector<float> kStrange = {kNan, kInf, -kInf, 0.0F, -0.0F, 1e30F, -1e-30F, 88, -104, 3};

}  // namespace

TEST_CASE(
    "backend in C: operators of one input agree with the reference, NaN and infinities included") {
  const std::string op = GENERATE("Exp", "Relu", "Sigmoid", "Tanh", "Softmax");
  CAPTURE(op);
  for (const Shape& shape : std::vector<Shape>{{10}, {5, 2}, {2, 1, 5}, {10, 1}}) {
    const Build build = [&](Model& m) { m.output("y", m.b.node(op, {m.input("x", shape)})); };
    check_like_reference(build, {floats(kStrange, shape)});
    check_like_reference(build, {random_tensor(shape, 1)});
  }
  for (const Shape& shape : std::vector<Shape>{{}, {1}, {0}, {3, 0}, {0, 3}, {17, 129}}) {
    if (op == "Softmax" && shape.empty()) continue;  // it has no axis
    const Build build = [&](Model& m) { m.output("y", m.b.node(op, {m.input("x", shape)})); };
    check_like_reference(build, {random_tensor(shape, 2)});
  }
}

TEST_CASE("backend in C: operators of two inputs broadcast as the reference does") {
  const std::string op = GENERATE("Add", "Div", "Mul", "Sub");
  CAPTURE(op);
  const std::vector<std::pair<Shape, Shape>> shapes = {
      {{4, 5}, {4, 5}}, {{4, 5}, {5}}, {{4, 1}, {1, 5}},          {{}, {3, 2}}, {{2, 3, 4}, {3, 1}},
      {{1}, {2, 0}},    {{0, 3}, {3}}, {{2, 1, 3, 1}, {4, 1, 7}}, {{1, 1}, {}}, {{67, 131}, {131}}};
  for (const auto& [left, right] : shapes) {
    const Build build = [&, &left = left, &right = right](Model& m) {
      m.output("y", m.b.node(op, {m.input("a", left), m.input("b", right)}));
    };
    check_like_reference(build, {random_tensor(left, 3), random_tensor(right, 4)});
  }
  const Build pairs = [&](Model& m) {
    m.output("y", m.b.node(op, {m.input("a", {10, 1}), m.input("b", {1, 10})}));
  };
  check_like_reference(pairs, {floats(kStrange, {10, 1}), floats(kStrange, {1, 10})});
}

TEST_CASE("backend in C: products of matrices agree with the reference, empty ones included") {
  for (const auto& [rows, inner, columns] : std::vector<std::array<int64_t, 3>>{
           {1, 1, 1}, {3, 5, 2}, {17, 33, 9}, {0, 3, 2}, {2, 0, 3}, {2, 3, 0}}) {
    const Shape left = {rows, inner}, right = {inner, columns};
    const Build build = [&](Model& m) {
      m.output("y", m.b.node("MatMul", {m.input("a", left), m.input("b", right)}));
    };
    check_like_reference(build, {random_tensor(left, 5), random_tensor(right, 6)});
  }
}

TEST_CASE("backend in C: one plan serves every extent of a ranged dimension") {
  const Runtime runtime = runtime_on("acme");
  const Runtime reference = runtime_on("reference");
  const auto layers = [](Model& m) {
    const Value x = m.input("x", {m.symbol("n"), 6});
    const Value product = m.b.node("MatMul", {x, m.constant(random_floats(36, 7), {6, 6})});
    const Value sum = m.b.node("Add", {product, m.constant(random_floats(6, 8), {6})});
    m.output("y", m.b.node("Softmax", {m.b.node("Relu", {sum})}));
  };
  Model ours(runtime), theirs(reference);
  layers(ours);
  layers(theirs);
  const Session ranged = ours.session({{"n", 8}});
  const Session fixed = theirs.session();
  for (const int64_t extent : {3, 8, 1, 5}) {
    const Tensor x = random_tensor({extent, 6}, static_cast<uint64_t>(extent));
    CHECK(content(ranged.run_ordered({x})[0]) == content(fixed.run_ordered({x})[0]));
  }
  const Json programs = Json::parse(ranged.report())["programs"];
  REQUIRE(programs.size() == 1);
  CHECK(programs[0]["ranged"] == true);
}

TEST_CASE("backend in C: a node that it does not take runs elsewhere, with the reason") {
  const Runtime runtime = runtime_on("acme");
  Model m(runtime);
  const Value x = m.input("x", {2, 3, 3});
  m.output("erf", m.b.node("Erf", {x}));
  m.output("product", m.b.node("MatMul", {x, x}));
  const Value doubles = m.input("doubles", {4}, MORTISE_DTYPE_FLOAT64);
  m.output("sum", m.b.node("Add", {doubles, doubles}));
  const Session session = m.session();
  session.run_ordered(
      {random_tensor({2, 3, 3}, 9), Tensor::from(std::vector<double>{1, 2, 3, 4}, {4})});
  std::map<std::string, std::string> reasons;
  const Json report = Json::parse(session.report());
  for (const Json& fallback : report["programs"][0]["fallbacks"])
    reasons[fallback["op"]] = fallback["reason"];
  CHECK(reasons ==
        std::map<std::string, std::string>{
            {"Erf", "acme: there is no kernel for Erf"},
            {"MatMul", "acme: input 0 of MatMul has rank 3; only matrices are supported"},
            {"Add", "acme: input 0 is float64; only float32 is supported"}});
}

TEST_CASE("backend in C: a run that does not fit its memory fails alone, and another fits") {
  const Runtime runtime = runtime_on("acme", R"({"memory_limit": 4096})");
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n")});
  m.output("y", m.b.node("Add", {x, x}));
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats({1, 2}, {2})})[0]) == std::vector<float>{2, 4});
  const Error error = error_of([&] { session.run_ordered({random_tensor({4096}, 10)}); });
  CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK_THAT(error.what(), Catch::Contains("bytes left"));
  CHECK(content(session.run_ordered({floats({3}, {1})})[0]) == std::vector<float>{6});
}

TEST_CASE("backend in C: runs at the same time do not disturb each other") {
  const Runtime runtime = runtime_on("acme");
  Model m(runtime);
  const Value x = m.input("x", {16, 16});
  Value value = x;
  for (int layer = 0; layer < 4; ++layer)
    value = m.b.node("Add", {m.b.node("Softmax", {m.b.node("MatMul", {value, x})}), x});
  m.output("y", value);
  const Session session = m.session();
  std::vector<std::string> wrong(4);
  std::vector<std::thread> threads;
  for (size_t thread = 0; thread < wrong.size(); ++thread) {
    threads.emplace_back([&, thread] {
      const Tensor input = random_tensor({16, 16}, thread);
      const std::vector<float> first = content(session.run_ordered({input})[0]);
      for (int again = 0; again < 20; ++again) {
        if (content(session.run_ordered({input})[0]) != first) wrong[thread] = "another result";
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& text : wrong) CHECK(text.empty());
}

}  // namespace mortise::tests
