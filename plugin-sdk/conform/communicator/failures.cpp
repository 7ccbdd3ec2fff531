// What goes wrong ends in an error, on every rank that it concerns, in bounded time.
#include <functional>
#include <thread>
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

mortise_collective_t barrier() {
  return operation(MORTISE_COLLECTIVE_BARRIER, 0, 0, nullptr, nullptr);
}

void missing_rank(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator all(info);
    Communicator communicator;
    RANK_OK(all.split(0, info.rank, communicator));
    for (int i = 0; i < 23; ++i) RANK_OK(communicator.barrier());
    if (info.rank != 6) {
      const Outcome outcome = communicator.barrier(kShort);
      RANK_FAILS(outcome, MORTISE_STATUS_DEADLINE_EXCEEDED, "23");
      RANK_EXPECT(outcome.says("rank 6"));
    }
    RANK_OK(all.barrier());
    // The one that comes too late is told so, and the communicator stays as it is.
    RANK_FAILS(communicator.barrier(), MORTISE_STATUS_DEADLINE_EXCEEDED, "6");
  });
}

void missing_message_seen(uint32_t ranks, bool by_test) {
  on_ranks(ranks, [by_test](const RankInfo& info) {
    Communicator all(info);
    Communicator communicator;
    RANK_OK(all.split(0, info.rank, communicator));
    const Buffer bytes(4);
    if (info.rank == 0) {
      mortise_collective_t description = receive_from(1, 5, bytes);
      description.timeout_nanoseconds = kShort.count();
      Request request;
      RANK_OK(communicator.enqueue(description, request));
      RANK_FAILS(by_test ? request.poll() : request.wait(), MORTISE_STATUS_DEADLINE_EXCEEDED,
                 "rank 1");
    }
    RANK_OK(all.barrier());
  });
}

void missing_message(uint32_t ranks) {
  for (const bool by_test : {false, true}) missing_message_seen(ranks, by_test);
}

// One rank does something else than the others; all of them must hear of it.
void disagree(uint32_t ranks, const std::function<Outcome(Communicator&)>& most,
              const std::function<Outcome(Communicator&)>& one) {
  for (const uint32_t odd : {0u, 2u}) {
    on_ranks(ranks, [&](const RankInfo& info) {
      Communicator communicator(info);
      RANK_OK(communicator.barrier());
      const Outcome outcome = info.rank == odd ? one(communicator) : most(communicator);
      RANK_FAILS(outcome, MORTISE_STATUS_INVALID_ARGUMENT, "rank " + std::to_string(odd));
      // Its number: one barrier came before.
      RANK_EXPECT(outcome.says("1"));
      RANK_EXPECT(!communicator.barrier().ok());
    });
  }
}

Outcome reduce(Communicator& communicator, uint32_t dtype, uint64_t count, uint32_t reduction) {
  const Buffer buffer(8 * count);
  return communicator.run(all_reduce(dtype, count, buffer.data(), buffer.data(), reduction));
}

Outcome broadcast(Communicator& communicator, uint32_t root) {
  const Buffer buffer(4);
  mortise_collective_t description = operation(MORTISE_COLLECTIVE_BROADCAST, MORTISE_DTYPE_FLOAT32,
                                               1, buffer.data(), buffer.data());
  description.peer = root;
  return communicator.run(description);
}

Outcome sum(Communicator& communicator) {
  return reduce(communicator, MORTISE_DTYPE_FLOAT32, 4, MORTISE_REDUCE_SUM);
}

void other_kind(uint32_t ranks) {
  disagree(ranks, &sum, [](Communicator& c) { return c.barrier(); });
}
void other_count(uint32_t ranks) {
  disagree(ranks, &sum,
           [](Communicator& c) { return reduce(c, MORTISE_DTYPE_FLOAT32, 5, MORTISE_REDUCE_SUM); });
}
void other_dtype(uint32_t ranks) {
  disagree(ranks, &sum,
           [](Communicator& c) { return reduce(c, MORTISE_DTYPE_INT32, 4, MORTISE_REDUCE_SUM); });
}
void other_reduction(uint32_t ranks) {
  disagree(ranks, &sum,
           [](Communicator& c) { return reduce(c, MORTISE_DTYPE_FLOAT32, 4, MORTISE_REDUCE_MAX); });
}
void other_root(uint32_t ranks) {
  disagree(
      ranks, [](Communicator& c) { return broadcast(c, 1); },
      [](Communicator& c) { return broadcast(c, 0); });
}
void split_meets_collective(uint32_t ranks) {
  disagree(ranks, &sum, [](Communicator& c) {
    Communicator part;
    return c.split(0, 0, part);
  });
}

void message_length(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    const Buffer bytes(info.rank == 0 ? 5 : 4);
    const Outcome outcome =
        communicator.run(info.rank == 0 ? send_to(1, 0, bytes) : receive_from(0, 0, bytes));
    RANK_FAILS(outcome, MORTISE_STATUS_INVALID_ARGUMENT, "5");
    RANK_EXPECT(outcome.says("4"));
  });
}

