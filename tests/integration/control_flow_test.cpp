// Branches, loops and scans: taken, unrolled, and run over and over.
#include <catch2/catch.hpp>

#include "tests/integration/support/body.hpp"
#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;
using Ints = std::vector<int64_t>;

Tensor flag(bool value) {
  const Runtime runtime = make_runtime();
  Tensor tensor(runtime, MORTISE_DTYPE_BOOL, {});
  tensor.data<bool>()[0] = value;
  return tensor;
}

/// while (x < limit) x = x + 1, and every x on the way.
struct Counting {
  explicit Counting(Model& m, float limit) : body(m) {
    body.begin();
    const Value x = body.input("x");
    const Value next = body.b.node("Add", {x, body.constant(1)});
    const Value less = body.b.node("Less", {next, body.constant(limit)});
    body.b.output("on", body.b.node("Squeeze", {less}));
    body.b.output("next", next);
    body.b.output("x", body.b.node("Identity", {x}));
  }
  std::vector<Value> add(Model& m, Value trips, Value condition, Value x) {
    return m.b.nodes("Loop", {trips, condition, x}, 2, {{"body", body.graph.get()}});
  }
  Body body;
};

std::string backends() {
  return GENERATE("{}",
                  R"({"backends": [{"name": "simulated"}], "fallback": ["reference"],
                      "plugins": {"options": {"simulated": {"max_delay_us": 100}}}})");
}

}  // namespace

TEST_CASE("the branch that the condition says is taken, whatever the other one") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {3});
  Body yes(m), no(m);
  yes.b.output("y", yes.b.node("Neg", {yes.input("x")}));
  no.b.output("y", no.b.node("ReduceSum", {no.input("x")}, {{"keepdims", 0}}));
  const Value condition = m.input("condition", {}, MORTISE_DTYPE_BOOL);
  const std::vector<Value> y = m.b.nodes(
      "If", {condition, m.b.node("Add", {x, x})}, 1,
      {{"then_branch", yes.graph.get()}, {"else_branch", no.graph.get()}, {"captures", 1}});
  m.output("y", m.b.node("Relu", {y[0]}));
  const Session session = m.session();
  for (int round = 0; round < 2; ++round) {
    const Tensor given = floats({-1, 2, -3}, {3});
    CHECK(content(session.run_ordered({given, flag(true)})[0]) == Floats{2, 0, 6});
    CHECK(content(session.run_ordered({given, flag(false)})[0]) == Floats{0});
  }
}

TEST_CASE("a short loop of a known number of trips is a part of its program") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  body.begin();
  const Value x = body.input("x");
  const Value next = body.b.node("Add", {x, x});
  body.b.output("on", body.condition);
  body.b.output("next", next);
  body.b.output("seen", next);
  const std::vector<Value> y =
      m.b.nodes("Loop", {m.constant(Ints{3}, {}), MORTISE_NONE, m.input("x", {2})}, 2,
                {{"body", body.graph.get()}});
  m.output("y", y[0]);
  m.output("seen", y[1]);
  const Session session = m.session();
  const std::vector<Tensor> outputs = session.run_ordered({floats({1, 2}, {2})});
  CHECK(content(outputs[0]) == Floats{8, 16});
  CHECK(outputs[1].shape() == Shape{3, 2});
  CHECK(content(outputs[1]) == Floats{2, 4, 4, 8, 8, 16});
  CHECK_THAT(session.report(), !Catch::Contains("\"loops\""));
}

TEST_CASE("a loop runs until its condition is false, and compiles its body once") {
  const Runtime runtime = make_runtime(backends(), {"simulated"});
  Model m(runtime);
  Counting counting(m, 100);
  const auto y = counting.add(m, MORTISE_NONE, MORTISE_NONE, m.input("x", {1}));
  m.output("last", y[0]);
  m.output("seen", m.b.node("Neg", {y[1]}));
  const Session session = m.session();
  const std::vector<Tensor> outputs = session.run_ordered({floats({0}, {1})});
  CHECK(content(outputs[0]) == Floats{100});
  REQUIRE(outputs[1].shape() == Shape{100, 1});
  for (size_t i = 0; i < 100; ++i) CHECK(content(outputs[1])[i] == -static_cast<float>(i));
  const std::string report = session.report();
  CHECK_THAT(report, Catch::Contains("\"loops\"") && Catch::Contains("\"node\": \"Loop\""));
  int programs = 0;
  for (size_t at = 0; (at = report.find("\"input_shapes\"", at)) != std::string::npos; ++at)
    ++programs;
  CHECK(programs == 3);  // before, the body, behind
}

