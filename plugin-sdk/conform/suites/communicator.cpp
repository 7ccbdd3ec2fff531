// Communicators: the contract with ranks that are threads, and what every thread may call.
#include <atomic>
#include <thread>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

using contract::Contract;
using contract::Group;
using contract::Outcome;
using contract::RankInfo;

// A number of ranks that the communicator does not support leaves the others; one of them must be.
void check_contract(Environment& environment, const std::string& name, const Contract& one) {
  Group group(environment, name);
  std::string refusal;
  bool tested = false;
  for (const uint32_t ranks : one.ranks) {
    try {
      one.check(ranks);
      tested = true;
    } catch (const Skip& unsupported) {
      refusal = unsupported.reason;
    } catch (const Failure& failure) {
      fail(one.sentence, ": ", failure.text);
    }
  }
  group.check_host();
  if (!tested) skip(refusal);
}

void register_buffers(uint32_t ranks) {
  if (contract::group().table().buffer_register == nullptr) return;
  contract::on_ranks(ranks, [](const RankInfo& info) {
    contract::Communicator communicator(info);
    const contract::Buffer buffer(std::vector<uint8_t>(64, 1));
    for (int i = 0; i < 10; ++i) {
      RANK_OK(communicator.announce(buffer));
      RANK_OK(communicator.run(contract::all_reduce(MORTISE_DTYPE_UINT8, 64, buffer.data(),
                                                    buffer.data(), MORTISE_REDUCE_MAX)));
      communicator.forget(buffer);
    }
    RANK_EXPECT(buffer.content() == std::vector<uint8_t>(64, 1));
  });
}

// One thread waits for the request, another one tests it, and the one that enqueued it does neither.
void other_threads(uint32_t ranks) {
  contract::on_ranks(ranks, [](const RankInfo& info) {
    contract::Communicator communicator(info);
    const contract::Buffer buffer(std::vector<uint8_t>(100000, 1));
    contract::Request request;
    RANK_OK(communicator.enqueue(
        contract::all_reduce(MORTISE_DTYPE_UINT8, 100000, buffer.data(), buffer.data()), request));
    Outcome waited, tested;
    std::thread waiter([&] { waited = request.wait(); });
    std::thread tester([&] { tested = request.poll(); });
    waiter.join();
    tester.join();
    RANK_OK(waited);
    RANK_OK(tested);
    RANK_EXPECT(buffer.content() == std::vector<uint8_t>(100000, static_cast<uint8_t>(info.size)));
  });
}

const std::vector<Contract>& thread_contract() {
  static const std::vector<Contract> contracts = {
      {"registered_buffers",
       "memory that is announced is used like any other",
       {1, 3},
       &register_buffers},
      {"request_threads", "any thread may wait for and test a request", {1, 3}, &other_threads},
  };
  return contracts;
}

}  // namespace

void add_communicator_tests(TestList& list, const Subject& subject) {
  const auto provides = subject.manifest().value("provides", nlohmann::json::object());
  for (const auto& claim : provides.value("communicators", nlohmann::json::array())) {
    const auto name = claim.get<std::string>();
    for (const auto* part :
         {&contract::open_contract(), &contract::collectives_contract(),
          &contract::reductions_contract(), &contract::messages_contract(),
          &contract::order_contract(), &contract::split_contract(), &contract::failures_contract(),
          &contract::stress_contract(), &thread_contract()}) {
      for (const Contract& one : *part) {
        list.add("communicator." + name + "." + one.name, [name, &one](Environment& environment) {
          check_contract(environment, name, one);
        });
      }
    }
  }
}

}  // namespace mortise::conform
