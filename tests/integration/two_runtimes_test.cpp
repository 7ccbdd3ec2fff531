// Two runtimes in one process share nothing, and handles are released in any order.
#include <algorithm>
#include <array>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr const char* kReluElsewhere = R"({
  "backends": [{"name": "reference", "deny": ["Relu"]}, {"name": "simulated"}],
  "execution": {"threads": 1}})";

Session make_session(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {8});
  m.output("y", m.b.node("Add", {m.b.node("Relu", {x}), x}));
  return m.session();
}

const std::vector<float> kInput = {1, -1, 2, -2, 3, -3, 4, -4};
const std::vector<float> kOutput = {2, -1, 4, -2, 6, -3, 8, -4};

}  // namespace

TEST_CASE("two runtimes with different configs run at once") {
  MemoryHook hooks[2];
  {
    const Runtime first = make_runtime("{}", {}, hooks[0].hooks());
    const Runtime second = make_runtime(kReluElsewhere, {"simulated"}, hooks[1].hooks());
    const Session sessions[] = {make_session(first), make_session(second)};
    std::array<bool, 2> right{};
    std::vector<std::thread> threads;
    for (size_t i = 0; i < 2; ++i) {
      threads.emplace_back([&, i] {
        right[i] = true;
        for (int run = 0; run < 20; ++run) {
          const Tensor input = Tensor::wrap(kInput.data(), kInput.size(), {8});
          right[i] = right[i] && content(sessions[i].run_ordered({input})[0]) == kOutput;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(right == std::array<bool, 2>{true, true});
    CHECK_THAT(sessions[0].report(), !Catch::Contains("simulated"));
    CHECK_THAT(sessions[1].report(), Catch::Contains("\"device\": \"simulated\""));
    CHECK(hooks[0].live_blocks() > 0);
    CHECK(hooks[1].live_blocks() > 0);
  }
  CHECK(hooks[0].live_blocks() == 0);
  CHECK(hooks[1].live_blocks() == 0);
}

TEST_CASE("a graph made with one runtime runs on another that outlives it") {
  const Runtime second = make_runtime(kReluElsewhere, {"simulated"});
  std::optional<Runtime> first = make_runtime();
  Model m(*first);
  const Value x = m.input("x", {8});
  m.output("y", m.b.node("Add", {m.b.node("Relu", {x}), x}));
  first.reset();
  const Session session(second, m.graph);
  CHECK(content(session.run_ordered({floats(kInput, {8})})[0]) == kOutput);
}

TEST_CASE("handles are released in any order") {
  enum Handle { kRuntime, kGraph, kSession, kStore, kOutputTensor };
  std::array<int, 5> order = {kRuntime, kGraph, kSession, kStore, kOutputTensor};
  MemoryHook hook;
  do {
    auto runtime = std::make_optional(make_runtime("{}", {}, hook.hooks()));
    std::optional<Graph> graph(std::in_place, *runtime);
    sdk::Builder b(graph->get(), &Graph::edit());
    const Value state = b.state("s", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {8}));
    const Value x = b.input("x", sdk::tensor_type(MORTISE_DTYPE_FLOAT32, {8}));
    const Value sum = b.node("Add", {state, x});
    b.state_next("s", sum);
    b.output("y", sum);
    std::optional<Session> session(std::in_place, *runtime, *graph);
    std::optional<StateStore> store(std::in_place, *runtime);
    RunOptions options;
    options.states = &*store;
    std::optional<Tensor> output = session->run_ordered({floats(kInput, {8})}, options)[0];
    for (const int handle : order) {
      // What is left still works.
      if (output) REQUIRE(content(*output) == kInput);
      if (store) REQUIRE(content(store->at("s")) == kInput);
      switch (handle) {
        case kRuntime: runtime.reset(); break;
        case kGraph: graph.reset(); break;
        case kSession: session.reset(); break;
        case kStore: store.reset(); break;
        default: output.reset();
      }
    }
    REQUIRE(hook.live_blocks() == 0);
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace mortise::tests
