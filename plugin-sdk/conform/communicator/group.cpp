#include "plugin-sdk/conform/communicator/group.hpp"

#include <unistd.h>

#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/samples.hpp"

namespace mortise::conform::contract {
namespace {

constexpr const char* kUnique = "{unique}";

Group* current = nullptr;

// An address that no launch has had.
std::string address_of(const std::string& pattern) {
  static std::atomic<uint64_t> launches{0};
  std::string address = pattern;
  const std::string unique = sdk::message("conform-", ::getpid(), "-", ++launches);
  for (size_t at; (at = address.find(kUnique)) != std::string::npos;)
    address.replace(at, std::char_traits<char>::length(kUnique), unique);
  return address;
}

struct Ending {
  std::string failure, unsupported;
};

Ending run_rank(const Group::Body& body, const RankInfo& info) {
  try {
    body(info);
    return {};
  } catch (const Failure& failure) {
    return {sdk::message("rank ", info.rank, " of ", info.size, ": ", failure.text), {}};
  } catch (const Unsupported& unsupported) {
    return {{}, unsupported.reason};
  } catch (const std::exception& error) {
    return {sdk::message("rank ", info.rank, " of ", info.size, ": ", error.what()), {}};
  }
}

}  // namespace

Group::Group(Environment& environment, const std::string& name)
    : environment_(environment),
      host_(&environment.reference),
      instance_(environment.subject, host_.table()),
      table_(environment.subject.table<mortise_communicator_interface_t>(
          MORTISE_INTERFACE_COMMUNICATOR)),
      pattern_(conformance_of(environment.subject).value("rendezvous", std::string(kUnique))) {
  expect(table_ != nullptr, "the description has no communicator interface");
  expect(sdk::to_view(table_->name) == name, "the communicator's name is '", table_->name,
         "', the manifest's '", name, "'");
  current = this;
}

Group::~Group() { current = nullptr; }

void Group::launch(uint32_t size, const Body& body) {
  const std::string address = address_of(pattern_);
  trace().add("// ", size, " ranks, each a thread, at the address \"", address, "\"");
  std::vector<Ending> endings(size);
  std::vector<std::thread> threads;
  for (uint32_t rank = 0; rank < size; ++rank)
    threads.emplace_back([&, rank] { endings[rank] = run_rank(body, {rank, size, address}); });
  for (std::thread& thread : threads) thread.join();
  for (const Ending& ending : endings) {
    if (!ending.failure.empty()) throw Failure{ending.failure};
  }
  for (const Ending& ending : endings) {
    if (!ending.unsupported.empty()) skip(ending.unsupported);
  }
}

void Group::check_host() {
  const std::vector<std::string> faults = host_.take_faults();
  if (!faults.empty()) fail("with the host's services: ", faults.front());
}

Group& group() { return *current; }

}  // namespace mortise::conform::contract
