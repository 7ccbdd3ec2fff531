#include <algorithm>
#include <cmath>
#include <limits>

#include "ops/common/arithmetic.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

constexpr double kHidden = -std::numeric_limits<double>::infinity();

enum Input : size_t { kQuery, kKey, kValue, kMask, kPastKey, kPastValue, kLengths };
enum Output : size_t { kY, kPresentKey, kPresentValue, kScores };

// Heads beside each other in the last axis, [batch, length, heads * size], or [batch, heads, length, size].
struct Heads {
  Heads(ShapeView shape, int64_t packed_heads)
      : packed(shape.size() == 3),
        batch(shape[0]),
        heads(packed ? packed_heads : shape[1]),
        length(packed ? shape[1] : shape[2]),
        size(packed ? (shape[2] < 0 ? shape[2] : shape[2] / packed_heads) : shape[3]) {}

  int64_t row(int64_t item, int64_t head, int64_t position) const {
    return packed ? ((item * length + position) * heads + head) * size
                  : ((item * heads + head) * length + position) * size;
  }

  bool packed;
  int64_t batch, heads, length, size;
};

int64_t head_count(const Node& node, std::string_view name, size_t input) {
  if (node.rank(input) == 4) return 1;
  const int64_t heads = node.attr_int(name, 0);
  if (heads < 1) invalid("attribute ", name, " is ", heads, "; inputs of rank 3 need it");
  const int64_t last = node.shape(input)[2];
  if (last >= 0 && last % heads != 0)
    invalid("input ", input, " has ", last, " columns, which ", heads, " heads do not divide");
  return heads;
}

Heads heads_of(const Node& node, size_t input) {
  return Heads(node.shape(input),
               head_count(node, input == kQuery ? "q_num_heads" : "kv_num_heads", input));
}

void check_dtypes(const Node& node) {
  node.check_dtype(kQuery, dtype_set(FloatTypes{}));
  for (const size_t input : {kKey, kValue, kPastKey, kPastValue})
    if (node.has_input(input)) node.check_same_dtype(kQuery, input);
  if (node.has_input(kMask) && node.dtype(kMask) != MORTISE_DTYPE_BOOL)
    node.check_same_dtype(kQuery, kMask);
  if (node.has_input(kLengths)) node.check_dtype(kLengths, dtype_set(TypeList<int64_t>{}));
  const int64_t mode = node.attr_int("qk_matmul_output_mode", 0);
  if (mode < 0 || mode > 3) invalid("attribute qk_matmul_output_mode is ", mode);
  if (node.has_input(kPastKey) != node.has_input(kPastValue))
    invalid("past_key and past_value go together");
}

// [batch, heads, length, size] of the keys or values that were before; 0 where there are none.
int64_t past_length(const Node& node, size_t past, const Heads& now) {
  if (!node.has_input(past)) return 0;
  if (!node.ranked(past)) return MORTISE_DIM_UNKNOWN;
  node.check_rank(past, 4);
  const ShapeView shape = node.shape(past);
  unify_extents(shape[0], now.batch);
  unify_extents(shape[1], now.heads);
  unify_extents(shape[3], now.size);
  return shape[2];
}

int64_t sum_of(int64_t left, int64_t right) {
  if (left == 0) return right;
  return left < 0 || right < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : left + right;
}

// It broadcasts to the scores, but may end before them.
void check_mask(const Node& node, const Shape& scores) {
  if (!node.has_input(kMask) || !node.ranked(kMask)) return;
  const ShapeView mask = node.shape(kMask);
  bool fits = !mask.empty() && mask.size() <= scores.size();
  for (size_t i = 0; fits && i < mask.size(); ++i) {
    const int64_t given = mask[mask.size() - 1 - i], wanted = scores[scores.size() - 1 - i];
    if (given < 0 || wanted < 0 || given == 1 || given == wanted) continue;
    fits = i == 0 && given < wanted;
  }
  if (!fits) invalid("attn_mask has shape ", mask, "; it must broadcast to ", ShapeView(scores));
}

