#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/term.hpp"

namespace mortise::ops {
namespace {

enum Input : size_t { kQuery, kKey, kValue, kState, kDecay, kBeta };

// What a step does to the state S, given key k and value v, before the query reads it.
struct Rule {
  explicit Rule(const Node& node) {
    const std::string_view name = node.attr_string("update_rule", "gated_delta");
    if (name != "linear" && name != "gated" && name != "delta" && name != "gated_delta")
      invalid("attribute update_rule is ", name,
              "; it must be linear, gated, delta or gated_delta");
    decays = name == "gated" || name == "gated_delta";
    corrects = name == "delta" || name == "gated_delta";
    if (node.has_input(kDecay) != decays)
      invalid("update rule ", name, decays ? " needs" : " has no", " decay");
    if (node.has_input(kBeta) != corrects)
      invalid("update rule ", name, corrects ? " needs" : " has no", " beta");
  }
  bool decays = false;    // S = exp(decay) S
  bool corrects = false;  // v - S^T k times beta instead of v
};

int64_t heads_of(const Node& node, std::string_view name) {
  const int64_t heads = node.attr_int(name);
  if (heads < 1 || heads > INT32_MAX) invalid("attribute ", name, " is ", heads);
  return heads;
}

// The size of a head of a packed input, where it is known.
int64_t head_size(const Node& node, size_t input, int64_t heads) {
  const int64_t columns = node.ranked(input) ? node.shape(input)[2] : int64_t{MORTISE_DIM_UNKNOWN};
  if (columns < 0) return MORTISE_DIM_UNKNOWN;
  if (columns % heads != 0)
    invalid("input ", input, " has ", columns, " columns, which ", heads, " heads do not divide");
  return columns / heads;
}

// Query, key and value are [batch, length, heads * size], the state is [batch, key heads, key size, value size].
void infer(const Node& node, Inference& out) {
  node.check_dtype(kQuery, dtype_set(FloatTypes{}));
  for (const size_t input : {kKey, kValue, kDecay, kBeta}) {
    if (!node.has_input(input)) continue;
    node.check_same_dtype(kQuery, input);
    node.check_rank(input, 3);
  }
  node.check_rank(kQuery, 3);
  if (node.has_input(kState)) {
    node.check_dtype(kState, dtype_set(FloatTypes{}));
    node.check_rank(kState, 4);
  }
  (void)Rule(node);
  const int64_t heads = heads_of(node, "q_num_heads"), shared = heads_of(node, "kv_num_heads");
  if (heads % shared != 0)
    invalid(heads, " query heads cannot share ", shared, " key heads evenly");
  const int64_t size = unify_extents(head_size(node, kQuery, heads), head_size(node, kKey, shared));
  const int64_t value_size = head_size(node, kValue, shared);
  int64_t batch = MORTISE_DIM_UNKNOWN, length = MORTISE_DIM_UNKNOWN;
  for (const size_t input : {kQuery, kKey, kValue, kDecay, kBeta}) {
    if (!node.has_input(input) || !node.ranked(input)) continue;
    batch = unify_extents(batch, node.shape(input)[0]);
    length = unify_extents(length, node.shape(input)[1]);
  }
  const auto check_columns = [&](size_t input, int64_t one, int64_t other) {
    if (!node.has_input(input) || !node.ranked(input)) return;
    const int64_t columns = node.shape(input)[2];
    if (columns >= 0 && columns != one && columns != other && other >= 0)
      invalid("input ", input, " has ", columns, " columns; it must have ", one, " or ", other);
  };
  check_columns(kDecay, shared, size < 0 ? size : shared * size);
  check_columns(kBeta, shared, 1);
  const Shape state = {batch, shared, size, value_size};
  if (node.has_input(kState) && node.ranked(kState)) {
    for (size_t axis = 0; axis < 4; ++axis) unify_extents(node.shape(kState)[axis], state[axis]);
  }
  out.set(0, node.dtype(kQuery),
          {batch, length, value_size < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : heads * value_size});
  if (node.wants_output(1))
    out.set(1, node.has_input(kState) ? node.dtype(kState) : node.dtype(kQuery), state);
}

// Yang et al.: Gated delta networks (2024), as a recurrence over the tokens.
class LinearAttentionKernel {
 public:
  LinearAttentionKernel(const Node& node, const KernelContext&)
      : rule_(node),
        heads_(heads_of(node, "q_num_heads")),
        shared_(heads_of(node, "kv_num_heads")),
        scale_(node.attr_float("scale", 0)),
        state_size_(head_size(node, kKey, shared_) * head_size(node, kValue, shared_)),
        value_size_(head_size(node, kValue, shared_)),
        attend_(visit_dtype(FloatTypes{}, node.dtype(kQuery), [&](auto x) {
          return visit_dtype(
              FloatTypes{}, node.dtype(node.has_input(kState) ? kState : kQuery),
              [](auto state) -> Attend {
                return &LinearAttentionKernel::attend<typename decltype(x)::type,
                                                      typename decltype(state)::type>;
              });
        })) {}

