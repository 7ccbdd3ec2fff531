// Shapes that depend on data: segments, each planned when its shapes are known.
#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;
using Ints = std::vector<int64_t>;

const std::vector<std::pair<Floats, Ints>> kCases = {
    {{1, 0, 2, 0, 3, 0}, {0, 2, 4}},          {{0, 0, 0, 0, 0, 0}, {}},
    {{1, 1, 1, 1, 1, 1}, {0, 1, 2, 3, 4, 5}}, {{0, 0, 0, 0, 0, 9}, {5}},
    {{1, 0, 2, 0, 3, 0}, {0, 2, 4}},
};

std::string backends() {
  return GENERATE("{}",
                  R"({"backends": [{"name": "simulated"}], "fallback": ["reference"],
                      "plugins": {"options": {"simulated": {"max_delay_us": 100}}}})");
}

// As floats; how many there are is known only at run time.
Value places_of_non_zeros(Model& m, Value x) {
  const Value where = m.b.node("Squeeze", {m.b.node("NonZero", {x}), m.constant(Ints{0}, {1})});
  return m.b.node("Cast", {where}, {{"to", int64_t{MORTISE_DTYPE_FLOAT32}}});
}

}  // namespace

TEST_CASE("an output whose extent is data has its true extent in each run") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  m.output("where", m.b.node("NonZero", {m.input("x", {6})}));
  const Session session = m.session();
  for (const auto& [x, where] : kCases) {
    const Tensor result = session.run_ordered({floats(x, {6})})[0];
    CHECK(result.shape() == Shape{1, static_cast<int64_t>(where.size())});
    CHECK(content<int64_t>(result) == where);
  }
}

TEST_CASE("a value whose extent is data may be an output twice, and be read as well") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  const Value where = m.b.node("NonZero", {m.input("x", {6})});
  m.output("first", where);
  m.output("second", where);
  m.output("sum", m.b.node("Add", {where, where}));
  const Session session = m.session();
  for (const auto& [x, expected] : kCases) {
    const std::vector<Tensor> results = session.run_ordered({floats(x, {6})});
    CHECK(content<int64_t>(results[0]) == expected);
    CHECK(content<int64_t>(results[1]) == expected);
    Ints doubled = expected;
    for (int64_t& value : doubled) value *= 2;
    CHECK(content<int64_t>(results[2]) == doubled);
  }
}

TEST_CASE("nodes behind a shape that is data run in a segment of their own") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {6});
  const Value where = m.b.node("Squeeze", {m.b.node("NonZero", {x}), m.constant(Ints{0}, {1})});
  const Value found = m.b.node("Gather", {x, where});
  m.output("found", found);
  m.output("sum", m.b.node("ReduceSum", {found}, {{"keepdims", 0}}));
  m.output("positive", m.b.node("Relu", {x}));
  const Session session = m.session();
  for (const auto& [input, expected] : kCases) {
    const std::vector<Tensor> results = session.run_ordered({floats(input, {6})});
    Floats values;
    float sum = 0;
    for (const int64_t place : expected) {
      values.push_back(input[static_cast<size_t>(place)]);
      sum += values.back();
    }
    CHECK(content(results[0]) == values);
    CHECK(content(results[1]) == Floats{sum});
    CHECK(content(results[2]) == input);
  }
  CHECK_THAT(session.report(), Catch::Contains("\"rest\""));
}

TEST_CASE("the programs of all segments count against the session's cache") {
  const Runtime runtime = make_runtime(R"({"execution": {"program_cache": 3}})");
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n")});
  m.output("y", m.b.node("Relu", {places_of_non_zeros(m, x)}));
  const Session session = m.session();
  for (int64_t extent = 1; extent <= 3; ++extent) {
    for (int64_t found = 0; found <= extent; ++found) {
      Floats values(static_cast<size_t>(extent), 0);
      std::fill_n(values.begin(), found, 1);
      const Tensor y = session.run_ordered({floats(values, {extent})})[0];
      CHECK(y.shape() == Shape{found});
    }
  }
  const std::string report = session.report();
  int programs = 0;
  for (size_t at = 0; (at = report.find("\"input_shapes\"", at)) != std::string::npos; ++at)
    ++programs;
  CHECK(programs <= 3);
  CHECK(programs >= 2);
  // The first segment's programs were in use while the second's came and went.
  CHECK_THAT(report, Catch::Contains("\"misses\": 3"));
}

TEST_CASE("a session with room for one program still keeps what a run of two segments needs") {
  const Runtime runtime = make_runtime(R"({"execution": {"program_cache": 1}})");
  Model m(runtime);
  m.output("y", m.b.node("Relu", {places_of_non_zeros(m, m.input("x", {6}))}));
  const Session session = m.session();
  for (const auto& [x, where] : kCases)
    CHECK(session.run_ordered({floats(x, {6})})[0].shape() ==
          Shape{static_cast<int64_t>(where.size())});
  CHECK_THAT(session.report(), Catch::Contains("\"misses\": 1"));
}

