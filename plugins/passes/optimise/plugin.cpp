#include "plugins/passes/optimise/passes.hpp"

namespace mortise::optimise {
namespace {

class OptimisePlugin final : public sdk::Plugin<sdk::PassProvider> {
 public:
  OptimisePlugin(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {
    add_pass(make_dead_code(host));
    add_pass(make_algebra(host));
    add_pass(make_common_subexpressions(host));
    add_pass(make_transposes(host));
    add_pass(make_normalisations(host));
    add_pass(make_merge_products(host));
  }
};

}  // namespace
}  // namespace mortise::optimise

MORTISE_PLUGIN("optimise", "0.1.0", mortise::optimise::OptimisePlugin);
