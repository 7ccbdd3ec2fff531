#include "ops/common/arithmetic.hpp"
#include "ops/ml/features.hpp"
#include "ops/ml/forest.hpp"
#include "ops/ml/post_transform.hpp"

namespace mortise::ops {
namespace {

int64_t target_count(const Node& node) {
  const int64_t count = node.attr_int("n_targets", 0);
  if (count < 1) invalid("attribute n_targets is ", count);
  return count;
}

struct Regression {
  explicit Regression(const Node& node)
      : forest(node, "target", target_count(node)),
        targets(target_count(node)),
        base(listed_or_tensor(node, "base_values")),
        aggregate(node.attr_string("aggregate_function", "SUM")),
        transform(node.attr_string("post_transform", "NONE")) {
    if (aggregate != "SUM" && aggregate != "AVERAGE" && aggregate != "MIN" && aggregate != "MAX")
      invalid("attribute aggregate_function is ", aggregate,
              "; it must be SUM, AVERAGE, MIN or MAX");
    if (!base.empty() && static_cast<int64_t>(base.size()) != targets)
      invalid("attribute base_values has ", base.size(), " elements for ", targets, " targets");
  }

  double of(const TargetScore& score, int64_t target) const {
    const double start = base.empty() ? 0 : base[static_cast<size_t>(target)];
    if (aggregate == "MIN") return start + score.least;
    if (aggregate == "MAX") return start + score.largest;
    if (aggregate == "SUM") return start + score.sum;
    return start + score.sum / static_cast<double>(forest.tree_count());
  }

  Forest forest;
  int64_t targets;
  std::vector<double> base;
  std::string aggregate;
  PostTransform transform;
};

void infer(const Node& node, Inference& out) {
  const Regression regression(node);
  regression.forest.check_input(node);
  infer_rows(node, out, regression.targets);
}

class TreeEnsembleRegressorKernel {
 public:
  TreeEnsembleRegressorKernel(const Node& node, const KernelContext&)
      : regression_(node), run_(visit_dtype(FeatureTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &TreeEnsembleRegressorKernel::run_typed<typename decltype(tag)::type>;
        })) {}

  // Of a row: what the trees add to each target, and the scores that come of it.
  uint64_t workspace_size() const {
    return static_cast<uint64_t>(regression_.targets) * (sizeof(TargetScore) + sizeof(double));
  }
  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (TreeEnsembleRegressorKernel::*)(const Launch&) const;

  template <class T>
  void run_typed(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    if (shape[1] < regression_.forest.feature_count()) invalid("X has ", shape[1], " features");
    const int64_t targets = regression_.targets;
    auto* added = launch.workspace<TargetScore>();
    auto* scores = reinterpret_cast<double*>(added + targets);
    float* y = launch.out<float>(0);
    for (int64_t row = 0; row < shape[0]; ++row, y += targets) {
      std::uninitialized_fill_n(added, targets, TargetScore());
      regression_.forest.add_scores(launch.in<T>(0) + row * shape[1], added);
      for (int64_t k = 0; k < targets; ++k) scores[k] = regression_.of(added[k], k);
      regression_.transform.apply(scores, targets);
      std::transform(scores, scores + targets, y, &store<float, double>);
    }
  }

  Regression regression_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(TreeEnsembleRegressor, 1) {
  op.summary("Scores from the leaves that a row of features comes to in each of many trees")
      .input("X")
      .output("Y")
      .attribute("aggregate_function", MORTISE_ATTRIBUTE_STRING)
      .attribute("n_targets", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<TreeEnsembleRegressorKernel>();
  add_forest_attributes(op, "target");
}

}  // namespace mortise::ops
