// The softmax family, and normalisations by given or computed statistics.
#include <algorithm>

#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

struct Line {
  std::string_view what;
  sdk::Shape shape;
  sdk::Attrs attributes;
  int64_t length;
  sdk::Shape smaller;
};

const std::vector<Line>& lines() {
  static const std::vector<Line> list = {
      {"last", {3, 5, 7}, {}, 7, {2, 5, 4}},
      {"middle", {3, 5, 7}, {{"axis", 1}}, 5, {2, 5, 4}},
      {"empty", {0, 5}, {}, 5, {}},
      {"first", {5, 3, 4}, {{"axis", 0}}, 5, {}},
      {"negative", {3, 5, 7}, {{"axis", -2}}, 5, {}},
      {"one", {4, 1}, {}, 1, {}},
      {"vector", {17}, {}, 17, {}},
      {"long", {3, 1031}, {}, 1031, {}},
      {"columns", {129, 19}, {{"axis", 0}}, 129, {}},
  };
  return list;
}

// exp(x - max) over the sum of them: a step for each term, and those of exp and the division. The logarithm is off by as
// much in absolute terms, of numbers up to about 16.
void add_softmax(std::string_view op, Cases& cases) {
  const double floor = op == "LogSoftmax" ? 16 : 0;
  Cases recipes;
  for (const Line& line : lines()) {
    const auto steps = static_cast<double>(line.length) + 16;
    Case one = accurate(recipe(line.what, {any(line.shape)}, line.attributes), {steps, floor});
    if (op == "Hardmax") one.accuracy = {};
    if (!line.smaller.empty()) one.smaller = {line.smaller};
    recipes.push_back(std::move(one));
  }
  spread(cases, kFloats, recipes, 3);
  const std::vector<Fill> fills =
      op == "Hardmax" ? std::vector<Fill>{Fill::kSmallInts, Fill::kBig, Fill::kTiny}
                      : std::vector<Fill>{Fill::kNan, Fill::kBig, Fill::kTiny, Fill::kWide};
  const Accuracy accuracy = op == "Hardmax" ? Accuracy{} : Accuracy{32, floor};
  spread(cases, kFloats, accurate(filled(recipe("", {any({9, 13})}), fills), accuracy));
  // Masked positions.
  if (op != "Hardmax") {
    const double mask = -std::numeric_limits<double>::infinity();
    spread(cases, kFloats,
           {accurate(recipe("masked", {of(kAny, {2, 4}, {1, mask, 0.5, mask, -1, 0, mask, 2})}),
                     {24, floor})});
  }
}

void add_any_softmax(Cases& cases) { add_softmax("Softmax", cases); }
void add_log_softmax(Cases& cases) { add_softmax("LogSoftmax", cases); }
void add_hardmax(Cases& cases) { add_softmax("Hardmax", cases); }

// (x - mean) / sqrt(variance + epsilon) * scale + bias, or x * a + b: terms of up to 4 / sqrt(0.1) * 2 + 2.
constexpr Accuracy kBatch = {8, 28};

Case batch(std::string_view what, sdk::Shape shape, sdk::Attrs attributes = {}) {
  const int64_t channels = shape[1];
  return accurate(recipe(what,
                         {any(std::move(shape)), any({channels}), any({channels}), any({channels}),
                          any({channels}, Fill::kPositive)},
                         std::move(attributes)),
                  kBatch);
}

Case known(Case one) {
  for (size_t i = 1; i < one.inputs.size(); ++i) one.inputs[i].constant = true;
  return one;
}

