// A device with memory of its own that works asynchronously: copies, waits, failures, limits.
#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Floats = std::vector<float>;

// A config with these backends and the simulated plugin's options.
std::string config(const std::string& backends, const std::string& options) {
  return R"({"backends": [)" + backends +
         R"(], "fallback": ["reference"], "plugins": {"options": {"simulated": )" + options + "}}}";
}

// A chain of `length` additions of x to itself.
Session chain(const Runtime& runtime, int length) {
  Model m(runtime);
  const Value x = m.input("x", {4});
  Value value = x;
  for (int i = 0; i < length; ++i) value = m.b.node("Add", {value, x});
  m.output("y", value);
  return m.session();
}

Floats times(float factor) { return {factor, 2 * factor, 3 * factor, 4 * factor}; }
Tensor input() { return floats(times(1), {4}); }

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("inputs, constants and outputs travel to a device's memory and back") {
  const Runtime runtime =
      make_runtime(config(R"({"name": "simulated"})", R"({"max_delay_us": 300})"), {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {2, 2});
  const Value w = m.constant(Floats{0, 1, 1, 0}, {2, 2});
  m.output("y", m.b.node("Add", {m.b.node("MatMul", {x, w}), x}));
  const Session session = m.session();
  for (int run = 0; run < 3; ++run) {
    CHECK(content(session.run_ordered({floats({1, 2, 3, 4}, {2, 2})})[0]) == Floats{3, 3, 7, 7});
  }
  const std::string report = session.report();
  CHECK(count_of(report, "\"op\": \"copy\"") == 2);  // x there, y back
  CHECK_THAT(report, Catch::Contains("\"space\": \"simulated\""));
}

TEST_CASE("devices wait for each other's work, natively and through the host") {
  const std::string backends = GENERATE(
      // one kind of fence
      R"({"name": "simulated", "devices": [0, 1], "deny": ["Relu"]}, {"name": "simulated_host"})",
      // fences of two kinds, memory of the host
      R"({"name": "simulated_host", "deny": ["Relu"]}, {"name": "simulated"})",
      // a synchronous device in between
      R"({"name": "simulated_host", "allow": ["Add"]}, {"name": "simulated", "allow": ["Relu"]})");
  const std::string options =
      GENERATE(R"({"devices": 2, "max_delay_us": 500})",
               R"({"devices": 2, "max_delay_us": 500, "shared_memory": true})");
  const Runtime runtime = make_runtime(config(backends, options), {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {4});
  Value value = x;
  for (int i = 0; i < 6; ++i) {
    value = m.b.node("Mul",
                     {m.b.node("Relu", {m.b.node("Add", {value, x})}), m.constant(Floats{1}, {1})});
  }
  m.output("y", value);
  const Session session = m.session();
  for (int run = 0; run < 5; ++run) CHECK(content(session.run_ordered({input()})[0]) == times(7));
}

TEST_CASE("two devices of a kind share work and memory spaces as they say") {
  const bool shared = GENERATE(false, true);
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "simulated", "devices": [0, 1]}], "plugins": {"options": {"simulated":
          {"devices": 2, "max_delay_us": 100, "shared_memory": )" +
          std::string(shared ? "true" : "false") + "}}}}",
      {"simulated"});
  const Session session = chain(runtime, 10);
  CHECK(content(session.run_ordered({input()})[0]) == times(11));
}

TEST_CASE("a failure that arrives on a fence is the run's error, and the session runs on") {
  // The additions of the first run are launches 1 to 10.
  const std::string backends =
      GENERATE(R"({"name": "simulated"})", R"({"name": "simulated_host"})");
  const std::string launch = GENERATE("1", "5", "10", "12");
  const Runtime runtime =
      make_runtime(config(backends, R"({"max_delay_us": 200, "fail_at_launch": )" + launch + "}"),
                   {"simulated"});
  const Session session = chain(runtime, 10);
  int failures = 0;
  for (int run = 0; run < 4; ++run) {
    try {
      const Tensor y = session.run_ordered({input()})[0];
      CHECK(content(y) == times(11));
    } catch (const Error& error) {
      ++failures;
      CHECK(error.code() == MORTISE_STATUS_UNAVAILABLE);
      CHECK_THAT(error.what(),
                 Catch::Contains("launch " + launch + " fails") && Catch::Contains("simulated"));
      CHECK((error.flags() & MORTISE_STATUS_FLAG_POISONED) == 0);
    }
  }
  CHECK(failures == 1);
}

TEST_CASE("the error of a run is the first failure, not what it poisoned on another device") {
  const Runtime runtime =
      make_runtime(config(R"({"name": "simulated_host", "deny": ["Add"]}, {"name": "simulated"})",
                          R"({"max_delay_us": 200, "fail_at_launch": 2})"),
                   {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {4});
  Value value = x;
  for (int i = 0; i < 4; ++i) value = m.b.node("Relu", {m.b.node("Add", {value, x})});
  m.output("y", value);
  const Session session = m.session();
  const Error error = error_of([&] { session.run_ordered({input()}); });
  CHECK_THAT(error.what(), Catch::Contains("launch 2 fails"));
  CHECK((error.flags() & MORTISE_STATUS_FLAG_POISONED) == 0);
  CHECK(content(session.run_ordered({input()})[0]) == times(5));
}

TEST_CASE("a run that fails leaves the states that it wrote undefined, whichever device failed") {
  const Runtime runtime = make_runtime(
      config(R"({"name": "simulated"})", R"({"max_delay_us": 500, "fail_at_launch": 2})"),
      {"simulated"});
  Model m(runtime);
  const Value sum = m.b.node("Add", {m.state("s", {4}), m.input("x", {4})});
  m.b.state_next("s", m.b.node("Add", {sum, m.constant(Floats{0}, {1})}));
  const Session session = m.session();
  StateStore store(runtime);
  RunOptions options;
  options.states = &store;
  CHECK(error_of([&] { session.run_ordered({input()}, options); }).code() ==
        MORTISE_STATUS_UNAVAILABLE);
  CHECK(error_of([&] { store.at("s"); }).code() == MORTISE_STATUS_DATA_LOSS);
  store.set("s", input());
  session.run_ordered({input()}, options);
  CHECK(content(store.at("s")) == times(2));
}

TEST_CASE(
    "a device without memory left fails the run with a retryable status, and the session lives") {
  // Room for the first session's arena and constants, not for a large one's.
  const Runtime runtime =
      make_runtime(config(R"({"name": "simulated"})", R"({"memory_limit": 4096})"), {"simulated"});
  const Session small = chain(runtime, 3);
  CHECK(content(small.run_ordered({input()})[0]) == times(4));
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n")});
  m.output("y", m.b.node("Add", {m.b.node("Relu", {x}), x}));
  const Session large = m.session();
  const Error error = error_of([&] { large.run_ordered({random_tensor({10000}, 1)}); });
  CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(error.retryable());
  CHECK_THAT(error.what(), Catch::Contains("simulated"));
  CHECK(content(large.run_ordered({input()})[0]) == times(2));
  CHECK(content(small.run_ordered({input()})[0]) == times(4));
}

TEST_CASE("a device without memory for a constant or a state says so") {
  const Runtime runtime =
      make_runtime(config(R"({"name": "simulated"})", R"({"memory_limit": 1024})"), {"simulated"});
  SECTION("a constant") {
    Model m(runtime);
    m.output("y", m.b.node("Add", {m.input("x", {1}), m.constant(Floats(1000, 1), {1000})}));
    const Error error = error_of([&] { m.session().run_ordered({floats({1}, {1})}); });
    CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
    CHECK(error.retryable());
  }
  SECTION("a state") {
    Model m(runtime);
    m.output("y", m.b.node("MatMul", {m.state("s", {1, 200}), m.input("x", {200, 1})}));
    m.output("z", m.b.node("Add", {m.input("b", {1}), m.input("c", {1})}));
    const Session session = m.session();
    const StateStore store(runtime);
    RunOptions options;
    options.states = &store;
    const std::vector<Tensor> inputs = {random_tensor({200, 1}, 1), floats({1}, {1}),
                                        floats({1}, {1})};
    for (int run = 0; run < 2; ++run) {
      const Error error = error_of([&] { session.run_ordered(inputs, options); });
      CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
      CHECK(error.retryable());
    }
  }
}

TEST_CASE("a run on a device is cancelled and comes to its deadline") {
  const Runtime runtime =
      make_runtime(config(R"({"name": "simulated_host", "deny": ["Relu"]}, {"name": "simulated"})",
                          R"({"max_delay_us": 2000})"),
                   {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {4});
  Value value = x;
  for (int i = 0; i < 100; ++i) value = m.b.node("Relu", {m.b.node("Add", {value, x})});
  m.output("y", value);
  const Session session = m.session();
  RunOptions options;
  options.timeout = std::chrono::milliseconds(30);
  CHECK(error_of([&] { session.run_ordered({input()}, options); }).code() ==
        MORTISE_STATUS_DEADLINE_EXCEEDED);
  const AsyncRun run = session.run_ordered_async({input()});
  CHECK_FALSE(run.wait_for(std::chrono::milliseconds(10)));
  run.cancel();
  CHECK(error_of([&] { run.wait(); }).code() == MORTISE_STATUS_CANCELLED);
  CHECK(content(session.run_ordered({input()})[0]) == times(101));
}

TEST_CASE("runs on a device are profiled node by node") {
  const Runtime runtime =
      make_runtime(config(R"({"name": "simulated"})", R"({"max_delay_us": 50})"), {"simulated"});
  const Session session = chain(runtime, 3);
  RunOptions options;
  options.profile = true;
  CHECK(content(session.run_ordered({input()}, options)[0]) == times(4));
  const std::string report = session.report();
  CHECK_THAT(report, Catch::Contains("\"profiled_runs\": 1"));
  CHECK(count_of(report, "\"seconds\"") == 5);
}

TEST_CASE("several runs at once on an asynchronous device, each in a context of its own") {
  const Runtime runtime =
      make_runtime(config(R"({"name": "simulated"})", R"({"max_delay_us": 200})"), {"simulated"});
  const Session session = chain(runtime, 8);
  std::vector<AsyncRun> runs;
  std::vector<float> factors;
  for (int i = 0; i < 12; ++i) {
    factors.push_back(static_cast<float>(i));
    runs.push_back(session.run_ordered_async({floats(times(factors.back()), {4})}));
  }
  for (size_t i = 0; i < runs.size(); ++i)
    CHECK(content(runs[i].outputs()[0]) == times(9 * factors[i]));
}

}  // namespace mortise::tests