TEST_CASE("two shapes that are data make two segments") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  const Value first = places_of_non_zeros(m, m.input("x", {6}));
  const Value less = m.b.node("Add", {first, m.constant(Floats{-1}, {1})});
  m.output("y", places_of_non_zeros(m, less));
  const Session session = m.session();
  // Places 0, 1, 3 and 4, less 1: -1, 0, 2, 3, of which the second is 0.
  CHECK(content(session.run_ordered({floats({1, 2, 0, 1, 3, 0}, {6})})[0]) == Floats{0, 2, 3});
  CHECK(content(session.run_ordered({floats({0, 1, 0, 0, 0, 0}, {6})})[0]).empty());
  CHECK(content(session.run_ordered({floats({5, 0, 0, 0, 1, 0}, {6})})[0]) == Floats{0, 1});
}

TEST_CASE("a shape that is an input of the run decides the plan by its content") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {12});
  const Value shape = m.input("shape", {2}, MORTISE_DTYPE_INT64);
  const Value reshaped = m.b.node("Reshape", {m.b.node("Relu", {x}), shape});
  m.output("y", m.b.node("Softmax", {reshaped}, {{"axis", -1}}));
  m.output("z", m.b.node("Add", {x, x}));
  const Session session = m.session();
  for (const Shape& wanted : std::vector<Shape>{{3, 4}, {4, 3}, {12, 1}, {3, 4}, {2, -1}}) {
    const std::vector<Tensor> results =
        session.run_ordered({random_tensor({12}, 1), ints(wanted, {2})});
    const int64_t columns = wanted[1] < 0 ? 6 : wanted[1];
    CHECK(results[0].shape() == Shape{wanted[0], columns});
    float sum = 0;
    for (int64_t i = 0; i < columns; ++i) sum += content(results[0])[static_cast<size_t>(i)];
    CHECK(sum == Approx(1));
  }
  CHECK(error_of([&] {
          session.run_ordered({random_tensor({12}, 1), ints({5, 5}, {2})});
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(session.run_ordered({random_tensor({12}, 1), ints({6, 2}, {2})})[0].shape() == Shape{6, 2});
}

TEST_CASE("a shape that the run computes decides the plan by its content") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {12});
  const Value rows = m.input("rows", {2}, MORTISE_DTYPE_INT64);
  const Value shape = m.b.node("Add", {rows, m.constant(Ints{1, 0}, {2})});
  m.output("y", m.b.node("Reshape", {x, shape}));
  const Session session = m.session();
  CHECK(session.run_ordered({random_tensor({12}, 1), ints({2, 4}, {2})})[0].shape() == Shape{3, 4});
  CHECK(session.run_ordered({random_tensor({12}, 1), ints({1, 6}, {2})})[0].shape() == Shape{2, 6});
}

TEST_CASE("a shape rule may say nothing of an output but which value it needs") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  const Value count = m.input("count", {1}, MORTISE_DTYPE_INT64);
  m.output("y", m.probe("AsNeeded", {m.input("x", {4}), count}));
  const Session session = m.session();
  CHECK(session.output_count() == 1);
}

TEST_CASE("a state is read and written across segments") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {6});
  const Value state = m.state("sum", {1}, {100});
  const Value before = m.b.node("Add", {state, m.constant(Floats{0}, {1})});
  const Value sum = m.b.node("ReduceSum", {places_of_non_zeros(m, x)}, {{"keepdims", 1}});
  m.b.state_next("sum", m.b.node("Add", {state, sum}));
  m.output("before", before);
  const Session session = m.session();
  const StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  CHECK(content(session.run_ordered({floats({1, 0, 2, 3, 0, 0}, {6})}, options)[0]) == Floats{100});
  CHECK(content(session.run_ordered({floats({0, 0, 5, 0, 0, 7}, {6})}, options)[0]) == Floats{105});
  CHECK(content(store.at("sum")) == Floats{112});
}

TEST_CASE("an output whose extent is data cannot be given, others can") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {6});
  m.output("where", m.b.node("NonZero", {x}));
  m.output("twice", m.b.node("Add", {x, x}));
  const Session session = m.session();
  std::vector<Tensor> outputs = {Tensor(), floats(Floats(6), {6})};
  session.run_into({floats({1, 0, 1, 0, 0, 0}, {6})}, outputs);
  CHECK(content<int64_t>(outputs[0]) == Ints{0, 2});
  CHECK(content(outputs[1]) == Floats{2, 0, 2, 0, 0, 0});
  outputs[0] = ints(Ints(6), {1, 6});
  CHECK(error_of([&] {
          session.run_into({floats({1, 0, 1, 0, 0, 0}, {6})}, outputs);
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("an extent beyond its bound, which a kernel reports, is an error") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  for (const int64_t extent : {int64_t{7}, int64_t{-1}, INT64_MAX, INT64_MIN}) {
    Model m(runtime);
    const Value y = m.probe("BadExtent", {m.input("x", {6})}, {{"extent", extent}});
    m.output("y", y);
    m.output("z", m.b.node("Relu", {y}));
    const Error error = error_of([&] { m.session().run_ordered({random_tensor({6}, 1)}); });
    CHECK(error.code() == MORTISE_STATUS_INTERNAL);
    CHECK_THAT(error.what(), Catch::Contains("BadExtent") && Catch::Contains("6"));
  }
}

}  // namespace mortise::tests
