// Greatest and mean elements under windows, and over whole planes.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

using Ints = std::vector<int64_t>;

// What both pools are tried with. The window's size is the number of terms.
Cases pools(Fill fill, bool averages) {
  const auto pool = [&](std::string_view what, sdk::Shape x, Ints kernel, sdk::Attrs attributes) {
    Case one = recipe(what, {any(std::move(x), fill)}, std::move(attributes));
    if (averages) one.accuracy.terms = count_of(kernel);
    one.attributes.push_back({"kernel_shape", std::move(kernel)});
    return one;
  };
  return {
      ranged(pool("padded", {2, 3, 7, 9}, {3, 3},
                  {{"pads", Ints{1, 1, 1, 1}}, {"strides", Ints{2, 2}}}),
             {{1, 3, 5, 9}}),
      pool("plain", {1, 17, 6, 8}, {2, 2}, {{"strides", Ints{2, 2}}}),
      pool("overlapping", {1, 3, 6, 7}, {3, 2}, {}),
      pool("pads_differ", {1, 3, 6, 7}, {3, 3}, {{"pads", Ints{0, 1, 2, 1}}}),
      pool("ceil", {1, 3, 6, 8}, {3, 3}, {{"ceil_mode", 1}, {"strides", Ints{2, 2}}}),
      pool("ceil_padded", {1, 3, 6, 8}, {3, 3},
           {{"ceil_mode", 1}, {"pads", Ints{1, 1, 1, 1}}, {"strides", Ints{2, 2}}}),
      pool("dilated", {1, 3, 8, 9}, {2, 3}, {{"dilations", Ints{2, 2}}}),
      pool("same_upper", {1, 3, 7, 8}, {3, 3},
           {{"auto_pad", "SAME_UPPER"}, {"strides", Ints{2, 2}}}),
      pool("same_lower", {1, 3, 7, 8}, {3, 3},
           {{"auto_pad", "SAME_LOWER"}, {"strides", Ints{2, 2}}}),
      pool("whole", {2, 3, 5, 7}, {5, 7}, {}),
      pool("skipping", {1, 3, 9, 9}, {1, 1}, {{"strides", Ints{3, 2}}}),
      pool("blocks", {2, 32, 9, 9}, {3, 3}, {{"pads", Ints{1, 1, 1, 1}}}),
      pool("empty_batch", {0, 3, 7, 9}, {3, 3}, {}),
      pool("line", {2, 3, 19}, {4}, {{"strides", Ints{2}}, {"pads", Ints{1, 2}}}),
      pool("volume", {1, 2, 4, 5, 6}, {2, 3, 2}, {}),
  };
}

void add_max_pool(Cases& cases) {
  // Whole numbers, so that the greatest element often occurs twice: the first is meant.
  Cases indexed = pools(Fill::kSmallInts, false);
  indexed.resize(5);
  for (Case& one : indexed) {
    one.label += "_indices";
    one.output_count = 2;
  }
  Case columns = indexed[0];
  columns.label = "columns_indices";
  columns.attributes.push_back({"storage_order", 1});
  indexed.push_back(columns);
  const sdk::DtypeSet dtypes = {kFloats.bits |
                                sdk::dtype_set(sdk::TypeList<int8_t, uint8_t>{}).bits};
  spread(cases, dtypes, pools(Fill::kOrdinary, false), 3);
  spread(cases, dtypes, indexed, 1);
  const Case padded = pools(Fill::kOrdinary, false)[0];
  spread(cases, kFloats, filled(padded, {Fill::kSpecial, Fill::kBig, Fill::kTiny}));
  Case low = recipe("all_negative", {any({1, 2, 5, 6}, Fill::kBig)}, padded.attributes);
  low.inputs[0].numbers.assign(60, -3);
  spread(cases, dtypes, {low}, 1);
}

void add_average_pool(Cases& cases) {
  Cases counted = pools(Fill::kOrdinary, true);
  for (Case& one : counted) {
    one.label += "_counted";
    one.attributes.push_back({"count_include_pad", 1});
  }
  spread(cases, kFloats, pools(Fill::kOrdinary, true), 3);
  spread(cases, kFloats, counted, 1);
  const Case padded = pools(Fill::kOrdinary, true)[0];
  spread(cases, kFloats,
         accurate(filled(padded, {Fill::kNonFinite, Fill::kTiny}), padded.accuracy));
}

