// Types of nodes that have none yet, by their operators' shape rules: gradient rules read them.
#pragma once

#include <mortise/sdk/pass.hpp>

#include <vector>

namespace mortise::gradient {

class TypeInference {
 public:
  TypeInference(const mortise_host_t* host, sdk::PassContext& context)
      : host_(host), context_(context) {}

  /// Sets the types of the nodes' outputs that lack one. `nodes` are in topological order.
  void complete(const std::vector<uint32_t>& nodes);
  /// Sets the types of all outputs of new nodes; what follows from shapes becomes a constant, also in `results`.
  void infer_new(const std::vector<uint32_t>& nodes, std::vector<sdk::Value>& results);

 private:
  bool is_typed(const sdk::Node& node) const;
  void infer(uint32_t id, std::vector<sdk::Value>* results);

  const mortise_host_t* host_;
  sdk::PassContext& context_;
};

}  // namespace mortise::gradient
