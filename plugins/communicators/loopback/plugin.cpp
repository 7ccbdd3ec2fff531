// The loopback communicator: the ranks are threads of one process that open communicators of one plugin
// instance (one runtime) under the same address, which is any text.
#include <mortise/sdk/communicator.hpp>

#include "plugins/communicators/loopback/communicator.hpp"

namespace mortise::loopback {
namespace {

// Ranks are threads: more than this is a mistake, and would be allocated for.
constexpr uint32_t kMostRanks = 4096;

struct Name {
  static constexpr std::string_view kName = "loopback";
};

class Loopback : public sdk::Plugin<sdk::NamedCommunicatorProvider<Name>> {
 public:
  Loopback(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {}

  std::unique_ptr<sdk::Communicator> open(const mortise_rendezvous_t& rendezvous) override {
    const std::string address(sdk::to_view(rendezvous.address));
    if (address.empty()) sdk::invalid("loopback: the address is empty; give any text");
    if (rendezvous.size == 0 || rendezvous.size > kMostRanks) {
      sdk::invalid("loopback: ", rendezvous.size, " ranks; give 1 to ", kMostRanks);
    }
    if (rendezvous.rank >= rendezvous.size) {
      sdk::invalid("loopback: rank ", rendezvous.rank, " is out of range for ", rendezvous.size,
                   " ranks");
    }
    if (rendezvous.timeout_nanoseconds <= 0) {
      sdk::invalid("loopback: timeout_nanoseconds is ", rendezvous.timeout_nanoseconds,
                   "; give a positive time, because every call is bounded");
    }
    const Clock::duration timeout = bounded_timeout(rendezvous.timeout_nanoseconds);
    return std::make_unique<Communicator>(
        host(), &meetings_, address,
        meetings_.join(address, rendezvous.rank, rendezvous.size, timeout), rendezvous.rank,
        timeout);
  }

 private:
  Rendezvous meetings_;
};

}  // namespace
}  // namespace mortise::loopback

MORTISE_PLUGIN("loopback", "0.1.0", mortise::loopback::Loopback);
