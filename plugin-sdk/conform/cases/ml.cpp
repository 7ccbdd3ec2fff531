// Operators over features.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

void add_one_hot(Cases& cases) {
  const sdk::Attrs known = {{"cats_int64s", std::vector<int64_t>{3, -1, 7}}};
  const auto x = [](sdk::Shape shape, std::vector<double> numbers) {
    return of(MORTISE_DTYPE_INT64, std::move(shape), std::move(numbers));
  };
  cases.push_back(recipe("int64.row", {x({4}, {7, 3, 3, -1})}, known));
  cases.push_back(recipe("int64.unknown", {x({2, 3}, {7, 5, 3, 0, -1, 8})}, known));
  cases.push_back(recipe("int64.empty", {x({0, 2}, {})}, known));
}

// Two trees of one question each; NaN is lost in neither.
sdk::Attrs small_forest(const std::string& kind, const std::vector<int64_t>& targets,
                        const sdk::Attrs& more) {
  using Ints = std::vector<int64_t>;
  sdk::Attrs attributes = {{"nodes_treeids", Ints{0, 0, 0, 1, 1, 1}},
                           {"nodes_nodeids", Ints{0, 1, 2, 0, 1, 2}},
                           {"nodes_featureids", Ints{0, 0, 0, 1, 0, 0}},
                           {"nodes_truenodeids", Ints{1, 0, 0, 1, 0, 0}},
                           {"nodes_falsenodeids", Ints{2, 0, 0, 2, 0, 0}},
                           {"nodes_modes", std::vector<std::string>{"BRANCH_LEQ", "LEAF", "LEAF",
                                                                    "BRANCH_GT", "LEAF", "LEAF"}},
                           {"nodes_values", std::vector<double>{0.5, 0, 0, -0.25, 0, 0}},
                           {kind + "_treeids", Ints{0, 0, 1, 1}},
                           {kind + "_nodeids", Ints{1, 2, 1, 2}},
                           {kind + "_ids", targets},
                           {kind + "_weights", std::vector<double>{1, -2, 0.5, 3}}};
  attributes.insert(attributes.end(), more.begin(), more.end());
  return attributes;
}

constexpr sdk::DtypeSet kFeatures =
    sdk::dtype_set(sdk::TypeList<float, double, int32_t, int64_t>{});

void add_tree_regressor(Cases& cases) {
  const sdk::Attrs two = {{"n_targets", 2}};
  const auto trees = [&](std::string_view what, sdk::Shape x, const sdk::Attrs& more) {
    sdk::Attrs all = two;
    all.insert(all.end(), more.begin(), more.end());
    return recipe(what, {any(std::move(x))}, small_forest("target", {0, 1, 1, 0}, all));
  };
  spread(cases, kFeatures,
         {ranged(trees("sum", {7, 2}, {}), {{3, 2}}),
          trees("least", {7, 3}, {{"aggregate_function", "MIN"}}),
          trees("mean", {1, 2}, {{"aggregate_function", "AVERAGE"}}), trees("empty", {0, 2}, {})});
}

void add_tree_classifier(Cases& cases) {
  const auto trees = [](std::string_view what, const std::vector<int64_t>& classes,
                        const std::vector<int64_t>& labels) {
    Case one = recipe(what, {any({7, 2})},
                      small_forest("class", classes, {{"classlabels_int64s", labels}}));
    one.output_count = 2;
    return one;
  };
  spread(cases, kFeatures,
         {ranged(trees("many", {0, 1, 2, 0}, {3, 7, 9}), {{3, 2}}),
          trees("two", {0, 0, 0, 0}, {3, 7})});
}

void add_support_vectors(Cases& cases) {
  const auto machine = [](std::string_view what, const sdk::Attrs& more) {
    sdk::Attrs attributes = {
        {"vectors_per_class", std::vector<int64_t>{1, 2, 1}},
        {"support_vectors", std::vector<double>{1, 0, 0, 1, -1, 0.5, 0.25, -1}},
        {"coefficients", std::vector<double>{1, -0.5, 2, 0.75, -1, 1.5, 0.5, -2}},
        {"rho", std::vector<double>{0.125, -0.25, 0.5}},
        {"classlabels_ints", std::vector<int64_t>{3, 7, 9}}};
    attributes.insert(attributes.end(), more.begin(), more.end());
    Case one = accurate(recipe(what, {any({7, 2})}, std::move(attributes)), {64, 8});
    one.output_count = 2;
    return one;
  };
  spread(cases, kFeatures,
         {ranged(machine("scores", {}), {{3, 2}}),
          machine("probabilities", {{"kernel_type", "RBF"},
                                    {"kernel_params", std::vector<double>{0.5, 0, 0}},
                                    {"prob_a", std::vector<double>{-1, -2, -1.5}},
                                    {"prob_b", std::vector<double>{0.1, 0, -0.1}}})});
}

void add_cast_entries(Cases& cases) {
  const auto map = [](std::string_view what, std::vector<double> keys, const sdk::Attrs& more) {
    const auto count = static_cast<int64_t>(keys.size());
    return recipe(
        what,
        {of(MORTISE_DTYPE_INT64, {count}, std::move(keys)), in(MORTISE_DTYPE_FLOAT32, {count})},
        more);
  };
  cases.push_back(map("float32.dense", {7, -3, 2, 5}, {}));
  cases.push_back(map("float32.dense_int64", {7, -3, 2, 5}, {{"cast_to", "TO_INT64"}}));
  cases.push_back(map("float32.sparse", {7, 3, 0}, {{"map_form", "SPARSE"}, {"max_map", 5}}));
  cases.push_back(map("float32.empty", {}, {}));
}

void add_vectorize_entries(Cases& cases) {
  const sdk::Attrs terms = {{"int64_vocabulary", std::vector<int64_t>{3, -1, 7, 3}}};
  const auto map = [&](std::string_view what, std::vector<double> keys) {
    const auto count = static_cast<int64_t>(keys.size());
    return recipe(what, {of(MORTISE_DTYPE_INT64, {count}, std::move(keys)), any({count})}, terms);
  };
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double, int64_t>{}),
         {map("some", {7, 0, 3, 8}), map("none", {1}), map("empty", {})});
}

}  // namespace

void add_ml(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"ai.onnx.ml::OneHotEncoder", &add_one_hot},
      {"ai.onnx.ml::SVMClassifier", &add_support_vectors},
      {"ai.onnx.ml::TreeEnsembleClassifier", &add_tree_classifier},
      {"ai.onnx.ml::TreeEnsembleRegressor", &add_tree_regressor},
      {"mortise::CastEntries", &add_cast_entries},
      {"mortise::VectorizeEntries", &add_vectorize_entries}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