void infer(const Node& node, Inference& out) {
  check_dtypes(node);
  const uint32_t dtype = node.dtype(kQuery);
  if (!node.ranked(kQuery) || !node.ranked(kKey) || !node.ranked(kValue)) {
    for (size_t output = 0; output < node.output_count(); ++output)
      if (node.wants_output(output)) out.set_unranked(output, dtype);
    return;
  }
  if (node.rank(kQuery) != 3) node.check_rank(kQuery, 4);
  node.check_rank(kKey, node.rank(kQuery));
  node.check_rank(kValue, node.rank(kQuery));
  const Heads query = heads_of(node, kQuery), key = heads_of(node, kKey),
              value = heads_of(node, kValue);
  const int64_t batch = unify_extents(unify_extents(query.batch, key.batch), value.batch);
  const int64_t shared = unify_extents(key.heads, value.heads);
  unify_extents(query.size, key.size);
  unify_extents(key.length, value.length);
  if (query.heads >= 0 && shared >= 0 && (shared == 0 || query.heads % shared != 0))
    invalid(query.heads, " query heads cannot share ", shared, " key heads evenly");
  const int64_t past = past_length(node, kPastKey, key);
  unify_extents(past, past_length(node, kPastValue, value));
  const int64_t total = sum_of(past, key.length);
  const Shape scores = {batch, query.heads, query.length, total};
  check_mask(node, scores);
  if (node.has_input(kLengths) && node.ranked(kLengths)) {
    node.check_rank(kLengths, 1);
    unify_extents(node.shape(kLengths)[0], batch);
  }
  const int64_t columns =
      query.heads < 0 || value.size < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : query.heads * value.size;
  out.set(kY, dtype,
          query.packed ? Shape{batch, query.length, columns}
                       : Shape{batch, query.heads, query.length, value.size});
  if (node.wants_output(kPresentKey)) out.set(kPresentKey, dtype, {batch, shared, total, key.size});
  if (node.wants_output(kPresentValue))
    out.set(kPresentValue, dtype, {batch, shared, total, value.size});
  if (node.wants_output(kScores)) out.set(kScores, dtype, scores);
}

// What is added to a score: 0 or minus infinity for a mask of bools, and minus infinity beyond the mask's end.
class Mask {
 public:
  Mask(const Launch& launch, int64_t total) {
    if (!launch.has_input(kMask)) return;
    view_ = &launch.input(kMask);
    const ShapeView shape = launch.input_shape(kMask);
    end_ = shape.back() == 1 ? total : shape.back();
    strides_ = broadcast_strides(shape, 4);
  }
  template <class T>
  double at(int64_t item, int64_t head, int64_t row, int64_t column) const {
    if (view_ == nullptr) return 0;
    if (column >= end_) return kHidden;
    const int64_t offset =
        item * strides_[0] + head * strides_[1] + row * strides_[2] + column * strides_[3];
    if (view_->dtype != MORTISE_DTYPE_BOOL)
      return static_cast<double>(load(static_cast<const T*>(view_->data)[offset]));
    const bool is_seen = load(static_cast<const bool8*>(view_->data)[offset]);
    return is_seen ? 0 : kHidden;
  }

 private:
  const mortise_tensor_view_t* view_ = nullptr;
  int64_t end_ = 0;
  std::array<int64_t, kMaxRank> strides_{};
};

// Keys or values: those that were before, then those of now.
template <class T>
struct Sequence {
  const T* past;
  int64_t past_length;
  const T* now;
  Heads heads;

  const T* row(int64_t item, int64_t head, int64_t position) const {
    if (position < past_length)
      return past + ((item * heads.heads + head) * past_length + position) * heads.size;
    return now + heads.row(item, head, position - past_length);
  }
};

// Vaswani et al.: Attention is all you need (2017), section 3.2: softmax(Q K^T scale + mask) V, row by row.
class AttentionKernel {
 public:
  AttentionKernel(const Node& node, const KernelContext&)
      : query_heads_(head_count(node, "q_num_heads", kQuery)),
        key_heads_(head_count(node, "kv_num_heads", kKey)),
        scale_(node.attr_float("scale", 0)),
        is_causal_(node.attr_int("is_causal", 0) != 0),
        softcap_(node.attr_float("softcap", 0)),
        mode_(node.attr_int("qk_matmul_output_mode", 0)),
        most_(sum_of(node.has_input(kPastKey) ? node.shape(kPastKey)[2] : 0,
                     heads_of(node, kKey).length)),
        attend_(visit_dtype(FloatTypes{}, node.dtype(kQuery), [](auto tag) -> Attend {
          return &AttentionKernel::attend<typename decltype(tag)::type>;
        })) {}

