// The template of a communicator: one rank that sends to itself. What holds for any number of ranks is in the conformance
// suite (plugin-sdk/conform/communicator).
#include <mortise/abi/communicator.h>

#include <cstring>
#include <thread>

#include "core/base/dtype.hpp"
#include "tests/templates/instance.hpp"

namespace mortise::tests {
namespace {

constexpr int64_t kShort = 20'000'000;  // nanoseconds
constexpr int64_t kLong = 60'000'000'000;

mortise_host_t host_with_dtypes(const sdk::testing::FakeHost& fake) {
  mortise_host_t host = *fake.table();
  host.dtype_find = [](mortise_runtime_context_t*, uint32_t dtype) { return find_dtype(dtype); };
  return host;
}

struct Rank {
  Rank() : host(host_with_dtypes(fake)), instance(&host) {
    const mortise_rendezvous_t alone = {sizeof(alone), sdk::to_abi("here"), 0, 1, kLong};
    REQUIRE(instance.table->open(instance.plugin, &alone, &communicator) == nullptr);
  }
  ~Rank() { close(); }
  Rank(const Rank&) = delete;
  Rank& operator=(const Rank&) = delete;
  void close() {
    if (communicator != nullptr) instance.table->close(communicator);
    communicator = nullptr;
  }
  Outcome enqueue(const mortise_collective_t& operation, mortise_request_t** out) {
    return Outcome(instance.table->enqueue(communicator, &operation, out));
  }
  Outcome wait(mortise_request_t* request) {
    return Outcome(instance.table->request_wait(request));
  }
  bool done(mortise_request_t* request) {
    uint32_t out = 2;
    const Outcome outcome(instance.table->request_test(request, &out));
    return outcome.code == 0 && out == 1;
  }
  void release(mortise_request_t* request) { instance.table->request_release(request); }
  /// Enqueues and waits.
  Outcome run(const mortise_collective_t& operation) {
    mortise_request_t* request = nullptr;
    const Outcome refused = enqueue(operation, &request);
    if (refused.code != 0) return refused;
    const Outcome outcome = wait(request);
    release(request);
    return outcome;
  }
  void abort(std::string_view reason) { instance.table->abort(communicator, sdk::to_abi(reason)); }