void abort(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    RANK_OK(communicator.barrier());
    if (info.rank == 2) {
      communicator.abort("the optimiser diverged");
      communicator.abort("again");
    } else {
      RANK_FAILS(communicator.barrier(), MORTISE_STATUS_CANCELLED, "the optimiser diverged");
    }
    RANK_FAILS(communicator.barrier(), MORTISE_STATUS_CANCELLED, "the optimiser diverged");
    communicator.abort("late");
  });
}

void abort_from_thread(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    const Buffer bytes(4);
    Request request;
    const Outcome enqueued = communicator.enqueue(receive_from(1 - info.rank, 3, bytes), request);
    std::thread other([&] { communicator.abort("enough"); });
    const Outcome outcome = enqueued.ok() ? request.wait() : enqueued;
    other.join();
    RANK_FAILS(outcome, MORTISE_STATUS_CANCELLED, "enough");
    RANK_EXPECT(!communicator.barrier().ok());
  });
}

void closed_rank(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    if (info.rank == 1) return;
    RANK_FAILS(communicator.barrier(), MORTISE_STATUS_UNAVAILABLE, "rank 1");
  });
}

// What is wrong by itself is refused before it has an effect.
void refused(Communicator& communicator, const mortise_collective_t& description,
             std::string_view text) {
  RANK_FAILS(communicator.run(description), MORTISE_STATUS_INVALID_ARGUMENT, text);
}

void malformed_operations(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    const Buffer memory(64);
    auto* bytes = static_cast<uint8_t*>(memory.data());
    const auto float32 = MORTISE_DTYPE_FLOAT32;

    refused(communicator, operation(0, float32, 1, bytes, bytes), "kind 0");
    refused(communicator, operation(99, float32, 1, bytes, bytes), "kind 99");
    refused(communicator, all_reduce(float32, 1, bytes, bytes, 0), "reduction 0");
    refused(communicator, all_reduce(float32, 1, bytes, bytes, 17), "reduction 17");
    refused(communicator, all_reduce(54321, 1, bytes, bytes), "dtype 54321");
    refused(communicator, all_reduce(float32, 1, nullptr, bytes), "send");
    refused(communicator, all_reduce(float32, 1, bytes, nullptr), "receive");
    refused(communicator, all_reduce(float32, 2, bytes, bytes + 4), "overlap");
    refused(communicator, all_reduce(float32, uint64_t{1} << 62, bytes, bytes), "memory");
    refused(communicator, operation(MORTISE_COLLECTIVE_ALL_GATHER, float32, 2, bytes, bytes),
            "overlap");
    refused(communicator,
            operation(MORTISE_COLLECTIVE_ALL_GATHER, MORTISE_DTYPE_Q8_0, 31, bytes, bytes + 32),
            "block");
    refused(communicator, send_to(2, 0, memory), "peer 2");
    mortise_collective_t late = barrier();
    late.timeout_nanoseconds = -1;
    refused(communicator, late, "timeout");

    RANK_FAILS(communicator.run(
                   operation(MORTISE_COLLECTIVE_ALL_GATHER, MORTISE_DTYPE_STRING, 1, bytes, bytes)),
               MORTISE_STATUS_UNSUPPORTED, "string");
    struct {
      mortise_collective_t known;
      uint64_t unknown = 0;
    } longer;
    longer.known = barrier();
    longer.known.struct_size = sizeof longer;
    longer.unknown = 1;
    RANK_EXPECT(!communicator.run(longer.known).ok());
    longer.unknown = 0;
    RANK_OK(communicator.run(longer.known));
    RANK_OK(communicator.barrier());
  });
}

}  // namespace

const std::vector<Contract>& failures_contract() {
  static const std::vector<Contract> contracts = {
      {"other_kind",
       "ranks that enqueue operations with different kinds are all told",
       {3},
       &other_kind},
      {"other_count",
       "ranks that enqueue operations with different counts are all told",
       {3},
       &other_count},
      {"other_dtype",
       "ranks that enqueue operations with different dtypes are all told",
       {3},
       &other_dtype},
      {"other_reduction",
       "ranks that enqueue operations with different reductions are all told",
       {3},
       &other_reduction},
      {"other_root",
       "ranks that enqueue operations with different roots are all told",
       {3},
       &other_root},
      {"split_meets_collective",
       "ranks of which one splits and the others reduce are all told",
       {3},
       &split_meets_collective},
      {"missing_rank",
       "a missing rank ends a collective at its deadline, named with the operation's number",
       {8},
       &missing_rank},
      {"missing_message",
       "a message that nobody sends ends at its deadline, and tests see it too",
       {2},
       &missing_message},
      {"message_length",
       "a message of another length than its receiver expects is an error on both sides",
       {2},
       &message_length},
      {"abort",
       "an abort reaches all ranks with its reason, and what is enqueued later",
       {4},
       &abort},
      {"abort_from_thread",
       "another thread of a rank can abort while the rank waits",
       {2},
       &abort_from_thread},
      {"closed_rank",
       "a rank that closes early fails the operations that need it, at once",
       {3},
       &closed_rank},
      {"malformed_operations",
       "operations that make no sense are refused, and do no harm",
       {2},
       &malformed_operations},
  };
  return contracts;
}

}  // namespace mortise::conform::contract
