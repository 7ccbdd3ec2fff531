#include "backends/cpu/optimise/winograd_choice.hpp"

#include <algorithm>

#include "backends/cpu/kernels/conv.hpp"
#include "backends/cpu/kernels/registry.hpp"

namespace mortise::cpu {
namespace {

constexpr double kShare = 0.2;  // of the weights of candidates, that all of them together may add

struct Candidate {
  uint32_t node;
  double added;       // floats, by which its weights grow: 6x6 of each 3x3
  double per_output;  // of these, for each element of the result
};

}  // namespace

std::set<uint32_t> choose_winograd(const Rewriter& graph) {
  std::vector<Candidate> candidates;
  double budget = 0;
  for (const uint32_t id : graph.nodes()) {
    const Node node = graph.node(id);
    if (node.domain() != kPrivateDomain || node.op() != "Conv") continue;
    const ConvGeometry geometry = conv_geometry(node, false);
    const auto weights = static_cast<double>(sdk::element_count(geometry.weights));
    const bool suits = suits_winograd(geometry);
    budget += suits ? kShare * weights : weights;
    if (!suits) continue;
    const double added = weights * (36 - 9) / 9;
    candidates.push_back(
        {id, added, added / static_cast<double>(sdk::element_count(geometry.result))});
  }
  std::stable_sort(
      candidates.begin(), candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.per_output < b.per_output; });
  std::set<uint32_t> chosen;
  for (const Candidate& candidate : candidates) {
    if (candidate.added > budget) continue;
    budget -= candidate.added;
    chosen.insert(candidate.node);
  }
  return chosen;
}

}  // namespace mortise::cpu
