// y = a x + b for each channel, behind a convolution with constant weights: the convolution computes it with other weights.
// That is what batch normalisation is outside of training.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "plugins/passes/optimise/passes.hpp"
#include "plugins/passes/optimise/rewriter.hpp"

namespace mortise::optimise {
namespace {

using Numbers = std::vector<double>;

/// The elements of a float32 constant; empty when it is not one.
Numbers numbers_of(const mortise_tensor_view_t* constant) {
  if (constant == nullptr || constant->dtype != MORTISE_DTYPE_FLOAT32 ||
      constant->layout != nullptr)
    return {};
  const auto* first = static_cast<const float*>(constant->data);
  return {first, first + sdk::element_count(sdk::shape_of(*constant))};
}

/// y[c] = scale[c] * x[c] + shift[c], for each channel c.
struct Affine {
  Numbers scale, shift;

  /// Numbers that weights can be multiplied by: a division by nothing stays a division.
  bool is_plain() const {
    const auto plain = [](double number) {
      return number == 0 || std::isnormal(static_cast<float>(number));
    };
    return std::all_of(scale.begin(), scale.end(), plain) &&
           std::all_of(shift.begin(), shift.end(), plain);
  }
};

/// A convolution with constant weights, transposed or not, and what is done to its channels.
class Convolution {
 public:
  explicit Convolution(const Node& node)
      : node_(node), result_(node.wants_output(0) ? node.output_id(0) : MORTISE_NONE) {
    const bool transposed = is_standard(node, "ConvTranspose");
    if (!transposed && !is_standard(node, "Conv")) return;
    const mortise_tensor_view_t* weights = node.constant(1);
    if (weights == nullptr || weights->dtype != MORTISE_DTYPE_FLOAT32 || weights->rank < 3 ||
        weights->layout != nullptr || (node.has_input(2) && numbers_of(node.constant(2)).empty()))
      return;
    shape_ = sdk::shape_of(*weights).to_vector();
    // [in, out of a group, …] when it is transposed, else [out, …]
    groups_ = transposed ? node.attr_int("group", 1) : 1;
    if (groups_ < 1 || shape_[0] % groups_ != 0) return;
    channels_ = transposed ? shape_[1] * groups_ : shape_[0];
    transposed_ = transposed;
    total_ = {Numbers(static_cast<size_t>(channels_), 1), Numbers(static_cast<size_t>(channels_))};
  }

  bool is_one() const { return channels_ > 0 && result_ != MORTISE_NONE; }
  bool is_changed() const { return changed_; }
  Value result() const { return result_; }
  int64_t channels() const { return channels_; }
  size_t rank() const { return shape_.size(); }

  /// False, and nothing changed, where float32 has no such weights.
  bool take_in(const Affine& affine, Value result) {
    Affine total = total_;
    for (size_t c = 0; c < total.scale.size(); ++c) {
      total.scale[c] *= affine.scale[c];
      total.shift[c] = total.shift[c] * affine.scale[c] + affine.shift[c];
    }
    if (!affine.is_plain() || !total.is_plain()) return false;
    total_ = std::move(total);
    result_ = result;
    changed_ = true;
    return true;
  }

  /// The convolution that computes all of it.
  Value add_to(Rewriter& graph) const {
    return graph.add(node_.op(), {node_.input_id(0), weights(graph), bias(graph)},
                     attributes_of(node_), result_, node_.name());
  }

 private:
  Value weights(Rewriter& graph) const {
    if (std::all_of(total_.scale.begin(), total_.scale.end(), [](double s) { return s == 1; }))
      return node_.input_id(1);
    const auto* from = static_cast<const float*>(node_.constant(1)->data);
    auto scaled = std::make_unique<std::vector<float>>();
    scaled->reserve(static_cast<size_t>(sdk::element_count(shape_)));
    const int64_t window = sdk::element_count(sdk::ShapeView(shape_.data() + 2, rank() - 2));
    for (int64_t first = 0; first < shape_[0]; ++first) {
      for (int64_t second = 0; second < shape_[1]; ++second) {
        const double scale = total_.scale[channel_of(first, second)];
        for (int64_t i = 0; i < window; ++i)
          scaled->push_back(static_cast<float>(static_cast<double>(*from++) * scale));
      }
    }
    // Weights may be large: they are lent, not copied.
    const auto release = [](void* lent) { delete static_cast<std::vector<float>*>(lent); };
    const Value lent = graph.builder().lent_constant(
        sdk::host_view(MORTISE_DTYPE_FLOAT32, shape_, scaled->data()), release, scaled.get());
    scaled.release();  // the graph's now
    return lent;
  }

  Value bias(Rewriter& graph) const {
    const Numbers before = numbers_of(node_.has_input(2) ? node_.constant(2) : nullptr);
    std::vector<float> bias;
    for (size_t c = 0; c < total_.shift.size(); ++c) {
      const double added = before.empty() ? 0 : before[c] * total_.scale[c];
      bias.push_back(static_cast<float>(added + total_.shift[c]));
    }
    return graph.builder().constant(
        sdk::host_view(MORTISE_DTYPE_FLOAT32, sdk::ShapeView(&channels_, 1), bias.data()));
  }

  /// The channel of the result that the weights at [first, second, …] belong to.
  size_t channel_of(int64_t first, int64_t second) const {
    if (!transposed_) return static_cast<size_t>(first);
    const int64_t group = first / (shape_[0] / groups_);
    return static_cast<size_t>(group * shape_[1] + second);
  }

