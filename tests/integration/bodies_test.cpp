// What becomes of bodies, and of all that is known of a graph only when a program of it is compiled: it is folded and optimised
// as the graph around it was.
#include <catch2/catch.hpp>

#include "tests/integration/support/body.hpp"
#include "tests/integration/support/runtime.hpp"
#include "tests/integration/support/steps.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;
using Ints = std::vector<int64_t>;
using Ops = std::vector<std::string>;

constexpr const char* kOff = R"({"optimise": false})";

Value negate_twice(sdk::Builder& b, Value x) { return b.node("Neg", {b.node("Neg", {x})}); }

Value trips_of(Model& m) { return m.input("trips", {}, MORTISE_DTYPE_INT64); }

/// x = -(-x) * (scale + scale), where the scale is a constant around the loop.
Session scaling(const Runtime& runtime, bool known_trips) {
  Model m(runtime);
  Body body(m);
  body.begin();
  const Value x = body.input("x");
  const Value scale = body.input("scale");
  body.b.output("on", body.condition);
  body.b.output("next",
                body.b.node("Mul", {negate_twice(body.b, x), body.b.node("Add", {scale, scale})}));
  const Value trips = known_trips ? m.constant(Ints{3}, {}) : trips_of(m);
  m.output("y", m.b.nodes("Loop",
                          {trips, MORTISE_NONE, m.input("x", {2}), m.constant(Floats{1, 2}, {2})},
                          1, {{"body", body.graph.get()}, {"captures", 1}})[0]);
  return m.session();
}

}  // namespace

TEST_CASE("the body of a loop is optimised, and what it captures of constants is folded there") {
  const auto ops_with = [](const char* config) {
    const Runtime runtime = make_runtime(config);
    const Session session = scaling(runtime, false);
    CHECK(content(session.run_ordered({ints({3}, {}), floats({1, 1}, {2})})[0]) == Floats{8, 64});
    return body_ops_of(session);
  };
  CHECK(ops_with(kOff) == Ops{"Neg", "Neg", "Mul"});
  CHECK(ops_with("{}") == Ops{"Mul"});
}

TEST_CASE("an unrolled loop is optimised from end to end") {
  const auto ops_with = [](const char* config) {
    const Runtime runtime = make_runtime(config);
    const Session session = scaling(runtime, true);
    CHECK(content(session.run_ordered({floats({1, 1}, {2})})[0]) == Floats{8, 64});
    return ops_of(session);
  };
  CHECK(ops_with(kOff).size() == 9);
  CHECK(ops_with("{}") == Ops{"Mul", "Mul", "Mul"});
}

TEST_CASE("the branch that is taken is optimised together with what comes behind it") {
  const auto ops_with = [](const char* config) {
    const Runtime runtime = make_runtime(config);
    Model m(runtime);
    Body yes(m), no(m);
    yes.b.output("y", negate_twice(yes.b, yes.b.node("Relu", {yes.input("x")})));
    no.b.output("y", no.b.node("Exp", {no.input("x")}));
    const Value condition = m.input("condition", {}, MORTISE_DTYPE_BOOL);
    const Value taken = m.b.nodes(
        "If", {condition, m.input("x", {2})}, 1,
        {{"then_branch", yes.graph.get()}, {"else_branch", no.graph.get()}, {"captures", 1}})[0];
    m.output("y", m.b.node("Relu", {taken}));
    const Session session = m.session();
    Tensor flag(runtime, MORTISE_DTYPE_BOOL, {});
    flag.data<bool>()[0] = true;
    CHECK(content(session.run_ordered({flag, floats({-1, 2}, {2})})[0]) == Floats{0, 2});
    const nlohmann::json report = nlohmann::json::parse(session.report());
    return ops_of(report.at("programs").at(0).at("rest").at(0));
  };
  CHECK(ops_with(kOff) == Ops{"Relu", "Neg", "Neg", "Relu"});
  CHECK(ops_with("{}") == Ops{"Relu"});
}

