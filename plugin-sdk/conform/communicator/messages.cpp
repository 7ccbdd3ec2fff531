// Sends and receives.
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/elements.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

void message_ring(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    const uint32_t next = (info.rank + 1) % info.size;
    const uint32_t previous = (info.rank + info.size - 1) % info.size;
    for (const uint64_t bytes : {0, 1, 1000, 1000003}) {
      for (const bool send_first : {true, false, info.rank % 2 == 0}) {
        const Buffer sent(random_bytes(bytes, info.rank, bytes));
        const Buffer received(bytes);
        Request sending, receiving;
        if (send_first) RANK_OK(communicator.enqueue(send_to(next, 0, sent), sending));
        RANK_OK(communicator.enqueue(receive_from(previous, 0, received), receiving));
        if (!send_first) RANK_OK(communicator.enqueue(send_to(next, 0, sent), sending));
        RANK_OK(receiving.wait());
        RANK_OK(sending.wait());
        RANK_EXPECT(received.content() == random_bytes(bytes, previous, bytes));
      }
    }
  });
}

void message_tags(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    constexpr uint64_t kTags[] = {5, 6, uint64_t{1} << 60};
    std::vector<Buffer> buffers;
    std::vector<Request> requests(3);
    for (size_t i = 0; i < 3; ++i) {
      // The receiver asks for the tags in the opposite order.
      const uint64_t tag = kTags[info.rank == 0 ? i : 2 - i];
      buffers.emplace_back(info.rank == 0 ? random_bytes(tag, 0, 32) : random_bytes(1, 1, 32));
      RANK_OK(communicator.enqueue(
          info.rank == 0 ? send_to(1, tag, buffers[i]) : receive_from(0, tag, buffers[i]),
          requests[i]));
    }
    for (Request& request : requests) RANK_OK(request.wait());
    if (info.rank == 0) return;
    for (size_t i = 0; i < 3; ++i) {
      RANK_EXPECT(buffers[i].content() == random_bytes(kTags[2 - i], 0, 32));
    }
  });
}

void message_order(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    constexpr size_t kMessages = 50;
    std::vector<Buffer> buffers;
    std::vector<Request> requests(kMessages);
    for (size_t i = 0; i < kMessages; ++i) {
      buffers.emplace_back(random_bytes(i, info.rank, 16));
      RANK_OK(communicator.enqueue(
          info.rank == 0 ? send_to(1, 9, buffers[i]) : receive_from(0, 9, buffers[i]),
          requests[i]));
    }
    for (size_t i = kMessages; i-- > 0;) RANK_OK(requests[i].wait());
    for (size_t i = 0; i < kMessages; ++i) {
      RANK_EXPECT(buffers[i].content() == random_bytes(i, 0, 16));
    }
  });
}

void message_after_collective(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    const Element& element = numeric_elements().front();
    const Buffer values(encode(element, std::vector<double>(64, info.rank + 1.0)));
    const Buffer received(values.size());
    Request reducing, sending, receiving;
    RANK_OK(communicator.enqueue(all_reduce(element.dtype, 64, values.data(), values.data()),
                                 reducing));
    RANK_OK(communicator.enqueue(send_to((info.rank + 1) % 3, 0, values), sending));
    RANK_OK(communicator.enqueue(receive_from((info.rank + 2) % 3, 0, received), receiving));
    RANK_OK(receiving.wait());
    RANK_OK(sending.wait());
    RANK_EXPECT(decode(element, received.content()) == std::vector<double>(64, 6.0));
  });
}

}  // namespace

const std::vector<Contract>& messages_contract() {
  static const std::vector<Contract> contracts = {
      {"message_ring",
       "a ring of messages arrives, whether ranks send or receive first",
       {2, 3, 5},
       &message_ring},
      {"message_tags", "messages are matched by tag, whatever their order", {2}, &message_tags},
      {"message_order",
       "messages with the same tag arrive in the order in which they were sent",
       {2},
       &message_order},
      {"message_after_collective",
       "a message carries what the collective enqueued before it has received",
       {3},
       &message_after_collective},
  };
  return contracts;
}

}  // namespace mortise::conform::contract
