#include <algorithm>

#include <catch2/catch.hpp>

#include "ops/ml/testing/small_forest.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kRegressor = "ai.onnx.ml::TreeEnsembleRegressor";
using Ints = std::vector<int64_t>;
using Floats = std::vector<double>;

// Leaf 1 of the first tree has weights for both targets, the others for one.
struct Leaf {
  int64_t tree, node, target;
  double weight;
};
const Leaf kLeaves[] = {{0, 1, 0, 10}, {0, 1, 1, -1}, {0, 3, 0, 2},
                        {0, 4, 1, 4},  {7, 1, 0, 8},  {7, 2, 1, 6}};

Attrs attributes(const Attrs& more = {}) {
  Ints trees, nodes, targets;
  Floats weights;
  for (const Leaf& leaf : kLeaves) {
    trees.push_back(leaf.tree);
    nodes.push_back(leaf.node);
    targets.push_back(leaf.target);
    weights.push_back(leaf.weight);
  }
  Attrs attrs = small_forest();
  attrs.insert(attrs.end(), {{"target_treeids", trees},
                             {"target_nodeids", nodes},
                             {"target_ids", targets},
                             {"target_weights", weights},
                             {"n_targets", 2}});
  attrs.insert(attrs.end(), more.begin(), more.end());
  return attrs;
}

// combine(what the trees add to a target) of each row and target.
template <class Combine>
Floats expected(Combine&& combine) {
  Floats y;
  const Floats x = small_forest_rows().doubles();
  for (size_t row = 0; row < x.size() / 2; ++row) {
    const auto leaves = leaves_of(x[2 * row], x[2 * row + 1]);
    for (int64_t target = 0; target < 2; ++target) {
      Floats added;
      for (const Leaf& leaf : kLeaves)
        if (leaf.target == target && leaves[leaf.tree == 0 ? 0 : 1] == leaf.node)
          added.push_back(leaf.weight);
      y.push_back(added.empty() ? 0 : combine(added));
    }
  }
  return y;
}
double sum(const Floats& added) {
  double total = 0;
  for (const double weight : added) total += weight;
  return total;
}

TEST_CASE("TreeEnsembleRegressor adds the weights of leaves") {
  const auto y = run(kRegressor, {small_forest_rows()}, attributes())[0];
  REQUIRE(y.shape == Shape{5, 2});
  require_close(y, expected(sum), 0);
}

TEST_CASE("TreeEnsembleRegressor aggregates otherwise, and starts from base values") {
  const auto run_with = [](const char* aggregate) {
    return run(kRegressor, {small_forest_rows()},
               attributes({{"aggregate_function", aggregate}}))[0];
  };
  require_close(run_with("AVERAGE"), expected([](const Floats& added) { return sum(added) / 2; }),
                0);
  require_close(run_with("MIN"), expected([](const Floats& added) {
                  return *std::min_element(added.begin(), added.end());
                }),
                0);
  require_close(run_with("MAX"), expected([](const Floats& added) {
                  return *std::max_element(added.begin(), added.end());
                }),
                0);
  Floats based = expected(sum);
  for (size_t i = 0; i < based.size(); ++i) based[i] += i % 2 == 0 ? 100 : 200;
  require_close(
      run(kRegressor, {small_forest_rows()}, attributes({{"base_values", Floats{100, 200}}}))[0],
      based, 0);
}

TEST_CASE("TreeEnsembleRegressor takes integers, and thresholds as a tensor") {
  Attrs attrs = attributes();
  const auto splits = tensor<double>({8}, {1, 0, 2, 0, 0, 0, 0, 0});
  const mortise_tensor_view_t view = splits.view();
  attrs[7] = {"nodes_values_as_tensor", &view};
  const auto y = run(kRegressor, {tensor<int64_t>({1, 2}, {2, 3})}, attrs)[0];
  require_close(y, {2, 6}, 0);
}

TEST_CASE("TreeEnsembleRegressor refuses trees that lead nowhere, twice to a node or in a circle") {
  const auto with = [](const char* name, const Ints& values) {
    Attrs attrs = attributes();
    for (sdk::Attr& attr : attrs)
      if (sdk::to_view(attr.abi().name) == name) attr = sdk::Attr(name, values);
    return infer(kRegressor, {type<float>({-2, 2})}, attrs).type(0);
  };
  REQUIRE(with("n", {}) == "float32[#0, 2]");
  REQUIRE_THROWS_WITH(with("nodes_falsenodeids", {9, 0, 4, 0, 0, 2, 0, 0}),
                      Catch::Contains("tree 0 has no node 9"));
  REQUIRE_THROWS_WITH(with("nodes_falsenodeids", {2, 0, 1, 0, 0, 2, 0, 0}),
                      Catch::Contains("node 1 is led to from two others"));
  REQUIRE_THROWS_WITH(with("nodes_nodeids", {0, 1, 2, 3, 3, 0, 1, 2}),
                      Catch::Contains("tree 0 has two nodes 3"));
  REQUIRE_THROWS_WITH(with("target_ids", {0, 1, 2, 1, 0, 1}),
                      Catch::Contains("has 2; there are 2"));
  REQUIRE_THROWS_WITH(infer(kRegressor, {type<float>({1, 1})}, attributes()),
                      Catch::Contains("X has 1 features, and the trees ask for 2"));
}

}  // namespace
}  // namespace mortise::ops::testing