  // A row of scores.
  uint64_t workspace_size() const { return static_cast<uint64_t>(most_) * sizeof(double); }
  void run(const Launch& launch) const { (this->*attend_)(launch); }

 private:
  using Attend = void (AttentionKernel::*)(const Launch&) const;

  template <class T>
  Sequence<T> sequence(const Launch& launch, size_t now, size_t past) const {
    const bool has_past = launch.has_input(past);
    return {has_past ? launch.in<T>(past) : nullptr, has_past ? launch.input_shape(past)[2] : 0,
            launch.in<T>(now), Heads(launch.input_shape(now), key_heads_)};
  }

  template <class T>
  void attend(const Launch& launch) const {
    const Heads query(launch.input_shape(kQuery), query_heads_);
    const auto keys = sequence<T>(launch, kKey, kPastKey);
    const auto values = sequence<T>(launch, kValue, kPastValue);
    keep<T>(launch, kPresentKey, keys);
    keep<T>(launch, kPresentValue, values);
    const int64_t total = keys.past_length + keys.heads.length;
    const Mask mask(launch, total);
    const int64_t sharing = query.heads / keys.heads.heads;
    const Heads out(launch.output_shape(kY), query.heads);
    auto* scores = launch.workspace<double>();
    for (int64_t item = 0; item < query.batch; ++item) {
      const int64_t seen = seen_length(launch, item, total);
      for (int64_t head = 0; head < query.heads; ++head) {
        for (int64_t row = 0; row < query.length; ++row) {
          const T* q = launch.in<T>(kQuery) + query.row(item, head, row);
          for (int64_t column = 0; column < total; ++column) {
            const double product =
                scaled_product(q, keys.row(item, head / sharing, column), query.size);
            const double capped = softcap_ > 0 ? softcap_ * std::tanh(product / softcap_) : product;
            const bool is_hidden =
                column >= seen || (is_causal_ && column > keys.past_length + row);
            const double bias = is_hidden ? kHidden : mask.at<T>(item, head, row, column);
            // What is hidden may be anything.
            scores[column] = bias == kHidden ? kHidden : capped + bias;
            const double stages[] = {product, capped, scores[column]};
            if (mode_ < 3)
              keep_score<T>(launch, item, head, row, column, stages[static_cast<size_t>(mode_)]);
          }
          softmax(scores, total);
          for (int64_t column = 0; mode_ == 3 && column < total; ++column)
            keep_score<T>(launch, item, head, row, column, scores[column]);
          T* y = launch.out<T>(kY) + out.row(item, head, row);
          for (int64_t k = 0; k < out.size; ++k) {
            double sum = 0;
            for (int64_t column = 0; column < total; ++column) {
              if (scores[column] == 0) continue;
              sum += scores[column] *
                     static_cast<double>(load(values.row(item, head / sharing, column)[k]));
            }
            y[k] = store<T>(sum);
          }
        }
      }
    }
  }

  // Of an item's keys those that are no padding.
  static int64_t seen_length(const Launch& launch, int64_t item, int64_t total) {
    if (!launch.has_input(kLengths)) return total;
    const int64_t length = launch.in<int64_t>(kLengths)[item];
    if (length < 0 || length > total)
      invalid("nonpad_kv_seqlen has ", length, ", but there are ", total, " keys");
    return length;
  }

  template <class T>
  double scaled_product(const T* q, const T* k, int64_t size) const {
    double sum = 0;
    for (int64_t i = 0; i < size; ++i)
      sum += static_cast<double>(load(q[i])) * static_cast<double>(load(k[i]));
    return sum * (scale_ != 0 ? scale_ : 1 / std::sqrt(static_cast<double>(size)));
  }