TEST_CASE("what a loop captures comes to its place, whatever else it captures is constant") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body outer(m), inner(m);
  // The inner loop: sum = sum * a + b - c.
  inner.begin();
  const Value sum = inner.input("sum"), a = inner.input("a"), b = inner.input("b"),
              c = inner.input("c");
  inner.b.output("on", inner.condition);
  inner.b.output("sum",
                 inner.b.node("Sub", {inner.b.node("Add", {inner.b.node("Mul", {sum, a}), b}), c}));
  inner.b.output("seen", sum);
  outer.begin();
  const Value carried = outer.input("x"), trips = outer.input("trips", MORTISE_DTYPE_INT64);
  const std::vector<Value> captured = {outer.input("a"), outer.input("b"), outer.input("c")};
  const auto results =
      outer.b.nodes("Loop", {trips, MORTISE_NONE, carried, captured[0], captured[1], captured[2]},
                    2, {{"body", inner.graph.get()}, {"captures", 3}});
  outer.b.output("on", outer.condition);
  outer.b.output("x", results[0]);
  outer.b.output("seen", results[1]);
  const Value count = trips_of(m);
  const auto y =
      m.b.nodes("Loop",
                {count, MORTISE_NONE, m.input("x", {1}), count, m.constant(Floats{2}, {1}),
                 m.input("b", {1}), m.constant(Floats{3}, {1})},
                2, {{"body", outer.graph.get()}, {"captures", 4}});
  m.output("y", y[0]);
  m.output("seen", y[1]);
  const Session session = m.session();
  const auto run = [&](int64_t trip_count) {
    return session.run_ordered({ints({trip_count}, {}), floats({1}, {1}), floats({10}, {1})});
  };
  CHECK(content(run(2)[0]) == Floats{((1 * 2 + 7) * 2 + 7) * 4 + 21});
  CHECK(content(run(2)[1]) == Floats{1, 9, 25, 57});
}

TEST_CASE("a scan's body folds what it captures of constants") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  const Value sum = body.input("sum"), slice = body.input("slice"), scale = body.input("scale");
  const Value next =
      body.b.node("Add", {sum, body.b.node("Mul", {slice, body.b.node("Neg", {scale})})});
  body.b.output("sum", next);
  const Value scale_around = m.constant(Floats{-2}, {1});
  m.output("y",
           m.b.nodes("Scan", {m.input("start", {1}), m.input("x", {500, 1}), scale_around}, 1,
                     {{"body", body.graph.get()}, {"num_scan_inputs", 1}, {"captures", 1}})[0]);
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats({1}, {1}), floats(Floats(500, 2), {500, 1})})[0]) ==
        Floats{2001});
  CHECK(body_ops_of(session) == Ops{"Mul", "Add"});
}

TEST_CASE("what a body stacks when it never runs has the shape that its constants say") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  Body body(m);
  body.begin();
  const Value x = body.input("x");
  body.b.output("on", body.condition);
  body.b.output("next", x);
  body.b.output("seen", body.b.node("Expand", {x, body.input("shape", MORTISE_DTYPE_INT64)}));
  const auto y = m.b.nodes("Loop", {trips_of(m), MORTISE_NONE, m.input("x", {1}), m.b.ints({2, 3})},
                           2, {{"body", body.graph.get()}, {"captures", 1}});
  m.output("seen", y[1]);
  const Session session = m.session();
  const auto shape_after = [&](int64_t trips) {
    return session.run_ordered({ints({trips}, {}), floats({7}, {1})})[0].shape();
  };
  CHECK(shape_after(2) == Shape{2, 2, 3});
  CHECK(shape_after(0) == Shape{0, 2, 3});
}

// ---- extents that are known late ----

TEST_CASE("what moves nothing for the extents of a run goes from its program") {
  const auto steps_with = [](const char* config, int64_t columns) {
    const Runtime runtime = make_runtime(config);
    Model m(runtime);
    const Value x = m.input("x", {m.symbol("n"), m.symbol("k")});
    const Value shape =
        m.b.node("Concat", {m.b.node("Shape", {x}, {{"end", 1}}), m.b.ints({4})}, {{"axis", 0}});
    m.output("y", m.b.node("Relu", {m.b.node("Expand", {x, shape})}));
    const Session session = m.session();
    const Tensor y = session.run_ordered(
        {floats(Floats(static_cast<size_t>(2 * columns), -1), {2, columns})})[0];
    CHECK(y.shape() == Shape{2, 4});
    CHECK(content(y) == Floats(8, 0));
    return ops_of(session);
  };
  CHECK(steps_with(kOff, 4) == Ops{"Expand", "Relu"});
  CHECK(steps_with("{}", 4) == Ops{"Relu"});
  CHECK(steps_with("{}", 1) == Ops{"Expand", "Relu"});
}

TEST_CASE("what moves nothing at the bound of a range stays for smaller extents") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {4}), z = m.input("z", {m.symbol("n")});
  const Value first = m.b.node("Slice", {x, m.b.ints({0}), m.b.node("Shape", {z})});
  m.output("y", m.b.node("ReduceSum", {first}, {{"keepdims", 0}}));
  const Session session = m.session({{"n", 4}});
  const auto sum_of_first = [&](int64_t n) {
    const Tensor counted = floats(Floats(static_cast<size_t>(n)), {n});
    return content(session.run_ordered({floats({1, 2, 3, 4}, {4}), counted})[0]);
  };
  CHECK(sum_of_first(4) == Floats{10});
  CHECK(sum_of_first(2) == Floats{3});
}

}  // namespace mortise::tests
