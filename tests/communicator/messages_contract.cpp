// Sends and receives.
#include <vector>

#include <catch2/catch.hpp>

#include "tests/communicator/elements.hpp"
#include "tests/communicator/rank.hpp"

namespace mortise::contract {
namespace {

TEST_CASE("a ring of messages arrives, whether ranks send or receive first") {
  const uint32_t ranks = GENERATE(2u, 3u, 8u);
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

TEST_CASE("messages are matched by tag, whatever their order") {
  if (!subject().lacks_tags().empty()) {
    WARN("SKIPPED: " + subject().lacks_tags());
    return;
  }
  on_ranks(2, [](const RankInfo& info) {
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

TEST_CASE("messages with the same tag arrive in the order in which they were sent") {
  on_ranks(2, [](const RankInfo& info) {
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

TEST_CASE("a message carries what the collective enqueued before it has received") {
  on_ranks(3, [](const RankInfo& info) {
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
}  // namespace mortise::contract
