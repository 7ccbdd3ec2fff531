#include "backends/cpu/optimise/optimise.hpp"

#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {

void optimise(sdk::GraphReader& reader, sdk::Builder& builder, const Options& options) {
  Rewriter graph(reader, builder);
  if (options.fuse) {
    fuse_gelu(graph);
    fuse_activations(graph);
    fuse_attention(graph);
    sink_reshapes(graph);
    fuse_convolutions(graph);
    fuse_layer_norms(graph);
    fuse_matmuls(graph);
    fuse_gates(graph);
    fuse_elementwise(graph);
  }
  pack_matmuls(graph, options.matrix_unit);
  if (options.layouts) assign_layouts(graph, options);
}

}  // namespace mortise::cpu