void add_batch(Cases& cases) {
  Case training = batch("training", {3, 4, 5, 6}, {{"training_mode", 1}, {"momentum", 0.75}});
  training.output_count = 3;
  training.accuracy.steps = 8 + 90;  // the statistics are sums of 90 terms
  Cases recipes = {
      ranged(known(batch("constant", {2, 5, 7, 3})), {{1, 5, 4, 3}, {5}, {5}, {5}, {5}}),
      batch("variable", {2, 5, 7, 3}),
      batch("empty", {0, 5, 7, 3}),
      known(batch("matrix", {9, 17})),
      known(batch("line", {2, 17, 5})),
      known(batch("volume", {1, 3, 2, 4, 5})),
      known(batch("epsilon", {2, 3, 4, 5}, {{"epsilon", 0.125}})),
      known(batch("large", {1, 33, 17, 19})),
      training,
  };
  spread(cases, kFloats, recipes, 3);
  Cases special = filled(recipe("", {any({2, 3, 5, 7})}), {Fill::kNonFinite});
  for (Case& one : special) {
    const Case rest = known(batch("", {2, 3, 5, 7}));
    one.inputs.insert(one.inputs.end(), rest.inputs.begin() + 1, rest.inputs.end());
  }
  spread(cases, kFloats, accurate(std::move(special), kBatch));
}

// The variance may be the mean of squares less the square of the mean, which loses as many steps as there are terms; scale
// and bias are at most 2, the normalised numbers about 2.
Case layer(std::string_view what, sdk::Shape shape, std::vector<CaseInput> rest, int64_t terms,
           sdk::Attrs attributes = {}) {
  rest.insert(rest.begin(), any(std::move(shape)));
  return accurate(recipe(what, std::move(rest), std::move(attributes)),
                  {static_cast<double>(terms) + 16, 8});
}

void add_layer(Cases& cases) {
  const auto weight = [](sdk::Shape shape) { return any(std::move(shape)).as_constant(); };
  Case statistics = layer("statistics", {3, 5, 17}, {any({17}), any({17})}, 17);
  statistics.output_count = 3;
  Case special = layer("non_finite", {9, 17}, {weight({17}), weight({17})}, 17);
  special.inputs[0].fill = Fill::kNonFinite;
  Cases recipes = {
      ranged(layer("constant", {3, 5, 17}, {weight({17}), weight({17})}, 17),
             {{2, 4, 17}, {17}, {17}}),
      layer("variable", {3, 5, 17}, {any({17}), any({17})}, 17),
      statistics,
      special,
      layer("no_bias", {4, 33}, {weight({33})}, 33),
      layer("two_axes", {3, 5, 7}, {any({5, 7}), any({5, 7})}, 35, {{"axis", 1}}),
      layer("broadcast", {3, 5, 7}, {any({7}), any({5, 1})}, 35, {{"axis", -2}}),
      layer("epsilon", {4, 19}, {weight({19}), weight({19})}, 19, {{"epsilon", 0.125}}),
      layer("empty", {0, 7}, {weight({7}), weight({7})}, 7),
      layer("long", {3, 1031}, {weight({1031}), weight({1031})}, 1031),
  };
  spread(cases, kFloats, recipes, 4);
}

// As layer normalization, over the planes.
void add_instance(Cases& cases) {
  const auto instance = [](std::string_view what, sdk::Shape shape, sdk::Attrs attributes = {}) {
    const int64_t channels = shape[1];
    const double terms = static_cast<double>(count_of(shape) / std::max<int64_t>(shape[0], 1) /
                                             std::max<int64_t>(channels, 1));
    return accurate(recipe(what, {any(std::move(shape)), any({channels}), any({channels})},
                           std::move(attributes)),
                    {terms + 16, 8});
  };
  Case special = instance("non_finite", {3, 4, 5});
  special.inputs[0].fill = Fill::kNonFinite;
  spread(
      cases, kFloats,
      {ranged(instance("image", {2, 5, 7, 3}), {{1, 5, 4, 3}, {5}, {5}}),
       known(instance("constant", {2, 3, 4, 5})), special, instance("line", {2, 3, 17}),
       instance("volume", {1, 3, 2, 4, 5}), instance("epsilon", {2, 3, 4, 5}, {{"epsilon", 0.125}}),
       instance("empty", {0, 3, 4, 5}), instance("large", {1, 5, 33, 31})},
      4);
}

