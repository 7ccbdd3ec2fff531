// Operations are enqueued at once, run in order, and are answered by requests.
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/elements.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

void order(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    const Element& element = numeric_elements().front();
    constexpr uint64_t kCount = 100000;
    const Buffer values(encode(element, std::vector<double>(kCount, 1.0)));
    std::vector<Request> requests(8);
    for (Request& request : requests) {
      RANK_OK(communicator.enqueue(all_reduce(element.dtype, kCount, values.data(), values.data()),
                                   request));
    }
    RANK_OK(requests.back().wait());
    RANK_EXPECT(decode(element, values.content()) == std::vector<double>(kCount, 65536.0));
    for (Request& request : requests) RANK_OK(request.wait());
  });
}

void test_alone(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    const Element& element = numeric_elements().front();
    constexpr uint64_t kCount = 300000;
    const Buffer values(encode(element, std::vector<double>(kCount, 2.0)));
    Request request;
    RANK_OK(communicator.enqueue(all_reduce(element.dtype, kCount, values.data(), values.data()),
                                 request));
    RANK_OK(request.poll());
    RANK_EXPECT(decode(element, values.content()) == std::vector<double>(kCount, 6.0));
    bool done = false;
    RANK_OK(request.test(done));
    RANK_EXPECT(done);
  });
}

void many_in_flight(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    std::vector<Request> requests(2000);
    for (Request& request : requests) {
      RANK_OK(communicator.enqueue(operation(MORTISE_COLLECTIVE_BARRIER, 0, 0, nullptr, nullptr),
                                   request));
    }
    RANK_OK(requests.back().wait());
    for (Request& request : requests) {
      bool done = false;
      RANK_OK(request.test(done));
      RANK_EXPECT(done);
    }
  });
}

void request_outlives(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    Communicator aside;
    RANK_OK(communicator.split(0, info.rank, aside));
    const Buffer value(std::vector<uint8_t>{1});
    Request done, cut_off;
    RANK_OK(
        communicator.enqueue(all_reduce(MORTISE_DTYPE_UINT8, 1, value.data(), value.data()), done));
    RANK_OK(done.wait());
    // Nobody answers this one.
    RANK_OK(communicator.enqueue(receive_from(1 - info.rank, 77, value), cut_off));
    RANK_OK(aside.barrier());
    communicator.close();
    RANK_OK(done.wait());
    const Outcome outcome = cut_off.wait();
    RANK_EXPECT(outcome.code() == MORTISE_STATUS_CANCELLED ||
                outcome.code() == MORTISE_STATUS_UNAVAILABLE);
    bool is_done = false;
    RANK_EXPECT(cut_off.test(is_done).code() == outcome.code());
  });
}

void request_released(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    std::vector<Buffer> values;
    for (int i = 0; i < 20; ++i) {
      values.emplace_back(std::vector<uint8_t>(1000, 1));
      Request request;
      RANK_OK(communicator.enqueue(
          all_reduce(MORTISE_DTYPE_UINT8, 1000, values.back().data(), values.back().data()),
          request));
    }
    RANK_OK(communicator.barrier());
    for (const Buffer& value : values) {
      RANK_EXPECT(value.content() == std::vector<uint8_t>(1000, 2));
    }
  });
}

}  // namespace

const std::vector<Contract>& order_contract() {
  static const std::vector<Contract> contracts = {
      {"order", "what is enqueued sees the results of what was enqueued before", {4}, &order},
      {"test_alone", "an operation is done by tests alone", {3}, &test_alone},
      {"many_in_flight",
       "many empty operations in flight are done in order",
       {1, 3},
       &many_in_flight},
      {"request_outlives", "a request outlives its communicator", {2}, &request_outlives},
      {"request_released",
       "a request that nobody waits for can be released while it is under way",
       {2},
       &request_released},
  };
  return contracts;
}

}  // namespace mortise::conform::contract
