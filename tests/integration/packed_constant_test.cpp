// A constant that a backend packs: one copy for all sessions of a runtime.
#include <atomic>
#include <optional>
#include <string_view>
#include <thread>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/memory_hook.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr int64_t kCount = 1000;

// Counts how often the operator test::PackedScale packs.
struct PackLog {
  PackLog() {
    hooks.struct_size = sizeof(hooks);
    hooks.context = this;
    hooks.log = [](void* context, uint32_t, mortise_string_t message) {
      if (std::string_view(message.data, message.size) == "probe: packing")
        ++static_cast<PackLog*>(context)->packed;
    };
  }
  mortise_hooks_t hooks{};
  std::atomic<int> packed{0};
};

Session scaling(const Runtime& runtime, uint64_t seed, int64_t extent = kCount) {
  Model m(runtime);
  const Value scale = m.constant(random_floats(static_cast<size_t>(extent), seed), {extent});
  m.output("y", m.probe("PackedScale", {m.input("x", {extent}), scale}));
  return m.session();
}

std::vector<float> expected(uint64_t seed) {
  std::vector<float> values = random_floats(kCount, seed);
  for (float& value : values) value *= 2;
  return values;
}

uint64_t packed_bytes(const Session& session) {
  return nlohmann::json::parse(session.report())["packed_constant_bytes"];
}

Tensor twos() { return floats(std::vector<float>(kCount, 2), {kCount}); }

}  // namespace

TEST_CASE("two sessions share one packed constant") {
  PackLog log;
  const Runtime runtime = make_runtime("{}", {"probe"}, &log.hooks);
  const Session first = scaling(runtime, 1);
  std::optional<Session> second = scaling(runtime, 1);
  CHECK(content(first.run_ordered({twos()})[0]) == expected(1));
  const int packed = log.packed;
  CHECK(content(second->run_ordered({twos()})[0]) == expected(1));
  CHECK(log.packed == packed);
  CHECK(packed_bytes(first) == kCount * sizeof(float));
  CHECK(packed_bytes(*second) == kCount * sizeof(float));
  second.reset();
  CHECK(content(first.run_ordered({twos()})[0]) == expected(1));
  CHECK(packed_bytes(first) == kCount * sizeof(float));
}

TEST_CASE("another content gets another packed constant, freed with its last session") {
  PackLog log;
  const Runtime runtime = make_runtime("{}", {"probe"}, &log.hooks);
  const Session first = scaling(runtime, 1);
  {
    const Session second = scaling(runtime, 2);
    CHECK(content(first.run_ordered({twos()})[0]) == expected(1));
    CHECK(content(second.run_ordered({twos()})[0]) == expected(2));
    CHECK(packed_bytes(first) == 2 * kCount * sizeof(float));
  }
  CHECK(packed_bytes(first) == kCount * sizeof(float));
}

TEST_CASE("sessions that compile at once share one packed constant") {
  PackLog log;
  const Runtime runtime = make_runtime("{}", {"probe"}, &log.hooks);
  const Session keeper = scaling(runtime, 1);
  keeper.run_ordered({twos()});
  const int packed = log.packed;
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      const Session session = scaling(runtime, 1);
      if (content(session.run_ordered({twos()})[0]) != expected(1)) ++wrong;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(log.packed == packed);
  CHECK(packed_bytes(keeper) == kCount * sizeof(float));
}

TEST_CASE("packed constants lie in the embedder's memory") {
  MemoryHook hook;
  {
    const Runtime runtime = make_runtime("{}", {"probe"}, hook.hooks());
    const Session session = scaling(runtime, 1);
    const uint64_t before = hook.live_bytes();
    session.run_ordered({twos()});
    CHECK(hook.live_bytes() >= before + kCount * sizeof(float));
  }
  CHECK(hook.live_blocks() == 0);
}

}  // namespace mortise::tests
