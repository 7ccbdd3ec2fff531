// A node and the one that makes its input, where both together come to one node, or to none. Nodes are visited in
// topological order, so that what makes a node's input has been simplified before it.
#include <algorithm>
#include <unordered_set>

#include "plugins/passes/optimise/passes.hpp"
#include "plugins/passes/optimise/permutation.hpp"
#include "plugins/passes/optimise/rewriter.hpp"

namespace mortise::optimise {
namespace {

// What numbers a dtype has: whole ones of so many bits beside the sign, or floating-point ones.
struct Numbers {
  bool is_float = false;
  bool is_signed = false;
  int digits = 0;    // bits of the significand, or of a whole number without its sign
  int exponent = 0;  // bits
};

std::optional<Numbers> numbers_of(uint32_t dtype) {
  switch (dtype) {
    case MORTISE_DTYPE_BOOL: return Numbers{false, false, 1, 0};
    case MORTISE_DTYPE_UINT8: return Numbers{false, false, 8, 0};
    case MORTISE_DTYPE_UINT16: return Numbers{false, false, 16, 0};
    case MORTISE_DTYPE_UINT32: return Numbers{false, false, 32, 0};
    case MORTISE_DTYPE_UINT64: return Numbers{false, false, 64, 0};
    case MORTISE_DTYPE_INT8: return Numbers{false, true, 7, 0};
    case MORTISE_DTYPE_INT16: return Numbers{false, true, 15, 0};
    case MORTISE_DTYPE_INT32: return Numbers{false, true, 31, 0};
    case MORTISE_DTYPE_INT64: return Numbers{false, true, 63, 0};
    case MORTISE_DTYPE_FLOAT16: return Numbers{true, true, 11, 5};
    case MORTISE_DTYPE_BFLOAT16: return Numbers{true, true, 8, 8};
    case MORTISE_DTYPE_FLOAT32: return Numbers{true, true, 24, 8};
    case MORTISE_DTYPE_FLOAT64: return Numbers{true, true, 53, 11};
    default: return std::nullopt;
  }
}

// Whether `to` has every number that `from` has.
bool has_all_of(const Numbers& to, const Numbers& from) {
  if (from.is_float && !to.is_float) return false;
  if (from.is_signed && !to.is_signed) return false;
  return to.digits >= from.digits && to.exponent >= from.exponent;
}

bool is_floating(uint32_t dtype) {
  const auto numbers = numbers_of(dtype);
  return !numbers || numbers->is_float;
}

class Simplifier {
 public:
  Simplifier(Rewriter& graph, bool exact) : graph_(graph), exact_(exact) {}

  /// Whether the node's readers read something else now.
  bool visit(uint32_t id) {
    bool changed = false;
    // What has come in a node's place may come to something with what is before that.
    for (std::optional<uint32_t> next = id; next;) {
      const Node node = graph_.node(*next);
      next.reset();
      if (node.output_count() == 0 || !node.wants_output(0) || node.output(0).user_count == 0)
        break;
      const Value before = node.output_id(0);
      const std::optional<Value> after = simplify(node);
      if (!after) break;
      if (!graph_.replace(before, *after)) {
        remove_if_new(*after);
        break;
      }
      changed = true;
      graph_.remove_unread(graph_.value(before).producer);
      if (const auto made = graph_.producer(*after)) next = made->id();
    }
    return changed;
  }

 private:
  // What the output is to be; nothing when it stays.
  std::optional<Value> simplify(const Node& node) {
    const mortise_operator_t* definition = graph_.definition(node);
    if (definition == nullptr) return std::nullopt;
    const auto has = [&](uint32_t flags) { return (definition->flags & flags) == flags; };
    if (const auto merged = has(MORTISE_OPERATOR_ASSOCIATIVE | MORTISE_OPERATOR_COMMUTATIVE)
                                ? reassociate(node)
                                : std::nullopt)
      return merged;
    const auto inner = graph_.producer(node.input_id(0));
    if (!inner || !inner->has_input(0)) return std::nullopt;
    if (has(MORTISE_OPERATOR_INVOLUTION) && is_twice(node, *inner)) return inner->input_id(0);
    if (has(MORTISE_OPERATOR_IDEMPOTENT) && is_twice(node, *inner)) return node.input_id(0);
    if (has(MORTISE_OPERATOR_RESHAPES) && graph_.has_flags(*inner, MORTISE_OPERATOR_RESHAPES))
      return reshape_once(node, *inner);
    if (is_standard(node, "Transpose")) return transpose_once(node, *inner);
    if (is_standard(node, "Cast") && is_standard(*inner, "Cast")) return cast_once(node, *inner);
    return std::nullopt;
  }

  static bool is_twice(const Node& node, const Node& inner) {
    return node.input_count() == 1 && inner.input_count() == 1 && equal_work(node, inner);
  }

  std::optional<Value> reshape_once(const Node& node, const Node& inner) {
    const Value x = inner.input_id(0), y = node.output_id(0);
    if (certainly_equal(*graph_.value(x).type, *graph_.value(y).type)) return x;
    const auto target = reshape_target(node);
    if (!target) return std::nullopt;
    const std::string name(node.name());
    return graph_.add("Reshape", {x, graph_.builder().ints(*target)}, {}, y, name);
  }

