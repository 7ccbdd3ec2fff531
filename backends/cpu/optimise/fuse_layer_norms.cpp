// (x - mean) / sqrt(mean((x - mean)^2) + epsilon), and the scale and bias behind it. Constants and
// squares are already Elementwise nodes when this runs.
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

/// The node is the mean over the last axis of `of`, which stays as an axis of extent 1.
bool is_row_mean(const Rewriter& graph, const Node& node, Value of) {
  if (node.op() != "ReduceMean" || node.input_id(0) != of) return false;
  sdk::Shape expected = graph.shape(of).to_vector();
  if (expected.empty()) return false;
  expected.back() = 1;
  const int64_t length = graph.shape(of).back();
  return sdk::equal(node.output_shape(0), expected) && length != 1 && length != 0;
}

struct Match {
  Value x = MORTISE_NONE, result = MORTISE_NONE;
  Value scale = MORTISE_NONE, bias = MORTISE_NONE;
  float epsilon = 0;
};

std::optional<Match> match_quotient(const Rewriter& graph, const Node& quotient) {
  if (binary_operation(quotient) != Binary::kDiv) return std::nullopt;
  const Value centred = quotient.input_id(0);
  const auto root = graph.producer(quotient.input_id(1));
  const auto difference = graph.producer(centred);
  if (!root || !difference || binary_operation(*difference) != Binary::kSub) return std::nullopt;
  const auto steps = steps_of(*root);
  if (steps.size() != 2 || steps[0].kind != Unary::kLinear || steps[0].alpha != 1 ||
      steps[1].kind != Unary::kSqrt) {
    return std::nullopt;
  }
  const Value x = difference->input_id(0);
  const auto mean = graph.producer(difference->input_id(1));
  const auto variance = graph.producer(root->input_id(0));
  if (!mean || !variance || !is_row_mean(graph, *mean, x)) return std::nullopt;
  const auto square = graph.producer(variance->input_id(0));
  if (!square || !is_row_mean(graph, *variance, square->output_id(0))) return std::nullopt;
  const auto squared = steps_of(*square);
  const bool product = binary_operation(*square) == Binary::kMul &&
                       square->input_id(0) == centred && square->input_id(1) == centred;
  const bool power =
      squared.size() == 1 && squared[0].kind == Unary::kSquare && square->input_id(0) == centred;
  if (!product && !power) return std::nullopt;
  if (!sdk::equal(graph.shape(x), quotient.output_shape(0))) return std::nullopt;
  Match match;
  match.x = x;
  match.result = quotient.output_id(0);
  match.epsilon = steps[0].beta;
  return match;
}

/// Takes in `binary` with a row of the normalised length.
Value take_row(const Rewriter& graph, Match& match, Binary binary) {
  const auto user = graph.sole_user(match.result);
  if (!user || binary_operation(*user) != binary) return MORTISE_NONE;
  const Value row = user->input_id(user->input_id(0) == match.result ? 1 : 0);
  const int64_t length = graph.shape(match.result).back();
  if (graph.shape(row).size() != 1 || graph.shape(row)[0] != length ||
      graph.value(row).constant == nullptr) {
    return MORTISE_NONE;
  }
  match.result = user->output_id(0);
  return row;
}

}  // namespace

void fuse_layer_norms(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (!graph.alive(id)) continue;
    auto match = match_quotient(graph, graph.node(id));
    if (!match) continue;
    match->scale = take_row(graph, *match, Binary::kMul);
    if (match->scale != MORTISE_NONE) match->bias = take_row(graph, *match, Binary::kAdd);
    const sdk::Attrs attributes = {{"axis", int64_t{-1}},
                                   {"epsilon", static_cast<double>(match->epsilon)}};
    graph.replace(match->result,
                  graph.add("", "LayerNormalization", {match->x, match->scale, match->bias},
                            attributes, graph.type(match->result), ""));
  }
}

}  // namespace mortise::cpu
