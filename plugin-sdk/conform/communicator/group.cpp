#include "plugin-sdk/conform/communicator/group.hpp"

#include <unistd.h>

#include <mutex>
#include <optional>
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

// "rank 1 of 3: ", on a rank's own thread.
thread_local std::string who;

// What the ranks of one launch come to.
class Endings {
 public:
  void run_rank(const Group::Body& body, const RankInfo& info) {
    who = sdk::message("rank ", info.rank, " of ", info.size, ": ");
    try {
      body(info);
    } catch (const Failure& failure) {
      keep(failure_, failure.text);
    } catch (const Unsupported& unsupported) {
      keep(unsupported_, unsupported.reason);
    } catch (const std::exception& error) {
      keep(failure_, who + error.what());
    }
  }
  /// Throws Failure or Skip.
  void check() const {
    if (failure_) throw Failure{*failure_};
    if (unsupported_) skip(*unsupported_);
  }

 private:
  // The first: the others often follow from it.
  void keep(std::optional<std::string>& first, const std::string& text) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!first) first = text;
  }

  std::mutex mutex_;
  std::optional<std::string> failure_, unsupported_;
};

}  // namespace

void fail_rank(const std::string& text) { fail(who, text); }

Group::Group(Environment& environment, const std::string& name)
    : environment_(environment),
      host_(&environment.reference),
      instance_(environment.subject, host_.table()),
      table_(environment.subject.table<mortise_communicator_interface_t>(
          MORTISE_INTERFACE_COMMUNICATOR)),
      pattern_(conformance_of(environment.subject).value("rendezvous", std::string(kUnique))),
      seed_(environment.random.next()) {
  expect(table_ != nullptr, "the description has no communicator interface");
  expect(sdk::to_view(table_->name) == name, "the communicator's name is '", table_->name,
         "', the manifest's '", name, "'");
  current = this;
}

Group::~Group() { current = nullptr; }

void Group::launch(uint32_t size, const Body& body) {
  const std::string address = address_of(pattern_);
  trace().add("// ", size, " ranks, each a thread, at the address \"", address, "\"");
  Endings endings;
  std::vector<std::thread> threads;
  for (uint32_t rank = 0; rank < size; ++rank)
    threads.emplace_back([&, rank] { endings.run_rank(body, {rank, size, address}); });
  for (std::thread& thread : threads) thread.join();
  endings.check();
}

void Group::check_host() {
  const std::vector<std::string> faults = host_.take_faults();
  if (!faults.empty()) fail("with the host's services: ", faults.front());
}

Group& group() { return *current; }

}  // namespace mortise::conform::contract
