// New communicators from parts of one.
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/elements.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

// The sum of what the ranks of a communicator give.
double sum(Communicator& communicator, double value) {
  const Element& element = numeric_elements().front();
  const Buffer buffer(encode(element, {value}));
  RANK_OK(communicator.run(all_reduce(element.dtype, 1, buffer.data(), buffer.data())));
  return decode(element, buffer.content())[0];
}

void split_order(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    Communicator part;
    // Colors 0: ranks 0, 3; 1: ranks 1, 4; 2: ranks 2, 5. Keys turn the second of them around.
    const uint32_t color = info.rank % 3;
    RANK_OK(communicator.split(color, color == 1 ? 10 - info.rank : 7, part));
    RANK_EXPECT(part.size() == 2);
    const bool second = info.rank >= 3;
    RANK_EXPECT(part.rank() == (color == 1 ? !second : second));
    RANK_EXPECT(sum(part, info.rank) == 2.0 * color + 3);
    RANK_EXPECT(sum(communicator, info.rank) == 15);
  });
}

void split_again(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    Communicator half, quarter;
    RANK_OK(communicator.split(info.rank / 4, info.rank, half));
    communicator.close();
    RANK_OK(half.split(half.rank() % 2, 0, quarter));
    RANK_EXPECT(quarter.size() == 2);
    for (int i = 0; i < 20; ++i) {
      RANK_EXPECT(sum(half, info.rank) == (info.rank < 4 ? 6 : 22));
      RANK_EXPECT(sum(quarter, 1) == 2);
    }
  });
}

void split_alone(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    Communicator alone;
    RANK_OK(communicator.split(0xffffffffu - info.rank, 0, alone));
    RANK_EXPECT(alone.size() == 1);
    RANK_EXPECT(sum(alone, 4) == 4);
  });
}

}  // namespace

const std::vector<Contract>& split_contract() {
  static const std::vector<Contract> contracts = {
      {"split_order",
       "ranks of one color form a communicator, ordered by key, then rank",
       {6},
       &split_order},
      {"split_again",
       "parts work at the same time, are split again, and outlive what they came from",
       {8},
       &split_again},
      {"split_alone", "a color of one rank is a communicator of one", {1, 3}, &split_alone},
  };
  return contracts;
}

}  // namespace mortise::conform::contract