  static void softmax(double* scores, int64_t count) {
    double largest = kHidden, sum = 0;
    for (int64_t i = 0; i < count; ++i) largest = std::max(largest, scores[i]);
    for (int64_t i = 0; i < count; ++i) {
      scores[i] = std::exp(scores[i] - largest);
      sum += scores[i];
    }
    for (int64_t i = 0; i < count; ++i) scores[i] /= sum;
  }

  template <class T>
  void keep_score(const Launch& launch, int64_t item, int64_t head, int64_t row, int64_t column,
                  double value) const {
    if (!launch.wants_output(kScores)) return;
    const ShapeView shape = launch.output_shape(kScores);
    launch.out<T>(kScores)[((item * shape[1] + head) * shape[2] + row) * shape[3] + column] =
        store<T>(value);
  }

  template <class T>
  static void keep(const Launch& launch, size_t output, const Sequence<T>& sequence) {
    if (!launch.wants_output(output)) return;
    T* to = launch.out<T>(output);
    const ShapeView shape = launch.output_shape(output);
    for (int64_t item = 0; item < shape[0]; ++item) {
      for (int64_t head = 0; head < shape[1]; ++head) {
        for (int64_t position = 0; position < shape[2]; ++position, to += shape[3])
          std::copy_n(sequence.row(item, head, position), shape[3], to);
      }
    }
  }

  int64_t query_heads_, key_heads_;
  double scale_;  // 0: one over the root of the size of a head
  bool is_causal_;
  double softcap_;
  int64_t mode_;
  int64_t most_;
  Attend attend_;
};

// The decomposition, [batch, heads, length, size] throughout.
class AttentionNodes {
 public:
  AttentionNodes(const Node& node, Builder& b) : node_(node), b_(b) {
    if (!node.ranked(kQuery) || !node.ranked(kKey) || !node.ranked(kValue))
      unsupported("the ranks of Q, K and V must be known");
    for (const size_t input : {kQuery, kKey, kValue})
      if (heads_of(node, input).heads < 0 || heads_of(node, input).size < 0)
        unsupported("the number and size of the heads must be known");
  }

  std::vector<Value> make() {
    const Heads query = heads_of(node_, kQuery), value = heads_of(node_, kValue);
    const Value q = apart(kQuery), keys = extended(kKey, kPastKey),
                values = extended(kValue, kPastValue);
    const Value k =
        b_.node("Transpose", {for_all_heads(keys, kKey)}, {{"perm", Shape{0, 1, 3, 2}}});
    const double given = node_.attr_float("scale", 0);
    const double scale = given != 0 ? given : 1 / std::sqrt(static_cast<double>(query.size));
    std::vector<Value> stages = {b_.node("Mul", {b_.node("MatMul", {q, k}), number(scale)})};
    stages.push_back(capped(stages[0]));
    stages.push_back(masked(stages[1], q, keys));
    stages.push_back(b_.node("Softmax", {stages[2]}, {{"axis", -1}}));
    Value y = b_.node("MatMul", {stages[3], for_all_heads(values, kValue)});
    if (query.packed) {
      y = b_.node("Transpose", {y}, {{"perm", Shape{0, 2, 1, 3}}});
      y = b_.node("Reshape", {y, b_.ints({0, 0, query.heads * value.size})});
    }
    const auto mode = static_cast<size_t>(node_.attr_int("qk_matmul_output_mode", 0));
    return {y, keys, values, stages[mode]};
  }

 private:
  Value number(double number) { return b_.scalar(node_.dtype(kQuery), number); }
  Value whole(int64_t number) {
    return b_.scalar(MORTISE_DTYPE_INT64, static_cast<double>(number));
  }

