#include <algorithm>

#include "ops/common/arithmetic.hpp"
#include "ops/ml/class_labels.hpp"
#include "ops/ml/features.hpp"
#include "ops/ml/forest.hpp"
#include "ops/ml/post_transform.hpp"

namespace mortise::ops {
namespace {

// Of two classes, trees may score one alone. The other's score follows, and a threshold decides: one half where all weights
// are probabilities, that is, none is negative, and otherwise zero.
struct Classification {
  explicit Classification(const Node& node)
      : labels(read_class_labels(node)),
        forest(node, "class", labels.count()),
        base(listed_or_tensor(node, "base_values")),
        transform(node.attr_string("post_transform", "NONE")) {
    if (labels.count() < 2) invalid("there is one class label; there must be two or more");
    const auto& weights = forest.weights();
    are_probabilities = std::none_of(weights.begin(), weights.end(),
                                     [](const Forest::Weight& weight) { return weight.value < 0; });
    const bool has_one_target =
        !weights.empty() &&
        std::all_of(weights.begin(), weights.end(), [&](const Forest::Weight& weight) {
          return weight.target == weights[0].target;
        });
    is_binary = labels.count() == 2 && has_one_target;
    const auto count = static_cast<int64_t>(base.size());
    if (count != 0 && count != labels.count() && !(count == 1 && labels.count() == 2))
      invalid("attribute base_values has ", count, " elements for ", labels.count(), " classes");
  }

  LabelTable labels;
  Forest forest;
  std::vector<double> base;
  PostTransform transform;
  bool is_binary = false, are_probabilities = false;
};

void infer(const Node& node, Inference& out) {
  const Classification classes(node);
  classes.forest.check_input(node);
  infer_classes(node, out, classes.labels, classes.labels.count());
}

class TreeEnsembleClassifierKernel {
 public:
  TreeEnsembleClassifierKernel(const Node& node, const KernelContext&)
      : classes_(node),
        count_(classes_.labels.count()),
        run_(visit_dtype(FeatureTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &TreeEnsembleClassifierKernel::run_typed<typename decltype(tag)::type>;
        })) {}

  // Of a row: what the trees add to each class, and the scores that come of it.
  uint64_t workspace_size() const {
    return static_cast<uint64_t>(count_) * (sizeof(TargetScore) + sizeof(double));
  }
  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (TreeEnsembleClassifierKernel::*)(const Launch&) const;

  template <class T>
  void run_typed(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    if (shape[1] < classes_.forest.feature_count()) invalid("X has ", shape[1], " features");
    auto* added = launch.workspace<TargetScore>();
    auto* scores = reinterpret_cast<double*>(added + count_);
    for (int64_t row = 0; row < shape[0]; ++row) {
      std::uninitialized_fill_n(added, count_, TargetScore());
      classes_.forest.add_scores(launch.in<T>(0) + row * shape[1], added);
      const int64_t label = count_ > 2 ? classify(added, scores) : classify_two(added, scores);
      classes_.labels.write(label, launch.output(0).data, row);
      if (launch.wants_output(1))
        std::transform(scores, scores + count_, launch.out<float>(1) + row * count_,
                       &store<float, double>);
    }
  }

  // The number of the class with the largest score.
  int64_t classify(const TargetScore* added, double* scores) const {
    for (int64_t k = 0; k < count_; ++k)
      scores[k] =
          added[k].sum + (classes_.base.empty() ? 0 : classes_.base[static_cast<size_t>(k)]);
    const int64_t best = std::max_element(scores, scores + count_) - scores;
    classes_.transform.apply(scores, count_);
    return best;
  }

  int64_t classify_two(const TargetScore* added, double* scores) const {
    const std::vector<double>& base = classes_.base;
    scores[0] = added[0].sum;
    scores[1] = added[1].sum;
    const bool has_second = added[1].has_score;
    if (base.size() == 2 && has_second) {
      // As ONNX Runtime takes it: the second class's base counts, and the first class has the opposite score.
      scores[1] = base[1] + scores[0];
      scores[0] = -scores[1];
    } else if (base.size() == 2) {
      scores[0] += base[0];
      scores[1] += base[1];
    } else if (base.size() == 1) {
      scores[0] += base[0];
    }
    const double positive = has_second ? scores[1] : scores[0];
    const double threshold = classes_.is_binary && classes_.are_probabilities ? 0.5 : 0;
    if (has_second || base.size() == 2) {
      classes_.transform.apply(scores, 2);
    } else {
      complete(positive, scores);
    }
    return positive > threshold ? 1 : 0;
  }

  // The score of the class that the trees do not score.
  void complete(double positive, double* scores) const {
    if (classes_.transform.apply_to_two(positive, scores)) return;
    scores[0] = classes_.is_binary && classes_.are_probabilities ? 1 - positive : -positive;
    scores[1] = positive;
  }

  Classification classes_;
  int64_t count_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(TreeEnsembleClassifier, 1) {
  op.summary(
        "Classes, and their scores, from the leaves that a row of features comes to in each of many trees")
      .input("X")
      .output("Y")
      .output("Z")
      .attribute("classlabels_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("classlabels_strings", MORTISE_ATTRIBUTE_STRINGS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<TreeEnsembleClassifierKernel>();
  add_forest_attributes(op, "class");
}

}  // namespace mortise::ops