Cases global_pools(bool averages) {
  Cases recipes = {ranged(recipe("image", {any({2, 17, 5, 7})}), {{1, 17, 4, 7}}),
                   recipe("line", {any({2, 3, 19})}),
                   recipe("one", {any({2, 33, 1, 1})}),
                   recipe("volume", {any({1, 2, 4, 5, 6})}),
                   recipe("large", {any({1, 8, 33, 31})}),
                   recipe("empty_batch", {any({0, 3, 5, 7})})};
  for (Case& one : recipes) {
    if (!averages) continue;
    const sdk::Shape& shape = one.inputs[0].shape;
    one.accuracy.terms = count_of({shape.begin() + 2, shape.end()});
  }
  return recipes;
}

void add_global_average_pool(Cases& cases) {
  const Cases recipes = global_pools(true);
  spread(cases, kFloats, recipes, 2);
  spread(cases, kFloats, accurate(filled(recipes[0], {Fill::kNonFinite}), recipes[0].accuracy));
}

void add_global_max_pool(Cases& cases) {
  spread(cases, kFloats, global_pools(false), 2);
  spread(cases, kFloats,
         filled(recipe("", {any({2, 5, 3, 2})}), {Fill::kSpecial, Fill::kBig, Fill::kTiny}));
}

// A sum of powers, and a root of it.
Accuracy norm_of(int64_t terms) { return {static_cast<double>(terms) + 24}; }

void add_lp_pool(Cases& cases) {
  Cases recipes = pools(Fill::kOrdinary, true);
  for (Case& one : recipes) one.accuracy = norm_of(one.accuracy.terms);
  Cases others = {recipes[0], recipes[0]};
  others[0].label += "_sums";
  others[0].attributes.push_back({"p", 1});
  others[1].label += "_cubes";
  others[1].attributes.push_back({"p", 3});
  spread(cases, kFloats, recipes, 3);
  spread(cases, kFloats, others);
}

void add_global_lp_pool(Cases& cases) {
  Cases recipes = global_pools(true);
  for (Case& one : recipes) one.accuracy = norm_of(one.accuracy.terms);
  Case sums = recipes[0];
  sums.label = "sums";
  sums.attributes = {{"p", 1}};
  recipes.push_back(std::move(sums));
  spread(cases, kFloats, recipes, 2);
}

void add_max_unpool(Cases& cases) {
  const auto indices = [](sdk::Shape shape, std::vector<double> numbers) {
    return of(MORTISE_DTYPE_INT64, std::move(shape), std::move(numbers));
  };
  const auto twos = [](size_t dims) {
    const std::vector<int64_t> extents(dims, 2);
    return sdk::Attrs{{"kernel_shape", extents}, {"strides", extents}};
  };
  spread(cases, kFloats,
         {recipe("image", {any({1, 2, 2, 2}), indices({1, 2, 2, 2}, {5, 2, 8, 15, 17, 19, 24, 31})},
                 twos(2)),
          recipe("line", {any({1, 1, 3}), indices({1, 1, 3}, {1, 2, 5})}, twos(1)),
          recipe("larger",
                 {any({1, 1, 2, 2}), indices({1, 1, 2, 2}, {0, 3, 9, 14}), ints({1, 1, 5, 6})},
                 twos(2)),
          recipe("empty", {any({0, 2, 2, 2}), indices({0, 2, 2, 2}, {})}, twos(2))});
}

}  // namespace

void add_pooling(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"MaxPool", &add_max_pool},
                                             {"AveragePool", &add_average_pool},
                                             {"GlobalMaxPool", &add_global_max_pool},
                                             {"GlobalAveragePool", &add_global_average_pool},
                                             {"LpPool", &add_lp_pool},
                                             {"GlobalLpPool", &add_global_lp_pool},
                                             {"MaxUnpool", &add_max_unpool}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
