// Reverse-mode differentiation of a graph (Griewank and Walther, Evaluating Derivatives, chapter 3): nodes are visited
// from the loss back to the inputs, and each operator's gradient rule turns the gradients of its outputs into those of
// its inputs. A value that several nodes read gets the sum of their contributions.
//
// What no floating-point path connects with a wanted value is not visited, so only operators on such paths need a rule. One
// that has none, but is made of others, is first replaced by these.
#pragma once

#include <mortise/abi/operator.h>
#include <mortise/sdk/pass.hpp>

#include <vector>

namespace mortise::gradient {

/// d loss/d value, for a value of which it is known.
struct Seed {
  sdk::Value value, gradient;
};

/// The gradient of a value on which nothing depends that is differentiated.
sdk::Value make_zeros(sdk::PassContext& context, sdk::Value like);

class ReverseMode {
 public:
  ReverseMode(const mortise_host_t* host, sdk::PassContext& context);

  /// Replaces nodes between `wanted` and `results` that have no gradient rule by their decompositions, or by what structural
  /// rules make of them, and theirs in turn. `results` may have other value ids then, which are put in their places.
  void decompose(std::vector<sdk::Value>& results, const std::vector<sdk::Value>& wanted);

  /// Adds nodes that compute d loss/d value for each of `wanted`; MORTISE_NONE where the loss does not depend on it.
  /// Throws sdk::Error when an operator on the way has no gradient.
  std::vector<sdk::Value> differentiate(const std::vector<Seed>& seeds,
                                        const std::vector<sdk::Value>& wanted);

  /// Integers, truth values and strings have no gradients.
  bool is_differentiable(sdk::Value value) const;

 private:
  const mortise_operator_t* find_operator(const sdk::Node& node) const;
  void mark_dependants(const std::vector<uint32_t>& nodes, const std::vector<sdk::Value>& wanted);
  std::vector<uint32_t> between(const std::vector<uint32_t>& nodes,
                                const std::vector<sdk::Value>& results) const;
  bool expand(uint32_t id, std::vector<sdk::Value>& results);
  std::vector<sdk::Value> apply_rule(const sdk::Node& node, const mortise_operator_t& definition);
  void visit(uint32_t id);
  std::vector<sdk::Value> apply_gradient(uint32_t id,
                                         const std::vector<sdk::Value>& output_gradients);
  void contribute(sdk::Value value, sdk::Value gradient);

  const mortise_host_t* host_;
  sdk::PassContext& context_;
  std::vector<bool> depends_;          // by value: whether it depends on a wanted one
  std::vector<sdk::Value> gradients_;  // by value
};

}  // namespace mortise::gradient