  sdk::testing::FakeHost fake;
  mortise_host_t host;
  Instance<mortise_communicator_interface_t> instance;
  mortise_communicator_t* communicator = nullptr;
};

mortise_collective_t operation(uint32_t kind, uint64_t count, const void* send, void* receive,
                               uint64_t tag = 0) {
  mortise_collective_t made{};
  made.struct_size = sizeof(made);
  made.kind = kind;
  made.reduction = MORTISE_REDUCE_SUM;
  made.dtype = MORTISE_DTYPE_UINT8;
  made.tag = tag;
  made.count = count;
  made.send = send;
  made.receive = receive;
  return made;
}

}  // namespace

TEST_CASE("template communicator: every collective of one rank is a copy") {
  Rank rank;
  for (uint32_t kind = MORTISE_COLLECTIVE_ALL_REDUCE; kind <= MORTISE_COLLECTIVE_ALL_TO_ALL;
       ++kind) {
    char from[] = "content", to[] = "nothing";
    CHECK(rank.run(operation(kind, sizeof(from), from, to)).code == 0);
    CHECK(std::strcmp(from, to) == 0);
    CHECK(rank.run(operation(kind, sizeof(from), from, from)).code == 0);
    CHECK(rank.run(operation(kind, 0, nullptr, nullptr)).code == 0);
  }
  CHECK(rank.run(operation(MORTISE_COLLECTIVE_BARRIER, 0, nullptr, nullptr)).code == 0);
}

TEST_CASE("template communicator: messages to itself are matched by tag, in order") {
  Rank rank;
  char sent[] = {1, 2, 3}, received[] = {0, 0, 0};
  mortise_request_t* requests[6] = {};
  const auto send = [&](int i, uint64_t tag) {
    CHECK(rank.enqueue(operation(MORTISE_COLLECTIVE_SEND, 1, &sent[i], nullptr, tag), &requests[i])
              .code == 0);
  };
  const auto receive = [&](int i, uint64_t tag) {
    CHECK(rank.enqueue(operation(MORTISE_COLLECTIVE_RECEIVE, 1, nullptr, &received[i], tag),
                       &requests[3 + i])
              .code == 0);
  };
  send(0, 7);
  receive(2, 8);
  CHECK_FALSE(rank.done(requests[0]));
  send(1, 7);
  receive(0, 7);
  receive(1, 7);
  send(2, 8);
  for (mortise_request_t* request : requests) {
    CHECK(rank.wait(request).code == 0);
    CHECK(rank.done(request));
    rank.release(request);
  }
  CHECK(std::memcmp(sent, received, 3) == 0);
}

TEST_CASE("template communicator: messages of other lengths, and those that nobody meets, fail") {
  Rank rank;
  char bytes[4] = {};
  mortise_request_t *send = nullptr, *receive = nullptr;
  CHECK(rank.enqueue(operation(MORTISE_COLLECTIVE_SEND, 3, bytes, nullptr), &send).code == 0);
  CHECK(rank.enqueue(operation(MORTISE_COLLECTIVE_RECEIVE, 4, nullptr, bytes), &receive).code == 0);
  for (mortise_request_t* request : {send, receive}) {
    const Outcome outcome = rank.wait(request);
    CHECK(outcome.code == MORTISE_STATUS_INVALID_ARGUMENT);
    CHECK(outcome.says("a message of 3 bytes, where 4 were expected"));
    rank.release(request);
  }
  mortise_collective_t late = operation(MORTISE_COLLECTIVE_RECEIVE, 4, nullptr, bytes);
  late.timeout_nanoseconds = kShort;
  const Outcome outcome = rank.run(late);
  CHECK(outcome.code == MORTISE_STATUS_DEADLINE_EXCEEDED);
  CHECK(outcome.says("rank 0, operation 3"));
  // What has failed is no longer there to be met.
  mortise_collective_t lonely = operation(MORTISE_COLLECTIVE_SEND, 4, bytes, nullptr);
  lonely.timeout_nanoseconds = kShort;
  CHECK(rank.run(lonely).code == MORTISE_STATUS_DEADLINE_EXCEEDED);
}

TEST_CASE("template communicator: an abort and a close end what waits, and requests outlive both") {
  const bool aborts = GENERATE(true, false);
  Rank rank;
  char byte = 0;
  mortise_request_t* request = nullptr;
  REQUIRE(rank.enqueue(operation(MORTISE_COLLECTIVE_RECEIVE, 1, nullptr, &byte), &request).code ==
          0);
  std::thread other([&] {
    if (aborts) {
      rank.abort("enough");
      rank.abort("again");
    } else {
      rank.close();
    }
  });
  const Outcome outcome = rank.wait(request);
  other.join();
  CHECK(outcome.code == MORTISE_STATUS_CANCELLED);
  CHECK(outcome.says(aborts ? "enough" : "closed"));
  if (aborts) {
    const Outcome later = rank.run(operation(MORTISE_COLLECTIVE_BARRIER, 0, nullptr, nullptr));
    CHECK(later.code == MORTISE_STATUS_CANCELLED);
    CHECK(later.says("enough"));
    mortise_communicator_t* part = nullptr;
    CHECK(Outcome(rank.instance.table->split(rank.communicator, 0, 0, &part)).code ==
          MORTISE_STATUS_CANCELLED);
  }
  rank.close();
  CHECK(rank.wait(request).code == MORTISE_STATUS_CANCELLED);
  rank.release(request);
}

TEST_CASE("template communicator: what makes no sense is refused, and does no harm") {
  Rank rank;
  char bytes[8] = {};
  const auto refused = [&](mortise_collective_t wrong, std::string_view text) {
    const Outcome outcome = rank.run(wrong);
    CHECK(outcome.code == MORTISE_STATUS_INVALID_ARGUMENT);
    INFO(outcome.message);
    CHECK(outcome.says(text));
    CHECK(outcome.says("rank 0, operation "));
  };
  const mortise_collective_t good = operation(MORTISE_COLLECTIVE_ALL_REDUCE, 4, bytes, bytes + 4);
  mortise_collective_t wrong = good;
  wrong.kind = 99;
  refused(wrong, "kind 99");
  wrong = good;
  wrong.reduction = 17;
  refused(wrong, "reduction 17");
  wrong = good;
  wrong.dtype = 54321;
  refused(wrong, "dtype 54321");
  wrong = good;
  wrong.receive = bytes + 2;
  refused(wrong, "overlap");
  wrong = good;
  wrong.send = nullptr;
  refused(wrong, "`send` is null");
  wrong = good;
  wrong.dtype = MORTISE_DTYPE_FLOAT64;
  wrong.count = uint64_t{1} << 61;
  refused(wrong, "memory");
  wrong = good;
  wrong.dtype = MORTISE_DTYPE_Q8_0;
  refused(wrong, "blocks");
  wrong = good;
  wrong.timeout_nanoseconds = -1;
  refused(wrong, "timeout");
  refused(
      [&] {
        mortise_collective_t message = operation(MORTISE_COLLECTIVE_SEND, 1, bytes, nullptr);
        message.peer = 1;
        return message;
      }(),
      "peer 1");
  CHECK(rank.run(good).code == 0);
}

TEST_CASE("template communicator: a rendezvous that it cannot serve is refused") {
  const Rank rank;
  const auto open = [&](uint32_t own, uint32_t size, int64_t timeout) {
    const mortise_rendezvous_t rendezvous = {sizeof(rendezvous), sdk::to_abi("here"), own, size,
                                             timeout};
    mortise_communicator_t* communicator = nullptr;
    return Outcome(rank.instance.table->open(rank.instance.plugin, &rendezvous, &communicator))
        .code;
  };
  CHECK(open(0, 2, kLong) == MORTISE_STATUS_UNSUPPORTED);
  CHECK(open(1, 1, kLong) == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(open(0, 0, kLong) == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(open(0, 1, 0) == MORTISE_STATUS_INVALID_ARGUMENT);
}

}  // namespace mortise::tests
