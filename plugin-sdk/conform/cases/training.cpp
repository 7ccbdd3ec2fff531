// Optimisers: one tensor and two, with and without what they may add.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

// A few products and a root, of numbers up to two.
Case update(std::string_view what, size_t states, const std::vector<sdk::Shape>& shapes,
            double count, sdk::Attrs attributes) {
  std::vector<CaseInput> inputs = {of(kAny, {}, {0.125}), of(MORTISE_DTYPE_INT64, {}, {count})};
  for (size_t part = 0; part < 2 + states; ++part) {
    // Sums of squares are not negative.
    for (const sdk::Shape& shape : shapes)
      inputs.push_back(any(shape, part < 2 ? Fill::kOrdinary : Fill::kPositive));
  }
  Case one = accurate(recipe(what, std::move(inputs), std::move(attributes)), {24, 4});
  one.output_count = shapes.size() * (1 + states);
  return one;
}

void add(Cases& cases, size_t states, const sdk::Attrs& attributes, const sdk::Attrs& more) {
  const auto with = [&](const sdk::Attrs& others) {
    sdk::Attrs all = attributes;
    all.insert(all.end(), others.begin(), others.end());
    return all;
  };
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double>{}),
         {update("one", states, {{3, 5}}, 3, attributes),
          update("two", states, {{3, 5}, {7}}, 1, attributes),
          update("first", states, {{4}}, 0, attributes),
          update("all", states, {{3, 5}}, 2, with(more)),
          update("empty", states, {{0, 5}}, 2, attributes)});
}

void add_momentum(Cases& cases) {
  add(cases, 1, {{"alpha", 0.5}, {"beta", 0.25}, {"mode", "standard"}},
      {{"norm_coefficient", 0.125}});
  Case nesterov =
      update("nesterov", 1, {{3, 5}}, 2,
             {{"alpha", 0.5}, {"beta", 0.25}, {"mode", "nesterov"}, {"norm_coefficient", 0.125}});
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double>{}), {nesterov});
}

void add_adagrad(Cases& cases) {
  add(cases, 1, {}, {{"decay_factor", 0.25}, {"epsilon", 0.5}, {"norm_coefficient", 0.125}});
}

void add_adam(Cases& cases) {
  add(cases, 2, {},
      {{"alpha", 0.5},
       {"beta", 0.75},
       {"epsilon", 0.5},
       {"norm_coefficient", 0.125},
       {"norm_coefficient_post", 0.25}});
}

}  // namespace

void add_training(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"ai.onnx.preview.training::Momentum", &add_momentum},
                                             {"ai.onnx.preview.training::Adagrad", &add_adagrad},
                                             {"ai.onnx.preview.training::Adam", &add_adam}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