// As layer normalization, over groups of channels.
void add_group(Cases& cases) {
  const auto group = [](std::string_view what, sdk::Shape shape, int64_t groups,
                        sdk::Attrs attributes = {}) {
    const int64_t channels = shape[1];
    const double terms = static_cast<double>(count_of(shape)) /
                         static_cast<double>(std::max<int64_t>(shape[0], 1) * groups);
    attributes.emplace_back("num_groups", groups);
    return accurate(recipe(what, {any(std::move(shape)), any({channels}), any({channels})},
                           std::move(attributes)),
                    {terms + 16, 8});
  };
  spread(cases, kFloats,
         {ranged(group("image", {2, 6, 5, 3}, 3), {{1, 6, 4, 3}, {6}, {6}}),
          known(group("constant", {2, 4, 5, 3}, 2)), group("one", {2, 4, 5}, 1),
          group("each", {2, 3, 17}, 3), group("epsilon", {2, 4, 5}, 2, {{"epsilon", 0.125}}),
          group("empty", {0, 4, 5}, 2), group("large", {1, 8, 33, 31}, 4)},
         3);
}

void add_rms(Cases& cases) {
  const auto rms = [](std::string_view what, sdk::Shape shape, sdk::Shape scale, int64_t terms,
                      sdk::Attrs attributes = {}) {
    return accurate(
        recipe(what, {any(std::move(shape)), any(std::move(scale))}, std::move(attributes)),
        {static_cast<double>(terms) + 16, 8});
  };
  Case special = rms("non_finite", {9, 17}, {17}, 17);
  special.inputs[0].fill = Fill::kNonFinite;
  spread(cases, kFloats,
         {ranged(rms("variable", {3, 5, 17}, {17}, 17), {{2, 4, 17}, {17}}),
          known(rms("constant", {3, 5, 17}, {17}, 17)), special,
          rms("two_axes", {3, 5, 7}, {5, 7}, 35, {{"axis", 1}}),
          rms("broadcast", {3, 5, 7}, {5, 1}, 35, {{"axis", -2}}),
          rms("epsilon", {4, 19}, {19}, 19, {{"epsilon", 0.125}}), rms("empty", {0, 7}, {7}, 7),
          rms("long", {3, 1031}, {1031}, 1031)},
         4);
}

void add_lp_normalization(Cases& cases) {
  const auto norm = [](std::string_view what, sdk::Shape shape, double terms,
                       sdk::Attrs attributes = {}) {
    return accurate(recipe(what, {any(std::move(shape))}, std::move(attributes)), {terms + 8});
  };
  spread(cases, kFloats,
         {ranged(norm("last", {3, 5, 7}, 7), {{2, 5, 7}}), norm("first", {3, 5}, 3, {{"axis", 0}}),
          norm("sums", {3, 5, 7}, 5, {{"axis", 1}, {"p", 1}}), norm("empty", {3, 0}, 1),
          norm("long", {3, 1031}, 1031),
          accurate(recipe("zeros", {of(kAny, {2, 2}, {0, 0, 3, 4})}), {8})},
         3);
}

// A sum of squares and a power, of bases from one on.
void add_lrn(Cases& cases) {
  const auto lrn = [](std::string_view what, sdk::Shape shape, int64_t size,
                      sdk::Attrs attributes = {}) {
    attributes.emplace_back("size", size);
    return accurate(recipe(what, {any(std::move(shape))}, std::move(attributes)),
                    {static_cast<double>(size) + 24});
  };
  spread(cases, kFloats,
         {ranged(lrn("default", {2, 7, 3, 5}, 5), {{1, 7, 2, 5}}),
          lrn("even", {2, 5, 3}, 4, {{"alpha", 0.5}, {"beta", 0.5}, {"bias", 2.0}}),
          lrn("one", {2, 3, 4}, 1, {{"alpha", 1.0}}), lrn("wide", {1, 3, 4}, 9),
          lrn("empty", {0, 3, 4}, 3), lrn("large", {1, 33, 17, 19}, 5)},
         3);
}

}  // namespace

void add_normalisation(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"Softmax", &add_any_softmax},
                                             {"LogSoftmax", &add_log_softmax},
                                             {"Hardmax", &add_hardmax},
                                             {"BatchNormalization", &add_batch},
                                             {"LayerNormalization", &add_layer},
                                             {"InstanceNormalization", &add_instance},
                                             {"GroupNormalization", &add_group},
                                             {"RMSNormalization", &add_rms},
                                             {"LpNormalization", &add_lp_normalization},
                                             {"LRN", &add_lrn}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