  // The state of a head, and a value.
  uint64_t workspace_size() const {
    return static_cast<uint64_t>(state_size_ + value_size_) * sizeof(double);
  }
  void run(const Launch& launch) const { (this->*attend_)(launch); }

 private:
  using Attend = void (LinearAttentionKernel::*)(const Launch&) const;

  template <class T, class S>
  void attend(const Launch& launch) const {
    const ShapeView query = launch.input_shape(kQuery), value = launch.input_shape(kValue);
    const int64_t size = query[2] / heads_, value_size = value[2] / shared_;
    auto* state = launch.workspace<double>();
    for (int64_t item = 0; item < query[0]; ++item) {
      for (int64_t head = 0; head < shared_; ++head) {
        const int64_t at = (item * shared_ + head) * size * value_size;
        for (int64_t i = 0; i < size * value_size; ++i) {
          state[i] = launch.has_input(kState)
                         ? static_cast<double>(load(launch.in<S>(kState)[at + i]))
                         : 0;
        }
        for (int64_t t = 0; t < query[1]; ++t) {
          const int64_t token = item * query[1] + t;
          update<T>(launch, token, head, size, value_size, state);
          read<T>(launch, token, head, size, value_size, state);
        }
        if (!launch.wants_output(1)) continue;
        for (int64_t i = 0; i < size * value_size; ++i)
          launch.out<S>(1)[at + i] = store<S>(state[i]);
      }
    }
  }

  template <class T>
  static double at(const Launch& launch, size_t input, int64_t token, int64_t column) {
    return static_cast<double>(
        load(launch.in<T>(input)[token * launch.input_shape(input)[2] + column]));
  }

  template <class T>
  void update(const Launch& launch, int64_t token, int64_t head, int64_t size, int64_t value_size,
              double* state) const {
    if (rule_.decays) {
      const bool by_head = launch.input_shape(kDecay)[2] == shared_;
      for (int64_t i = 0; i < size; ++i) {
        const double factor =
            std::exp(at<T>(launch, kDecay, token, by_head ? head : head * size + i));
        for (int64_t k = 0; k < value_size; ++k) state[i * value_size + k] *= factor;
      }
    }
    double* change = state + size * value_size;
    for (int64_t k = 0; k < value_size; ++k) {
      change[k] = at<T>(launch, kValue, token, head * value_size + k);
      if (!rule_.corrects) continue;
      for (int64_t i = 0; i < size; ++i)
        change[k] -= state[i * value_size + k] * at<T>(launch, kKey, token, head * size + i);
      change[k] *= at<T>(launch, kBeta, token, launch.input_shape(kBeta)[2] == 1 ? 0 : head);
    }
    for (int64_t i = 0; i < size; ++i) {
      const double key = at<T>(launch, kKey, token, head * size + i);
      for (int64_t k = 0; k < value_size; ++k) state[i * value_size + k] += key * change[k];
    }
  }

  // All query heads that share the state.
  template <class T>
  void read(const Launch& launch, int64_t token, int64_t head, int64_t size, int64_t value_size,
            const double* state) const {
    const double scale = scale_ != 0 ? scale_ : 1 / std::sqrt(static_cast<double>(size));
    const int64_t sharing = heads_ / shared_;
    for (int64_t q = head * sharing; q < (head + 1) * sharing; ++q) {
      T* y = launch.out<T>(0) + (token * heads_ + q) * value_size;
      for (int64_t k = 0; k < value_size; ++k) {
        double sum = 0;
        for (int64_t i = 0; i < size; ++i)
          sum += at<T>(launch, kQuery, token, q * size + i) * state[i * value_size + k];
        y[k] = store<T>(sum * scale);
      }
    }
  }