TEST_CASE("the trip count bounds a loop, a false condition keeps it from beginning") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Counting counting(m, 1000);
  const Value trip_count = m.input("trips", {}, MORTISE_DTYPE_INT64);
  const Value begins = m.input("condition", {}, MORTISE_DTYPE_BOOL);
  const auto y = counting.add(m, trip_count, begins, m.input("x", {1}));
  m.output("last", y[0]);
  m.output("seen", y[1]);
  const Session session = m.session();
  const auto run = [&](int64_t trips, bool condition) {
    return session.run_ordered({ints({trips}, {}), flag(condition), floats({5}, {1})});
  };
  CHECK(content(run(3, true)[0]) == Floats{8});
  CHECK(content(run(3, true)[1]) == Floats{5, 6, 7});
  for (const auto& [trips, condition] : {std::pair(0, true), {-2, true}, {7, false}}) {
    const std::vector<Tensor> outputs = run(trips, condition);
    CHECK(content(outputs[0]) == Floats{5});
    CHECK(outputs[1].shape() == Shape{0, 1});
  }
}

TEST_CASE("what a loop carries may change its shape, or be a sequence") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  body.begin();
  const Value x = body.input("x");
  const Value s = body.input("s", MORTISE_DTYPE_UNDEFINED);
  body.b.output("on", body.condition);
  body.b.output("longer", body.b.node("Concat", {x, x}, {{"axis", 0}}));
  body.b.output("more", body.b.node("SequenceInsert", {s, x}));
  const auto y = m.b.nodes("Loop",
                           {m.input("trips", {}, MORTISE_DTYPE_INT64), MORTISE_NONE,
                            m.input("x", {1}), m.b.node("SequenceEmpty", {})},
                           2, {{"body", body.graph.get()}});
  m.output("y", y[0]);
  m.output("s", y[1]);
  m.output("joined", m.b.node("ConcatFromSequence", {y[1]}, {{"axis", 0}}));
  const Session session = m.session();
  const std::vector<Tensor> outputs = session.run_ordered({ints({3}, {}), floats({7}, {1})});
  CHECK(content(outputs[0]) == Floats(8, 7));
  REQUIRE(outputs[1].items().size() == 3);
  CHECK(content(outputs[1].items()[2]) == Floats(4, 7));
  CHECK(outputs[2].shape() == Shape{7});
}

TEST_CASE("loops nest, and see what is around them") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body outer(m);
  outer.begin();
  const Value sum = outer.input("sum");
  const Value trips = outer.input("trips", MORTISE_DTYPE_INT64);
  const Value step = outer.input("step");
  Body inner(m);
  inner.begin();
  const Value total = inner.input("total");
  inner.b.output("on", inner.condition);
  inner.b.output("total", inner.b.node("Add", {total, inner.input("step")}));
  const Value result = outer.b.nodes("Loop", {trips, MORTISE_NONE, sum, step}, 1,
                                     {{"body", inner.graph.get()}, {"captures", 1}})[0];
  outer.b.output("on", outer.condition);
  outer.b.output("sum", result);
  const Value count = m.input("trips", {}, MORTISE_DTYPE_INT64);
  m.output("y",
           m.b.nodes("Loop", {count, MORTISE_NONE, m.input("x", {1}), count, m.input("step", {1})},
                     1, {{"body", outer.graph.get()}, {"captures", 2}})[0]);
  const Session session = m.session();
  CHECK(content(session.run_ordered({ints({5}, {}), floats({1}, {1}), floats({2}, {1})})[0]) ==
        Floats{51});
}

TEST_CASE("a loop's number decides shapes within its body") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body ordered(m);
  ordered.begin();
  const Value ordered_sum = ordered.input("sum");
  const Value ordered_x = ordered.input("x");
  const Value until = ordered.b.node("Unsqueeze", {ordered.iteration, ordered.b.ints({0})});
  const Value slice =
      ordered.b.node("Slice", {ordered_x, ordered.b.ints({0}), until, ordered.b.ints({0})});
  ordered.b.output("on", ordered.condition);
  ordered.b.output("sum", ordered.b.node("Add", {ordered_sum, ordered.b.node("ReduceSum", {slice},
                                                                             {{"keepdims", 0}})}));
  m.output("y", m.b.nodes("Loop",
                          {m.input("trips", {}, MORTISE_DTYPE_INT64), MORTISE_NONE,
                           m.input("start", {}), m.input("x", {3})},
                          1, {{"body", ordered.graph.get()}, {"captures", 1}})[0]);
  const Session session = m.session();
  CHECK(content(session.run_ordered({ints({4}, {}), floats({0}, {}),
                                     floats({1, 10, 100}, {3})})[0]) == Floats{0 + 1 + 11 + 111});
}

