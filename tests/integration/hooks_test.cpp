// The embedder's hooks are called with no lock of the core held: they may use the runtime that calls them.
#include <chrono>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <thread>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

const Tensor kInput = floats({1, 2, 3, 4}, {4});

// Calls back once armed, and disarms itself before that.
struct Hooks {
  using Call = std::function<void()>;

  Hooks() {
    table.struct_size = sizeof(table);
    table.context = this;
    table.allocate = [](void* context, uint64_t size, uint64_t alignment) {
      fire(static_cast<Hooks*>(context)->on_allocate);
      return std::aligned_alloc(alignment, size);
    };
    table.deallocate = [](void* context, void* memory, uint64_t, uint64_t) {
      fire(static_cast<Hooks*>(context)->on_deallocate);
      std::free(memory);
    };
    table.log = [](void* context, uint32_t, mortise_string_t message) {
      auto& self = *static_cast<Hooks*>(context);
      if (std::string_view(message.data, message.size).find(self.awaited) != std::string_view::npos)
        fire(self.on_log);
    };
  }
  static void fire(Call& call) {
    if (call == nullptr) return;
    const Call own = std::exchange(call, nullptr);
    own();
  }

  mortise_hooks_t table{};
  std::string awaited;
  Call on_allocate, on_deallocate, on_log;
};

// y = x + x for any extent
Session any_extent(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("n")});
  m.output("y", m.b.node("Relu", {m.b.node("Add", {x, x})}));
  return m.session();
}

// y = x * a constant that is packed, and logged so, while the session is compiled
Session packing(const Runtime& runtime) {
  Model m(runtime);
  m.output("y", m.probe("PackedScale", {m.input("x", {4}), m.constant(random_floats(4, 1), {4})}));
  return m.session();
}

}  // namespace

TEST_CASE("a program that the cache drops is freed with no lock held") {
  Hooks hooks;
  const Runtime runtime =
      make_runtime(R"({"execution": {"program_cache": 1}})", {"probe"}, &hooks.table);
  const Session session = any_extent(runtime);
  session.run_ordered({floats({1}, {1})});
  std::string report;
  hooks.on_deallocate = [&] { report = session.report(); };
  session.run_ordered({floats({1, 2}, {2})});
  CHECK_FALSE(report.empty());
}

TEST_CASE("a backend that is left out is logged with no lock held") {
  Hooks hooks;
  const Runtime runtime =
      make_runtime(R"({"backends": [{"name": "warp9", "required": false}, {"name": "reference"}]})",
                   {"probe"}, &hooks.table);
  const Session session = any_extent(runtime);
  hooks.awaited = "left out";
  std::vector<float> inner;
  hooks.on_log = [&] { inner = content(any_extent(runtime).run_ordered({kInput})[0]); };
  session.run_ordered({kInput});
  CHECK(inner == std::vector<float>{2, 4, 6, 8});
}

TEST_CASE("memory for a state is asked for with no lock held") {
  Hooks hooks;
  const Runtime runtime = make_runtime("{}", {}, &hooks.table);
  StateStore store(runtime);
  store.set("first", kInput);
  std::vector<float> first;
  // The second request: the first one is for a dense copy of the tensor.
  hooks.on_allocate = [&] { hooks.on_allocate = [&] { first = content(store.at("first")); }; };
  store.set("second", kInput);
  CHECK(first == content(kInput));
}

TEST_CASE("a hook that runs the session which is being compiled gets an error") {
  Hooks hooks;
  const Runtime runtime = make_runtime("{}", {"probe"}, &hooks.table);
  const Session session = packing(runtime);
  hooks.awaited = "probe: packing";
  uint32_t code = 0;
  hooks.on_log = [&] { code = error_of([&] { session.run_ordered({kInput}); }).code(); };
  session.run_ordered({kInput});
  CHECK(code == MORTISE_STATUS_FAILED_PRECONDITION);
}

TEST_CASE("a run that waits for another's compilation is stopped by its limits") {
  Hooks hooks;
  const Runtime runtime = make_runtime("{}", {"probe"}, &hooks.table);
  const Session session = packing(runtime);
  hooks.awaited = "probe: packing";
  hooks.on_log = [&] {
    const Cancellation cancellation;
    RunOptions options;
    std::thread late([&] {
      options.timeout = std::chrono::milliseconds(20);
      const Error error = error_of([&] { session.run_ordered({kInput}, options); });
      CHECK(error.code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
    });
    late.join();
    std::thread cancelled([&] {
      options.timeout = {};
      options.cancellation = &cancellation;
      const Error error = error_of([&] { session.run_ordered({kInput}, options); });
      CHECK(error.code() == MORTISE_STATUS_CANCELLED);
    });
    cancellation.cancel();
    cancelled.join();
  };
  CHECK(session.run_ordered({kInput})[0].shape() == Shape{4});
}

}  // namespace mortise::tests
