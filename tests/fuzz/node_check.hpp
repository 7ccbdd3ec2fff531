// What must hold for any node, however wrong it is: the shape rule refuses or answers, less knowledge gives no other answer,
// the portable kernel makes exactly what was inferred, and a session does what the kernel does.
#pragma once

#include "tests/fuzz/node_variant.hpp"

namespace mortise::fuzz {

/// How far a node got, in order.
enum class NodeFate { kNoNode, kRefused, kPartlyKnown, kNotRun, kKernelRefused, kRan };

class NodeCheck {
 public:
  NodeCheck();

  /// Takes the node and its contents from the choices. Throws conform::Failure when something does not hold.
  NodeFate run(Choices& choices) const;

 private:
  NodeFate check(const NodeVariant& variant, uint64_t seed) const;
  void check_sessions(const NodeVariant& variant, const std::vector<conform::HostTensor>& contents,
                      const std::vector<conform::HostTensor>* expected) const;

  conform::Reference reference_;
  Runtime portable_, cpu_;
};

}  // namespace mortise::fuzz