  Value apart(size_t input) {
    const Heads heads = heads_of(node_, input);
    if (!heads.packed) return node_.input_id(input);
    const Value split =
        b_.node("Reshape", {node_.input_id(input), b_.ints({0, 0, heads.heads, heads.size})});
    return b_.node("Transpose", {split}, {{"perm", Shape{0, 2, 1, 3}}});
  }
  Value extended(size_t now, size_t past) {
    if (!node_.has_input(past)) return apart(now);
    return b_.node("Concat", {node_.input_id(past), apart(now)}, {{"axis", 2}});
  }
  // Each head of keys or values serves several of the queries.
  Value for_all_heads(Value value, size_t input) {
    const Heads heads = heads_of(node_, input);
    const int64_t queries = heads_of(node_, kQuery).heads;
    if (heads.heads == queries) return value;
    const Value shared = b_.node("Unsqueeze", {value, b_.ints({2})});
    const Value all = b_.node("Expand", {shared, b_.ints({1, 1, queries / heads.heads, 1, 1})});
    return b_.node("Reshape", {all, b_.ints({0, queries, -1, heads.size})});
  }
  Value capped(Value scores) {
    const double softcap = node_.attr_float("softcap", 0);
    if (!(softcap > 0)) return scores;
    const Value ratio = b_.node("Div", {scores, number(softcap)});
    return b_.node("Mul", {b_.node("Tanh", {ratio}), number(softcap)});
  }
  Value masked(Value scores, Value q, Value keys) {
    const Value total = length_of(keys);
    if (node_.has_input(kMask)) scores = with_mask(scores, total);
    if (node_.attr_int("is_causal", 0) != 0) {
      const Value past = b_.node("Sub", {total, length_of(apart(kKey))});
      const Value rows = b_.node("Add", {range(length_of(q)), past});
      const Value seen =
          b_.node("LessOrEqual", {range(total), b_.node("Unsqueeze", {rows, b_.ints({1})})});
      scores = hide(scores, seen);
    }
    if (node_.has_input(kLengths)) {
      const Value lengths = b_.node("Unsqueeze", {node_.input_id(kLengths), b_.ints({1, 2, 3})});
      scores = hide(scores, b_.node("Less", {range(total), lengths}));
    }
    return scores;
  }
  Value hide(Value scores, Value seen) { return b_.node("Where", {seen, scores, number(kHidden)}); }
  // A mask that ends before the keys hides those behind it.
  Value with_mask(Value scores, Value total) {
    const bool is_bool = node_.dtype(kMask) == MORTISE_DTYPE_BOOL;
    if (!node_.ranked(kMask)) unsupported("the rank of attn_mask must be known");
    Value mask = node_.input_id(kMask);
    if (node_.shape(kMask).back() != 1) {
      const Value end = b_.node("Shape", {mask}, {{"start", -1}});
      const Value missing = b_.node("Sub", {b_.node("Unsqueeze", {total, b_.ints({0})}), end});
      const Value pads = b_.node("Concat", {b_.ints({0}), missing}, {{"axis", 0}});
      const bool no_mask = false;
      const Value hidden =
          is_bool ? b_.constant(host_view(MORTISE_DTYPE_BOOL, {}, &no_mask)) : number(kHidden);
      mask = b_.node("Pad", {mask, pads, hidden, b_.ints({-1})});
    }
    return is_bool ? hide(scores, mask) : b_.node("Add", {scores, mask});
  }
  Value length_of(Value value) { return b_.node("Gather", {b_.node("Shape", {value}), whole(2)}); }
  Value range(Value count) { return b_.node("Range", {whole(0), count, whole(1)}); }

  const Node& node_;
  Builder& b_;
};

std::vector<Value> decompose(const Node& node, Builder& b) {
  return AttentionNodes(node, b).make();
}

}  // namespace

MORTISE_OPERATOR(Attention, 24) {
  op.summary("Scaled dot-product attention, with grouped heads, masks and a cache")
      .input("Q")
      .input("K")
      .input("V")
      .optional_input("attn_mask")
      .optional_input("past_key")
      .optional_input("past_value")
      .optional_input("nonpad_kv_seqlen")
      .output("Y")
      .optional_output("present_key")
      .optional_output("present_value")
      .optional_output("qk_matmul_output")
      .attribute("is_causal", MORTISE_ATTRIBUTE_INT)
      .attribute("kv_num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("q_num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("qk_matmul_output_mode", MORTISE_ATTRIBUTE_INT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("softcap", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("softmax_precision", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose)
      .kernel<AttentionKernel>();
}

}  // namespace mortise::ops
