#include "core/run/packed_cache.hpp"

#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "core/run/services.hpp"

namespace mortise::run {
namespace {

// A constant of `count` floats, and a request that packs it by copying.
struct Constant {
  explicit Constant(size_t count, float first = 0) : elements(count) {
    std::iota(elements.begin(), elements.end(), first);
    shape = {static_cast<int64_t>(count)};
    view.struct_size = sizeof(view);
    view.data = elements.data();
    view.byte_size = count * sizeof(float);
    view.dtype = MORTISE_DTYPE_FLOAT32;
    view.rank = 1;
    view.shape = shape.data();
    request.struct_size = sizeof(request);
    request.constant = &view;
    request.owner = to_abi("test");
    request.key = to_abi("plain");
    request.size = view.byte_size;
    request.alignment = 64;
    request.context = this;
    request.pack = [](void* context, void* destination, uint64_t size) {
      auto& self = *static_cast<Constant*>(context);
      ++self.packed;
      if (self.fails) return Status(MORTISE_STATUS_UNAVAILABLE, "cannot pack").release();
      std::copy_n(self.elements.data(), size / sizeof(float), static_cast<float*>(destination));
      return static_cast<mortise_status_t*>(nullptr);
    };
  }
  Constant(const Constant&) = delete;
  Constant& operator=(const Constant&) = delete;

  std::vector<float> elements;
  std::vector<int64_t> shape;
  mortise_tensor_view_t view{};
  mortise_packed_request_t request{};
  std::atomic<int> packed{0};
  std::atomic<bool> fails{false};
};

// A reference into the cache.
struct Held {
  Held(PackedCache& cache_in, const mortise_packed_request_t& request) : cache(cache_in) {
    status = cache.acquire(request, &packed, &data);
  }
  ~Held() {
    if (packed != nullptr) cache.release(packed);
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  PackedCache& cache;
  mortise_packed_t* packed = nullptr;
  const void* data = nullptr;
  Status status;
};

struct Change {
  const char* name;
  void (*make)(Constant& constant);
};

std::unique_ptr<Services> make_services() { return Services::create(nullptr, 1).value(); }

}  // namespace

TEST_CASE("equal content under one key is packed once") {
  const auto services = make_services();
  PackedCache& cache = services->packed();
  Constant first(100);
  Constant second(100);
  const Held a(cache, first.request);
  const Held b(cache, second.request);
  REQUIRE(a.status.ok());
  REQUIRE(b.status.ok());
  CHECK(a.data == b.data);
  CHECK(first.packed == 1);
  CHECK(second.packed == 0);
  CHECK(cache.size() == 400);
  CHECK(static_cast<const float*>(a.data)[99] == 99);
  CHECK(reinterpret_cast<uintptr_t>(a.data) % 64 == 0);
}

TEST_CASE("another content, shape, dtype, owner, key or size is another entry") {
  const Change changes[] = {
      {"content", [](Constant& c) { c.elements[50] = -1; }},
      {"shape",
       [](Constant& c) {
         c.shape = {10, 10};
         c.view.rank = 2;
         c.view.shape = c.shape.data();
       }},
      {"dtype", [](Constant& c) { c.view.dtype = MORTISE_DTYPE_INT32; }},
      {"owner", [](Constant& c) { c.request.owner = to_abi("tes"); }},
      {"key", [](Constant& c) { c.request.key = to_abi("plainer"); }},
      {"owner and key that read alike when put together",
       [](Constant& c) {
         c.request.owner = to_abi("testp");
         c.request.key = to_abi("lain");
       }},
      {"size", [](Constant& c) { c.request.size = 200; }},
      {"alignment", [](Constant& c) { c.request.alignment = 128; }},
  };
  const auto services = make_services();
  PackedCache& cache = services->packed();
  Constant original(100);
  const Held held(cache, original.request);
  for (const Change& change : changes) {
    INFO(change.name);
    Constant other(100);
    change.make(other);
    const Held second(cache, other.request);
    REQUIRE(second.status.ok());
    CHECK(second.data != held.data);
    CHECK(other.packed == 1);
  }
}

TEST_CASE("an entry goes with its last holder, and is packed anew afterwards") {
  const auto services = make_services();
  PackedCache& cache = services->packed();
  Constant constant(100);
  {
    const Held a(cache, constant.request);
    const Held b(cache, constant.request);
    CHECK(cache.size() == 400);
  }
  CHECK(cache.size() == 0);
  const Held again(cache, constant.request);
  CHECK(constant.packed == 2);
}

TEST_CASE("a packing that fails is reported, and tried again the next time") {
  const auto services = make_services();
  PackedCache& cache = services->packed();
  Constant constant(10);
  constant.fails = true;
  {
    const Held held(cache, constant.request);
    CHECK(held.status.code() == MORTISE_STATUS_UNAVAILABLE);
    CHECK(held.packed == nullptr);
  }
  CHECK(cache.size() == 0);
  constant.fails = false;
  const Held held(cache, constant.request);
  CHECK(held.status.ok());
  CHECK(constant.packed == 2);
}

TEST_CASE("requests that cannot be are refused") {
  static const int64_t strides[] = {1};
  const Change changes[] = {
      {"no constant", [](Constant& c) { c.request.constant = nullptr; }},
      {"nothing that packs", [](Constant& c) { c.request.pack = nullptr; }},
      {"an alignment of zero", [](Constant& c) { c.request.alignment = 0; }},
      {"an alignment that is no power of two", [](Constant& c) { c.request.alignment = 48; }},
      {"a constant with strides", [](Constant& c) { c.view.strides = strides; }},
      {"strings", [](Constant& c) { c.view.dtype = MORTISE_DTYPE_STRING; }},
      {"a size that is not the shape's", [](Constant& c) { c.view.byte_size += 4; }},
      {"no data", [](Constant& c) { c.view.data = nullptr; }},
      {"no shape", [](Constant& c) { c.view.shape = nullptr; }},
      {"an unknown dtype", [](Constant& c) { c.view.dtype = 0xffff; }},
      {"more memory than there is", [](Constant& c) { c.request.size = UINT64_MAX; }},
  };
  const auto services = make_services();
  for (const Change& change : changes) {
    INFO(change.name);
    Constant constant(10);
    change.make(constant);
    const Held held(services->packed(), constant.request);
    CHECK_FALSE(held.status.ok());
    CHECK(constant.packed == 0);
    CHECK(services->packed().size() == 0);
  }
}

TEST_CASE("threads that ask at once wait for the one that packs") {
  const auto services = make_services();
  PackedCache& cache = services->packed();
  Constant constant(1000);
  std::atomic<int> wrong{0};
  const Held keeper(cache, constant.request);
  for (int round = 0; round < 20; ++round) {
    Constant fresh(1000, static_cast<float>(round));
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        const Held held(cache, fresh.request);
        const Held shared(cache, constant.request);
        if (!held.status.ok() || !shared.status.ok() || shared.data != keeper.data) ++wrong;
        if (static_cast<const float*>(held.data)[0] != fresh.elements[0]) ++wrong;
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(wrong == 0);
  CHECK(constant.packed == 1);
  CHECK(cache.size() == 4000);
}

}  // namespace mortise::run
