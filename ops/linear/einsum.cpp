#include <algorithm>
#include <array>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

// Letters, and the axes that an ellipsis stands for.
constexpr size_t kMostLabels = 52 + kMaxRank;
using Label = uint8_t;

// An equation such as "bij,bjk->bik" for inputs of known ranks: a label for each axis.
struct Equation {
  explicit Equation(const Node& node) {
    std::string text;
    for (const char letter : node.attr_string("equation", ""))
      if (letter != ' ') text += letter;
    const size_t arrow = text.find("->");
    std::string_view rest = std::string_view(text).substr(0, arrow);
    for (size_t input = 0; input < node.input_count(); ++input) {
      const size_t comma = rest.find(',');
      if ((comma == std::string_view::npos) != (input + 1 == node.input_count()))
        invalid("equation `", text, "` is not one for ", node.input_count(), " inputs");
      inputs.push_back(read_term(rest.substr(0, comma), node.rank(input), text));
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    output = arrow == std::string::npos
                 ? implied_output()
                 : read_output(std::string_view(text).substr(arrow + 2), text);
    label_count = static_cast<size_t>(ellipsis + 52);
    if (output.size() > kMaxRank) unsupported("the output has rank ", output.size());
  }

  // Letters are numbered from 0 in the order of ASCII, the axes of the ellipsis from 52, the last one first.
  static Label label_of(char letter, const std::string& text) {
    if (letter >= 'A' && letter <= 'Z') return static_cast<Label>(letter - 'A');
    if (letter >= 'a' && letter <= 'z') return static_cast<Label>(letter - 'a' + 26);
    invalid("equation `", text, "` has the character `", std::string(1, letter), "`");
  }

  std::vector<Label> read_term(std::string_view term, int64_t rank, const std::string& text) {
    std::vector<Label> labels;
    const size_t dots = term.find("...");
    const auto letters =
        static_cast<int64_t>(term.size()) - (dots == std::string_view::npos ? 0 : 3);
    const int64_t dotted = rank - letters;
    if (dotted < 0 || (dots == std::string_view::npos && dotted != 0))
      invalid("`", term, "` in equation `", text, "` is not one for an input of rank ", rank);
    if (dotted > static_cast<int64_t>(kMaxRank)) unsupported("an input of rank ", rank);
    for (size_t i = 0; i < term.size(); ++i) {
      if (i == dots) {
        for (int64_t k = dotted; k-- > 0;) labels.push_back(static_cast<Label>(52 + k));
        i += 2;
      } else {
        labels.push_back(label_of(term[i], text));
      }
    }
    ellipsis = std::max(ellipsis, dotted);
    return labels;
  }

  std::vector<Label> read_output(std::string_view term, const std::string& text) {
    std::vector<Label> labels;
    const size_t dots = term.find("...");
    for (size_t i = 0; i < term.size(); ++i) {
      if (i == dots) {
        for (int64_t k = ellipsis; k-- > 0;) labels.push_back(static_cast<Label>(52 + k));
        i += 2;
        continue;
      }
      const Label label = label_of(term[i], text);
      if (count_of(label) == 0 || std::count(labels.begin(), labels.end(), label) != 0)
        invalid("`", std::string(1, term[i]), "` in the output of equation `", text,
                "` must be in an input, and once in the output");
      labels.push_back(label);
    }
    return labels;
  }

  // Without an arrow: the axes of the ellipsis, then the letters that occur once.
  std::vector<Label> implied_output() const {
    std::vector<Label> labels;
    for (int64_t k = ellipsis; k-- > 0;) labels.push_back(static_cast<Label>(52 + k));
    for (Label label = 0; label < 52; ++label)
      if (count_of(label) == 1) labels.push_back(label);
    return labels;
  }

  int64_t count_of(Label label) const {
    int64_t count = 0;
    for (const auto& term : inputs) count += std::count(term.begin(), term.end(), label);
    return count;
  }

  std::vector<std::vector<Label>> inputs;
  std::vector<Label> output;
  int64_t ellipsis = 0;  // axes
  size_t label_count = 0;
};

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(NumericTypes{}));
  for (size_t input = 0; input < node.input_count(); ++input)
    if (!node.ranked(input)) return out.set_unranked(0, dtype);
  const Equation equation(node);
  std::array<int64_t, kMostLabels> extents;
  extents.fill(1);
  for (size_t input = 0; input < node.input_count(); ++input) {
    for (size_t axis = 0; axis < equation.inputs[input].size(); ++axis) {
      int64_t& extent = extents[equation.inputs[input][axis]];
      const Shape broadcast =
          broadcast_shapes(ShapeView(&extent, 1), ShapeView(&node.shape(input)[axis], 1));
      extent = broadcast[0];
    }
  }
  Shape shape;
  for (const Label label : equation.output) shape.push_back(extents[label]);
  out.set(0, dtype, shape);
}

