// Reverse-mode differentiation of a graph (Griewank and Walther, Evaluating Derivatives, chapter 3): nodes are visited
// from the loss back to the inputs, and each operator's gradient rule turns the gradients of its outputs into those of
// its inputs. A value that several nodes read gets the sum of their contributions.
//
// What no floating-point path connects with a wanted value is not visited, so only operators on such paths need a rule.
#pragma once

#include <mortise/sdk/pass.hpp>

#include <vector>

namespace mortise::gradient {

class ReverseMode {
 public:
  ReverseMode(const mortise_host_t* host, sdk::PassContext& context);

  /// Adds nodes that compute d loss/d value for each of `wanted`; MORTISE_NONE where the loss does not depend on it.
  /// `seed` is d loss/d loss. Throws sdk::Error when an operator on the way has no gradient.
  std::vector<sdk::Value> differentiate(sdk::Value loss, sdk::Value seed,
                                        const std::vector<sdk::Value>& wanted);

  /// Integers, truth values and strings have no gradients.
  bool is_differentiable(sdk::Value value) const;

 private:
  void mark_dependants(const std::vector<uint32_t>& nodes, const std::vector<sdk::Value>& wanted);
  void visit(uint32_t id);
  void contribute(sdk::Value value, sdk::Value gradient);

  const mortise_host_t* host_;
  sdk::PassContext& context_;
  std::vector<bool> depends_;          // by value: whether it depends on a wanted one
  std::vector<sdk::Value> gradients_;  // by value
};

}  // namespace mortise::gradient
