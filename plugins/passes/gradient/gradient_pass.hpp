// The pass "gradient": for each value that the option `wrt` names, an output grad(NAME) with d loss/d value.
#pragma once

#include <mortise/sdk/pass.hpp>

namespace mortise::gradient {

class GradientPass final : public sdk::Pass {
 public:
  explicit GradientPass(const mortise_host_t* host) : host_(host) {}
  std::string_view name() const override { return "gradient"; }
  std::string_view summary() const override { return "adds the gradients of a loss as outputs"; }
  bool run(sdk::PassContext& context) const override;

 private:
  const mortise_host_t* host_;
};

}  // namespace mortise::gradient
