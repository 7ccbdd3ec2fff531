// The collectives that only move bytes, and the barrier.
#include <algorithm>
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/elements.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

using Bytes = std::vector<uint8_t>;

struct Size {
  uint32_t dtype;
  uint64_t count;
  uint64_t bytes;
};

// Every width of element, nothing, a few, and more than fits into one step of any engine.
constexpr Size kSizes[] = {
    {MORTISE_DTYPE_UINT8, 0, 0},
    {MORTISE_DTYPE_UINT8, 1, 1},
    {MORTISE_DTYPE_BOOL, 13, 13},
    {MORTISE_DTYPE_BFLOAT16, 3, 6},
    {MORTISE_DTYPE_FLOAT32, 100, 400},
    {MORTISE_DTYPE_INT64, 9, 72},
    {MORTISE_DTYPE_COMPLEX128, 5, 80},
    {MORTISE_DTYPE_FLOAT8E4M3FN, 11, 11},
    {MORTISE_DTYPE_INT4, 10, 5},
    {MORTISE_DTYPE_Q8_0, 64, 68},
    {MORTISE_DTYPE_FLOAT32, 200001, 800004},
};

Bytes block(const Bytes& bytes, uint64_t index, uint64_t size) {
  const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(index * size);
  return Bytes(begin, begin + static_cast<std::ptrdiff_t>(size));
}

void all_gather(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    for (const Size& size : kSizes) {
      const Buffer send(random_bytes(size.bytes, info.rank, size.bytes));
      const Buffer receive(size.bytes * info.size);
      RANK_OK(communicator.run(operation(MORTISE_COLLECTIVE_ALL_GATHER, size.dtype, size.count,
                                         send.data(), receive.data())));
      const Bytes all = receive.content();
      for (uint32_t rank = 0; rank < info.size; ++rank) {
        RANK_EXPECT(block(all, rank, size.bytes) == random_bytes(size.bytes, rank, size.bytes));
      }
    }
  });
}

void broadcast(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    for (const Size& size : kSizes) {
      for (uint32_t root = 0; root < info.size; ++root) {
        const Buffer send(random_bytes(root, info.rank, size.bytes));
        const Buffer other(size.bytes);
        // In place, apart, and without memory to send where nothing is sent.
        const bool in_place = root % 2 == 0;
        const bool sends = info.rank == root;
        mortise_collective_t description =
            operation(MORTISE_COLLECTIVE_BROADCAST, size.dtype, size.count,
                      sends ? send.data() : nullptr, in_place ? send.data() : other.data());
        description.peer = root;
        RANK_OK(communicator.run(description));
        RANK_EXPECT((in_place ? send : other).content() == random_bytes(root, root, size.bytes));
      }
    }
  });
}

void all_to_all_where(uint32_t ranks, bool in_place) {
  on_ranks(ranks, [in_place](const RankInfo& info) {
    Communicator communicator(info);
    for (const Size& size : kSizes) {
      const Buffer send(random_bytes(7, info.rank, size.bytes * info.size));
      const Buffer other(send.size());
      const Buffer& receive = in_place ? send : other;
      RANK_OK(communicator.run(operation(MORTISE_COLLECTIVE_ALL_TO_ALL, size.dtype, size.count,
                                         send.data(), receive.data())));
      const Bytes all = receive.content();
      for (uint32_t rank = 0; rank < info.size; ++rank) {
        RANK_EXPECT(block(all, rank, size.bytes) ==
                    random_bytes(7, rank, size.bytes, info.rank * size.bytes));
      }
    }
  });
}

void all_to_all(uint32_t ranks) {
  for (const bool in_place : {false, true}) all_to_all_where(ranks, in_place);
}

void no_elements(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    for (const uint32_t kind : {MORTISE_COLLECTIVE_ALL_REDUCE, MORTISE_COLLECTIVE_REDUCE_SCATTER,
                                MORTISE_COLLECTIVE_ALL_GATHER, MORTISE_COLLECTIVE_BROADCAST,
                                MORTISE_COLLECTIVE_ALL_TO_ALL}) {
      mortise_collective_t description =
          operation(kind, MORTISE_DTYPE_FLOAT32, 0, nullptr, nullptr);
      description.reduction = MORTISE_REDUCE_SUM;
      RANK_OK(communicator.run(description));
    }
  });
}

void barrier(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    Communicator aside;
    RANK_OK(communicator.split(0, info.rank, aside));
    const Buffer go(1);
    if (info.rank == 2) {
      for (const uint32_t other : {0u, 1u, 3u}) RANK_OK(aside.run(receive_from(other, 0, go)));
      RANK_OK(communicator.barrier());
      return;
    }
    Request request;
    RANK_OK(communicator.enqueue(operation(MORTISE_COLLECTIVE_BARRIER, 0, 0, nullptr, nullptr),
                                 request));
    bool done = true;
    RANK_OK(request.test(done));
    RANK_EXPECT(!done);
    RANK_OK(aside.run(send_to(2, 0, go)));
    RANK_OK(request.wait());
  });
}

void reaches(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    mortise_communicator_t* opened = nullptr;
    const mortise_rendezvous_t where = rendezvous(info, kLong);
    RANK_OK(take(group().table().open(group().plugin(), &where, &opened)));
    const std::string space = "host";
    const uint32_t reached = group().table().reaches(opened, {space.data(), space.size()});
    const uint32_t elsewhere = group().table().reaches(opened, {"nowhere", 7});
    group().table().close(opened);
    RANK_EXPECT(reached == 1);
    RANK_EXPECT(elsewhere == 0);
  });
}

}  // namespace

const std::vector<Contract>& collectives_contract() {
  static const std::vector<Contract> contracts = {
      {"all_gather",
       "all-gather gives every rank the blocks of all, in the order of ranks",
       {1, 2, 3, 5},
       &all_gather},
      {"broadcast",
       "broadcast gives everybody what the root has, whichever rank that is",
       {1, 2, 3, 5},
       &broadcast},
      {"all_to_all",
       "all-to-all takes block r of rank s to block s of rank r",
       {1, 2, 3, 5},
       &all_to_all},
      {"no_elements", "nothing of no elements needs no memory", {1, 3}, &no_elements},
      {"barrier", "nobody leaves a barrier before all have come", {4}, &barrier},
      {"reaches", "host memory is reached where the communicator says so", {1}, &reaches},
  };
  return contracts;
}

}  // namespace mortise::conform::contract
