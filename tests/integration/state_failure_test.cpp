// States and runs that end badly; stores that do not fit.
#include <catch2/catch.hpp>

#include "tests/integration/support/gate.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;

// s = Fail(s + x), in the state's memory: an error when the first element is negative.
Session accumulate(const Runtime& runtime, uint32_t flags) {
  Model m(runtime);
  const Value sum = m.b.node("Add", {m.state("s", {2}, {}, flags), m.input("x", {2})});
  m.b.state_next("s", m.probe("Fail", {sum}));
  return m.session();
}

RunOptions with(const StateStore& store) {
  RunOptions options;
  options.states = &store;
  return options;
}

}  // namespace

TEST_CASE("a failed run leaves what it wrote undefined, until it is set anew") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = accumulate(runtime, 0);
  StateStore store(runtime);
  session.run_ordered({floats({1, 1}, {2})}, with(store));
  CHECK(error_of([&] {
          session.run_ordered({floats({-5, 1}, {2})}, with(store));
        }).code() == MORTISE_STATUS_UNAVAILABLE);
  CHECK(error_of([&] { store.at("s"); }).code() == MORTISE_STATUS_DATA_LOSS);
  CHECK(error_of([&] {
          session.run_ordered({floats({1, 1}, {2})}, with(store));
        }).code() == MORTISE_STATUS_DATA_LOSS);
  store.set("s", floats({3, 3}, {2}));
  session.run_ordered({floats({1, 1}, {2})}, with(store));
  CHECK(content(store.at("s")) == Floats{4, 4});
}

TEST_CASE("an exception of a kernel fails the run as an error does") {
  const bool asynchronous = GENERATE(false, true);
  INFO("asynchronous: " << asynchronous);
  const Runtime runtime = make_runtime(
      asynchronous ? R"({"backends": [{"name": "simulated"}, {"name": "reference"}]})" : "{}",
      {"probe", "simulated"});
  Model m(runtime);
  const Value sum = m.b.node("Add", {m.state("s", {2}), m.input("x", {2})});
  m.b.state_next("s", m.probe("RawThrow", {sum}));
  const Session session = m.session();
  StateStore store(runtime);
  session.run_ordered({floats({1, 1}, {2})}, with(store));
  for (int i = 0; i < 2; ++i) {
    const Error error = error_of([&] { session.run_ordered({floats({-5, 1}, {2})}, with(store)); });
    CHECK(error.code() == MORTISE_STATUS_INTERNAL);
    CHECK_THAT(error.what(), Catch::Contains("RawThrow") && Catch::Contains("thrown by a kernel"));
    CHECK(error_of([&] { store.at("s"); }).code() == MORTISE_STATUS_DATA_LOSS);
    store.set("s", floats({3, 3}, {2}));
  }
  session.run_ordered({floats({1, 1}, {2})}, with(store));
  CHECK(content(store.at("s")) == Floats{4, 4});
}

TEST_CASE("a failed run leaves an append-only state readable") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = accumulate(runtime, MORTISE_STATE_APPEND_ONLY);
  const StateStore store(runtime);
  session.run_ordered({floats({1, 1}, {2})}, with(store));
  CHECK_THROWS_AS(session.run_ordered({floats({-5, 1}, {2})}, with(store)), Error);
  CHECK(store.at("s").shape() == Shape{2});
  session.run_ordered({floats({9, 1}, {2})}, with(store));
}

TEST_CASE("a run that fails leaves the states that it only reads alone") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  m.output("y", m.probe("Fail", {m.b.node("Add", {m.state("s", {2}, {1, 2}), m.input("x", {2})})}));
  const Session session = m.session();
  const StateStore store(runtime);
  CHECK_THROWS_AS(session.run_ordered({floats({-5, 1}, {2})}, with(store)), Error);
  CHECK(content(store.at("s")) == Floats{1, 2});
}

TEST_CASE("a run that was cancelled before it began leaves its states as they were") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = accumulate(runtime, 0);
  const StateStore store(runtime);
  session.run_ordered({floats({1, 1}, {2})}, with(store));
  const Cancellation cancellation;
  cancellation.cancel();
  RunOptions options = with(store);
  options.cancellation = &cancellation;
  CHECK(error_of([&] {
          session.run_ordered({floats({1, 1}, {2})}, options);
        }).code() == MORTISE_STATUS_CANCELLED);
  CHECK(content(store.at("s")) == Floats{1, 1});
}

