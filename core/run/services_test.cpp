#include "core/run/services.hpp"

#include <vector>

#include <catch2/catch.hpp>

namespace mortise::run {
namespace {

// Threads that an embedder supplies: the caller's own, which counts the loops that it is given.
struct Supplied {
  Supplied() {
    hooks.struct_size = sizeof(hooks);
    hooks.context = this;
    hooks.thread_count = [](void*) { return 2u; };
    hooks.parallel_for = [](void* self, uint64_t count, uint64_t, mortise_loop_body_t body,
                            void* context) {
      ++static_cast<Supplied*>(self)->loops;
      body(context, 0, count / 2, 0);
      body(context, count / 2, count, 1);
    };
  }
  mortise_hooks_t hooks{};
  int loops = 0;
};

}  // namespace

TEST_CASE("the host's functions refuse what plugins must not ask for") {
  const auto services = Services::create(nullptr, 1).value();
  const mortise_host_t host = services->table();
  void* memory = nullptr;
  for (const uint64_t alignment : {uint64_t{0}, uint64_t{48}}) {
    const Status status(host.allocate(host.context, 8, alignment, &memory));
    CHECK(status.code() == MORTISE_STATUS_INVALID_ARGUMENT);
  }
  CHECK(Status(host.allocate(host.context, 8, 64, nullptr)).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(Status(host.allocate(host.context, UINT64_MAX, 64, &memory)).code() ==
        MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(memory == nullptr);
  mortise_packed_t* packed = nullptr;
  const void* data = nullptr;
  CHECK(Status(host.packed_acquire(host.context, nullptr, &packed, &data)).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  host.parallel_for(host.context, 8, 1, nullptr, nullptr);
}

TEST_CASE("a loop within a loop stays on the calling thread, whoever supplies the threads") {
  Supplied supplied;
  const auto services = Services::create(&supplied.hooks, 0).value();
  struct Nest {
    Services& services;
    std::vector<int> seen = std::vector<int>(16, 0);
    static void inner(void* context, uint64_t begin, uint64_t end, uint32_t) {
      for (uint64_t i = begin; i < end; ++i) ++static_cast<Nest*>(context)->seen[i];
    }
    static void outer(void* context, uint64_t begin, uint64_t end, uint32_t) {
      for (uint64_t i = begin; i < end; ++i)
        static_cast<Nest*>(context)->services.parallel_for(16, 1, &inner, context);
    }
  };
  Nest nest{*services};
  services->parallel_for(4, 1, &Nest::outer, &nest);
  CHECK(supplied.loops == 1);
  CHECK(nest.seen == std::vector<int>(16, 4));
  services->parallel_for(16, 1, &Nest::inner, &nest);
  CHECK(supplied.loops == 2);
}

}  // namespace mortise::run
