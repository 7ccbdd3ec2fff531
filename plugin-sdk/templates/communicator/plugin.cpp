// A communicator for one rank, complete for that: every operation works, every mistake is refused, every wait ends.
#include <mortise/sdk/communicator.hpp>

#include "communicator.hpp"

namespace acme {
namespace {

using namespace mortise::sdk;

struct Name {
  static constexpr std::string_view kName = "acme";
};

class CommunicatorPlugin final : public Plugin<NamedCommunicatorProvider<Name>> {
 public:
  CommunicatorPlugin(const mortise_host_t* host, const Attributes&) : Plugin(host) {}

  // REPLACE: meet the other ranks at the rendezvous's address. Whoever is missing when its time is over is named in a
  // DEADLINE_EXCEEDED.
  std::unique_ptr<mortise::sdk::Communicator> open(
      const mortise_rendezvous_t& rendezvous) override {
    if (rendezvous.rank >= rendezvous.size)
      invalid("acme: rank ", rendezvous.rank, " is out of range for ", rendezvous.size, " ranks");
    if (rendezvous.timeout_nanoseconds <= 0) {
      invalid("acme: timeout_nanoseconds is ", rendezvous.timeout_nanoseconds,
              "; give a positive time, because every call is bounded");
    }
    if (rendezvous.size != 1) {
      unsupported("acme: rank ", rendezvous.rank, " of ", rendezvous.size,
                  ": only one rank is supported");
    }
    return std::make_unique<Communicator>(host(), rendezvous.timeout_nanoseconds);
  }
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::CommunicatorPlugin);
