// Two programs share a state store: one reads a parameter, one updates it, in place.
#include <catch2/catch.hpp>

#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;

// y = x * w
Session forward(const Runtime& runtime) {
  Model m(runtime);
  m.output("y", m.b.node("Mul", {m.input("x", {4}), m.state("w", {4}, {1, 1, 1, 1})}));
  return m.session();
}

// w = w + step
Session update(const Runtime& runtime) {
  Model m(runtime);
  const Value w = m.state("w", {4}, {1, 1, 1, 1});
  m.b.state_next("w", m.b.node("Add", {w, m.input("step", {4})}));
  return m.session();
}

RunOptions with(const StateStore& store) {
  RunOptions options;
  options.states = &store;
  return options;
}

}  // namespace

TEST_CASE("what one program writes to a parameter, the other one reads") {
  const std::string config = GENERATE(
      "{}",
      R"({"backends": [{"name": "simulated"}], "plugins": {"options": {"simulated": {"max_delay_us": 200}}}})");
  const Runtime runtime = make_runtime(config, {"simulated"});
  const Session reader = forward(runtime);
  const Session writer = update(runtime);
  StateStore store(runtime);
  const Tensor x = floats({1, 2, 3, 4}, {4});
  CHECK(content(reader.run_ordered({x}, with(store))[0]) == Floats{1, 2, 3, 4});
  for (int step = 0; step < 3; ++step)
    writer.run_ordered({floats({1, 0, -1, 0.5f}, {4})}, with(store));
  CHECK(content(reader.run_ordered({x}, with(store))[0]) == Floats{4, 2, -6, 10});
  CHECK(content(store.at("w")) == Floats{4, 1, -2, 2.5f});
  store.set("w", floats({0, 0, 0, 1}, {4}));
  CHECK(content(reader.run_ordered({x}, with(store))[0]) == Floats{0, 0, 0, 4});

  // Another store is another world.
  const StateStore other(runtime);
  CHECK(content(reader.run_ordered({x}, with(other))[0]) == Floats{1, 2, 3, 4});
}

TEST_CASE("a parameter is updated in its own memory") {
  MemoryHook hook;
  const Runtime runtime = make_runtime("{}", {}, hook.hooks());
  const Session reader = forward(runtime);
  const Session writer = update(runtime);
  const StateStore store(runtime);
  const Tensor x = floats({1, 2, 3, 4}, {4});
  std::vector<Tensor> y = {floats({0, 0, 0, 0}, {4})};
  std::vector<Tensor> none;
  reader.run_into({x}, y, with(store));
  writer.run_into({x}, none, with(store));
  hook.fail_at(0);
  const uint64_t bytes = hook.live_bytes();
  for (int step = 0; step < 10; ++step) {
    writer.run_into({x}, none, with(store));
    reader.run_into({x}, y, with(store));
  }
  CHECK(hook.requests() == 0);
  CHECK(hook.live_bytes() == bytes);
  CHECK(content(y[0]) == Floats{12, 46, 102, 180});
  // No arena holds a second copy.
  CHECK_THAT(writer.report(), Catch::Contains("\"arena_bytes\": 0"));
  CHECK_THAT(writer.report(), !Catch::Contains("\"op\": \"copy\""));
}

TEST_CASE("states take each other's old content") {
  const std::string config = GENERATE("{}", R"({"backends": [{"name": "simulated"}]})");
  const Runtime runtime = make_runtime(config, {"simulated"});
  const StateStore store(runtime);
  SECTION("a swap") {
    Model m(runtime);
    const Value a = m.state("a", {2}, {1, 2});
    const Value b = m.state("b", {2}, {3, 4});
    m.b.state_next("a", b);
    m.b.state_next("b", a);
    const Session session = m.session();
    session.run_ordered({}, with(store));
    CHECK(content(store.at("a")) == Floats{3, 4});
    CHECK(content(store.at("b")) == Floats{1, 2});
  }
  SECTION("a shift register") {
    Model m(runtime);
    const Value a = m.state("a", {1}, {1});
    const Value b = m.state("b", {1}, {2});
    const Value c = m.state("c", {1}, {3});
    m.b.state_next("a", m.b.node("Add", {a, m.input("x", {1})}));
    m.b.state_next("b", a);
    m.b.state_next("c", b);
    m.output("old", c);
    const Session session = m.session();
    CHECK(content(session.run_ordered({floats({10}, {1})}, with(store))[0]) == Floats{3});
    CHECK(content(store.at("a")) == Floats{11});
    CHECK(content(store.at("b")) == Floats{1});
    CHECK(content(store.at("c")) == Floats{2});
  }
}

TEST_CASE("old and new content are both outputs of the run that writes") {
  const std::string config = GENERATE("{}", R"({"backends": [{"name": "simulated"}]})");
  const Runtime runtime = make_runtime(config, {"simulated"});
  Model m(runtime);
  const Value state = m.state("s", {2}, {1, 2});
  const Value x = m.input("x", {2});
  const Value next = m.b.node("Add", {state, x});
  m.b.state_next("s", next);
  m.output("old", state);
  m.output("new", next);
  m.output("later", m.b.node("Mul", {next, next}));
  m.output("both", m.b.node("Add", {state, next}));
  const Session session = m.session();
  const StateStore store(runtime);
  for (const Floats& start : {Floats{1, 2}, Floats{11, 22}}) {
    const std::vector<Tensor> outputs = session.run_ordered({floats({10, 20}, {2})}, with(store));
    const float a = start[0] + 10;
    const float b = start[1] + 20;
    CHECK(content(outputs[0]) == start);
    CHECK(content(outputs[1]) == Floats{a, b});
    CHECK(content(outputs[2]) == Floats{a * a, b * b});
    CHECK(content(outputs[3]) == Floats{start[0] + a, start[1] + b});
    CHECK(content(store.at("s")) == Floats{a, b});
  }
}

TEST_CASE("an input becomes the content of a state, and a constant does") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.state("from_input", {2});
  m.state("from_constant", {2});
  m.b.state_next("from_input", m.input("x", {2}));
  m.b.state_next("from_constant", m.constant(Floats{5, 6}, {2}));
  const Session session = m.session();
  const StateStore store(runtime);
  session.run_ordered({floats({1, 2}, {2})}, with(store));
  CHECK(content(store.at("from_input")) == Floats{1, 2});
  CHECK(content(store.at("from_constant")) == Floats{5, 6});
}

}  // namespace mortise::tests
