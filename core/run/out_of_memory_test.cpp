// Lets the n-th allocation of a call fail, for every n: it neither hangs nor leaves a trace. A program of its own, since
// it replaces operator new.
#include <cstdlib>
#include <functional>
#include <new>
#include <vector>

#include <catch2/catch.hpp>

#include "core/base/firewall.hpp"
#include "core/run/state_store.hpp"

namespace {

// Allocations that still succeed; negative: all of them.
long allocations_left = -1;

void* allocate(size_t size) {
  if (allocations_left == 0) throw std::bad_alloc();
  if (allocations_left > 0) --allocations_left;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(size_t size) { return allocate(size); }
// A sanitizer's own form of this one would not go through the other.
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  try {
    return allocate(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }

namespace mortise::run {
namespace {

// Calls `attempt` with ever more memory until it succeeds; returns how often it failed.
int failures_until_success(const std::function<mortise_status_t*()>& attempt) {
  for (int failures = 0;; ++failures) {
    allocations_left = failures;
    const Status status(attempt());
    allocations_left = -1;
    if (status.ok()) return failures;
    REQUIRE(status.code() == MORTISE_STATUS_OUT_OF_MEMORY);
  }
}

struct View : mortise_tensor_view_t {
  explicit View(std::vector<float>& elements) : mortise_tensor_view_t{} {
    extent = static_cast<int64_t>(elements.size());
    struct_size = sizeof(mortise_tensor_view_t);
    data = elements.data();
    byte_size = elements.size() * sizeof(float);
    dtype = MORTISE_DTYPE_FLOAT32;
    rank = 1;
    mortise_tensor_view_t::shape = &extent;
  }
  int64_t extent;
};

}  // namespace

TEST_CASE("a packed constant without memory is an error, and the cache lives on") {
  const auto services = Services::create(nullptr, 1).value();
  const mortise_host_t host = services->table();
  std::vector<float> elements(100, 1);
  const View view(elements);
  mortise_packed_request_t request{};
  request.struct_size = sizeof(request);
  request.constant = &view;
  request.owner = mortise::to_abi("a test that owns the constant");
  request.key = mortise::to_abi("plain");
  request.size = view.byte_size;
  request.alignment = 64;
  request.pack = [](void*, void*, uint64_t) -> mortise_status_t* { return nullptr; };
  mortise_packed_t* packed = nullptr;
  const void* data = nullptr;
  CHECK(failures_until_success(
            [&] { return host.packed_acquire(host.context, &request, &packed, &data); }) > 3);
  CHECK(services->packed().size() == 400);
  host.packed_release(host.context, packed);
  CHECK(services->packed().size() == 0);
}

TEST_CASE("a state that cannot be read for want of memory can still be written") {
  const auto services = Services::create(nullptr, 1).value();
  StateStore store(nullptr, *services);
  std::vector<float> elements(100, 1);
  const View view(elements);
  failures_until_success(
      [&] { return firewall([&] { return store.set("a state of the test", view); }); });
  TensorRef tensor;
  CHECK(failures_until_success([&] {
          return firewall([&]() -> Status {
            MORTISE_ASSIGN(tensor, store.get("a state of the test"));
            return {};
          });
        }) > 1);
  elements[0] = 2;
  CHECK(store.set("a state of the test", view).ok());
}

}  // namespace mortise::run
