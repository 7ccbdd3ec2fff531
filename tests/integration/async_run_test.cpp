// Runs on the runtime's threads: waiting, cancelling, letting go.
#include <atomic>
#include <optional>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/integration/support/gate.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

const Tensor kInput = floats({1, 2, 3, 4}, {4});
const std::vector<float> kDoubled = {2, 4, 6, 8};

}  // namespace

TEST_CASE("an asynchronous run is waited for, with and without a limit") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = open_ended_session(runtime);
  Gate gate;
  const AsyncRun run = session.run_ordered_async({kInput, gate.tensor()});
  gate.wait_until_entered();
  CHECK_FALSE(run.wait_for(std::chrono::nanoseconds(0)));
  CHECK_FALSE(run.wait_for(std::chrono::milliseconds(5)));
  mortise_tensor_t* early = nullptr;
  mortise_status_t* status = mortise_run_output(run.get(), 0, &early);
  REQUIRE(status != nullptr);
  CHECK(status->code == MORTISE_STATUS_FAILED_PRECONDITION);
  mortise_status_release(status);
  gate.open();
  CHECK(content(run.outputs()[0]) == kDoubled);
  CHECK(run.wait_for(std::chrono::nanoseconds(0)));
  CHECK(content(run.outputs()[0]) == kDoubled);
}

TEST_CASE("waiting with a limit for a run whose own time is over reports the run's failure") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = gated_session(runtime);
  Gate gate;
  RunOptions options;
  options.timeout = std::chrono::milliseconds(100);
  const AsyncRun run = session.run_ordered_async({kInput, gate.tensor()}, options);
  gate.wait_until_entered();  // its time is running
  std::this_thread::sleep_for(options.timeout);
  gate.open();
  const Error error = error_of([&] { run.wait_for(std::chrono::hours(1)); });
  CHECK(error.code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
  CHECK_FALSE(error.retryable());
  CHECK_THAT(error.what(), Catch::Contains("the run's time limit"));
}

TEST_CASE("the longest limit of a wait is no limit") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = open_ended_session(runtime);
  Gate gate;
  const AsyncRun run = session.run_ordered_async({kInput, gate.tensor()});
  gate.wait_until_entered();
  std::thread opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    gate.open();
  });
  CHECK(run.wait_for(std::chrono::nanoseconds::max()));
  opener.join();
}

TEST_CASE("an asynchronous run is cancelled by its handle and by its cancellation") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = gated_session(runtime);
  const Cancellation cancellation;
  RunOptions options;
  options.cancellation = &cancellation;
  for (const bool by_handle : {true, false}) {
    Gate gate;
    const AsyncRun run = session.run_ordered_async({kInput, gate.tensor()}, options);
    gate.wait_until_entered();
    if (by_handle) {
      run.cancel();
    } else {
      cancellation.cancel();
    }
    gate.open();
    const Error error = error_of([&] { run.wait(); });
    CHECK(error.code() == MORTISE_STATUS_CANCELLED);
    CHECK(error_of([&] { run.outputs(); }).code() == MORTISE_STATUS_CANCELLED);
  }
}

TEST_CASE("letting go of an asynchronous run cancels it and waits for its end") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  const Session session = gated_session(runtime);
  Gate gate;
  std::thread opener;
  {
    const AsyncRun run = session.run_ordered_async({kInput, gate.tensor()});
    gate.wait_until_entered();
    opener = std::thread([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      gate.open();
    });
  }
  // The gate's kernel is over: nobody reads its memory any more.
  opener.join();
  gate.reset();
  CHECK(content(open_ended_session(runtime).run_ordered({kInput, [&] {
                                                           gate.open();
                                                           return gate.tensor();
                                                         }()})[0]) == kDoubled);
}

TEST_CASE("an asynchronous run keeps its session, runtime and inputs alive") {
  Gate gate;
  std::optional<AsyncRun> run;
  {
    const Runtime runtime = make_runtime("{}", {"probe"});
    const Session session = open_ended_session(runtime);
    const Tensor input = floats({1, 2, 3, 4}, {4});
    run = session.run_ordered_async({input, gate.tensor()});
    gate.wait_until_entered();
  }
  gate.open();
  CHECK(content(run->outputs()[0]) == kDoubled);
}

TEST_CASE("more asynchronous runs than threads all come to their end") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {4});
  m.output("y", m.b.node("Add", {x, x}));
  const Session session = m.session();
  std::vector<AsyncRun> runs;
  for (int i = 0; i < 100; ++i) runs.push_back(session.run_ordered_async({kInput}));
  for (const AsyncRun& run : runs) CHECK(content(run.outputs()[0]) == kDoubled);
}

TEST_CASE("a failure of an asynchronous run is its status, each time that it is asked for") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  m.output("y", m.probe("Fail", {m.input("x", {4})}));
  const Session session = m.session();
  const AsyncRun run = session.run_ordered_async({floats({-1, 0, 0, 0}, {4})});
  for (int i = 0; i < 2; ++i) {
    const Error error = error_of([&] { run.wait(); });
    CHECK(error.code() == MORTISE_STATUS_UNAVAILABLE);
    CHECK_THAT(error.what(), Catch::Contains("the first element is negative"));
  }
  const AsyncRun wrong = session.run_ordered_async({floats({1}, {1})});
  CHECK(error_of([&] { wrong.wait(); }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("asynchronous runs from several threads") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n")});
  m.output("y", m.b.node("Add", {x, x}));
  const Session session = m.session();
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const auto extent = static_cast<size_t>(1 + (thread + i) % 3);
        const AsyncRun run = session.run_ordered_async(
            {floats(std::vector<float>(extent, 1), {static_cast<int64_t>(extent)})});
        if (i % 4 == 0) continue;  // let go of
        if (content(run.outputs()[0]) != std::vector<float>(extent, 2)) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

}  // namespace mortise::tests