TEST_CASE("an endless loop ends with the run's limits") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  body.begin();
  body.b.output("on", body.condition);
  body.b.output("x", body.b.node("Neg", {body.input("x")}));
  m.output("y", m.b.nodes("Loop", {MORTISE_NONE, MORTISE_NONE, m.input("x", {1})}, 1,
                          {{"body", body.graph.get()}})[0]);
  const Session session = m.session();
  RunOptions options;
  options.timeout = std::chrono::milliseconds(50);
  CHECK(error_of([&] { session.run_ordered({floats({1}, {1})}, options); }).code() ==
        MORTISE_STATUS_DEADLINE_EXCEEDED);
  const AsyncRun run = session.run_ordered_async({floats({1}, {1})});
  CHECK_FALSE(run.wait_for(std::chrono::milliseconds(20)));
  run.cancel();
  CHECK(error_of([&] { run.wait(); }).code() == MORTISE_STATUS_CANCELLED);
}

TEST_CASE("a loop whose scan outputs grow beyond memory fails, and the session lives") {
  MemoryHook memory;
  {
    const Runtime runtime = make_runtime("{}", {}, memory.hooks());
    Model m(runtime);
    Counting counting(m, 50);
    m.output("seen", counting.add(m, MORTISE_NONE, MORTISE_NONE, m.input("x", {1}))[1]);
    const Session session = m.session();
    const std::vector<Tensor> zero = {floats({0}, {1})};
    CHECK(session.run_ordered(zero)[0].shape() == Shape{50, 1});
    memory.fail_at(60);
    const Error error = error_of([&] { session.run_ordered(zero); });
    CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
    CHECK(error.retryable());
    memory.fail_at(0);
    CHECK(session.run_ordered(zero)[0].shape() == Shape{50, 1});
  }
  CHECK(memory.live_blocks() == 0);
}

TEST_CASE("states live on around loops, but not in them") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Counting counting(m, 10);
  const Value state = m.state("x", {1}, {4});
  const auto y = counting.add(m, MORTISE_NONE, MORTISE_NONE, state);
  m.b.state_next("x", m.b.node("Neg", {y[0]}));
  m.output("seen", y[1]);
  const StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  const Session session = m.session();
  CHECK(session.run_ordered({}, options)[0].shape() == Shape{6, 1});
  CHECK(content(store.at("x")) == Floats{-10});
  CHECK(session.run_ordered({}, options)[0].shape() == Shape{20, 1});

  Model other(runtime);
  Body body(other);
  body.begin();
  const float zero = 0;
  const int64_t one = 1;
  const mortise_tensor_view_t initial =
      sdk::host_view(MORTISE_DTYPE_FLOAT32, sdk::ShapeView(&one, 1), &zero);
  const Value inner = body.b.state(
      "inner", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, sdk::ShapeView(&one, 1)), &initial);
  body.b.output("on", body.condition);
  body.b.output("x", body.b.node("Add", {body.input("x"), inner}));
  other.output("y", other.b.nodes("Loop",
                                  {other.input("trips", {}, MORTISE_DTYPE_INT64), MORTISE_NONE,
                                   other.input("x", {1})},
                                  1, {{"body", body.graph.get()}})[0]);
  CHECK_THAT(error_of([&] {
               other.session().run_ordered({ints({1}, {}), floats({1}, {1})});
             }).what(),
             Catch::Contains("the body has the state 'inner'"));
}

