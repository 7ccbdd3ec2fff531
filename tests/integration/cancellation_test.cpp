// Stopping a run: by a cancellation, by a deadline, before and between nodes.
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/integration/support/gate.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

const Tensor kInput = floats({1, 2, 3, 4}, {4});

// A clock that stands still until the test moves it.
struct Clock {
  Clock() {
    hooks.struct_size = sizeof(hooks);
    hooks.context = this;
    hooks.now = [](void* context) { return static_cast<Clock*>(context)->now.load(); };
  }
  std::atomic<int64_t> now{1'000'000};
  mortise_hooks_t hooks{};
};

// What a gated run ends with, when `meanwhile` happens while it is at the gate.
template <class Meanwhile>
Error gated_run(const Session& session, const RunOptions& options, const Meanwhile& meanwhile) {
  Gate gate;
  std::thread other([&] {
    gate.wait_until_entered();
    meanwhile();
    gate.open();
  });
  const Error error = error_of([&] { session.run_ordered({kInput, gate.tensor()}, options); });
  other.join();
  return error;
}

}  // namespace

TEST_CASE("a run whose cancellation came before it does nothing") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = gated_session(runtime);
  Gate gate;
  gate.open();
  const Cancellation cancellation;
  cancellation.cancel();
  RunOptions options;
  options.cancellation = &cancellation;
  const Error error = error_of([&] { session.run_ordered({kInput, gate.tensor()}, options); });
  CHECK(error.code() == MORTISE_STATUS_CANCELLED);
  CHECK_FALSE(error.retryable());
}

TEST_CASE("a run whose cancellation came before it compiles nothing") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = gated_session(runtime);
  Gate gate;
  const Cancellation cancellation;
  cancellation.cancel();
  RunOptions options;
  options.cancellation = &cancellation;
  CHECK_THROWS_AS(session.run_ordered({kInput, gate.tensor()}, options), Error);
  CHECK_THAT(session.report(), Catch::Contains("\"programs\": []"));
}

TEST_CASE("another thread cancels a run, which stops behind the node that is running") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = gated_session(runtime);
  const Cancellation cancellation;
  RunOptions options;
  options.cancellation = &cancellation;
  CHECK(gated_run(session, options, [&] { cancellation.cancel(); }).code() ==
        MORTISE_STATUS_CANCELLED);
  // Nobody cancels: the run goes on to the node that fails.
  const Cancellation unused;
  options.cancellation = &unused;
  CHECK(gated_run(session, options, [] {}).code() == MORTISE_STATUS_INTERNAL);
}

TEST_CASE("a run whose time is over stops behind the node that is running") {
  Clock clock;
  const Runtime runtime = make_runtime("{}", {"probe"}, &clock.hooks);
  const Session session = gated_session(runtime);
  RunOptions options;
  options.timeout = std::chrono::nanoseconds(1000);
  const Error late = gated_run(session, options, [&] { clock.now += 1000; });
  CHECK(late.code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
  const Error in_time = gated_run(session, options, [&] { clock.now += 999; });
  CHECK(in_time.code() == MORTISE_STATUS_INTERNAL);
}

TEST_CASE("a long chain stops in its midst, and the session runs on") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  Value value = m.input("x", {4});
  for (int i = 0; i < 1000; ++i) value = m.probe("Slow", {value}, {{"milliseconds", 1}});
  m.output("y", value);
  const Session session = m.session();
  RunOptions options;
  options.timeout = std::chrono::milliseconds(50);
  CHECK(error_of([&] { session.run_ordered({kInput}, options); }).code() ==
        MORTISE_STATUS_DEADLINE_EXCEEDED);
  options.timeout = std::chrono::nanoseconds(INT64_MAX);
  CHECK(content(session.run_ordered({kInput}, options)[0]) == content(kInput));
}

TEST_CASE("a negative timeout is refused") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = gated_session(runtime);
  Gate gate;
  RunOptions options;
  options.timeout = std::chrono::nanoseconds(-1);
  CHECK(error_of([&] {
          session.run_ordered({kInput, gate.tensor()}, options);
        }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("given outputs are left to the caller when a run is cancelled") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = open_ended_session(runtime);
  Gate gate;
  gate.open();
  const Cancellation cancellation;
  cancellation.cancel();
  RunOptions options;
  options.cancellation = &cancellation;
  std::vector<Tensor> outputs = {floats({0, 0, 0, 0}, {4})};
  CHECK_THROWS_AS(session.run_into({kInput, gate.tensor()}, outputs, options), Error);
  session.run_into({kInput, gate.tensor()}, outputs);
  CHECK(content(outputs[0]) == std::vector<float>{2, 4, 6, 8});
}

}  // namespace mortise::tests
