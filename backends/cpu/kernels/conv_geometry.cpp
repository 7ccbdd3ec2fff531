#include "backends/cpu/kernels/conv_geometry.hpp"

#include <algorithm>

#include "backends/cpu/kernels/checks.hpp"

namespace mortise::cpu {
namespace {

using sdk::Node;

void check_types(const Node& node) {
  check_float32(node);
  if (node.rank(0) < 3 || node.rank(0) > 5 || node.rank(1) != node.rank(0)) {
    sdk::unsupported("an input of rank ", node.rank(0), " and weights of rank ", node.rank(1),
                     "; ranks 3 to 5 are supported");
  }
}

/// Pads of SAME_UPPER and SAME_LOWER, from the shapes on both sides.
void same_pads(ConvGeometry& g, bool transposed, bool lower) {
  for (size_t d = 0; d < g.spatial(); ++d) {
    const int64_t window = (g.weights[2 + d] - 1) * g.dilations[d] + 1;
    const int64_t small = transposed ? g.source[2 + d] : g.result[2 + d];
    const int64_t large = transposed ? g.result[2 + d] : g.source[2 + d];
    const int64_t total =
        std::max<int64_t>(0, (small - 1) * g.strides[d] + window + g.output_padding[d] - large);
    g.pads_begin[d] = lower ? total - total / 2 : total / 2;
    g.pads_end[d] = total - g.pads_begin[d];
  }
}

void set_pads(ConvGeometry& g, const Node& node, bool transposed) {
  const size_t dims = g.spatial();
  const auto mode = node.attr_string("auto_pad", "NOTSET");
  g.pads_begin.assign(dims, 0);
  g.pads_end.assign(dims, 0);
  if (mode == "VALID") return;
  if (mode == "SAME_UPPER" || mode == "SAME_LOWER") {
    same_pads(g, transposed, mode == "SAME_LOWER");
    return;
  }
  if (transposed && node.has_attr("output_shape")) {
    same_pads(g, transposed, false);
    return;
  }
  const auto pads = node.attr_ints("pads", std::vector<int64_t>(2 * dims, 0));
  if (pads.size() != 2 * dims) sdk::invalid("pads has ", pads.size(), " entries, not ", 2 * dims);
  std::copy_n(pads.begin(), dims, g.pads_begin.begin());
  std::copy_n(pads.begin() + static_cast<std::ptrdiff_t>(dims), dims, g.pads_end.begin());
}

}  // namespace

double ConvGeometry::multiplications() const {
  double count = static_cast<double>(out_channels()) * static_cast<double>(in_channels()) /
                 static_cast<double>(groups);
  for (size_t d = 2; d < result.size(); ++d) {
    count *= static_cast<double>(result[d]) * static_cast<double>(weights[d]);
  }
  return count;
}

ConvGeometry conv_geometry(const Node& node, bool transposed) {
  check_types(node);
  ConvGeometry g;
  g.source = node.shape(0).to_vector();
  g.weights = node.shape(1).to_vector();
  g.result = node.output_shape(0).to_vector();
  const size_t dims = g.source.size() - 2;
  g.groups = node.attr_int("group", 1);
  g.strides = node.attr_ints("strides", std::vector<int64_t>(dims, 1));
  g.dilations = node.attr_ints("dilations", std::vector<int64_t>(dims, 1));
  g.output_padding = node.attr_ints("output_padding", std::vector<int64_t>(dims, 0));
  if (g.strides.size() != dims || g.dilations.size() != dims || g.output_padding.size() != dims) {
    sdk::invalid("strides, dilations or output_padding do not have ", dims, " entries");
  }
  for (const auto* shape : {&g.source, &g.weights, &g.result}) {
    if (sdk::element_count(sdk::ShapeView(*shape)) == 0) {
      sdk::unsupported("a tensor without elements is not supported");
    }
  }
  set_pads(g, node, transposed);
  return g;
}

}  // namespace mortise::cpu
