// Opening: all ranks, or an error in time.
#include <vector>

#include <catch2/catch.hpp>

#include "tests/communicator/rank.hpp"

namespace mortise::contract {
namespace {

TEST_CASE("ranks and sizes are those of the rendezvous") {
  const uint32_t ranks = GENERATE(1u, 2u, 8u);
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    RANK_EXPECT(communicator.rank() == info.rank);
    RANK_EXPECT(communicator.size() == info.size);
    RANK_OK(communicator.barrier());
  });
}

TEST_CASE("opening without all ranks ends at the deadline and names those that are missing") {
  on_ranks(4, [](const RankInfo& info) {
    if (info.rank == 1 || info.rank == 3) return;
    Communicator communicator;
    const Outcome outcome = Communicator::open(rendezvous(info, kShort), communicator);
    RANK_FAILS(outcome, MORTISE_STATUS_DEADLINE_EXCEEDED, "1");
    RANK_EXPECT(outcome.says("3"));
  });
}

TEST_CASE("an address can be used again when all ranks have closed") {
  on_ranks(4, [](const RankInfo& info) {
    for (int i = 0; i < 20; ++i) {
      Communicator communicator(info);
      RANK_OK(communicator.barrier());
    }
  });
}

TEST_CASE("a rendezvous that makes no sense is refused") {
  on_ranks(1, [](const RankInfo& info) {
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
}  // namespace mortise::contract