// For each element of the output, the sum over all other labels of the products of the inputs' elements.
class EinsumKernel {
 public:
  EinsumKernel(const Node& node, const KernelContext&)
      : equation_(node),
        multiply_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Multiply {
          return &EinsumKernel::multiply<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
    order_ = equation_.output;
    for (size_t label = 0; label < equation_.label_count; ++label) {
      const auto found = std::find(order_.begin(), order_.end(), label);
      if (found == order_.end() && equation_.count_of(static_cast<Label>(label)) > 0)
        order_.push_back(static_cast<Label>(label));
    }
  }

  // Each input's strides by label.
  uint64_t workspace_size() const {
    return equation_.inputs.size() * equation_.label_count * sizeof(int64_t);
  }

  void run(const Launch& launch) const { (this->*multiply_)(launch); }

 private:
  using Multiply = void (EinsumKernel::*)(const Launch&) const;

  template <class T>
  void multiply(const Launch& launch) const {
    const size_t labels = equation_.label_count;
    auto* strides = launch.workspace<int64_t>();
    std::array<int64_t, kMostLabels> extents;
    extents.fill(1);
    std::fill_n(strides, equation_.inputs.size() * labels, int64_t{0});
    for (size_t input = 0; input < equation_.inputs.size(); ++input) {
      int64_t stride = 1;
      const ShapeView shape = launch.input_shape(input);
      for (size_t axis = shape.size(); axis-- > 0;) {
        const Label label = equation_.inputs[input][axis];
        if (shape[axis] != 1) {
          extents[label] = shape[axis];
          strides[input * labels + label] += stride;
        }
        stride *= shape[axis];
      }
    }
    T* y = launch.out<T>(0);
    std::array<int64_t, kMostLabels> index{};
    const int64_t count = element_count(launch.output(0));
    bool is_empty = false;
    for (size_t k = equation_.output.size(); k < order_.size(); ++k)
      is_empty = is_empty || extents[order_[k]] == 0;
    for (int64_t i = 0; i < count; ++i) {
      Accumulator<T> sum = 0;
      while (!is_empty) {
        sum = wrapping_add(sum, product<T>(launch, index, strides));
        if (!advance(index, extents, equation_.output.size(), order_.size())) break;
      }
      y[i] = store<T>(sum);
      advance(index, extents, 0, equation_.output.size());
    }
  }

  template <class T>
  Accumulator<T> product(const Launch& launch, const std::array<int64_t, kMostLabels>& index,
                         const int64_t* strides) const {
    Accumulator<T> result = 1;
    for (size_t input = 0; input < equation_.inputs.size(); ++input) {
      int64_t offset = 0;
      for (const Label label : order_)
        offset += index[label] * strides[input * equation_.label_count + label];
      result =
          wrapping_multiply(result, static_cast<Accumulator<T>>(load(launch.in<T>(input)[offset])));
    }
    return result;
  }

  // To the next combination of the labels [begin, end) of the order; false, and back to the first one, behind the last.
  bool advance(std::array<int64_t, kMostLabels>& index,
               const std::array<int64_t, kMostLabels>& extents, size_t begin, size_t end) const {
    while (end-- > begin) {
      const Label label = order_[end];
      if (++index[label] < extents[label]) return true;
      index[label] = 0;
    }
    return false;
  }

  Equation equation_;
  std::vector<Label> order_;  // the output's, then those that are summed over
  Multiply multiply_;
};

// The same sum of products, of the output's gradient and the other inputs. An axis that only this input has was summed
// over: the gradient is the same all along it. Of an axis that it has twice, the diagonal counts.
class EinsumGradient {
 public:
  explicit EinsumGradient(Gradient& g) : g_(g), equation_(g.node) {}

