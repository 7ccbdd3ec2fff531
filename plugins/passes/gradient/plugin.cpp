#include "plugins/passes/gradient/gradient_pass.hpp"

namespace mortise::gradient {
namespace {

class GradientPlugin : public sdk::Plugin<sdk::PassProvider> {
 public:
  GradientPlugin(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {
    add_pass(std::make_unique<GradientPass>(host));
  }
};

}  // namespace
}  // namespace mortise::gradient

MORTISE_PLUGIN("gradient", "0.1.0", mortise::gradient::GradientPlugin);
