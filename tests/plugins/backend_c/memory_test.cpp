// Buffers: the limit, ownership on error paths, ranges, copies.
#include <array>

#include <catch2/catch.hpp>

#include "tests/plugins/backend_c/subject.hpp"

namespace mortise::tests {
namespace {

Outcome create(const Subject& subject, uint64_t size, mortise_buffer_t** out_buffer) {
  void* data = nullptr;
  return Outcome(subject.table->buffer_create(subject.device, size, out_buffer, &data));
}

}  // namespace

TEST_CASE("backend in C: the memory limit counts what is in use, and a refusal takes nothing") {
  const Subject subject(256);
  mortise_buffer_t* first = subject.buffer(200);
  mortise_buffer_t* untouched = nullptr;
  const Outcome refused = create(subject, 100, &untouched);
  CHECK(refused.code == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(refused.flags == MORTISE_STATUS_FLAG_RETRYABLE);
  CHECK(refused.says("56 bytes left, not 100"));
  CHECK(untouched == nullptr);
  CHECK(create(subject, UINT64_MAX, &untouched).code == MORTISE_STATUS_OUT_OF_MEMORY);
  mortise_buffer_t* second = subject.buffer(56);
  subject.table->buffer_release(subject.device, first);
  mortise_buffer_t* third = subject.buffer(200);
  subject.table->buffer_release(subject.device, second);
  subject.table->buffer_release(subject.device, third);
  CHECK(subject.host.live_bytes() == 0);
}

TEST_CASE("backend in C: an allocation that the host refuses leaves nothing behind") {
  Subject subject(256);
  subject.host.fail_allocations_after(0);
  mortise_buffer_t* untouched = nullptr;
  CHECK(create(subject, 256, &untouched).code == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(untouched == nullptr);
  subject.host.fail_allocations_after(-1);
  subject.table->buffer_release(subject.device, subject.buffer(256));
}

TEST_CASE("backend in C: even an empty buffer has an address, and can be mapped and copied") {
  const Subject subject;
  mortise_buffer_t* buffer = nullptr;
  void* data = nullptr;
  REQUIRE(Outcome(subject.table->buffer_create(subject.device, 0, &buffer, &data)).ok());
  CHECK(data != nullptr);
  void* mapped = nullptr;
  CHECK(Outcome(subject.table->buffer_map(subject.device, buffer, 0, 0, MORTISE_MAP_READ, &mapped))
            .ok());
  CHECK(subject.copy({buffer, nullptr, 0}, {buffer, nullptr, 0}, 0).ok());
  subject.table->buffer_release(subject.device, buffer);
}

TEST_CASE("backend in C: what lies outside a buffer is refused, sums that overflow included") {
  const Subject subject;
  mortise_buffer_t* buffer = subject.buffer(16);
  std::array<char, 32> memory{};
  void* mapped = nullptr;
  for (const auto& [offset, size] : {std::pair<uint64_t, uint64_t>{0, 17},
                                     {17, 0},
                                     {16, 1},
                                     {8, UINT64_MAX - 4},
                                     {UINT64_MAX, 2}}) {
    CAPTURE(offset, size);
    CHECK(Outcome(subject.table->buffer_map(subject.device, buffer, offset, size, MORTISE_MAP_READ,
                                            &mapped))
              .code == MORTISE_STATUS_INVALID_ARGUMENT);
    const mortise_copy_end_t outside = {buffer, nullptr, offset};
    const mortise_copy_end_t host = {nullptr, memory.data(), 0};
    if (size > memory.size()) continue;
    CHECK(subject.copy(outside, host, size).code == MORTISE_STATUS_INVALID_ARGUMENT);
    CHECK(subject.copy(host, outside, size).code == MORTISE_STATUS_INVALID_ARGUMENT);
    CHECK(subject.fill(outside, 1, size).code == MORTISE_STATUS_INVALID_ARGUMENT);
  }
  CHECK(mapped == nullptr);
  for (const uint32_t flags : {0u, 4u, MORTISE_MAP_READ | 8u}) {
    CHECK(Outcome(subject.table->buffer_map(subject.device, buffer, 0, 16, flags, &mapped)).code ==
          MORTISE_STATUS_INVALID_ARGUMENT);
  }
  subject.table->buffer_release(subject.device, buffer);
}

TEST_CASE("backend in C: copies and fills reach host memory, buffers and lent memory") {
  const Subject subject;
  std::array<char, 8> host = {0, 1, 2, 3, 4, 5, 6, 7};
  std::array<char, 8> lent_memory{};
  mortise_buffer_t* buffer = subject.buffer(8);
  mortise_buffer_t* lent = nullptr;
  void* data = nullptr;
  REQUIRE(Outcome(subject.table->buffer_import(subject.device, lent_memory.data(), 8, &lent, &data))
              .ok());
  CHECK(data == lent_memory.data());
  CHECK(subject.copy({nullptr, host.data(), 0}, {buffer, nullptr, 0}, 8).ok());
  CHECK(subject.copy({buffer, nullptr, 0}, {buffer, nullptr, 2}, 6).ok());  // onto itself
  CHECK(subject.fill({buffer, nullptr, 0}, 9, 1).ok());
  CHECK(subject.copy({buffer, nullptr, 0}, {lent, nullptr, 0}, 8).ok());
  CHECK(lent_memory == std::array<char, 8>{9, 1, 0, 1, 2, 3, 4, 5});
  subject.table->buffer_release(subject.device, lent);
  subject.table->buffer_release(subject.device, buffer);
  CHECK(Outcome(subject.table->buffer_import(subject.device, nullptr, 8, &lent, &data)).code ==
        MORTISE_STATUS_INVALID_ARGUMENT);
}

}  // namespace mortise::tests
