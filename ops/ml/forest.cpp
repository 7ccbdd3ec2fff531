#include "ops/ml/forest.hpp"

#include <algorithm>
#include <map>

#include "ops/ml/features.hpp"

namespace mortise::ops {

void TargetScore::add(double weight) {
  sum += weight;
  least = has_score ? std::min(least, weight) : weight;
  largest = has_score ? std::max(largest, weight) : weight;
  has_score = true;
}

std::vector<double> listed_or_tensor(const Node& node, const std::string& name) {
  const mortise_tensor_view_t* tensor = node.attr_tensor(name + "_as_tensor");
  return tensor != nullptr ? to_doubles(*tensor) : node.attr_floats(name);
}

class Forest::Reader {
 public:
  Reader(const Node& node, Forest& forest) : node_(node), forest_(forest) {}

  void read_nodes() {
    const std::vector<int64_t> trees = node_.attr_ints("nodes_treeids", {});
    count_ = trees.size();
    const auto ids = ints("nodes_nodeids"), features = ints("nodes_featureids");
    const auto trues = ints("nodes_truenodeids"), falses = ints("nodes_falsenodeids");
    const auto modes = listed("nodes_modes", node_.attributes().get_strings("nodes_modes"));
    const auto splits = listed("nodes_values", listed_or_tensor(node_, "nodes_values"));
    const auto missing = node_.has_attr("nodes_missing_value_tracks_true")
                             ? ints("nodes_missing_value_tracks_true")
                             : std::vector<int64_t>(count_, 0);
    for (size_t i = 0; i < count_; ++i) {
      if (!places_.emplace(std::pair(trees[i], ids[i]), i).second)
        invalid("tree ", trees[i], " has two nodes ", ids[i]);
    }
    forest_.nodes_.resize(count_);
    for (size_t i = 0; i < count_; ++i) {
      TreeNode& made = forest_.nodes_[i];
      made.is_leaf = modes[i] == "LEAF";
      if (made.is_leaf) continue;
      if (features[i] < 0) invalid("node ", i, " compares feature ", features[i]);
      forest_.feature_count_ = std::max(forest_.feature_count_, features[i] + 1);
      made.feature = features[i];
      made.comparison = comparison_of(modes[i]);
      made.split = splits[i];
      made.missing_is_true = missing[i] != 0;
      made.if_true = place(trees[i], trues[i]);
      made.if_false = place(trees[i], falses[i]);
    }
  }

  // A root is what no other node leads to. Where each node but the roots is led to once, there is no circle that a root leads
  // into.
  void find_roots() {
    std::vector<size_t> parents(count_);
    for (const TreeNode& at : forest_.nodes_) {
      if (at.is_leaf) continue;
      ++parents[at.if_true];
      if (at.if_false != at.if_true) ++parents[at.if_false];
    }
    for (size_t i = 0; i < count_; ++i) {
      if (parents[i] == 0) forest_.roots_.push_back(i);
      if (parents[i] > 1) invalid("node ", i, " is led to from two others");
    }
    if (forest_.roots_.empty() && count_ > 0) invalid("the trees go in a circle");
  }

  void read_weights(const std::string& kind, int64_t targets) {
    const std::vector<int64_t> trees = node_.attr_ints(kind + "_treeids", {});
    count_ = trees.size();
    const auto ids = ints(kind + "_nodeids"), names = ints(kind + "_ids");
    const auto values = listed(kind + "_weights", listed_or_tensor(node_, kind + "_weights"));
    std::vector<std::vector<Weight>> by_node(forest_.nodes_.size());
    for (size_t i = 0; i < count_; ++i) {
      if (names[i] < 0 || names[i] >= targets)
        invalid("attribute ", kind, "_ids has ", names[i], "; there are ", targets);
      by_node[place(trees[i], ids[i])].push_back({names[i], values[i]});
    }
    for (size_t i = 0; i < by_node.size(); ++i) {
      TreeNode& made = forest_.nodes_[i];
      made.first_weight = forest_.weights_.size();
      forest_.weights_.insert(forest_.weights_.end(), by_node[i].begin(), by_node[i].end());
      made.last_weight = forest_.weights_.size();
    }
  }

 private:
  template <class T>
  std::vector<T> listed(const std::string& name, std::vector<T> values) const {
    if (values.size() != count_)
      invalid("attribute ", name, " has ", values.size(), " elements; it must have ", count_);
    return values;
  }
  std::vector<int64_t> ints(const std::string& name) const {
    return listed(name, node_.attr_ints(name, {}));
  }

  size_t place(int64_t tree, int64_t id) const {
    const auto found = places_.find({tree, id});
    if (found == places_.end()) invalid("tree ", tree, " has no node ", id);
    return found->second;
  }

  static Comparison comparison_of(std::string_view mode) {
    static constexpr std::string_view kModes[] = {"BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE",
                                                  "BRANCH_GT",  "BRANCH_EQ", "BRANCH_NEQ"};
    const auto* found = std::find(std::begin(kModes), std::end(kModes), mode);
    if (found == std::end(kModes)) invalid("attribute nodes_modes has ", mode);
    return static_cast<Comparison>(found - std::begin(kModes));
  }

  const Node& node_;
  Forest& forest_;
  size_t count_ = 0;
  std::map<std::pair<int64_t, int64_t>, size_t> places_;
};

Forest::Forest(const Node& node, const std::string& kind, int64_t targets) {
  Reader reader(node, *this);
  reader.read_nodes();
  reader.find_roots();
  reader.read_weights(kind, targets);
}

void Forest::check_input(const Node& node) const {
  check_features(node);
  if (!node.ranked(0)) return;
  const int64_t features = node.shape(0)[1];
  if (features >= 0 && features < feature_count_)
    invalid("X has ", features, " features, and the trees ask for ", feature_count_);
}

void add_forest_attributes(Operator& op, const std::string& kind) {
  for (const char* name :
       {"nodes_falsenodeids", "nodes_featureids", "nodes_missing_value_tracks_true",
        "nodes_nodeids", "nodes_treeids", "nodes_truenodeids"})
    op.attribute(name, MORTISE_ATTRIBUTE_INTS);
  for (const char* name : {"_ids", "_nodeids", "_treeids"})
    op.attribute(kind + name, MORTISE_ATTRIBUTE_INTS);
  for (const std::string& name : {std::string("base_values"), std::string("nodes_hitrates"),
                                  std::string("nodes_values"), kind + "_weights"}) {
    op.attribute(name, MORTISE_ATTRIBUTE_FLOATS);
    op.attribute(name + "_as_tensor", MORTISE_ATTRIBUTE_TENSOR);
  }
  op.required_attribute("nodes_modes", MORTISE_ATTRIBUTE_STRINGS);
  op.attribute("post_transform", MORTISE_ATTRIBUTE_STRING);
}

}  // namespace mortise::ops
