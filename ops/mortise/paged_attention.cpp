// mortise::PagedAttention: one new query per sequence attends to all tokens of its sequence, which lie in pages (Kwon et
// al., "Efficient Memory Management for Large Language Model Serving with PagedAttention", 2023). Page tables and lengths
// are data, so one plan serves sequences of any lengths.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ops/common/arithmetic.hpp"
#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

enum Input : size_t { kQuery, kKeyPages, kValuePages, kPageTable, kLengths };

void check_ranks(const Node& node) {
  node.check_rank(kQuery, 3);       // [batch, heads, size]
  node.check_rank(kKeyPages, 4);    // [pages, page size, key heads, size]
  node.check_rank(kValuePages, 4);  // [pages, page size, key heads, value size]
  node.check_rank(kPageTable, 2);   // [batch, most pages of a sequence]
  node.check_rank(kLengths, 1);     // [batch]
}

void infer(const Node& node, Inference& out) {
  for (size_t input : {kKeyPages, kValuePages}) node.check_same_dtype(kQuery, input);
  node.check_dtype(kQuery, dtype_set(FloatTypes{}));
  for (size_t input : {kPageTable, kLengths})
    node.check_dtype(input, dtype_set(TypeList<int64_t>{}));
  check_ranks(node);
  for (size_t input = kQuery; input <= kLengths; ++input) {
    if (!node.ranked(input)) return out.set_unranked(0, node.dtype(kQuery));
  }
  const ShapeView query = node.shape(kQuery);
  const ShapeView keys = node.shape(kKeyPages);
  const ShapeView values = node.shape(kValuePages);
  for (size_t axis = 0; axis < 3; ++axis) unify_extents(keys[axis], values[axis]);
  unify_extents(query[2], keys[3]);
  if (query[1] >= 0 && keys[2] >= 0 && (keys[2] == 0 || query[1] % keys[2] != 0)) {
    invalid(query[1], " query heads cannot share ", keys[2], " key heads evenly");
  }
  int64_t batch = unify_extents(query[0], node.shape(kPageTable)[0]);
  batch = unify_extents(batch, node.shape(kLengths)[0]);
  out.set(0, node.dtype(kQuery), {batch, query[1], values[3]});
}

void piece(const Node&, const PieceQuery& query, Pieces& pieces) {
  if (query.axis != 0) return;
  for (size_t input : {kQuery, kPageTable, kLengths})
    pieces.range(input, 0, query.begin, query.end);
}

// With every sequence as long as its row of the page table allows.
double flops(const Node& node) {
  const ShapeView keys = node.shape(kKeyPages);
  const double tokens =
      static_cast<double>(node.shape(kPageTable)[1]) * static_cast<double>(keys[1]);
  const double sizes = static_cast<double>(keys[3] + node.shape(kValuePages)[3]);
  return 2 * sizes * tokens * static_cast<double>(node.shape(kQuery)[0] * node.shape(kQuery)[1]);
}

class PagedAttentionKernel {
 public:
  PagedAttentionKernel(const Node& node, const KernelContext&)
      : most_tokens_(element_count({node.shape(kPageTable)[1], node.shape(kKeyPages)[1]})),
        scale_(node.has_attr("scale") ? node.attr_float("scale")
                                      : 1 / std::sqrt(static_cast<double>(node.shape(kQuery)[2]))),
        attend_(visit_dtype(FloatTypes{}, node.dtype(kQuery), [](auto tag) -> Attend {
          return &attend<typename decltype(tag)::type>;
        })) {}
  /// The weights of one sequence's tokens.
  uint64_t workspace_size() const { return static_cast<uint64_t>(most_tokens_) * sizeof(double); }

  void run(const Launch& launch) const {
    check_tables(launch);
    attend_(launch, scale_);
  }

 private:
  using Attend = void (*)(const Launch&, double scale);

  static void check_tables(const Launch& launch) {
    const int64_t page_count = launch.input_shape(kKeyPages)[0];
    const int64_t page_size = launch.input_shape(kKeyPages)[1];
    const int64_t row = launch.input_shape(kPageTable)[1];
    for (int64_t batch = 0; batch < launch.input_shape(kLengths)[0]; ++batch) {
      const int64_t length = launch.in<int64_t>(kLengths)[batch];
      if (length < 0 || length > row * page_size) {
        invalid("length ", length, " of sequence ", batch, " is out of range; its ", row,
                " pages of ", page_size, " hold ", row * page_size);
      }
      for (int64_t i = 0; i * page_size < length; ++i) {
        const int64_t page = launch.in<int64_t>(kPageTable)[batch * row + i];
        if (page < 0 || page >= page_count) {
          invalid("page ", page, " of sequence ", batch, " is out of range; there are ",
                  page_count);
        }
      }
    }
  }

  template <class T>
  static void attend(const Launch& launch, double scale) {
    const ShapeView query = launch.input_shape(kQuery);
    const int64_t key_heads = launch.input_shape(kKeyPages)[2];
    const int64_t value_size = launch.input_shape(kValuePages)[3];
    for (int64_t i = 0; i < query[0] * query[1]; ++i) {
      const int64_t head = i % query[1] / (key_heads == 0 ? 1 : query[1] / key_heads);
      attend_head(launch, i / query[1], head, scale, launch.in<T>(kQuery) + i * query[2],
                  launch.out<T>(0) + i * value_size);
    }
  }

  // A sequence without tokens attends to nothing: zeros.
  template <class T>
  static void attend_head(const Launch& launch, int64_t batch, int64_t head, double scale,
                          const T* query, T* out) {
    const ShapeView keys = launch.input_shape(kKeyPages);
    const int64_t value_size = launch.input_shape(kValuePages)[3];
    const int64_t length = launch.in<int64_t>(kLengths)[batch];
    const int64_t* table =
        launch.in<int64_t>(kPageTable) + batch * launch.input_shape(kPageTable)[1];
    const auto row_of = [&](int64_t token) {
      return (table[token / keys[1]] * keys[1] + token % keys[1]) * keys[2] + head;
    };
    auto* weights = launch.workspace<double>();
    double largest = -std::numeric_limits<double>::infinity();
    for (int64_t token = 0; token < length; ++token) {
      const T* key = launch.in<T>(kKeyPages) + row_of(token) * keys[3];
      double sum = 0;
      for (int64_t i = 0; i < keys[3]; ++i)
        sum += static_cast<double>(load(query[i])) * static_cast<double>(load(key[i]));
      weights[token] = sum * scale;
      largest = std::max(largest, weights[token]);
    }
    double total = 0;
    for (int64_t token = 0; token < length; ++token) {
      weights[token] = std::exp(weights[token] - largest);
      total += weights[token];
    }
    for (int64_t i = 0; i < value_size; ++i) {
      double sum = 0;
      for (int64_t token = 0; token < length; ++token) {
        const T* value = launch.in<T>(kValuePages) + row_of(token) * value_size;
        sum += weights[token] * static_cast<double>(load(value[i]));
      }
      out[i] = store<T>(length == 0 ? 0.0 : sum / total);
    }
  }

  int64_t most_tokens_;
  double scale_;
  Attend attend_;
};

}  // namespace

MORTISE_OPERATOR(PagedAttention, 1) {
  op.summary("Attention of one query per sequence over keys and values in pages")
      .input("query")
      .input("key_pages")
      .input("value_pages")
      .input("page_table")
      .input("lengths")
      .output("Y")
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .piece(&piece)
      .flops(&flops)
      .kernel<PagedAttentionKernel>();
}

}  // namespace mortise::ops
