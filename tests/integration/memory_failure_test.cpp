// The embedder's memory says no at the n-th request, for every n: never a crash, never a leak, and the session lives.
#include <catch2/catch.hpp>

#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr uint64_t kMostRequests = 1000;  // more than any run here makes

// Twenty nodes, some of which want workspaces.
void add_twenty_nodes(Model& m) {
  Value value = m.input("x", {4, 4});
  for (uint64_t layer = 0; layer < 5; ++layer) {
    const Value product = m.b.node("MatMul", {value, m.constant(random_floats(16, layer), {4, 4})});
    const Value sum = m.b.node("Add", {product, value});
    const Value positive = m.b.node("Relu", {sum});
    value = m.b.node("Softmax", {positive}, {{"axis", -1}});
    m.output("layer" + std::to_string(layer), sum);
  }
  m.output("y", value);
}

// A packed constant, a state that is updated, and a shape that only the run knows.
void add_all_kinds_of_memory(Model& m) {
  const Value x = m.input("x", {4, 4});
  const Value scaled = m.probe("PackedScale", {x, m.constant(random_floats(16, 3), {4, 4})});
  const Value next = m.b.node("Add", {m.state("sum", {4, 4}), scaled});
  m.b.state_next("sum", next);
  const Value where = m.b.node("NonZero", {m.b.node("Relu", {next})});
  m.output("where", m.b.node("Add", {where, where}));
  m.output("next", next);
}

// The axes are swapped, so that the run needs a dense copy.
Tensor strided_input() {
  static const std::vector<float> elements = random_floats(16, 7);
  int64_t shape[] = {4, 4};
  const int64_t strides[] = {1, 4};
  mortise_tensor_view_t view{};
  view.struct_size = sizeof(view);
  view.data = const_cast<float*>(elements.data());
  view.dtype = MORTISE_DTYPE_FLOAT32;
  view.rank = 2;
  view.shape = shape;
  view.strides = strides;
  return Tensor::wrap(view);
}

std::vector<std::vector<std::byte>> bytes_of(const std::vector<Tensor>& tensors) {
  std::vector<std::vector<std::byte>> all;
  for (const Tensor& tensor : tensors) {
    const Span<std::byte> bytes = tensor.bytes();
    all.emplace_back(bytes.begin(), bytes.end());
  }
  return all;
}

// Calls `attempt` with memory that fails at request 1, 2, … until it needs fewer. Returns how often it failed. `between`
// is called after each failure, with memory that does not fail.
template <class Attempt, class Between>
uint64_t fail_everywhere(MemoryHook& hook, const Attempt& attempt, const Between& between) {
  for (uint64_t request = 1; request < kMostRequests; ++request) {
    hook.fail_at(request);
    bool failed = false;
    try {
      attempt();
    } catch (const Error& error) {
      INFO("request " << request << ": " << error.what());
      REQUIRE(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
      REQUIRE(error.retryable());
      failed = true;
    }
    const bool refused = hook.requests() >= request;
    hook.fail_at(0);
    REQUIRE(failed == refused);
    if (!refused) return request - 1;
    between();
  }
  FAIL("there is no end of requests");
  return 0;
}

}  // namespace

TEST_CASE(
    "whichever request for memory fails in the first run of a session: an error, and no leak") {
  MemoryHook hook;
  {
    const Runtime runtime = make_runtime("{}", {"probe"}, hook.hooks());
    const bool twenty = GENERATE(true, false);
    Model m(runtime);
    twenty ? add_twenty_nodes(m) : add_all_kinds_of_memory(m);
    const auto run = [&] {
      const StateStore store(runtime);
      RunOptions options;
      if (!twenty) options.states = &store;
      const Session session = m.session();
      return bytes_of(session.run_ordered({strided_input()}, options));
    };
    const auto expected = run();
    std::vector<std::vector<std::byte>> last;
    const uint64_t before = hook.live_blocks();
    const uint64_t failures = fail_everywhere(
        hook, [&] { last = run(); }, [&] { REQUIRE(hook.live_blocks() == before); });
    CHECK(failures > (twenty ? 5u : 6u));
    CHECK(last == expected);
    CHECK(hook.live_blocks() == before);
  }
  CHECK(hook.live_blocks() == 0);
}

TEST_CASE("whichever request for memory fails in a later run: the next run is right") {
  MemoryHook hook;
  {
    const Runtime runtime = make_runtime("{}", {"probe"}, hook.hooks());
    Model m(runtime);
    add_twenty_nodes(m);
    const Session session = m.session();
    const auto expected = bytes_of(session.run_ordered({strided_input()}));
    const uint64_t before = hook.live_blocks();
    const auto run = [&] {
      const auto actual = bytes_of(session.run_ordered({strided_input()}));
      CHECK(actual == expected);
    };
    // The copy of the input, and six outputs.
    CHECK(fail_everywhere(hook, run, run) == 7);
    CHECK(hook.live_blocks() == before);
  }
  CHECK(hook.live_blocks() == 0);
}

TEST_CASE("a run that gets no memory leaves its states as they were") {
  MemoryHook hook;
  {
    const Runtime runtime = make_runtime("{}", {"probe"}, hook.hooks());
    Model m(runtime);
    add_all_kinds_of_memory(m);
    const Session session = m.session();
    const StateStore store(runtime);
    RunOptions options;
    options.states = &store;
    const auto run = [&] { session.run_ordered({strided_input()}, options); };
    run();
    std::vector<float> sum = content(store.at("sum"));
    const std::vector<float> one_run = sum;
    fail_everywhere(hook, run, [&] { CHECK(content(store.at("sum")) == sum); });
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += one_run[i];
    CHECK(content(store.at("sum")) == sum);
  }
  CHECK(hook.live_blocks() == 0);
}

TEST_CASE("tensors and states take the embedder's memory, and an error without it") {
  MemoryHook hook;
  {
    const Runtime runtime = make_runtime("{}", {}, hook.hooks());
    hook.fail_at(1);
    const Error error = error_of([&] { Tensor(runtime, MORTISE_DTYPE_FLOAT32, {1000}); });
    CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
    CHECK(error.retryable());
    const Tensor tensor(runtime, MORTISE_DTYPE_FLOAT32, {1000});
    CHECK(hook.live_bytes() >= 4000);
    StateStore store(runtime);
    fail_everywhere(
        hook, [&] { store.set("s", tensor); },
        [&] { CHECK(error_of([&] { store.at("s"); }).code() == MORTISE_STATUS_NOT_FOUND); });
    CHECK(content(store.at("s")) == std::vector<float>(1000, 0));
  }
  CHECK(hook.live_blocks() == 0);
}

}  // namespace mortise::tests
