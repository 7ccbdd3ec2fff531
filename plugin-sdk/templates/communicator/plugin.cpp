// A communicator for one rank, in which every collective is a copy. REPLACE: `open`, to meet the other ranks within the
// rendezvous's timeout, and `enqueue`, to talk to them; every call stays bounded in time.
#include <mortise/sdk/communicator.hpp>
#include <mortise/sdk/tensor.hpp>

#include <atomic>
#include <cstring>

namespace acme {
namespace {

using namespace mortise::sdk;

class Done final : public Request {
 public:
  bool test() override { return true; }
  void wait() override {}
};

class Communicator final : public mortise::sdk::Communicator {
 public:
  uint32_t rank() const override { return 0; }
  uint32_t size() const override { return 1; }
  bool reaches(std::string_view memory_space) const override { return memory_space == "host"; }

  std::unique_ptr<Request> enqueue(const mortise_collective_t& operation) override {
    ++sequence_;
    if (aborted_) fail(MORTISE_STATUS_CANCELLED, "rank 0, operation ", sequence_, ": aborted");
    switch (operation.kind) {
      case MORTISE_COLLECTIVE_BARRIER: break;
      case MORTISE_COLLECTIVE_ALL_REDUCE:
      case MORTISE_COLLECTIVE_REDUCE_SCATTER:
      case MORTISE_COLLECTIVE_ALL_GATHER:
      case MORTISE_COLLECTIVE_BROADCAST:
      case MORTISE_COLLECTIVE_ALL_TO_ALL: copy(operation); break;
      default: unsupported("rank 0, operation ", sequence_, ": there is no other rank to send to");
    }
    return std::make_unique<Done>();
  }

  std::unique_ptr<mortise::sdk::Communicator> split(uint32_t, uint32_t) override {
    return std::make_unique<Communicator>();
  }
  void abort(std::string_view) noexcept override { aborted_ = true; }

 private:
  void copy(const mortise_collective_t& operation) const {
    if (operation.count > static_cast<uint64_t>(INT64_MAX))
      invalid("rank 0, operation ", sequence_, ": ", operation.count, " elements are too many");
    const uint64_t bytes = storage_bytes(operation.dtype, static_cast<int64_t>(operation.count));
    if (operation.send != operation.receive && bytes > 0)
      std::memcpy(operation.receive, operation.send, bytes);
  }

  uint64_t sequence_ = 0;
  std::atomic<bool> aborted_{false};
};

struct Name {
  static constexpr std::string_view kName = "acme";
};

class CommunicatorPlugin final : public Plugin<NamedCommunicatorProvider<Name>> {
 public:
  CommunicatorPlugin(const mortise_host_t* host, const Attributes&) : Plugin(host) {}

  std::unique_ptr<mortise::sdk::Communicator> open(
      const mortise_rendezvous_t& rendezvous) override {
    if (rendezvous.size != 1 || rendezvous.rank != 0) {
      unsupported("acme: rank ", rendezvous.rank, " of ", rendezvous.size,
                  ": only one rank is supported");
    }
    return std::make_unique<Communicator>();
  }
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::CommunicatorPlugin);