TEST_CASE("a long scan takes slices of any axis, forwards and backwards") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  const Value sum = body.input("sum");
  const Value next = body.b.node("Add", {sum, body.input("slice")});
  body.b.output("sum", next);
  body.b.output("so_far", next);
  const auto y = m.b.nodes("Scan", {m.input("start", {2}), m.input("x", {2, 500})}, 2,
                           {{"body", body.graph.get()},
                            {"num_scan_inputs", 1},
                            {"scan_input_axes", Ints{1}},
                            {"scan_input_directions", Ints{1}},
                            {"scan_output_axes", Ints{-1}},
                            {"scan_output_directions", Ints{1}}});
  m.output("sum", y[0]);
  m.output("so_far", y[1]);
  Floats x(1000);
  for (size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i < 500 ? i : 2 * (i - 500));
  const Session session = m.session();
  const std::vector<Tensor> outputs =
      session.run_ordered({floats({0, 0}, {2}), floats(x, {2, 500})});
  CHECK(content(outputs[0]) == Floats{124750, 249500});
  REQUIRE(outputs[1].shape() == Shape{2, 500});
  // The last slice was taken, and is written, first.
  CHECK(content(outputs[1])[499] == 499);
  CHECK(content(outputs[1])[0] == 124750);
  CHECK(content(outputs[1])[999] == 998);
  CHECK_THAT(session.report(), Catch::Contains("\"loops\""));
}

TEST_CASE("a scan of no slices gives outputs without slices") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  const Value sum = body.input("sum");
  const Value next = body.b.node("Add", {sum, body.input("slice")});
  body.b.output("sum", next);
  body.b.output("so_far", next);
  const auto y = m.b.nodes("Scan", {m.input("start", {2}), m.input("x", {m.symbol("n"), 2})}, 2,
                           {{"body", body.graph.get()}, {"num_scan_inputs", 1}});
  m.output("sum", y[0]);
  m.output("so_far", y[1]);
  const std::vector<Tensor> outputs =
      m.session().run_ordered({floats({3, 4}, {2}), floats({}, {0, 2})});
  CHECK(content(outputs[0]) == Floats{3, 4});
  CHECK(outputs[1].shape() == Shape{0, 2});
}

TEST_CASE("bodies that do not fit their node are refused with what is wrong") {
  const Runtime runtime = make_runtime();
  const auto message = [&](size_t inputs, size_t outputs, bool bool_condition) {
    Model m(runtime);
    Body body(m);
    body.begin();
    std::vector<Value> values;
    for (size_t i = 2; i < inputs; ++i) values.push_back(body.input("x" + std::to_string(i)));
    body.b.output("on", bool_condition ? body.condition : body.constant(1));
    for (size_t i = 1; i < outputs; ++i)
      body.b.output("y" + std::to_string(i), body.b.node("Identity", {values.at(0)}));
    m.output("y",
             m.b.nodes("Loop",
                       {m.input("trips", {}, MORTISE_DTYPE_INT64), MORTISE_NONE, m.input("x", {1})},
                       1, {{"body", body.graph.get()}})[0]);
    return std::string(error_of([&] {
                         m.session().run_ordered({ints({2}, {}), floats({1}, {1})});
                       }).what());
  };
  CHECK(message(4, 2, true) == "Loop: the body has 4 inputs, but it is given 3");
  CHECK(message(3, 1, true) == "Loop: the body has 1 outputs, but 2 are taken");
  CHECK(message(3, 2, false) == "Loop: the body's condition is float32[]; it must be one bool");
}

TEST_CASE("scan outputs of differing shapes are an error") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  body.begin();
  const Value x = body.input("x");
  body.b.output("on", body.condition);
  body.b.output("longer", body.b.node("Concat", {x, x}, {{"axis", 0}}));
  body.b.output("seen", body.b.node("Identity", {x}));
  const auto y = m.b.nodes(
      "Loop", {m.input("trips", {}, MORTISE_DTYPE_INT64), MORTISE_NONE, m.input("x", {1})}, 2,
      {{"body", body.graph.get()}});
  m.output("seen", y[1]);
  CHECK_THAT(error_of([&] {
               m.session().run_ordered({ints({2}, {}), floats({1}, {1})});
             }).what(),
             Catch::Contains("a scan output is float32[2] in iteration 1, but float32[1]"));
}

TEST_CASE("a loop in a ranged session gets a program for each extent") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Counting counting(m, 10);
  const Value x = m.input("x", {m.symbol("n")});
  const auto y =
      counting.add(m, MORTISE_NONE, MORTISE_NONE, m.b.node("ReduceSum", {x}, {{"keepdims", 1}}));
  m.output("y", y[0]);
  const Session session = m.session({{"n", 8}});
  CHECK(content(session.run_ordered({floats({1, 1, 1}, {3})})[0]) == Floats{10});
  CHECK(content(session.run_ordered({floats({6, 7}, {2})})[0]) == Floats{14});
  CHECK_THAT(session.report(), Catch::Contains("shapes inside depend on data"));
}

}  // namespace mortise::tests
