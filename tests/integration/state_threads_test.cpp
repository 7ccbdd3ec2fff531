// Readers and a writer of one state at once: a reader sees the content before a run or after it, never between.
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr int64_t kCount = 256;
constexpr int kWrites = 60;

bool all_equal(const std::vector<float>& values) {
  for (const float value : values) {
    if (value != values[0]) return false;
  }
  return true;
}

RunOptions with(const StateStore& store) {
  RunOptions options;
  options.states = &store;
  return options;
}

// s = s + 1; the sum's second half is computed by another node, so that there is a between.
Session writer(const Runtime& runtime) {
  Model m(runtime);
  const Value one = m.constant(std::vector<float>{0.5f}, {1});
  const Value half = m.b.node("Add", {m.state("s", {kCount}), one});
  const Value whole = m.b.node("Add", {half, one});
  m.b.state_next("s", whole);
  m.output("new", m.b.node("Add", {whole, m.constant(std::vector<float>{0}, {1})}));
  return m.session();
}

Session reader(const Runtime& runtime) {
  Model m(runtime);
  const Value zero = m.constant(std::vector<float>{0}, {1});
  m.output("y", m.b.node("Add", {m.state("s", {kCount}), zero}));
  return m.session();
}

}  // namespace

TEST_CASE("readers and writers of a state take turns") {
  const std::string config = GENERATE(
      "{}",
      R"({"backends": [{"name": "simulated"}], "plugins": {"options": {"simulated": {"max_delay_us": 50}}}})");
  const Runtime runtime = make_runtime(config, {"simulated"});
  const Session write = writer(runtime);
  const Session read = reader(runtime);
  StateStore store(runtime);
  store.set("unrelated", floats({1}, {1}));
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 2; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < kWrites / 2; ++i) {
        if (!all_equal(content(write.run_ordered({}, with(store))[0]))) ++wrong;
      }
    });
  }
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      float last = 0;
      for (int i = 0; i < kWrites; ++i) {
        const std::vector<float> seen =
            content(thread == 0 && i > 0 ? store.at("s") : read.run_ordered({}, with(store))[0]);
        if (!all_equal(seen) || seen[0] < last) ++wrong;
        last = seen[0];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(content(store.at("s")) == std::vector<float>(kCount, kWrites));
}

TEST_CASE("runs that go through segments hold their states from end to end") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  // s = s + count(s > 0) with s = 1: each run adds 1 to the sum; a run in between would be lost.
  Model m(runtime);
  const Value state = m.state("s", {1}, {1});
  const Value where = m.b.node("NonZero", {state});  // its second extent is data
  const Value found =
      m.b.node("ReduceSum", {m.b.node("Add", {where, m.constant(std::vector<int64_t>{1}, {1})})},
               {{"keepdims", 0}});
  const Value count = m.b.node("Cast", {found}, {{"to", int64_t{MORTISE_DTYPE_FLOAT32}}});
  // The state's content as the first segment saw it.
  const Value old = m.b.node("Add", {state, m.constant(std::vector<float>{0}, {1})});
  m.b.state_next("s", m.b.node("Add", {old, count}));
  const Session session = m.session();
  const StateStore store(runtime);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) session.run_ordered({}, with(store));
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(content(store.at("s")) == std::vector<float>{101});
}

}  // namespace mortise::tests
