// A graph of one node, made through the embedding API, so that what a device is asked about is what the core would ask.
#pragma once

#include <mortise/mortise.hpp>

#include "plugin-sdk/conform/case.hpp"

namespace mortise::conform {

/// The contents of a case's inputs; an absent one is an empty HostTensor.
std::vector<HostTensor> contents_of(const Case& one, Random& random);

class NodeGraph {
 public:
  /// With types inferred. `device`: the kind on which the node is placed. Throws mortise::Error or sdk::Error when the shape
  /// rule refuses.
  NodeGraph(const Runtime& runtime, const Case& one, const std::vector<HostTensor>& inputs,
            const std::string& device);
  /// Valid while this object lives.
  const mortise_node_t& node() const { return *node_; }

 private:
  Graph graph_;
  const mortise_node_t* node_ = nullptr;
};

}  // namespace mortise::conform
