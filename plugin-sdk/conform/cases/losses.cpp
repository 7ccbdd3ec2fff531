// Losses over classes.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

CaseInput classes(sdk::Shape shape, const std::vector<double>& targets) {
  return of(MORTISE_DTYPE_INT64, std::move(shape), targets);
}

// Of up to six numbers of about 2, weighted by about 2: a step for each, and the division by a sum that is not small.
void add_log_likelihood(Cases& cases) {
  const auto loss = [](std::string_view what, sdk::Shape scores, CaseInput targets,
                       const char* reduction, bool weighted = false, sdk::Attrs attributes = {}) {
    const int64_t count = scores[1];
    attributes.emplace_back("reduction", reduction);
    Case one = recipe(what, {any(std::move(scores)), std::move(targets)}, std::move(attributes));
    if (weighted) one.inputs.push_back(any({count}, Fill::kPositive));
    return accurate(one, {16, 16});
  };
  const CaseInput six = classes({6}, {0, 2, 1, 2, 0, 1});
  spread(cases, kFloats,
         {loss("none", {6, 3}, six, "none"), loss("mean_weighted", {6, 3}, six, "mean", true),
          loss("sum", {6, 3}, six, "sum"), loss("mean", {6, 3}, six, "mean"),
          loss("plane", {1, 4, 2, 3}, classes({1, 2, 3}, {0, 3, 1, 2, 3, 0}), "none", true),
          loss("ignored", {6, 3}, six, "mean", true, {{"ignore_index", 2}}),
          loss("ignored_outside", {3, 4}, classes({3}, {-1, 3, -1}), "none", false,
               {{"ignore_index", -1}}),
          loss("int32", {3, 4}, of(MORTISE_DTYPE_INT32, {3}, {0, 3, 1}), "sum"),
          loss("empty", {0, 3}, classes({0}, {}), "none")},
         4);
}

}  // namespace

void add_losses(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"NegativeLogLikelihoodLoss", &add_log_likelihood}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