  // The output's shape for a Reshape from anything: at most one extent is left to it.
  static std::optional<sdk::Shape> reshape_target(const Node& node) {
    const mortise_type_t& type = node.output_type(0);
    if (type.rank < 0 || type.bounded_dims != 0) return std::nullopt;
    sdk::Shape target;
    size_t unknown = 0;
    for (const int64_t extent : node.output_shape(0)) {
      if (extent == 0) return std::nullopt;
      unknown += extent < 0 ? 1 : 0;
      target.push_back(extent < 0 ? -1 : extent);
    }
    if (unknown > 1) return std::nullopt;
    return target;
  }

  std::optional<Value> transpose_once(const Node& node, const Node& inner) {
    const auto first = order_of(inner), second = order_of(node);
    if (!first || !second || first->size() != second->size()) return std::nullopt;
    const Order both = compose(*first, *second);
    const Value x = inner.input_id(0);
    if (is_identity(both)) return x;
    const std::string name(node.name());
    return graph_.add("Transpose", {x}, {{"perm", both}}, node.output_id(0), name);
  }

  // By way of a dtype that has every number of the first.
  std::optional<Value> cast_once(const Node& node, const Node& inner) {
    const auto from = numbers_of(inner.dtype(0)), between = numbers_of(node.dtype(0)),
               to = numbers_of(node.output_type(0).dtype);
    if (!from || !between || !to || !has_all_of(*between, *from)) return std::nullopt;
    const Value x = inner.input_id(0), y = node.output_id(0);
    if (graph_.value(x).type->dtype == graph_.value(y).type->dtype) return x;
    const std::string name(node.name());
    return graph_.add("Cast", {x}, attributes_of(node), y, name);
  }

  // f(f(x, a), b) is f(x, f(a, b)), which has less to do where a and b are constants.
  std::optional<Value> reassociate(const Node& node) {
    if (node.input_count() != 2 || node.abi()->attribute_count != 0) return std::nullopt;
    const bool left = is_fixed(node.input_id(0));
    if (left == is_fixed(node.input_id(1))) return std::nullopt;
    const Value b = node.input_id(left ? 0 : 1);
    const auto inner = graph_.producer(node.input_id(left ? 1 : 0));
    if (!inner || inner->input_count() != 2 || inner->output(0).user_count != 1 ||
        !equal_work(node, *inner))
      return std::nullopt;
    if (exact_ && is_floating(node.output_type(0).dtype)) return std::nullopt;
    const bool inner_left = is_fixed(inner->input_id(0));
    if (inner_left == is_fixed(inner->input_id(1))) return std::nullopt;
    const Value a = inner->input_id(inner_left ? 0 : 1), x = inner->input_id(inner_left ? 1 : 0);
    const auto larger = larger_of(a, b);
    if (!larger) return std::nullopt;
    const std::string op(node.op()), domain(node.domain()), name(node.name());
    const uint32_t version = node.version();
    const Value y = node.output_id(0);
    sdk::Builder& builder = graph_.builder();
    const Value both = builder.nodes(op, {a, b}, 1, {}, domain, version)[0];
    builder.set_type(both, *graph_.value(*larger).type);
    merged_.insert(both);
    const Value result = builder.nodes(op, {x, both}, 1, {}, domain, version, name)[0];
    builder.set_type(result, *graph_.value(y).type);
    return result;
  }

  // The operand whose type the result has: no constant may become larger than it is.
  std::optional<Value> larger_of(Value a, Value b) const {
    const mortise_type_t& left = *graph_.value(a).type;
    const mortise_type_t& right = *graph_.value(b).type;
    if (left.dtype != right.dtype || left.rank < 0 || right.rank < 0) return std::nullopt;
    if (right.rank == 0) return a;
    if (left.rank == 0 || certainly_equal(left, right)) return b;
    return std::nullopt;
  }

  // A constant, or computed from constants, which the session does.
  bool is_fixed(Value id) const {
    if (is_constant(id) || merged_.count(id) != 0) return true;
    const auto node = graph_.producer(id);
    if (!node || !graph_.has_flags(*node, MORTISE_OPERATOR_PURE)) return false;
    const std::vector<Value> inputs = node->input_ids();
    return std::all_of(inputs.begin(), inputs.end(),
                       [&](Value input) { return input == MORTISE_NONE || is_constant(input); });
  }
  bool is_constant(Value id) const {
    return id != MORTISE_NONE && graph_.value(id).constant != nullptr;
  }

  void remove_if_new(Value id) {
    if (graph_.value(id).user_count == 0 && graph_.value(id).producer != MORTISE_NONE)
      graph_.remove_unread(graph_.value(id).producer);
  }

  Rewriter& graph_;
  const bool exact_;
  std::unordered_set<Value> merged_;  // of constants
};

class Algebra final : public sdk::Pass {
 public:
  explicit Algebra(const mortise_host_t* host) : host_(host) {}
  std::string_view name() const override { return "algebra"; }
  std::string_view summary() const override { return "makes one node of two, or none"; }
  uint32_t flags() const override {
    return MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }

  bool run(sdk::PassContext& context) const override {
    Rewriter graph(host_, context);
    Simplifier simplifier(graph, context.options.get_int("exact", 1) != 0);
    bool changed = false;
    for (const uint32_t id : graph.nodes()) {
      if (graph.has_node(id)) changed |= simplifier.visit(id);
    }
    return changed;
  }

 private:
  const mortise_host_t* host_;
};

}  // namespace

std::unique_ptr<sdk::Pass> make_algebra(const mortise_host_t* host) {
  return std::make_unique<Algebra>(host);
}

}  // namespace mortise::optimise
