// Decision trees as TreeEnsembleRegressor and TreeEnsembleClassifier have them in their attributes: lists of nodes, each with
// the number of its tree, and lists of weights, each with the leaf and the target that it is for.
#pragma once

#include <cmath>
#include <vector>

#include "ops/common/operator.hpp"
#include "ops/ml/comparison.hpp"

namespace mortise::ops {

/// The sum of a target's weights so far, and what else aggregations need.
struct TargetScore {
  double sum = 0, least = 0, largest = 0;
  bool has_score = false;

  void add(double weight);
};

class Forest {
 public:
  /// What a leaf adds to a target.
  struct Weight {
    int64_t target;
    double value;
  };

  /// `kind`: "target" or "class", which the names of the weights' attributes begin with. Throws where a number leads nowhere
  /// or in a circle.
  Forest(const Node& node, const std::string& kind, int64_t targets);

  /// Throws unless input 0 is rows of features, of which there are enough.
  void check_input(const Node& node) const;

  int64_t tree_count() const { return static_cast<int64_t>(roots_.size()); }
  int64_t feature_count() const { return feature_count_; }
  const std::vector<Weight>& weights() const { return weights_; }

  /// Adds the weights of the leaves that a row of features comes to. Requires: `feature_count` features.
  template <class T>
  void add_scores(const T* row, TargetScore* scores) const {
    for (const size_t root : roots_) {
      const TreeNode* at = &nodes_[root];
      while (!at->is_leaf) {
        const auto x = static_cast<double>(row[at->feature]);
        const bool is_true =
            (std::isnan(x) && at->missing_is_true) || holds(at->comparison, x, at->split);
        at = &nodes_[is_true ? at->if_true : at->if_false];
      }
      for (size_t i = at->first_weight; i < at->last_weight; ++i)
        scores[weights_[i].target].add(weights_[i].value);
    }
  }

 private:
  struct TreeNode {
    bool is_leaf = false, missing_is_true = false;
    Comparison comparison = Comparison::kLessOrEqual;
    int64_t feature = 0;
    double split = 0;
    size_t if_true = 0, if_false = 0;
    size_t first_weight = 0, last_weight = 0;
  };
  class Reader;

  std::vector<TreeNode> nodes_;
  std::vector<size_t> roots_;
  std::vector<Weight> weights_;  // leaf by leaf
  int64_t feature_count_ = 0;
};

/// The numbers of attribute `name`, a list of floats or, named NAME_as_tensor, a tensor.
std::vector<double> listed_or_tensor(const Node& node, const std::string& name);

/// Declares the attributes that Forest reads.
void add_forest_attributes(Operator& op, const std::string& kind);

}  // namespace mortise::ops