  Rule rule_;
  int64_t heads_, shared_;
  double scale_;  // 0: one over the root of the size of a head
  int64_t state_size_, value_size_;
  Attend attend_;
};

// The recurrence, token by token: states are [batch, key heads, key size, value size].
class UnrolledAttention {
 public:
  UnrolledAttention(const Node& node, Builder& b)
      : node_(node),
        b_(b),
        rule_(node),
        heads_(heads_of(node, "q_num_heads")),
        shared_(heads_of(node, "kv_num_heads")),
        size_(head_size(node, kKey, shared_)),
        value_size_(head_size(node, kValue, shared_)) {
    length_ = node.ranked(kQuery) ? node.shape(kQuery)[1] : int64_t{MORTISE_DIM_UNKNOWN};
    if (length_ < 1 || size_ < 1 || value_size_ < 1)
      unsupported("the number of tokens and the sizes of the heads must be known");
  }

  std::vector<Value> make() {
    const double given = node_.attr_float("scale", 0);
    const double scale = given != 0 ? given : 1 / std::sqrt(static_cast<double>(size_));
    const Term queries = parts(kQuery, {heads_ / shared_, size_});
    const Term keys = parts(kKey, {size_, 1}), values = parts(kValue, {1, value_size_});
    Term state = initial();
    std::vector<Value> outputs;
    for (int64_t token = 0; token < length_; ++token) {
      if (rule_.decays) state = state * at(decays(), token).exp();
      const Term key = at(keys, token);
      Term change = at(values, token);
      if (rule_.corrects) change = (change - product(turned(key), state)) * at(betas(), token);
      state = state + product(key, change);
      const Term y = scale * product(at(queries, token), state);
      outputs.push_back(y.apply("Unsqueeze", {b_.ints({1})}).value());
    }
    const Value y = b_.node("Concat", outputs, {{"axis", 1}});
    const uint32_t dtype = node_.dtype(node_.has_input(kState) ? kState : kQuery);
    return {b_.node("Reshape", {y, b_.ints({0, 0, heads_ * value_size_})}),
            state.apply("Cast", {}, {{"to", dtype}}).value()};
  }

 private:
  Term term(Value value) { return {b_, node_.dtype(kQuery), value}; }
  // [batch, length, key heads, …]
  Term parts(size_t input, const Shape& sizes) {
    Shape shape = {0, 0, shared_};
    shape.insert(shape.end(), sizes.begin(), sizes.end());
    return term(b_.node("Reshape", {node_.input_id(input), b_.ints(shape)}));
  }
  Term decays() {
    const int64_t columns = node_.shape(kDecay)[2];
    return parts(kDecay, {columns == shared_ ? 1 : size_, 1});
  }
  Term betas() {
    const int64_t columns = node_.shape(kBeta)[2];
    return term(b_.node("Reshape", {node_.input_id(kBeta), b_.ints({0, 0, columns, 1, 1})}));
  }
  static Term at(const Term& all, int64_t token) {
    Builder& b = all.builder();
    return all.apply("Gather", {b.scalar(MORTISE_DTYPE_INT64, static_cast<double>(token))},
                     {{"axis", 1}});
  }
  static Term product(const Term& left, const Term& right) {
    return left.apply("MatMul", {right.value()});
  }
  static Term turned(const Term& term) {
    return term.apply("Transpose", {}, {{"perm", Shape{0, 1, 3, 2}}});
  }
  Term initial() {
    if (node_.has_input(kState))
      return term(b_.node("Cast", {node_.input_id(kState)}, {{"to", node_.dtype(kQuery)}}));
    const Value shape = b_.node("Shape", {node_.input_id(kQuery)}, {{"end", 1}});
    const Value whole =
        b_.node("Concat", {shape, b_.ints({shared_, size_, value_size_})}, {{"axis", 0}});
    return term(b_.node("Expand", {b_.scalar(node_.dtype(kQuery), 0), whole}));
  }

  const Node& node_;
  Builder& b_;
  Rule rule_;
  int64_t heads_, shared_, size_, value_size_, length_ = 0;
};

std::vector<Value> decompose(const Node& node, Builder& b) {
  return UnrolledAttention(node, b).make();
}

}  // namespace

MORTISE_OPERATOR(LinearAttention, 27) {
  op.summary("Attention through a state that each token updates")
      .input("query")
      .input("key")
      .input("value")
      .optional_input("past_state")
      .optional_input("decay")
      .optional_input("beta")
      .output("output")
      .output("present_state")
      .attribute("chunk_size", MORTISE_ATTRIBUTE_INT)
      .required_attribute("kv_num_heads", MORTISE_ATTRIBUTE_INT)
      .required_attribute("q_num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("update_rule", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose)
      .keep_whole()
      .kernel<LinearAttentionKernel>();
}

}  // namespace mortise::ops
