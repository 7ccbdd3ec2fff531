// Test only: operators with which a test can make a run wait, fail or misbehave at a place of its choice, and a pass that
// lends memory.
#include <mortise/sdk/operator_provider.hpp>
#include <mortise/sdk/pass.hpp>

#include "tests/plugins/probe/probe.hpp"

namespace mortise::tests::probe {
namespace {

class ProbePlugin final : public Plugin<OperatorProvider, PassProvider> {
 public:
  ProbePlugin(const mortise_host_t* host, const Attributes&) : Plugin(host) {
    add(&define_as_needed, "test", "AsNeeded", 1);
    add(&define_bad_extent, "test", "BadExtent", 1);
    add(&define_fail, "test", "Fail", 1);
    add(&define_four_times, "test", "FourTimes", 1);
    add(&define_gate, "test", "Gate", 1);
    add(&define_no_kernel, "test", "NoKernel", 1);
    add(&define_packed_scale, "test", "PackedScale", 1);
    add(&define_raw_throw, "test", "RawThrow", 1);
    add(&define_slow, "test", "Slow", 1);
    add(&define_stray_output, "test", "StrayOutput", 1);
    add(&define_throwing_kernel, "test", "ThrowingKernel", 1);
    add(&define_throwing_rule, "test", "ThrowingRule", 1);
    add(&define_twice, "test", "Twice", 1);
    add(&define_two_outputs, "test", "TwoOutputs", 1);
    add(&define_wide_workspace, "test", "WideWorkspace", 1);
    add_pass(std::make_unique<LendPass>(lent_));
  }
  ~ProbePlugin() override {
    log(host(), MORTISE_LOG_INFO,
        "probe: destroyed with " + std::to_string(lent_->load()) + " constants lent");
  }

 private:
  std::shared_ptr<std::atomic<int>> lent_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace
}  // namespace mortise::tests::probe

MORTISE_PLUGIN("probe", "0.1.0", mortise::tests::probe::ProbePlugin);