TEST_CASE("a graph with states needs a store") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Error error = error_of([&] { accumulate(runtime, 0).run_ordered({floats({1, 1}, {2})}); });
  CHECK(error.code() == MORTISE_STATUS_FAILED_PRECONDITION);
  CHECK_THAT(error.what(), Catch::Contains("'s'") && Catch::Contains("state store"));
}

TEST_CASE("a store of another runtime is refused") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Runtime other = make_runtime("{}", {"probe"});
  const Session session = accumulate(runtime, 0);
  const StateStore store(other);
  CHECK(error_of([&] {
          session.run_ordered({floats({1, 1}, {2})}, with(store));
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("a state keeps its dtype and shape") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = accumulate(runtime, 0);
  StateStore store(runtime);
  CHECK(error_of([&] { store.at("s"); }).code() == MORTISE_STATUS_NOT_FOUND);
  store.set("s", floats({1, 2, 3}, {3}));
  const Error error = error_of([&] { session.run_ordered({floats({1, 1}, {2})}, with(store)); });
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(error.what(), Catch::Contains("float32[3]") && Catch::Contains("float32[2]"));
  CHECK(error_of([&] {
          store.set("s", floats({1, 2}, {2}));
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(error_of([&] {
          store.set("s", ints({1, 2, 3}, {3}));
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(content(store.at("s")) == Floats{1, 2, 3});
}

TEST_CASE("a next content that does not fit the state is refused") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value state = m.state("s", {1});
  const Value x = m.input("x", {m.symbol("n")});
  m.b.state_next("s", m.b.node("Add", {state, x}));
  const Session session = m.session();
  const StateStore store(runtime);
  session.run_ordered({floats({1}, {1})}, with(store));
  const Error error = error_of([&] { session.run_ordered({floats({1, 2}, {2})}, with(store)); });
  CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_THAT(error.what(), Catch::Contains("'s'") && Catch::Contains("float32[2]"));
  CHECK(content(store.at("s")) == Floats{1});
}

TEST_CASE("a state with a symbolic extent is refused, with the remedy") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const int64_t n = m.symbol("n");
  const Value state = m.b.state("s", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, Shape{n}));
  m.b.state_next("s", m.b.node("Add", {state, m.input("x", {n})}));
  const Session session = m.session();
  const StateStore store(runtime);
  const Error error = error_of([&] { session.run_ordered({floats({1, 2}, {2})}, with(store)); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(), Catch::Contains("state 's' is float32[n]") &&
                               Catch::Contains("give it fixed extents"));
}

TEST_CASE("a shape that depends on a state's content is refused") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value shape = m.b.state("shape", sdk::tensor_type(MORTISE_DTYPE_INT64, Shape{2}));
  m.output("y", m.b.node("Reshape", {m.input("x", {4}), shape}));
  const Session session = m.session();
  const StateStore store(runtime);
  const Error error = error_of([&] { session.run_ordered({random_tensor({4}, 1)}, with(store)); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(), Catch::Contains("Reshape") && Catch::Contains("'shape'"));
}

TEST_CASE("a state that is set before its first run moves to where that run needs it") {
  const Runtime runtime = make_runtime(R"({"backends": [{"name": "simulated"}]})", {"simulated"});
  Model m(runtime);
  const Value next = m.b.node("Add", {m.state("s", {2}), m.input("x", {2})});
  m.b.state_next("s", next);
  const Session session = m.session();
  StateStore store(runtime);
  store.set("s", floats({10, 20}, {2}));
  session.run_ordered({floats({1, 2}, {2})}, with(store));
  CHECK(content(store.at("s")) == Floats{11, 22});
}

TEST_CASE("a run that waits for another run's state gives up at its deadline") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  const Value gate_input = m.input("gate", {Gate::kSize}, MORTISE_DTYPE_INT32);
  const Value held = m.probe("Gate", {m.state("s", {2}), gate_input});
  m.b.state_next("s", held);
  const Session holder = m.session();
  const Session waiter = accumulate(runtime, 0);
  const StateStore store(runtime);
  Gate gate;
  const AsyncRun holding = holder.run_ordered_async({gate.tensor()}, with(store));
  gate.wait_until_entered();
  RunOptions options = with(store);
  options.timeout = std::chrono::milliseconds(20);
  CHECK(error_of([&] {
          waiter.run_ordered({floats({1, 1}, {2})}, options);
        }).code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
  gate.open();
  holding.wait();
  waiter.run_ordered({floats({1, 1}, {2})}, with(store));
  CHECK(content(store.at("s")) == Floats{1, 1});
}

}  // namespace mortise::tests
