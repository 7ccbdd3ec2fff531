#include <algorithm>
#include <cmath>
#include <limits>

#include "ops/common/arithmetic.hpp"
#include "ops/ml/comparison.hpp"
#include "ops/ml/post_transform.hpp"

namespace mortise::ops {
namespace {

enum Aggregate : int64_t { kAverage, kSum, kMinimum, kMaximum };

// A node that asks something of a feature, and where to go on; a leaf is the number of one.
struct Branch {
  int64_t feature;
  Comparison comparison;
  double split;
  bool missing_is_true;
  bool true_is_leaf, false_is_leaf;
  int64_t if_true, if_false;
  std::vector<double> members;
};

template <class T>
std::vector<T> listed(std::string_view name, std::vector<T> values, size_t count) {
  if (values.size() != count)
    invalid("attribute ", name, " has ", values.size(), " elements; there are ", count, " nodes");
  return values;
}

std::vector<double> numbers_of(const Node& node, std::string_view name) {
  const mortise_tensor_view_t* tensor = node.attr_tensor(name);
  return tensor == nullptr ? std::vector<double>() : to_doubles(*tensor);
}

// The trees in the node's attributes, checked: every number leads somewhere, and none in a circle.
struct Ensemble {
  explicit Ensemble(const Node& node)
      : roots(node.attr_ints("tree_roots", {})),
        weights(numbers_of(node, "leaf_weights")),
        targets(node.attr_ints("leaf_targetids", {})),
        target_count(node.attr_int("n_targets", 0)),
        aggregate(node.attr_int("aggregate_function", kSum)),
        transform(node.attr_int("post_transform", PostTransform::kNone)) {
    const std::vector<int64_t> features = node.attr_ints("nodes_featureids", {});
    const size_t count = features.size();
    const auto ints = [&](std::string_view name) {
      return listed(name, node.attr_ints(name, {}), count);
    };
    const auto modes = listed("nodes_modes", numbers_of(node, "nodes_modes"), count);
    const auto splits = listed("nodes_splits", numbers_of(node, "nodes_splits"), count);
    const auto true_leafs = ints("nodes_trueleafs"), false_leafs = ints("nodes_falseleafs");
    const auto true_ids = ints("nodes_truenodeids"), false_ids = ints("nodes_falsenodeids");
    const std::vector<int64_t> missing = node.has_attr("nodes_missing_value_tracks_true")
                                             ? ints("nodes_missing_value_tracks_true")
                                             : std::vector<int64_t>(count, 0);
    const std::vector<double> members = numbers_of(node, "membership_values");
    size_t next = 0;
    for (size_t i = 0; i < count; ++i) {
      Branch branch{features[i],
                    comparison_of(modes[i], i),
                    splits[i],
                    missing[i] != 0,
                    true_leafs[i] != 0,
                    false_leafs[i] != 0,
                    true_ids[i],
                    false_ids[i],
                    {}};
      if (branch.feature < 0) invalid("node ", i, " compares feature ", branch.feature);
      // The sets follow each other, each with NaN behind it.
      for (bool more = branch.comparison == Comparison::kMember; more; ++next) {
        more = next < members.size() && !std::isnan(members[next]);
        if (more) branch.members.push_back(members[next]);
      }
      most_features = std::max(most_features, branch.feature + 1);
      branches.push_back(std::move(branch));
    }
    check();
  }

  void check() const {
    if (targets.size() != weights.size())
      invalid("there are ", weights.size(), " leaf_weights and ", targets.size(),
              " leaf_targetids");
    if (target_count < 1) invalid("attribute n_targets is ", target_count);
    for (const int64_t target : targets) {
      if (target < 0 || target >= target_count) invalid("attribute leaf_targetids has ", target);
    }
    if (aggregate < kAverage || aggregate > kMaximum)
      invalid("attribute aggregate_function is ", aggregate);
    const auto check_id = [](int64_t id, size_t limit) {
      if (id < 0 || static_cast<size_t>(id) >= limit) invalid("there is no node or leaf ", id);
    };
    for (const int64_t root : roots) check_id(root, branches.size());
    for (const Branch& branch : branches) {
      check_id(branch.if_true, branch.true_is_leaf ? weights.size() : branches.size());
      check_id(branch.if_false, branch.false_is_leaf ? weights.size() : branches.size());
    }
  }

  /// The leaf that a row of features comes to.
  template <class T>
  size_t leaf_of(const T* row, int64_t root) const {
    int64_t at = root;
    for (size_t steps = 0; steps <= branches.size(); ++steps) {
      const Branch& branch = branches[static_cast<size_t>(at)];
      const bool is_true = leads_on(branch, static_cast<double>(load(row[branch.feature])));
      at = is_true ? branch.if_true : branch.if_false;
      if (is_true ? branch.true_is_leaf : branch.false_is_leaf) return static_cast<size_t>(at);
    }
    invalid("the tree at node ", root, " goes in a circle");
  }

