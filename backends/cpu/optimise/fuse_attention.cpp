// softmax(Q K^T, scaled and masked) V, as exporters spell it, becomes the private Attention, which reads heads through the Reshape and Transpose nodes around. Constant scales are already Elementwise nodes when this runs.
#include <algorithm>
#include <cmath>
#include <limits>

#include "backends/cpu/attention.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/passes.hpp"
#include "backends/cpu/optimise/strided_view.hpp"

namespace mortise::cpu {
namespace {

constexpr size_t kRank = 4;  // batch, heads, rows, columns
constexpr float kLow = -1e30f;

struct Match {
  AttentionForm form;
  Value query = MORTISE_NONE, key = MORTISE_NONE, value = MORTISE_NONE;
  Value bias = MORTISE_NONE, condition = MORTISE_NONE;
  Value result = MORTISE_NONE;
};

/// The view as four axes, each with a stride of zero where it is broadcast. Nothing when the kernel cannot read it.
std::optional<HeadsView> heads_view(StridedView view) {
  if (view.axes.size() > kRank) return std::nullopt;
  view.axes.insert(view.axes.begin(), kRank - view.axes.size(), Axis{});
  for (size_t i = 0; i < kRank; ++i) {
    Axis& axis = view.axes[i];
    if (axis.repeat != 1 && i != 1) return std::nullopt;
    if (axis.extent == 1) axis = Axis{};
  }
  const std::vector<Axis>& a = view.axes;
  return HeadsView{view.offset, a[0].stride, a[1].stride, a[2].stride, a[3].stride, a[1].repeat};
}

struct Operand {
  Value source = MORTISE_NONE;
  HeadsView view;
  float scale = 1;
};

Operand operand(const Rewriter& graph, Value value, bool scales) {
  const StridedView found = StridedView::of(graph, value, scales);
  if (const auto view = heads_view(found)) return {found.source, *view, found.scale};
  return {value, *heads_view(StridedView::dense(graph, value)), 1};
}

bool is_float32(const Rewriter& graph, Value value) {
  return value != MORTISE_NONE && graph.type(value).dtype == MORTISE_DTYPE_FLOAT32;
}

bool is(const Node& node, std::string_view op) { return node.domain().empty() && node.op() == op; }

/// Batch, heads, rows and columns of a result.
sdk::Shape padded(sdk::ShapeView shape) {
  sdk::Shape result = shape.to_vector();
  result.insert(result.begin(), kRank - result.size(), 1);
  return result;
}

/// Query i sees keys up to i + what this returns, if that is what `sees(i, j)` says. Every row must see a key, and some row
/// must not see all.
template <class Sees>
std::optional<int64_t> causal_order(int64_t queries, int64_t keys, const Sees& sees) {
  int64_t last = -1;
  while (last + 1 < keys && sees(0, last + 1)) ++last;
  if (last < 0 || last + 1 == keys) return std::nullopt;
  for (int64_t i = 0; i < queries; ++i) {
    for (int64_t j = 0; j < keys; ++j)
      if (sees(i, j) != (j <= i + last)) return std::nullopt;
  }
  return last;
}

/// The constant's elements when it is one matrix of queries by keys.
template <class T>
const T* constant_matrix(const Rewriter& graph, Value value, uint32_t dtype,
                         const AttentionForm& form) {
  const mortise_tensor_view_t* view = graph.value(value).constant;
  const sdk::ShapeView shape = graph.shape(value);
  if (view == nullptr || view->dtype != dtype || view->layout != nullptr || shape.size() < 2 ||
      shape[shape.size() - 2] != form.queries || shape.back() != form.keys ||
      sdk::element_count(shape) != form.queries * form.keys) {
    return nullptr;
  }
  return static_cast<const T*>(view->data);
}

bool take_bias(const Rewriter& graph, Match& match, Value bias) {
  AttentionForm& form = match.form;
  if (match.bias != MORTISE_NONE || !is_float32(graph, bias)) return false;
  const bool is_free = !form.causal && match.condition == MORTISE_NONE;
  const auto* matrix =
      is_free ? constant_matrix<float>(graph, bias, MORTISE_DTYPE_FLOAT32, form) : nullptr;
  if (matrix != nullptr && form.keys > 1) {
    const float low = matrix[form.keys - 1];
    const auto known = [&](float x) { return x == 0 || x == low; };
    const auto sees = [&](int64_t i, int64_t j) { return matrix[i * form.keys + j] == 0; };
    if (low <= kLow && std::all_of(matrix, matrix + form.queries * form.keys, known)) {
      // Beside such a number scores vanish.
      form.causal = causal_order(form.queries, form.keys, sees);
      if (form.causal) form.fill = low;
      if (form.causal) return true;
    }
  }
  const Operand found = operand(graph, bias, false);
  match.bias = found.source;
  form.bias = found.view;
  form.bias_last = is_free;  // the walk goes from the softmax up
  return true;
}

/// Where(condition, scores, fill) or Where(condition, fill, scores); `side` is the input that is the scores.
bool take_condition(const Rewriter& graph, Match& match, const Node& node, size_t side) {
  AttentionForm& form = match.form;
  const auto fill = graph.scalar(node.input_id(3 - side));
  if (!fill || form.causal || match.condition != MORTISE_NONE) return false;
  const Value condition = node.input_id(0);
  form.fill = *fill;
  form.hides_where_true = side == 2;
  const auto* matrix = constant_matrix<uint8_t>(graph, condition, MORTISE_DTYPE_BOOL, form);
  if (matrix != nullptr) {
    form.causal = causal_order(form.queries, form.keys, [&](int64_t i, int64_t j) {
      return (matrix[i * form.keys + j] != 0) != form.hides_where_true;
    });
    if (form.causal) return true;
  }
  const Operand found = operand(graph, condition, false);
  match.condition = found.source;
  form.condition = found.view;
  return true;
}

bool take_product(const Rewriter& graph, Match& match, const Node& product) {
  if (product.rank(0) < 2 || product.rank(1) < 2 || product.rank(0) > 4 || product.rank(1) > 4)
    return false;
  const Operand query = operand(graph, product.input_id(0), true);
  Operand key = operand(graph, product.input_id(1), true);
  std::swap(key.view.row, key.view.column);
  match.query = query.source;
  match.key = key.source;
  match.form.query = query.view;
  match.form.key = key.view;
  match.form.scale *= query.scale * key.scale;
  match.form.size = product.shape(0).back();
  return true;
}

/// One node of the way from the softmax up to the product of queries and keys; the next value, or nothing.
std::optional<Value> take_score_node(const Rewriter& graph, Match& match, const Node& node) {
  const auto input_like = [&](size_t i) {
    return sdk::equal(graph.shape(node.input_id(i)), node.output_shape(0)) &&
           graph.value(node.input_id(i)).user_count == 1 && graph.producer(node.input_id(i));
  };
  if (const auto factor = constant_factor(node)) {
    match.form.scale *= *factor;
    return input_like(0) ? std::optional(node.input_id(0)) : std::nullopt;
  }
  if (binary_operation(node) == Binary::kAdd) {
    for (const size_t side : {0, 1}) {
      if (!input_like(side)) continue;
      const auto up = graph.producer(node.input_id(side));
      const bool leads_on = is(*up, "MatMul") || is(*up, "Where") || constant_factor(*up) ||
                            binary_operation(*up) == Binary::kAdd;
      if (leads_on && take_bias(graph, match, node.input_id(1 - side))) return node.input_id(side);
    }
    return std::nullopt;
  }
  if (!is(node, "Where") || node.input_count() != 3) return std::nullopt;
  for (const size_t side : {1, 2}) {
    if (input_like(side) && take_condition(graph, match, node, side)) return node.input_id(side);
  }
  return std::nullopt;
}

/// The scores that a softmax reads, up to the product.
bool take_scores(const Rewriter& graph, Match& match, Value scores) {
  constexpr int kMaxNodes = 4;  // a scale, a bias, a condition, the product
  for (int i = 0; i < kMaxNodes; ++i) {
    const auto node = graph.producer(scores);
    if (!node || graph.value(scores).user_count != 1) return false;
    if (is(*node, "MatMul")) return take_product(graph, match, *node);
    const auto next = take_score_node(graph, match, *node);
    if (!next) return false;
    const auto up = graph.producer(*next);
    // A scale behind a mask would scale that too.
    if (constant_factor(*node) && !(up && is(*up, "MatMul"))) return false;
    scores = *next;
  }
  return false;
}

/// The Transpose and the Reshape behind the result; the strides become those of what they make.
void take_result(const Rewriter& graph, Match& match, Value result, std::vector<Axis> axes) {
  const auto rank = static_cast<int64_t>(axes.size());
  if (const auto user = graph.sole_user(result); user && is(*user, "Transpose")) {
    const auto order = user->attr_ints("perm");
    const sdk::Shape strides = sdk::dense_strides(user->output_shape(0));
    if (order && order->size() == axes.size()) {
      for (size_t i = 0; i < axes.size(); ++i)
        axes[static_cast<size_t>(((*order)[i] + rank) % rank)].stride = strides[i];
      result = user->output_id(0);
    }
  }
  while (const auto user = graph.sole_user(result)) {
    if (!is(*user, "Reshape") || user->input_id(0) != result) break;
    result = user->output_id(0);
  }
  StridedView view;
  view.axes = std::move(axes);
  match.form.result = *heads_view(view);
  match.result = result;
}

std::optional<Match> match_softmax(const Rewriter& graph, const Node& softmax) {
  const int64_t rank = softmax.rank(0), axis = softmax.attr_int("axis", -1);
  const Value weights = softmax.output_id(0);
  if (rank < 2 || rank > 4 || (axis != -1 && axis != rank - 1)) return std::nullopt;
  const auto product = graph.sole_user(weights);
  if (!product || !is(*product, "MatMul") || product->input_id(0) != weights ||
      product->rank(1) < 2 || product->rank(1) > rank || !is_float32(graph, weights)) {
    return std::nullopt;
  }
  const sdk::Shape scores = padded(graph.shape(weights)), result = padded(product->output_shape(0));
  if (scores[0] != result[0] || scores[1] != result[1] || sdk::element_count(scores) == 0 ||
      sdk::element_count(result) == 0) {
    return std::nullopt;
  }
  Match match;
  match.form.batch = scores[0];
  match.form.heads = scores[1];
  match.form.queries = scores[2];
  match.form.keys = scores[3];
  match.form.value_size = result[3];
  if (!take_scores(graph, match, softmax.input_id(0)) || match.form.size < 1) return std::nullopt;
  const Operand value = operand(graph, product->input_id(1), false);
  match.value = value.source;
  match.form.value = value.view;
  take_result(graph, match, product->output_id(0),
              StridedView::dense(graph, product->output_id(0)).axes);
  return match;
}

void emit(Rewriter& graph, const Match& match, std::string_view name) {
  sdk::Attrs attributes;
  append_attention(attributes, match.form);
  const std::vector<Value> inputs = {match.query, match.key, match.value, match.bias,
                                     match.condition};
  graph.replace(match.result, graph.add(kPrivateDomain, "Attention", inputs, attributes,
                                        graph.type(match.result), std::string(name)));
}

}  // namespace

void fuse_attention(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (!graph.alive(id) || !is(graph.node(id), "Softmax")) continue;
    const auto match = match_softmax(graph, graph.node(id));
    if (match) emit(graph, *match, graph.node(id).name());
  }
}

}  // namespace mortise::cpu