  const Node node_;
  Value result_;
  sdk::Shape shape_;  // of the weights
  int64_t groups_ = 1, channels_ = 0;
  bool transposed_ = false, changed_ = false;
  Affine total_;
};

/// The constant as one number per channel of a result of this rank; empty when it is not that.
Numbers per_channel(const mortise_tensor_view_t* constant, const Convolution& convolution) {
  const Numbers numbers = numbers_of(constant);
  if (numbers.empty() || constant->rank > convolution.rank()) return {};
  if (numbers.size() == 1) return Numbers(static_cast<size_t>(convolution.channels()), numbers[0]);
  const size_t behind = convolution.rank() - 2;  // axes behind that of the channels
  const bool fits = numbers.size() == static_cast<size_t>(convolution.channels()) &&
                    constant->rank > behind &&
                    constant->shape[constant->rank - behind - 1] == convolution.channels();
  return fits ? numbers : Numbers();
}

std::optional<Affine> batch_normalisation(const Node& node, int64_t channels) {
  if (!is_standard(node, "BatchNormalization") || node.attr_int("training_mode", 0) != 0)
    return std::nullopt;
  const Numbers scale = numbers_of(node.constant(1)), bias = numbers_of(node.constant(2));
  const Numbers mean = numbers_of(node.constant(3)), variance = numbers_of(node.constant(4));
  for (const Numbers* numbers : {&scale, &bias, &mean, &variance}) {
    if (numbers->size() != static_cast<size_t>(channels)) return std::nullopt;
  }
  Affine affine;
  for (size_t c = 0; c < scale.size(); ++c) {
    affine.scale.push_back(scale[c] / std::sqrt(variance[c] + node.attr_float("epsilon", 1e-5)));
    affine.shift.push_back(bias[c] - mean[c] * affine.scale[c]);
  }
  return affine;
}

/// Arithmetic of input `side` with a constant.
std::optional<Affine> arithmetic(const Node& node, size_t side, const Convolution& convolution) {
  if (!node.domain().empty() || node.input_count() != 2) return std::nullopt;
  Numbers numbers = per_channel(node.constant(1 - side), convolution);
  if (numbers.empty()) return std::nullopt;
  const Numbers ones(numbers.size(), 1), zeros(numbers.size());
  if (node.op() == "Add") return Affine{ones, std::move(numbers)};
  if (node.op() == "Mul") return Affine{std::move(numbers), zeros};
  if (node.op() == "Sub" && side == 0) {
    for (double& number : numbers) number = -number;
    return Affine{ones, std::move(numbers)};
  }
  if (node.op() == "Div" && side == 0) {
    for (double& number : numbers) number = 1 / number;
    return Affine{std::move(numbers), zeros};
  }
  return std::nullopt;
}

class Folder {
 public:
  explicit Folder(Rewriter& graph) : graph_(graph) {
    for (const uint32_t id : graph_.nodes()) {
      const Node node = graph_.node(id);
      for (size_t i = 0; i < node.input_count(); ++i) {
        if (node.has_input(i)) reader_[node.input_id(i)] = id;
      }
    }
  }

  bool run() {
    bool changed = false;
    for (const uint32_t id : graph_.nodes()) {
      if (graph_.has_node(id)) changed = visit(graph_.node(id)) || changed;
    }
    return changed;
  }

 private:
  bool visit(const Node& node) {
    Convolution convolution(node);
    if (!convolution.is_one()) return false;
    while (const auto next = sole_reader(convolution.result())) {
      const auto affine = affine_of(*next, convolution);
      if (!affine || !convolution.take_in(*affine, next->output_id(0))) break;
    }
    if (!convolution.is_changed()) return false;
    const Value before = convolution.result();
    if (!graph_.replace(before, convolution.add_to(graph_))) return false;
    graph_.remove_unread(graph_.value(before).producer);
    return true;
  }

  /// A node of one output, which nothing but it reads of the value.
  std::optional<Node> sole_reader(Value value) const {
    const auto found = reader_.find(value);
    if (found == reader_.end() || graph_.value(value).user_count != 1 || graph_.is_outside(value) ||
        !graph_.has_node(found->second))
      return std::nullopt;
    const Node node = graph_.node(found->second);
    for (size_t i = 1; i < node.output_count(); ++i) {
      if (node.wants_output(i)) return std::nullopt;
    }
    return node.wants_output(0) ? std::optional(node) : std::nullopt;
  }

  static std::optional<Affine> affine_of(const Node& node, const Convolution& convolution) {
    if (node.input_id(0) == convolution.result()) {
      if (auto affine = batch_normalisation(node, convolution.channels())) return affine;
      return arithmetic(node, 0, convolution);
    }
    return arithmetic(node, 1, convolution);
  }

  Rewriter& graph_;
  std::unordered_map<Value, uint32_t> reader_;  // of each value, the last one
};

class Normalisations final : public sdk::Pass {
 public:
  explicit Normalisations(const mortise_host_t* host) : host_(host) {}
  std::string_view name() const override { return "normalisations"; }
  std::string_view summary() const override {
    return "lets convolutions compute the batch normalisation behind them";
  }
  uint32_t flags() const override {
    return MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }

  bool run(sdk::PassContext& context) const override {
    Rewriter graph(host_, context);
    return Folder(graph).run();
  }

 private:
  const mortise_host_t* host_;
};

}  // namespace

std::unique_ptr<sdk::Pass> make_normalisations(const mortise_host_t* host) {
  return std::make_unique<Normalisations>(host);
}

}  // namespace mortise::optimise
