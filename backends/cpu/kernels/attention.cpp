// Attention without a matrix of scores: for a panel of queries, blocks of keys one after the other, with the largest score
// and the sum of weights so far (Dao et al.: FlashAttention, 2022, algorithm 1).
//
// The parts of a panel do not depend on the number of threads, so neither do results. What a causal mask hides from all
// queries of a panel is skipped where its weights are zero, as they are unless all that is seen is as low as the fill.
#include "backends/cpu/attention.hpp"

#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <limits>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/vector/attention.hpp"
#include "backends/cpu/vector/pointwise.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

constexpr int64_t kKeys = 64;          // of a block
constexpr double kWorthThreads = 1e5;  // multiplications
constexpr float kNoWeight = 110;       // exp of minus this is zero in float32

void check_dtype(const Node& node, size_t input, uint32_t wanted) {
  if (!node.has_input(input) || node.dtype(input) == wanted) return;
  sdk::unsupported("input ", input, " is ", sdk::dtype_name(node.dtype(input)), "; it must be ",
                   sdk::dtype_name(wanted));
}

int64_t at(const HeadsView& view, int64_t batch, int64_t head) {
  return view.offset + batch * view.batch + head / view.repeat * view.head;
}

class Attention {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    for (const size_t input : {kAttentionQuery, kAttentionKey, kAttentionValue, kAttentionBias})
      check_dtype(node, input, MORTISE_DTYPE_FLOAT32);
    check_dtype(node, kAttentionCondition, MORTISE_DTYPE_BOOL);
    read_attention(node);
  }

  Attention(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        form_(read_attention(node)),
        table_(attention_table(form_.queries)),
        has_bias_(node.has_input(kAttentionBias)),
        has_condition_(node.has_input(kAttentionCondition)),
        panels_((form_.queries + table_.width - 1) / table_.width) {}

  uint64_t workspace_size() const {
    return static_cast<uint64_t>(scratch_size()) * sizeof(float) * sdk::thread_count(host_);
  }

  void run(const Launch& launch) const {
    const double work = static_cast<double>(form_.keys) *
                        static_cast<double>((form_.size + form_.value_size) * table_.width);
    const auto grain = static_cast<uint64_t>(std::max(1.0, kWorthThreads / work));
    const auto panels = static_cast<uint64_t>(form_.batch * form_.heads * panels_);
    sdk::parallel_for(host_, panels, grain, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      float* scratch = launch.workspace<float>() + worker * scratch_size();
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i)
        run_panel(launch, i, scratch);
    });
  }

 private:
  /// Queries [first, first + count) of one head, and a thread's memory for them.
  struct Panel {
    int64_t batch, head, first, count;
    float *query, *result, *scores, *bias;  // panels
    float *peak, *sum, *factor;             // one a query
  };

  int64_t scratch_size() const {
    return (form_.size + form_.value_size + 2 * kKeys + 3) * table_.width;
  }

  Panel panel(int64_t index, float* scratch) const {
    const int64_t matrix = index / panels_, first = index % panels_ * table_.width;
    Panel p{};
    p.batch = matrix / form_.heads;
    p.head = matrix % form_.heads;
    p.first = first;
    p.count = std::min(table_.width, form_.queries - first);
    const auto take = [&](int64_t rows) {
      float* const part = scratch;
      scratch += rows * table_.width;
      return part;
    };
    p.query = take(form_.size);
    p.result = take(form_.value_size);
    p.scores = take(kKeys);
    p.bias = take(kKeys);
    p.peak = take(1);
    p.sum = take(1);
    p.factor = take(1);
    return p;
  }

  void run_panel(const Launch& launch, int64_t index, float* scratch) const {
    const Panel p = panel(index, scratch);
    std::fill_n(p.peak, table_.width, -std::numeric_limits<float>::infinity());
    std::fill_n(p.sum, table_.width, 0.0f);
    table_.gather(launch.in<float>(kAttentionQuery) + at(form_.query, p.batch, p.head) +
                      p.first * form_.query.row,
                  form_.query.row, form_.query.column, p.count, form_.size, form_.scale, p.query);
    const float* value = launch.in<float>(kAttentionValue) + at(form_.value, p.batch, p.head);
    const int64_t seen = seen_keys(p);
    for (int64_t key = 0, count = 0; key < form_.keys; key += count) {
      if (key >= seen && outweighs_fill(p)) break;
      count = std::min(kKeys, (key < seen ? seen : form_.keys) - key);
      score(launch, p, key, count);
      table_.weigh(p.scores, count, p.peak, p.sum, p.factor);
      table_.multiply(value + key * form_.value.row, form_.value.column, form_.value.row,
                      form_.value_size, count, p.scores, key == 0 ? nullptr : p.factor, p.result);
    }
    table_.scatter(
        p.result, p.sum, p.count, form_.value_size, form_.result.row, form_.result.column,
        launch.out<float>(0) + at(form_.result, p.batch, p.head) + p.first * form_.result.row);
  }

  /// Keys from this one on are hidden, with the fill for a score, from all queries of the panel.
  int64_t seen_keys(const Panel& p) const {
    if (!form_.causal || (has_bias_ && form_.bias_last)) return form_.keys;
    return std::clamp<int64_t>(p.first + p.count + *form_.causal, 0, form_.keys);
  }

  bool outweighs_fill(const Panel& p) const {
    return std::all_of(p.peak, p.peak + p.count,
                       [&](float peak) { return peak > form_.fill + kNoWeight; });
  }

  void score(const Launch& launch, const Panel& p, int64_t key, int64_t count) const {
    const float* keys = launch.in<float>(kAttentionKey) + at(form_.key, p.batch, p.head);
    table_.multiply(keys + key * form_.key.row, form_.key.row, form_.key.column, count, form_.size,
                    p.query, nullptr, p.scores);
    if (has_bias_ && !form_.bias_last) add_bias(launch, p, key, count);
    if (form_.causal) hide_later(p, key, count);
    if (has_condition_) hide(launch, p, key, count);
    if (has_bias_ && form_.bias_last) add_bias(launch, p, key, count);
  }

  void add_bias(const Launch& launch, const Panel& p, int64_t key, int64_t count) const {
    const HeadsView& view = form_.bias;
    const float* bias = launch.in<float>(kAttentionBias) + at(view, p.batch, p.head) +
                        p.first * view.row + key * view.column;
    const auto width = static_cast<size_t>(table_.width);
    if (view.row == 0) {
      const auto add = pointwise_.right_scalar[static_cast<size_t>(Binary::kAdd)];
      for (int64_t k = 0; k < count; ++k) {
        float* scores = p.scores + k * table_.width;
        add(scores, bias + k * view.column, scores, width);
      }
      return;
    }
    table_.gather(bias, view.row, view.column, p.count, count, 1, p.bias);
    pointwise_.both[static_cast<size_t>(Binary::kAdd)](p.scores, p.bias, p.scores,
                                                       static_cast<size_t>(count) * width);
  }

  void hide_later(const Panel& p, int64_t key, int64_t count) const {
    for (int64_t k = 0; k < count; ++k) {
      const int64_t hidden =
          std::clamp<int64_t>(key + k - *form_.causal - p.first, 0, table_.width);
      std::fill_n(p.scores + k * table_.width, hidden, form_.fill);
    }
  }

  void hide(const Launch& launch, const Panel& p, int64_t key, int64_t count) const {
    const HeadsView& view = form_.condition;
    const uint8_t* condition = launch.in<uint8_t>(kAttentionCondition) + at(view, p.batch, p.head) +
                               p.first * view.row + key * view.column;
    for (int64_t k = 0; k < count; ++k, condition += view.column) {
      float* scores = p.scores + k * table_.width;
      if (view.row == 0) {
        if ((*condition != 0) == form_.hides_where_true)
          std::fill_n(scores, table_.width, form_.fill);
        continue;
      }
      for (int64_t q = 0; q < p.count; ++q) {
        const bool is_true = condition[q * view.row] != 0;
        if (is_true == form_.hides_where_true) scores[q] = form_.fill;
      }
    }
  }

  const mortise_host_t* host_;
  const AttentionForm form_;
  const AttentionTable& table_;
  const PointwiseTable& pointwise_ = pointwise_table();
  const bool has_bias_, has_condition_;
  const int64_t panels_;
};

}  // namespace

KernelList attention_kernels() {
  static constexpr KernelEntry kEntries[] = {kernel_entry<Attention>("Attention", kPrivateDomain)};
  return kEntries;
}

}  // namespace mortise::cpu
