#include <algorithm>
#include <map>

#include "ops/common/indices.hpp"

namespace mortise::ops {
namespace {

enum class Mode { kCounts, kWeights, kWeightedCounts };

Mode mode_of(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "");
  if (mode == "TF") return Mode::kCounts;
  if (mode == "IDF") return Mode::kWeights;
  if (mode == "TFIDF") return Mode::kWeightedCounts;
  invalid("attribute mode is ", mode, "; it must be TF, IDF or TFIDF");
}

// Sequences of tokens of one length, and where each counts.
struct Grams {
  int64_t length;
  std::vector<int64_t> tokens;  // one sequence after the other
  size_t first;                 // of them in the list of all
  size_t count() const { return tokens.size() / static_cast<size_t>(length); }
};

// The pool in the node's attributes, checked.
struct Pool {
  explicit Pool(const Node& node)
      : indexes(node.attr_ints("ngram_indexes", {})),
        weights(node.attr_floats("weights")),
        shortest(node.attr_int("min_gram_length")),
        longest(node.attr_int("max_gram_length")),
        most_skipped(node.attr_int("max_skip_count")) {
    const std::vector<int64_t> tokens = read_tokens(node);
    const std::vector<int64_t> starts = node.attr_ints("ngram_counts", {});
    if (shortest < 1 || longest < shortest || most_skipped < 0)
      invalid("min_gram_length is ", shortest, ", max_gram_length ", longest,
              " and max_skip_count ", most_skipped);
    const auto total = static_cast<int64_t>(tokens.size());
    for (size_t k = 0; k < starts.size(); ++k) {
      const auto length = static_cast<int64_t>(k) + 1;
      const int64_t end = k + 1 < starts.size() ? starts[k + 1] : total;
      if (starts[k] < 0 || end < starts[k] || end > total || (end - starts[k]) % length != 0)
        invalid("attribute ngram_counts is ", starts, " for a pool of ", total);
      grams.push_back({length,
                       {tokens.begin() + starts[k], tokens.begin() + end},
                       grams.empty() ? 0 : grams.back().first + grams.back().count()});
    }
    const size_t known = grams.empty() ? 0 : grams.back().first + grams.back().count();
    if (indexes.size() != known || (!weights.empty() && weights.size() != known))
      invalid("there are ", known, " sequences in the pool, ", indexes.size(), " indexes and ",
              weights.size(), " weights");
    for (const int64_t index : indexes) {
      if (index < 0 || index >= INT32_MAX) invalid("attribute ngram_indexes has ", index);
      width = std::max(width, index + 1);
    }
  }

  /// A token's number in the grams: itself, or, of strings, its place among the pool's different ones.
  int64_t number_of(std::string_view token) const {
    const auto found = words.find(token);
    return found == words.end() ? -1 : found->second;
  }

  std::map<std::string, int64_t, std::less<>> words;
  std::vector<Grams> grams;
  std::vector<int64_t> indexes;
  std::vector<double> weights;
  int64_t shortest, longest, most_skipped;
  int64_t width = 0;  // of the output

 private:
  std::vector<int64_t> read_tokens(const Node& node) {
    const std::vector<std::string> texts = node.attributes().get_strings("pool_strings");
    if (texts.empty()) return node.attr_ints("pool_int64s", {});
    std::vector<int64_t> tokens;
    for (const std::string& text : texts)
      tokens.push_back(words.try_emplace(text, static_cast<int64_t>(words.size())).first->second);
    return tokens;
  }
};

void infer(const Node& node, Inference& out) {
  (void)mode_of(node);
  const Pool pool(node);
  node.check_dtype(
      0, pool.words.empty() ? dtype_set(IndexTypes{}) : dtype_set(TypeList<mortise_string_t>{}));
  if (!node.ranked(0)) return out.set_unranked(0, MORTISE_DTYPE_FLOAT32);
  if (node.rank(0) != 1) node.check_rank(0, 2);
  Shape shape = {pool.width};
  if (node.rank(0) == 2) shape.insert(shape.begin(), node.shape(0)[0]);
  out.set(0, MORTISE_DTYPE_FLOAT32, shape);
}

class TfIdfVectorizerKernel {
 public:
  TfIdfVectorizerKernel(const Node& node, const KernelContext&)
      : mode_(mode_of(node)), pool_(node) {}

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t length = shape.back();
    const int64_t rows = shape.size() == 1 ? 1 : shape[0];
    auto* y = launch.out<float>(0);
    std::fill_n(y, rows * pool_.width, 0.0f);
    for (int64_t row = 0; row < rows; ++row) {
      count_row(launch, row * length, length, y + row * pool_.width);
    }
  }

 private:
  int64_t token(const Launch& launch, int64_t at) const {
    if (launch.input(0).dtype == MORTISE_DTYPE_STRING)
      return pool_.number_of(to_view(launch.in<mortise_string_t>(0)[at]));
    return launch.input(0).dtype == MORTISE_DTYPE_INT64 ? launch.in<int64_t>(0)[at]
                                                        : launch.in<int32_t>(0)[at];
  }

  void count_row(const Launch& launch, int64_t first, int64_t length, float* y) const {
    for (const Grams& grams : pool_.grams) {
      if (grams.length < pool_.shortest || grams.length > pool_.longest) continue;
      // Tokens that lie so far apart. One token alone has no distance.
      const int64_t most = grams.length == 1 ? 1 : std::min(pool_.most_skipped + 1, length);
      for (int64_t step = 1; step <= most; ++step) {
        for (int64_t start = 0; start + (grams.length - 1) * step < length; ++start)
          count(launch, grams, first + start, step, y);
      }
    }
  }

  void count(const Launch& launch, const Grams& grams, int64_t at, int64_t step, float* y) const {
    for (size_t k = 0; k < grams.count(); ++k) {
      bool is_same = true;
      for (int64_t i = 0; is_same && i < grams.length; ++i) {
        is_same = token(launch, at + i * step) ==
                  grams.tokens[k * static_cast<size_t>(grams.length) + static_cast<size_t>(i)];
      }
      if (!is_same) continue;
      const size_t number = grams.first + k;
      const auto weight = pool_.weights.empty() ? 1.0f : static_cast<float>(pool_.weights[number]);
      float& sum = y[pool_.indexes[number]];
      switch (mode_) {
        case Mode::kCounts: sum += 1; break;
        case Mode::kWeights: sum = weight; break;
        case Mode::kWeightedCounts: sum += weight; break;
      }
    }
  }

  Mode mode_;
  Pool pool_;
};

}  // namespace

MORTISE_OPERATOR(TfIdfVectorizer, 9) {
  op.summary("How often each of a pool's sequences of tokens occurs, with gaps or without")
      .input("X")
      .output("Y")
      .required_attribute("max_gram_length", MORTISE_ATTRIBUTE_INT)
      .required_attribute("max_skip_count", MORTISE_ATTRIBUTE_INT)
      .required_attribute("min_gram_length", MORTISE_ATTRIBUTE_INT)
      .required_attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .required_attribute("ngram_counts", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("ngram_indexes", MORTISE_ATTRIBUTE_INTS)
      .attribute("pool_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("pool_strings", MORTISE_ATTRIBUTE_STRINGS)
      .attribute("weights", MORTISE_ATTRIBUTE_FLOATS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<TfIdfVectorizerKernel>();
}

}  // namespace mortise::ops
