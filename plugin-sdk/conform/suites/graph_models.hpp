// Graphs that backends like to fuse, and small whole models.
#pragma once

#include "plugin-sdk/conform/suites/graph_maker.hpp"

namespace mortise::conform {

struct Model {
  const char* name;  // "graph.fused.conv_bn_relu"
  void (*build)(GraphMaker& m);
};

const std::vector<Model>& fused_models();
const std::vector<Model>& whole_models();
/// Requires: there is one of that name.
const Model& model_named(std::string_view name);

/// A recurrent cell with the states h and c.
void build_recurrent(GraphMaker& m);

}  // namespace mortise::conform
