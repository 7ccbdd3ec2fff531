// The loopback communicator with a mistake, which the option `bug` selects: the conformance suite must find each.
#include <mortise/sdk/communicator.hpp>

#include <thread>

#include "plugins/communicators/loopback/communicator.hpp"

namespace mortise::faulty {
namespace {

using namespace mortise::sdk;

class FaultyRequest final : public Request {
 public:
  FaultyRequest(std::unique_ptr<Request> real, std::string bug)
      : real_(std::move(real)), bug_(std::move(bug)) {}
  bool test() override {
    const bool done = mend([&] { return real_->test(); });
    return bug_ == "test_never_done" ? false : done;
  }
  void wait() override {
    mend([&] { return real_->wait(), true; });
  }

 private:
  template <class Call>
  bool mend(const Call& call) const {
    try {
      return call();
    } catch (const Error& error) {
      if (bug_ == "swallows_errors") return true;
      if (bug_ == "anonymous_errors") fail(error.code(), "it failed");
      if (bug_ == "loses_last_rank") std::this_thread::sleep_for(std::chrono::hours(1));
      if (bug_ == "waits_on_missing_rank" && error.code() == MORTISE_STATUS_DEADLINE_EXCEEDED)
        std::this_thread::sleep_for(std::chrono::hours(1));
      throw;
    }
  }

  std::unique_ptr<Request> real_;
  const std::string bug_;
};

class FaultyCommunicator final : public Communicator {
 public:
  FaultyCommunicator(std::unique_ptr<Communicator> real, std::string bug)
      : real_(std::move(real)), bug_(std::move(bug)) {}

  uint32_t rank() const noexcept override { return real_->rank(); }
  uint32_t size() const noexcept override { return real_->size(); }
  bool reaches(std::string_view space) const noexcept override {
    return bug_ == "reaches_all" || real_->reaches(space);
  }
  void abort(std::string_view reason) noexcept override {
    real_->abort(bug_ == "forgets_reason" ? "aborted" : reason);
  }
  std::unique_ptr<Communicator> split(uint32_t color, uint32_t key) override {
    if (bug_ == "ignores_key") key = 0;
    return std::make_unique<FaultyCommunicator>(real_->split(color, key), bug_);
  }

  std::unique_ptr<Request> enqueue(const mortise_collective_t& operation) override {
    mortise_collective_t changed = operation;
    if (bug_ == "mean_is_sum" && changed.reduction == MORTISE_REDUCE_MEAN)
      changed.reduction = MORTISE_REDUCE_SUM;
    if (bug_ == "ignores_tag") changed.tag = 0;
    if (bug_ == "ignores_root" && changed.kind == MORTISE_COLLECTIVE_BROADCAST && size() > 2)
      changed.peer = 0;
    const bool lost = bug_ == "loses_last_rank" && rank() > 0 && rank() + 1 == size();
    if (lost && changed.kind == MORTISE_COLLECTIVE_BROADCAST)
      fail(MORTISE_STATUS_INTERNAL, "the last rank is lost");
    return std::make_unique<FaultyRequest>(real_->enqueue(changed), bug_);
  }

 private:
  std::unique_ptr<Communicator> real_;
  const std::string bug_;
};

struct Name {
  static constexpr std::string_view kName = "faulty";
};

class FaultyCommunicatorPlugin final : public Plugin<NamedCommunicatorProvider<Name>> {
 public:
  FaultyCommunicatorPlugin(const mortise_host_t* host, const Attributes& options)
      : Plugin(host), bug_(options.get_string("bug", "none")) {}

  std::unique_ptr<Communicator> open(const mortise_rendezvous_t& r) override {
    const std::string address(to_view(r.address));
    if (r.size == 0 || r.size > 100 || r.rank >= r.size)
      invalid("faulty: rank ", r.rank, " of ", r.size, " makes no sense");
    if (r.timeout_nanoseconds <= 0) invalid("faulty: the timeout is ", r.timeout_nanoseconds);
    const auto timeout = loopback::bounded_timeout(r.timeout_nanoseconds);
    return std::make_unique<FaultyCommunicator>(
        std::make_unique<loopback::Communicator>(host(), &meetings_, address,
                                                 meetings_.join(address, r.rank, r.size, timeout),
                                                 r.rank, timeout),
        bug_);
  }

 private:
  loopback::Rendezvous meetings_;
  const std::string bug_;
};

}  // namespace
}  // namespace mortise::faulty

MORTISE_PLUGIN("faulty-communicator", "0.1.0", mortise::faulty::FaultyCommunicatorPlugin);