  Value of(size_t input) const {
    const std::vector<Label>& labels = equation_.inputs[input];
    std::string terms = text(equation_.output);
    std::vector<Value> factors = {g_.output(0)};
    std::vector<bool> is_known(equation_.label_count, false);
    for (const Label label : equation_.output) is_known[label] = true;
    for (size_t other = 0; other < equation_.inputs.size(); ++other) {
      if (other == input) continue;
      terms += "," + text(equation_.inputs[other]);
      factors.push_back(g_.input_value(other));
      for (const Label label : equation_.inputs[other]) is_known[label] = true;
    }
    std::vector<Label> result;
    std::vector<int64_t> missing;
    for (size_t axis = 0; axis < labels.size(); ++axis) {
      const bool is_first = first_axis(labels, axis) == axis;
      if (is_first && is_known[labels[axis]]) {
        result.push_back(labels[axis]);
      } else {
        missing.push_back(static_cast<int64_t>(axis));
      }
    }
    Builder& b = g_.b;
    Value change = b.node("Einsum", factors, {{"equation", terms + "->" + text(result)}});
    if (!missing.empty()) change = b.node("Unsqueeze", {change, b.ints(missing)});
    const Value x = g_.input_value(input);
    change = b.node("Expand", {change, b.node("Shape", {x})});
    return b.mortise_node("SumTo", {on_diagonals(change, input), x});
  }

 private:
  static size_t first_axis(const std::vector<Label>& labels, size_t axis) {
    return static_cast<size_t>(std::find(labels.begin(), labels.end(), labels[axis]) -
                               labels.begin());
  }
  // The axes of the ellipsis get letters that are free.
  std::string text(const std::vector<Label>& labels) const {
    std::string letters;
    for (Label label : labels) {
      if (label >= 52) label = free_label(label - 52);
      letters += static_cast<char>(label < 26 ? 'A' + label : 'a' + label - 26);
    }
    return letters;
  }
  Label free_label(size_t index) const {
    for (Label label = 0; label < 52; ++label)
      if (equation_.count_of(label) == 0 && index-- == 0) return label;
    unsupported("the gradient of an equation with more than 52 axes");
  }
  // Zero where two axes of one letter differ.
  Value on_diagonals(Value change, size_t input) const {
    const std::vector<Label>& labels = equation_.inputs[input];
    Builder& b = g_.b;
    for (size_t axis = 0; axis < labels.size(); ++axis) {
      const size_t first = first_axis(labels, axis);
      if (first == axis) continue;
      const Value same = b.node("Equal", {positions(input, first), positions(input, axis)});
      change = b.node("Where", {same, change, b.scalar(g_.node.dtype(0), 0)});
    }
    return change;
  }
  // 0, 1, … along an axis.
  Value positions(size_t input, size_t axis) const {
    Builder& b = g_.b;
    const Value shape = b.node("Shape", {g_.input_value(input)});
    const Value extent =
        b.node("Gather", {shape, b.scalar(MORTISE_DTYPE_INT64, static_cast<double>(axis))});
    const Value range = b.node(
        "Range", {b.scalar(MORTISE_DTYPE_INT64, 0), extent, b.scalar(MORTISE_DTYPE_INT64, 1)});
    std::vector<int64_t> others;
    for (int64_t other = 0; other < g_.node.rank(input); ++other)
      if (other != static_cast<int64_t>(axis)) others.push_back(other);
    return b.node("Unsqueeze", {range, b.ints(others)});
  }

  Gradient& g_;
  Equation equation_;
};

void gradient(Gradient& g) {
  for (size_t input = 0; input < g.node.input_count(); ++input)
    if (!g.node.ranked(input)) unsupported("the gradient needs ranks that are known");
  const EinsumGradient gradient(g);
  for (size_t input = 0; input < g.node.input_count(); ++input)
    g.set_input(input, gradient.of(input));
}

}  // namespace

MORTISE_OPERATOR(Einsum, 12) {
  op.summary("Sums of products over named axes")
      .variadic_input("Inputs")
      .output("Output")
      .required_attribute("equation", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<EinsumKernel>();
}

}  // namespace mortise::ops
