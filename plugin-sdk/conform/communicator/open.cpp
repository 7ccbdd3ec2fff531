// Opening: all ranks, or an error in time.
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

void open_ranks(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    RANK_EXPECT(communicator.rank() == info.rank);
    RANK_EXPECT(communicator.size() == info.size);
    RANK_OK(communicator.barrier());
  });
}

void open_deadline(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    if (info.rank == 1 || info.rank == 3) return;
    Communicator communicator;
    const Outcome outcome = Communicator::open(rendezvous(info, kShort), communicator);
    RANK_FAILS(outcome, MORTISE_STATUS_DEADLINE_EXCEEDED, "1");
    RANK_EXPECT(outcome.says("3"));
  });
}

void open_again(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    for (int i = 0; i < 20; ++i) {
      Communicator communicator(info);
      RANK_OK(communicator.barrier());
    }
  });
}

void open_malformed(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator;
    mortise_rendezvous_t where = rendezvous(info, kLong);
    where.rank = 1;
    RANK_FAILS(Communicator::open(where, communicator), MORTISE_STATUS_INVALID_ARGUMENT, "1");
    where = rendezvous(info, kLong);
    where.size = 0;
    RANK_FAILS(Communicator::open(where, communicator), MORTISE_STATUS_INVALID_ARGUMENT, "0");
    for (const int64_t timeout : {0, -1}) {
      where = rendezvous(info, std::chrono::nanoseconds(timeout));
      RANK_FAILS(Communicator::open(where, communicator), MORTISE_STATUS_INVALID_ARGUMENT,
                 "timeout");
    }
    where = rendezvous(info, kLong);
    where.struct_size = 8;
    RANK_EXPECT(!Communicator::open(where, communicator).ok());
  });
}

}  // namespace

const std::vector<Contract>& open_contract() {
  static const std::vector<Contract> contracts = {
      {"open_ranks", "ranks and sizes are those of the rendezvous", {1, 2, 3, 5}, &open_ranks},
      {"open_deadline",
       "opening without all ranks ends at the deadline and names those that are missing",
       {4},
       &open_deadline},
      {"open_again",
       "an address can be used again when all ranks have closed",
       {1, 4},
       &open_again},
      {"open_malformed", "a rendezvous that makes no sense is refused", {1}, &open_malformed},
  };
  return contracts;
}

}  // namespace mortise::conform::contract
