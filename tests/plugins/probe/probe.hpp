// The definition functions of the operators, all of domain "test" and version 1.
#pragma once

#include <mortise/sdk/operator.hpp>
#include <mortise/sdk/pass.hpp>

#include <atomic>
#include <memory>

namespace mortise::tests::probe {

using namespace sdk;  // NOLINT: an operator's file is written in the SDK's words

void define_gate(Operator& op);
void define_slow(Operator& op);
void define_fail(Operator& op);
void define_packed_scale(Operator& op);
void define_as_needed(Operator& op);
void define_bad_extent(Operator& op);
void define_four_times(Operator& op);
void define_no_kernel(Operator& op);
void define_stray_output(Operator& op);
void define_throwing_rule(Operator& op);
void define_raw_throw(Operator& op);
void define_throwing_kernel(Operator& op);
void define_twice(Operator& op);
void define_two_outputs(Operator& op);
void define_wide_workspace(Operator& op);

/// Adds an output whose content is the plugin's, and counts what is lent.
class LendPass final : public Pass {
 public:
  explicit LendPass(std::shared_ptr<std::atomic<int>> lent) : lent_(std::move(lent)) {}
  std::string_view name() const override { return "lend"; }
  std::string_view summary() const override { return "Adds an output with memory of the plugin"; }
  bool run(PassContext& context) const override;

 private:
  std::shared_ptr<std::atomic<int>> lent_;
};

/// Y is like X.
inline void infer_same(const Node& node, Inference& out) { out.set(0, node.type(0)); }

}  // namespace mortise::tests::probe
