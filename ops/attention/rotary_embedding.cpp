#include "ops/common/arithmetic.hpp"
#include "ops/common/indices.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kCosines = 1, kSines = 2, kPositions = 3;

// [batch, heads, length, size], or with the heads beside each other, [batch, length, heads * size].
struct Layout {
  Layout(const Node& node, ShapeView shape)
      : packed(shape.size() == 3),
        heads(packed ? node.attr_int("num_heads", 0) : shape[1]),
        length(packed ? shape[1] : shape[2]) {
    if (packed && heads < 1)
      invalid("attribute num_heads is ", heads, "; an input of rank 3 needs it");
    if (packed && shape[2] >= 0 && shape[2] % heads != 0)
      invalid("X has ", shape[2], " columns, which ", heads, " heads do not divide");
    size = packed ? (shape[2] < 0 ? shape[2] : shape[2] / heads) : shape[3];
  }
  bool packed;
  int64_t heads, length, size = 0;
};

// How much of each head is turned; not known where its size is not.
int64_t turned_size(const Node& node, int64_t head_size) {
  const int64_t given = node.attr_int("rotary_embedding_dim", 0);
  const int64_t size = given == 0 ? head_size : given;
  if (size < 0 && given == 0) return MORTISE_DIM_UNKNOWN;
  if (size < 0 || size % 2 != 0 || (head_size >= 0 && size > head_size))
    invalid(size, " elements of a head of ", head_size, " cannot be turned in pairs");
  return size;
}

// The caches are [positions, half] beside positions, or [batch, length, half].
void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  node.check_same_dtype(0, kCosines);
  node.check_same_dtype(0, kSines);
  const bool has_positions = node.has_input(kPositions);
  if (has_positions) {
    node.check_dtype(kPositions, dtype_set(IndexTypes{}));
    node.check_rank(kPositions, 2);
  }
  for (const size_t cache : {kCosines, kSines}) node.check_rank(cache, has_positions ? 2 : 3);
  if (!node.ranked(0)) return;
  if (node.rank(0) != 3) node.check_rank(0, 4);
  const Layout layout(node, node.shape(0));
  const int64_t turned = turned_size(node, layout.size);
  for (const size_t cache : {kCosines, kSines}) {
    if (!node.ranked(cache)) continue;
    const ShapeView shape = node.shape(cache);
    if (turned >= 0) unify_extents(shape.back(), turned / 2);
    if (has_positions) continue;
    unify_extents(shape[0], node.shape(0)[0]);
    unify_extents(shape[1], layout.length);
  }
  if (has_positions && node.ranked(kPositions)) {
    unify_extents(node.shape(kPositions)[0], node.shape(0)[0]);
    unify_extents(node.shape(kPositions)[1], layout.length);
  }
}

// Su et al.: RoFormer (2021): pairs of elements are turned by an angle that depends on the position.
class RotaryEmbeddingKernel {
 public:
  RotaryEmbeddingKernel(const Node& node, const KernelContext&)
      : packed_heads_(node.attr_int("num_heads", 0)),
        turned_(node.attr_int("rotary_embedding_dim", 0)),
        interleaved_(node.attr_int("interleaved", 0) != 0),
        turn_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Turn {
          return &RotaryEmbeddingKernel::turn<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*turn_)(launch); }

 private:
  using Turn = void (RotaryEmbeddingKernel::*)(const Launch&) const;

  template <class T>
  void turn(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const bool packed = shape.size() == 3;
    const int64_t heads = packed ? packed_heads_ : shape[1];
    const int64_t length = packed ? shape[1] : shape[2];
    const int64_t size = packed ? shape[2] / heads : shape[3];
    const int64_t half = (turned_ == 0 ? size : turned_) / 2;
    const T* x = launch.in<T>(0);
    T* y = launch.out<T>(0);
    for (int64_t item = 0; item < shape[0]; ++item) {
      for (int64_t position = 0; position < length; ++position) {
        const int64_t row = cache_row(launch, item * length + position) * half;
        for (int64_t head = 0; head < heads; ++head) {
          const int64_t at = packed ? ((item * length + position) * heads + head) * size
                                    : ((item * heads + head) * length + position) * size;
          turn_head(x + at, launch.in<T>(kCosines) + row, launch.in<T>(kSines) + row, half, size,
                    y + at);
        }
      }
    }
  }

  static int64_t cache_row(const Launch& launch, int64_t token) {
    if (!launch.has_input(kPositions)) return token;
    return Indices(launch.input(kPositions)).at(token, launch.input_shape(kCosines)[0]);
  }

  template <class T>
  void turn_head(const T* x, const T* cosines, const T* sines, int64_t half, int64_t size,
                 T* y) const {
    for (int64_t i = 0; i < half; ++i) {
      const int64_t first = interleaved_ ? 2 * i : i;
      const int64_t second = interleaved_ ? first + 1 : i + half;
      const auto a = static_cast<double>(load(x[first])), b = static_cast<double>(load(x[second]));
      const auto cosine = static_cast<double>(load(cosines[i])),
                 sine = static_cast<double>(load(sines[i]));
      y[first] = store<T>(cosine * a - sine * b);
      y[second] = store<T>(sine * a + cosine * b);
    }
    for (int64_t i = 2 * half; i < size; ++i) y[i] = x[i];
  }

  int64_t packed_heads_;
  int64_t turned_;  // 0: whole heads
  bool interleaved_;
  Turn turn_;
};

