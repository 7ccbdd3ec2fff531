#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

constexpr const char* kEnsemble = "ai.onnx.ml::TreeEnsemble";

// x0 <= 1 ? 10 for target 0 : (x1 is 5 or 7 ? 20 for target 1 : 30 for target 0)
struct Tree {
  Tensor modes = tensor<uint8_t>({2}, {0, 6});
  Tensor splits = tensor<float>({2}, {1, 0});
  Tensor weights = tensor<float>({3}, {10, 20, 30});
  Tensor members = tensor<float>({3}, {5, 7, NAN});
  mortise_tensor_view_t views[4] = {modes.view(), splits.view(), weights.view(), members.view()};
  Ints roots = {0};
  int64_t aggregate = 1, transform = 0;

  Attrs attributes() const {
    return {{"aggregate_function", aggregate},
            {"post_transform", transform},
            {"n_targets", 2},
            {"tree_roots", roots},
            {"nodes_modes", &views[0]},
            {"nodes_splits", &views[1]},
            {"leaf_weights", &views[2]},
            {"membership_values", &views[3]},
            {"leaf_targetids", Ints{0, 1, 0}},
            {"nodes_featureids", Ints{0, 1}},
            {"nodes_trueleafs", Ints{1, 1}},
            {"nodes_falseleafs", Ints{0, 1}},
            {"nodes_truenodeids", Ints{0, 1}},
            {"nodes_falsenodeids", Ints{1, 2}}};
  }
};

const auto kRows = tensor<float>({4, 2}, {0, 0, 2, 7, 2, 6, NAN, 5});

TEST_CASE("TreeEnsemble comes to a leaf of each tree") {
  const Tree tree;
  const auto y = run(kEnsemble, {kRows}, tree.attributes())[0];
  REQUIRE(y.shape == Shape{4, 2});
  REQUIRE(y.doubles() == std::vector<double>{10, 0, 0, 20, 30, 0, 0, 20});
}

TEST_CASE("TreeEnsemble puts the leaves of several trees together") {
  Tree trees;
  trees.roots = {0, 1};
  REQUIRE(run(kEnsemble, {kRows}, trees.attributes())[0].doubles() ==
          std::vector<double>{40, 0, 0, 40, 60, 0, 0, 40});
  trees.aggregate = 0;
  REQUIRE(run(kEnsemble, {kRows}, trees.attributes())[0].doubles()[0] == 20);
  trees.aggregate = 2;
  REQUIRE(run(kEnsemble, {kRows}, trees.attributes())[0].doubles()[0] == 10);
  trees.aggregate = 3;
  REQUIRE(run(kEnsemble, {kRows}, trees.attributes())[0].doubles()[0] == 30);
}

TEST_CASE("TreeEnsemble transforms its scores") {
  Tree tree;
  tree.transform = 2;
  require_close(run(kEnsemble, {kRows}, tree.attributes())[0],
                {1 / (1 + std::exp(-10)), 0.5, 0.5, 1 / (1 + std::exp(-20)), 1, 0.5, 0.5, 1}, 1e-6);
  tree.transform = 1;
  const double share = 1 / (1 + std::exp(-10));
  require_close(run(kEnsemble, {tensor<float>({1, 2}, {0, 0})}, tree.attributes())[0],
                {share, 1 - share}, 1e-6);
}

TEST_CASE("TreeEnsemble refuses trees that lead nowhere, or in a circle") {
  Tree tree;
  Attrs lost = tree.attributes();
  lost[13] = {"nodes_falsenodeids", Ints{1, 3}};
  REQUIRE_THROWS_WITH(infer(kEnsemble, {type<float>({1, 2})}, lost),
                      Catch::Contains("no node or leaf 3"));
  Attrs circle = tree.attributes();
  circle[11] = {"nodes_falseleafs", Ints{0, 0}};
  circle[13] = {"nodes_falsenodeids", Ints{1, 1}};
  REQUIRE_THROWS_WITH(run(kEnsemble, {kRows}, circle), Catch::Contains("in a circle"));
  REQUIRE_THROWS_WITH(infer(kEnsemble, {type<float>({1, 1})}, tree.attributes()),
                      Catch::Contains("2"));
  REQUIRE(infer(kEnsemble, {type<double>({-2, 2})}, tree.attributes()).type(0) == "float64[#0, 2]");
}

}  // namespace
}  // namespace mortise::ops::testing
