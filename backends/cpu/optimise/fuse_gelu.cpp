// Gelu spelt in primitive operators, in whatever order: x / 2 * (1 + erf(x / sqrt 2)) and its approximation by tanh.
//
// Values are read as polynomials in x, and behind the function g also as p(x) + q(x) * g. Any spelling of Gelu is then
// 0.5 x + 0.5 x * g.
#include <array>
#include <cmath>

#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

constexpr size_t kTerms = 4;  // of a polynomial: up to x^3
constexpr int kMaxDepth = 8;  // of operators between x, g and the result
constexpr double kTolerance = 1e-5;
using Polynomial = std::array<double, kTerms>;

/// plain + gated * g
struct Form {
  Polynomial plain{}, gated{};
};

/// Nothing where a term has no place.
std::optional<Polynomial> product(const Polynomial& a, const Polynomial& b) {
  Polynomial result{};
  for (size_t i = 0; i < kTerms; ++i) {
    for (size_t k = 0; k < kTerms; ++k) {
      const double term = a[i] * b[k];
      if (term == 0) continue;
      if (i + k >= kTerms) return std::nullopt;
      result[i + k] += term;
    }
  }
  return result;
}

Polynomial sum(const Polynomial& a, const Polynomial& b, double factor) {
  Polynomial result = a;
  for (size_t i = 0; i < kTerms; ++i) result[i] += factor * b[i];
  return result;
}

bool is_zero(const Polynomial& p) { return p == Polynomial{}; }

bool is_close(const Polynomial& p, const Polynomial& expected) {
  for (size_t i = 0; i < kTerms; ++i) {
    if (!(std::fabs(p[i] - expected[i]) <= kTolerance * std::fabs(expected[i]))) return false;
  }
  return true;
}

std::optional<Form> product(const Form& a, const Form& b) {
  if (!is_zero(a.gated) && !is_zero(b.gated)) return std::nullopt;
  const auto plain = product(a.plain, b.plain);
  const auto left = product(a.gated, b.plain), right = product(a.plain, b.gated);
  if (!plain || !left || !right) return std::nullopt;
  return Form{*plain, sum(*left, *right, 1)};
}

/// Reads values as forms of x and g.
class Reading {
 public:
  Reading(const Rewriter& graph, Value x, Value g) : graph_(graph), x_(x), g_(g) {}

  std::optional<Form> read(Value value, int depth = kMaxDepth) const {
    if (value == x_) return Form{{0, 1}, {}};
    if (value == g_) return Form{{}, {1}};
    if (const auto c = graph_.scalar(value)) return Form{{*c}, {}};
    const auto node = graph_.producer(value);
    if (!node || depth == 0 || !node->domain().empty() || node->input_count() != 2) return {};
    const auto a = read(node->input_id(0), depth - 1), b = read(node->input_id(1), depth - 1);
    if (!a || !b) return std::nullopt;
    return combine(node->op(), *a, *b);
  }

 private:
  static std::optional<Form> combine(std::string_view op, const Form& a, const Form& b) {
    if (op == "Mul") return product(a, b);
    if (op == "Add" || op == "Sub") {
      const double sign = op == "Add" ? 1 : -1;
      return Form{sum(a.plain, b.plain, sign), sum(a.gated, b.gated, sign)};
    }
    const double c = b.plain[0];
    if (!is_zero(b.gated) || !is_zero(sum(b.plain, {c}, -1))) return std::nullopt;
    if (op == "Div" && std::isnormal(c)) return product(a, Form{{1 / c}, {}});
    if (op == "Pow" && (c == 2 || c == 3)) {
      const auto square = product(a, a);
      return c == 2 || !square ? square : product(*square, a);
    }
    return std::nullopt;
  }

  const Rewriter& graph_;
  const Value x_, g_;
};

Polynomial argument_of(bool by_tanh) {
  const double root = by_tanh ? std::sqrt(2 / M_PI) : std::sqrt(0.5);
  return {0, root, 0, by_tanh ? root * 0.044715 : 0};
}

/// The x of which `argument` is the argument of Gelu's function; the nearest that there is.
Value find_x(const Rewriter& graph, Value argument, bool by_tanh) {
  std::vector<Value> candidates = {argument};
  constexpr size_t kMaxCandidates = 16;
  for (size_t at = 0; at < candidates.size(); ++at) {
    const auto argument_form = Reading(graph, candidates[at], MORTISE_NONE).read(argument);
    if (argument_form && is_close(argument_form->plain, argument_of(by_tanh)))
      return candidates[at];
    const auto node = graph.producer(candidates[at]);
    if (!node || node->input_count() != 2) continue;
    for (size_t i = 0; i < 2 && candidates.size() < kMaxCandidates; ++i) {
      if (node->has_input(i)) candidates.push_back(node->input_id(i));
    }
  }
  return MORTISE_NONE;
}

/// Behind g, the first value that is Gelu of x.
Value find_result(const Rewriter& graph, Value x, Value g) {
  const Reading reading(graph, x, g);
  const Polynomial half_x = {0, 0.5};
  Value value = g;
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    const auto user = graph.sole_user(value);
    if (!user || user->output_count() != 1) return MORTISE_NONE;
    value = user->output_id(0);
    const auto form = reading.read(value);
    if (!form) return MORTISE_NONE;
    if (is_close(form->plain, half_x) && is_close(form->gated, half_x)) return value;
  }
  return MORTISE_NONE;
}

void fuse(Rewriter& graph, const Node& function) {
  const bool by_tanh = function.op() == "Tanh";
  if (!function.domain().empty() || (!by_tanh && function.op() != "Erf")) return;
  if (function.output_type(0).dtype != MORTISE_DTYPE_FLOAT32) return;
  const Value x = find_x(graph, function.input_id(0), by_tanh);
  if (x == MORTISE_NONE) return;
  const Value result = find_result(graph, x, function.output_id(0));
  // Constants of higher rank would widen the result.
  if (result == MORTISE_NONE || !sdk::equal(graph.shape(x), graph.shape(result))) return;
  const sdk::Attrs attributes = {{"approximate", by_tanh ? "tanh" : "none"}};
  graph.replace(result,
                graph.add("", "Gelu", {x}, attributes, graph.type(result), function.name()));
}

}  // namespace

void fuse_gelu(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (graph.alive(id)) fuse(graph, graph.node(id));
  }
}

}  // namespace mortise::cpu