// Pairs as two tensors, each of half the size, with the heads apart: [batch, length, heads, half].
std::vector<Value> decompose(const Node& node, Builder& b) {
  if (!node.ranked(0)) unsupported("the rank of X must be known");
  const Layout layout(node, node.shape(0));
  const int64_t turned = turned_size(node, layout.size);
  if (layout.size < 0 || turned < 0) unsupported("the size of a head must be known");
  const Value last = b.ints({-1}), step = b.ints({2});
  const auto part = [&](Value from, int64_t begin, int64_t end, bool is_paired) {
    std::vector<Value> inputs = {from, b.ints({begin}), b.ints({end}), last};
    if (is_paired) inputs.push_back(step);
    return b.node("Slice", inputs);
  };
  Value x = node.input_id(0);
  if (layout.packed) {
    x = b.node("Reshape", {x, b.ints({0, 0, layout.heads, layout.size})});
  } else {
    x = b.node("Transpose", {x}, {{"perm", Shape{0, 2, 1, 3}}});
  }
  const auto cache = [&](size_t input) {
    Value rows = node.input_id(input);
    if (node.has_input(kPositions)) rows = b.node("Gather", {rows, node.input_id(kPositions)});
    return b.node("Unsqueeze", {rows, step});
  };
  const Value cosine = cache(kCosines), sine = cache(kSines);
  const bool is_interleaved = node.attr_int("interleaved", 0) != 0;
  const Value first = is_interleaved ? part(x, 0, turned, true) : part(x, 0, turned / 2, false);
  const Value second =
      is_interleaved ? part(x, 1, turned, true) : part(x, turned / 2, turned, false);
  Value a = b.node("Sub", {b.node("Mul", {cosine, first}), b.node("Mul", {sine, second})});
  Value c = b.node("Add", {b.node("Mul", {sine, first}), b.node("Mul", {cosine, second})});
  std::vector<Value> parts = {a, c};
  if (is_interleaved) {
    const Value pairs = b.node(
        "Concat", {b.node("Unsqueeze", {a, last}), b.node("Unsqueeze", {c, last})}, {{"axis", -1}});
    parts = {b.node("Reshape", {pairs, b.ints({0, 0, 0, turned})})};
  }
  if (turned < layout.size) parts.push_back(part(x, turned, layout.size, false));
  Value y = parts.size() == 1 ? parts[0] : b.node("Concat", parts, {{"axis", -1}});
  if (layout.packed) return {b.node("Reshape", {y, b.ints({0, 0, layout.heads * layout.size})})};
  return {b.node("Transpose", {y}, {{"perm", Shape{0, 2, 1, 3}}})};
}

}  // namespace

MORTISE_OPERATOR(RotaryEmbedding, 23) {
  op.summary("Turns pairs of elements by angles that depend on the position")
      .input("X")
      .input("cos_cache")
      .input("sin_cache")
      .optional_input("position_ids")
      .output("Y")
      .attribute("interleaved", MORTISE_ATTRIBUTE_INT)
      .attribute("num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("rotary_embedding_dim", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose)
      .kernel<RotaryEmbeddingKernel>();
}

}  // namespace mortise::ops
