#include "plugins/communicators/loopback/rendezvous.hpp"

#include <chrono>
#include <future>

#include <catch2/catch.hpp>

namespace mortise::loopback {
namespace {

using namespace std::chrono_literals;

constexpr auto kLong = 60s;
constexpr auto kShort = 50ms;

// What join threw; code 0 when it did not.
sdk::Error join_error(Rendezvous& rendezvous, const std::string& address, uint32_t rank,
                      uint32_t size, Clock::duration timeout) {
  try {
    rendezvous.join(address, rank, size, timeout);
  } catch (const sdk::Error& error) {
    return error;
  }
  return sdk::Error(0, "");
}

TEST_CASE("a rank that is alone needs nobody") {
  Rendezvous rendezvous;
  CHECK(rendezvous.join("one", 0, 1, kShort)->size() == 1);
}

// The same on a thread of its own.
std::future<sdk::Error> join_elsewhere(Rendezvous& rendezvous, uint32_t rank, uint32_t size) {
  return std::async(std::launch::async, [&rendezvous, rank, size] {
    return join_error(rendezvous, "a", rank, size, kLong);
  });
}

bool is_ready(const std::future<sdk::Error>& future) {
  return future.wait_for(0s) == std::future_status::ready;
}

TEST_CASE("the first deadline that passes fails the rendezvous for all, and names who is missing") {
  Rendezvous rendezvous;
  auto other = join_elsewhere(rendezvous, 3, 4);
  // The other one may come only after this one has given up, so this one comes again.
  while (!is_ready(other)) {
    CHECK(join_error(rendezvous, "a", 0, 4, kShort).code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
  }
  const sdk::Error error = other.get();
  CHECK(error.code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
  CHECK(error.text() ==
        "loopback \"a\": ranks 1 and 2 have not opened (of 4) within the 50 ms of rank 0");
}

TEST_CASE("ranks that disagree about the number of ranks all hear of it") {
  Rendezvous rendezvous;
  auto other = join_elsewhere(rendezvous, 1, 4);
  bool contradicted = false;
  while (!is_ready(other)) {
    const sdk::Error error = join_error(rendezvous, "a", 0, 3, kShort);
    contradicted = contradicted || error.code() == MORTISE_STATUS_INVALID_ARGUMENT;
  }
  CHECK(contradicted);
  CHECK(other.get().code() == MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("a rank cannot open twice") {
  Rendezvous rendezvous;
  auto other = join_elsewhere(rendezvous, 0, 2);
  uint32_t code = 0;
  while (!is_ready(other) && code != MORTISE_STATUS_ALREADY_EXISTS) {
    code = join_error(rendezvous, "a", 0, 2, kShort).code();
  }
  if (!is_ready(other)) {
    rendezvous.join("a", 1, 2, kLong);
    CHECK(other.get().code() == 0);
  } else {
    CHECK(other.get().code() == MORTISE_STATUS_ALREADY_EXISTS);
  }
}

TEST_CASE("an address is free again when all ranks have left it") {
  Rendezvous rendezvous;
  const auto group = rendezvous.join("a", 0, 1, kShort);
  const sdk::Error error = join_error(rendezvous, "a", 0, 1, kShort);
  CHECK(error.code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
  CHECK(error.text().find("rank 0 has not closed an earlier communicator") != std::string::npos);
  REQUIRE(group->close(0));
  rendezvous.leave("a");
  CHECK(rendezvous.join("a", 0, 1, kShort) != group);
}

}  // namespace
}  // namespace mortise::loopback
