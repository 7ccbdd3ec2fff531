// Placement: which device runs each node, and with whose kernel.
//
// Backends are asked in the config's order; what none of them can run is decomposed into simpler
// operators, and what is still left goes to the fallbacks that the config names. Every such
// fallback is recorded with the reason.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/compile/program.hpp"
#include "core/config/config.hpp"

namespace mortise::compile {

/// A device, and what the config says about its use.
struct Backend {
  std::shared_ptr<Device> device;
  config::Backend settings;
};

/// Where programs may be placed.
struct Backends {
  std::vector<Backend> preferred;
  /// Why backends that the config names, but does not require, are not there.
  std::vector<std::string> left_out;
  /// Opens the fallbacks when the first node needs one. May be empty.
  std::function<Result<std::vector<Backend>>()> open_fallbacks;
};

struct Placement {
  std::shared_ptr<Device> device;
  const mortise_kernel_definition_t* kernel = nullptr;  // null: the device makes the kernel
};

struct Placements {
  std::map<graph::NodeId, Placement> nodes;
  std::vector<Fallback> fallbacks;
  std::vector<std::vector<graph::NodeId>> decomposed;  // by round
};

/// Places every node and names its device in the graph. Decomposes on the way. Requires: all types
/// are fully known.
Result<Placements> place(graph::Graph& graph, host::Host& host, const Backends& backends);

/// Replaces nodes by their decompositions, and infers the types of the new ones.
Status decompose(graph::Graph& graph, const std::vector<graph::NodeId>& nodes, host::Host& host);

}  // namespace mortise::compile
