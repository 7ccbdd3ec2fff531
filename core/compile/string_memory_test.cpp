#include "core/compile/string_memory.hpp"

#include <cstring>
#include <string_view>
#include <thread>

#include <catch2/catch.hpp>

namespace mortise::compile {
namespace {

// A host that counts what it has given, and can run out of it.
struct CountingHost {
  CountingHost() {
    table.struct_size = sizeof(table);
    table.context = reinterpret_cast<mortise_runtime_context_t*>(this);
    table.allocate = [](mortise_runtime_context_t* context, uint64_t size, uint64_t,
                        void** out_memory) {
      auto& host = *reinterpret_cast<CountingHost*>(context);
      if (host.empty) return out_of_memory("none left").release();
      ++host.blocks;
      *out_memory = new char[size];
      return static_cast<mortise_status_t*>(nullptr);
    };
    table.deallocate = [](mortise_runtime_context_t* context, void* memory, uint64_t, uint64_t) {
      --reinterpret_cast<CountingHost*>(context)->blocks;
      delete[] static_cast<char*>(memory);
    };
  }
  mortise_host_t table{};
  int blocks = 0;
  bool empty = false;
};

}  // namespace

TEST_CASE("string memory keeps what it hands out apart, and shares blocks among small strings") {
  CountingHost host;
  {
    StringMemory memory(host.table, 1 << 20);
    char* first = memory.allocate(3).value();
    char* second = memory.allocate(4).value();
    char* large = memory.allocate(100'000).value();
    std::string_view("one").copy(first, 3);
    std::memset(large, 'x', 100'000);
    std::string_view("four").copy(second, 4);
    CHECK(std::string_view(first, 3) == "one");
    CHECK(std::string_view(second, 4) == "four");
    CHECK(host.blocks == 2);
  }
  CHECK(host.blocks == 0);
}

TEST_CASE("string memory refuses what goes beyond its limit, until it is cleared") {
  CountingHost host;
  StringMemory memory(host.table, 10);
  REQUIRE(memory.allocate(10).ok());
  REQUIRE(memory.allocate(0).ok());
  const auto refused = memory.allocate(1);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code() == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK_FALSE(memory.allocate(UINT64_MAX).ok());
  memory.clear();
  CHECK(host.blocks == 0);
  CHECK(memory.allocate(10).ok());
}

TEST_CASE("string memory passes on that the host has none, and recovers") {
  CountingHost host;
  StringMemory memory(host.table, 1 << 20);
  host.empty = true;
  const auto refused = memory.allocate(5);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code() == MORTISE_STATUS_OUT_OF_MEMORY);
  host.empty = false;
  CHECK(memory.allocate(5).ok());
}

TEST_CASE("threads get strings of their own from one string memory") {
  CountingHost host;
  StringMemory memory(host.table, 1 << 20);
  const mortise_string_memory_t* abi = memory.abi();
  const auto fill = [&](char letter, std::vector<char*>& strings) {
    for (int i = 0; i < 1000; ++i) {
      char* bytes = nullptr;
      if (abi->allocate(abi->self, 100, &bytes) != nullptr) return;
      std::memset(bytes, letter, 100);
      strings.push_back(bytes);
    }
  };
  std::vector<char*> a, b;
  std::thread other([&] { fill('a', a); });
  fill('b', b);
  other.join();
  REQUIRE((a.size() == 1000 && b.size() == 1000));
  for (const char* bytes : a) REQUIRE(std::string_view(bytes, 100) == std::string(100, 'a'));
  for (const char* bytes : b) REQUIRE(std::string_view(bytes, 100) == std::string(100, 'b'));
}

}  // namespace mortise::compile