  static Comparison comparison_of(double mode, size_t index) {
    if (!(mode >= 0 && mode <= static_cast<double>(Comparison::kMember)))
      invalid("node ", index, " is of mode ", mode);
    return static_cast<Comparison>(mode);
  }
  static bool leads_on(const Branch& branch, double x) {
    if (std::isnan(x) && branch.missing_is_true) return true;
    if (branch.comparison != Comparison::kMember) return holds(branch.comparison, x, branch.split);
    return std::find(branch.members.begin(), branch.members.end(), x) != branch.members.end();
  }

  std::vector<Branch> branches;
  std::vector<int64_t> roots;
  std::vector<double> weights;
  std::vector<int64_t> targets;
  int64_t target_count, aggregate;
  PostTransform transform;
  int64_t most_features = 0;
};

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  const Ensemble ensemble(node);
  node.check_rank(0, 2);
  int64_t batch = MORTISE_DIM_UNKNOWN;
  if (node.ranked(0)) {
    batch = node.shape(0)[0];
    const int64_t features = node.shape(0)[1];
    if (features >= 0 && features < ensemble.most_features)
      invalid("X has ", features, " features, and the trees ask for ", ensemble.most_features);
  }
  out.set(0, node.dtype(0), {batch, ensemble.target_count});
}

class TreeEnsembleKernel {
 public:
  TreeEnsembleKernel(const Node& node, const KernelContext&)
      : ensemble_(node), run_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &TreeEnsembleKernel::run_typed<typename decltype(tag)::type>;
        })) {}

  // The scores of a row.
  uint64_t workspace_size() const {
    return static_cast<uint64_t>(ensemble_.target_count) * sizeof(double);
  }
  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (TreeEnsembleKernel::*)(const Launch&) const;

  template <class T>
  void run_typed(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    if (shape[1] < ensemble_.most_features) invalid("X has ", shape[1], " features");
    const int64_t targets = ensemble_.target_count;
    auto* scores = launch.workspace<double>();
    for (int64_t row = 0; row < shape[0]; ++row) {
      score(launch.in<T>(0) + row * shape[1], scores);
      ensemble_.transform.apply(scores, targets);
      for (int64_t k = 0; k < targets; ++k)
        launch.out<T>(0)[row * targets + k] = store<T>(scores[k]);
    }
  }

  template <class T>
  void score(const T* row, double* scores) const {
    const int64_t aggregate = ensemble_.aggregate;
    const double nothing = aggregate == kMinimum   ? std::numeric_limits<double>::infinity()
                           : aggregate == kMaximum ? -std::numeric_limits<double>::infinity()
                                                   : 0;
    std::fill_n(scores, ensemble_.target_count, nothing);
    for (const int64_t root : ensemble_.roots) {
      const size_t leaf = ensemble_.leaf_of(row, root);
      double& sum = scores[ensemble_.targets[leaf]];
      const double weight = ensemble_.weights[leaf];
      sum = aggregate == kMinimum   ? std::min(sum, weight)
            : aggregate == kMaximum ? std::max(sum, weight)
                                    : sum + weight;
    }
    for (int64_t k = 0; k < ensemble_.target_count; ++k) {
      if (aggregate == kAverage) scores[k] /= static_cast<double>(ensemble_.roots.size());
      if (std::isinf(scores[k]) && scores[k] == nothing) scores[k] = 0;  // no leaf of that target
    }
  }

  Ensemble ensemble_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(TreeEnsemble, 5) {
  op.summary("Scores from the leaves that a row of features comes to in each of many trees")
      .input("X")
      .output("Y")
      .attribute("aggregate_function", MORTISE_ATTRIBUTE_INT)
      .required_attribute("leaf_targetids", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("leaf_weights", MORTISE_ATTRIBUTE_TENSOR)
      .attribute("membership_values", MORTISE_ATTRIBUTE_TENSOR)
      .attribute("n_targets", MORTISE_ATTRIBUTE_INT)
      .required_attribute("nodes_falseleafs", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("nodes_falsenodeids", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("nodes_featureids", MORTISE_ATTRIBUTE_INTS)
      .attribute("nodes_hitrates", MORTISE_ATTRIBUTE_TENSOR)
      .attribute("nodes_missing_value_tracks_true", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("nodes_modes", MORTISE_ATTRIBUTE_TENSOR)
      .required_attribute("nodes_splits", MORTISE_ATTRIBUTE_TENSOR)
      .required_attribute("nodes_trueleafs", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("nodes_truenodeids", MORTISE_ATTRIBUTE_INTS)
      .attribute("post_transform", MORTISE_ATTRIBUTE_INT)
      .required_attribute("tree_roots", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<TreeEnsembleKernel>();
}

}  // namespace mortise::ops
