// What reads and writes where indices say, and finds where elements are.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

using Numbers = std::vector<double>;

constexpr size_t kFew = 2;

// Of the dtypes that indices may have, int64 is the usual one.
CaseInput indices(sdk::Shape shape, const Numbers& values) {
  return of(MORTISE_DTYPE_INT64, std::move(shape), values);
}
CaseInput random_indices(sdk::Shape shape) {
  return in(MORTISE_DTYPE_INT64, std::move(shape), Fill::kSmallInts);
}

void add_gather(Cases& cases) {
  const auto gather = [](std::string_view what, sdk::Shape data, CaseInput index, int64_t axis) {
    return recipe(what, {any(std::move(data)), std::move(index)}, {{"axis", axis}});
  };
  spread(cases, kMoved,
         {ranged(gather("rows", {5, 7}, indices({4}, {3, 0, 3, 1}), 0), {{5, 6}, {4}}),
          gather("negative", {4, 5, 6}, indices({2, 3}, {-1, 0, -5, 2, 4, -2}), 1),
          gather("constant", {5, 7}, indices({3}, {4, 0, 2}).as_constant(), 0),
          gather("scalar", {5, 7}, indices({}, {2}), 0),
          gather("scalar_constant", {5, 7}, indices({}, {-1}).as_constant(), 1),
          gather("last", {3, 5, 4}, random_indices({3, 2}), -1),
          gather("int32", {5, 7}, of(MORTISE_DTYPE_INT32, {3}, {1, -1, 0}), 1),
          gather("none", {5, 7}, indices({0}, {}), 0),
          gather("empty_data", {5, 0}, indices({2}, {1, 4}), 0),
          gather("embedding", {129, 33}, random_indices({2, 17}), 0)},
         kFew);
}

void add_gather_elements(Cases& cases) {
  const auto gather = [](std::string_view what, sdk::Shape data, CaseInput index, int64_t axis) {
    return recipe(what, {any(std::move(data)), std::move(index)}, {{"axis", axis}});
  };
  spread(cases, kMoved,
         {gather("columns", {4, 5}, random_indices({4, 3}), 1),
          gather("negative", {3, 4}, indices({2, 4}, {0, -1, 2, 1, -3, 0, 1, -2}), 0),
          gather("fewer", {4, 6, 5}, random_indices({3, 2, 5}), 1),
          gather("last", {3, 5}, random_indices({3, 7}), -1),
          gather("empty", {4, 5}, indices({0, 3}, {}), 1)},
         kFew);
}

void add_gather_nd(Cases& cases) {
  const auto gather = [](std::string_view what, sdk::Shape data, CaseInput index,
                         int64_t batch = 0) {
    return recipe(what, {any(std::move(data)), std::move(index)}, {{"batch_dims", batch}});
  };
  spread(cases, kMoved,
         {gather("elements", {4, 5}, indices({3, 2}, {0, 0, 3, 4, -1, -2})),
          gather("slices", {4, 5, 3}, random_indices({2, 3, 1})),
          gather("batch", {2, 4, 5}, random_indices({2, 3, 1}), 1),
          gather("batch_elements", {3, 4, 4}, random_indices({3, 2}), 1),
          gather("empty", {4, 5}, indices({0, 2}, {}))},
         kFew);
}

void add_scatter_elements(Cases& cases) {
  const auto scatter = [](std::string_view what, sdk::Shape data, CaseInput index, int64_t axis,
                          const char* reduction = "none") {
    const sdk::Shape updates = index.shape;
    return recipe(what, {any(std::move(data)), std::move(index), any(updates)},
                  {{"axis", axis}, {"reduction", reduction}});
  };
  // Each index occurs once where an update replaces what is there; where it is combined, some occur again.
  const CaseInput once = indices({3, 2}, {4, 0, 1, 3, 2, -1});
  const CaseInput twice = indices({3, 3}, {4, 0, 4, 1, 1, 1, 2, -1, 0});
  Cases exact = {scatter("rows", {3, 5}, once, 1),
                 scatter("columns", {5, 4}, indices({2, 3}, {0, 4, 2, 3, 1, 0}), 0),
                 scatter("negative_axis", {2, 3, 5}, indices({1, 2, 2}, {0, 4, 3, 1}), -1),
                 scatter("max", {3, 5}, twice, 1, "max"),
                 scatter("min", {3, 5}, twice, 1, "min"),
                 scatter("none", {3, 5}, indices({0, 2}, {}), 1)};
  spread(cases, kNumbers, exact, 4);
  // Sums and products of up to four, which 16-bit floats may round after each.
  Cases combined = {scatter("add", {3, 5}, twice, 1, "add"),
                    scatter("mul", {3, 5}, twice, 1, "mul")};
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double>{}), accurate(combined, {4, 8}));
  spread(cases, kIntegers, combined);
  spread(cases, sdk::dtype_set(sdk::TypeList<sdk::bool8>{}), {scatter("rows", {3, 5}, once, 1)});
}

void add_top_k(Cases& cases) {
  const auto top = [](std::string_view what, sdk::Shape shape, int64_t k, sdk::Attrs attributes,
                      Fill fill = Fill::kOrdinary) {
    Case one = recipe(what, {any(std::move(shape), fill), ints({k})}, std::move(attributes));
    one.output_count = 2;
    return one;
  };
  // Equal elements stay in their order.
  spread(cases, kNumbers,
         {ranged(top("last", {3, 17}, 5, {}), {{2, 17}, {1}}),
          top("ties", {4, 19}, 6, {}, Fill::kSmallInts),
          top("smallest", {3, 17}, 5, {{"largest", 0}}), top("middle", {3, 9, 4}, 3, {{"axis", 1}}),
          top("all", {3, 7}, 7, {}), top("one", {5, 7}, 1, {{"axis", 0}}),
          top("none", {3, 7}, 0, {}), top("empty", {0, 7}, 2, {}), top("large", {3, 1031}, 9, {})},
         2);
}

// As many columns as there are elements that are not zero.
void add_non_zero(Cases& cases) {
  const auto x = [](sdk::Shape shape) { return any(std::move(shape), Fill::kSmallInts); };
  spread(cases, kPlain,
         {recipe("matrix", {x({4, 5})}), recipe("rank_3", {x({3, 4, 5})}),
          recipe("vector", {x({17})}), recipe("none", {of(kAny, {2, 3}, Numbers(6, 0))}),
          recipe("all", {of(kAny, {2, 3}, Numbers(6, 1))}), recipe("empty", {x({0, 3})}),
          recipe("large", {x({5, 1031})})},
         kFew);
}

void add_trilu(Cases& cases) {
  const auto k = [](double value) { return number(MORTISE_DTYPE_INT64, value); };
  const sdk::Attrs lower = {{"upper", 0}};
  spread(cases, kPlain,
         {ranged(recipe("upper", {any({5, 7})}), {{4, 7}}),
          recipe("lower_below", {any({5, 7}), k(-1)}, lower),
          recipe("upper_above", {any({2, 5, 4}), k(2)}), recipe("lower", {any({6, 3})}, lower),
          recipe("far", {any({4, 5}), k(100)}), recipe("far_below", {any({4, 5}), k(-100)}, lower),
          recipe("variable", {any({4, 5}), of(MORTISE_DTYPE_INT64, {}, {1})}),
          recipe("empty", {any({3, 0})})},
         kFew);
  // What is cut off is zero, not a product with zero.
  spread(cases, kFloats, filled(recipe("", {any({6, 7})}), {Fill::kNonFinite}));
}

// As many slices as there are true conditions.
void add_compress(Cases& cases) {
  const auto chosen = [](const Numbers& conditions) {
    return of(MORTISE_DTYPE_BOOL, {static_cast<int64_t>(conditions.size())}, conditions);
  };
  spread(cases, kMoved,
         {recipe("rows", {any({4, 5}), chosen({1, 0, 0, 1})}, {{"axis", 0}}),
          recipe("elements", {any({3, 4}), chosen({0, 1, 1, 0, 0, 0, 0, 1})}),
          recipe("fewer", {any({2, 5, 3}), chosen({0, 1})}, {{"axis", -2}}),
          recipe("none", {any({4, 5}), chosen({0, 0, 0, 0})}, {{"axis", 0}}),
          recipe("all", {any({3, 2}), chosen({1, 1})}, {{"axis", 1}}),
          recipe("empty", {any({0, 3}), chosen({1, 0, 1})}, {{"axis", 1}})},
         kFew);
}

// What is out of range is off.
void add_one_hot(Cases& cases) {
  const CaseInput depth = number(MORTISE_DTYPE_INT64, 5);
  const CaseInput off_on = of(kAny, {2}, {0, 1});
  spread(cases, kPlain,
         {recipe("last", {indices({2, 3}, {0, 4, -1, 2, 3, -5}), depth, off_on}),
          recipe("first", {indices({3}, {0, 2, 4}), depth, off_on}, {{"axis", 0}}),
          recipe("middle", {indices({2, 3}, {0, 1, 2, 3, 4, 0}), depth, off_on}, {{"axis", 1}}),
          recipe("outside", {indices({4}, {5, -6, 100, 1}), depth, off_on}),
          recipe("floats", {of(MORTISE_DTYPE_FLOAT32, {3}, {0, 2, 4}), depth, off_on}),
          recipe("scalar", {indices({}, {2}), depth, off_on}),
          recipe("none", {indices({0}, {}), depth, off_on})},
         kFew);
}

void add_reverse_sequence(Cases& cases) {
  const sdk::Attrs batch_first = {{"batch_axis", 0}, {"time_axis", 1}};
  spread(cases, kMoved,
         {recipe("time_first", {any({5, 3}), indices({3}, {5, 2, 0})}),
          recipe("batch_first", {any({3, 5}), indices({3}, {1, 4, 5})}, batch_first),
          recipe("steps", {any({4, 2, 7}), indices({2}, {3, 4})}),
          recipe("empty", {any({4, 0}), indices({0}, {})})},
         kFew);
}

void add_scatter_nd(Cases& cases) {
  const auto scatter_to = [](std::string_view what, sdk::Shape data, CaseInput index,
                             sdk::Shape updates, const char* reduction = "none") {
    return recipe(what, {any(std::move(data)), std::move(index), any(std::move(updates))},
                  {{"reduction", reduction}});
  };
  const CaseInput twice = indices({4, 1}, {0, 3, 0, -1});
  spread(cases, kNumbers,
         {scatter_to("elements", {4, 5}, indices({3, 2}, {0, 0, 3, 4, -2, -2}), {3}),
          scatter_to("slices", {4, 5, 3}, indices({2, 1}, {3, 0}), {2, 5, 3}),
          scatter_to("batches", {4, 5}, indices({2, 2, 1}, {3, 0, 1, 2}), {2, 2, 5}),
          scatter_to("max", {4, 3}, twice, {4, 3}, "max"),
          scatter_to("min", {4, 3}, twice, {4, 3}, "min"),
          scatter_to("none", {4, 3}, indices({0, 1}, {}), {0, 3})},
         kFew);
  const Cases combined = {scatter_to("add", {4, 3}, twice, {4, 3}, "add"),
                          scatter_to("mul", {4, 3}, twice, {4, 3}, "mul")};
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double>{}), accurate(combined, {4, 8}));
  spread(cases, kIntegers, combined);
  spread(cases, kBool, {scatter_to("elements", {4, 5}, indices({2, 2}, {0, 0, 3, 4}), {2})});
}

void add_unique(Cases& cases) {
  const auto unique = [](std::string_view what, CaseInput x, sdk::Attrs attributes = {}) {
    Case one = recipe(what, {std::move(x)}, std::move(attributes));
    one.output_count = 4;
    return one;
  };
  const CaseInput few = any({5, 7}, Fill::kSmallInts);
  const CaseInput rows = of(kAny, {4, 2}, {1, 0, 0, 1, 1, 0, 0, 0});
  spread(cases, kPlain,
         {unique("elements", few), unique("unsorted", few, {{"sorted", 0}}),
          unique("rows", rows, {{"axis", 0}}),
          unique("columns", any({2, 9}, Fill::kSmallInts), {{"axis", -1}, {"sorted", 0}}),
          unique("none", any({0})), unique("one", any({}))},
         kFew);
}

// Boxes that are alone, that hide each other, and that touch.
void add_non_max_suppression(Cases& cases) {
  constexpr uint32_t kFloat = MORTISE_DTYPE_FLOAT32;
  const CaseInput boxes =
      of(kFloat, {1, 6, 4}, {0, 0,  1, 1,  0, 0.125,  1, 1.125,  0, -0.125, 1, 0.875,
                             0, 10, 1, 11, 0, 10.125, 1, 11.125, 0, 11,     1, 12});
  const CaseInput scores =
      of(kFloat, {1, 2, 6}, {0.9, 0.75, 0.6, 0.95, 0.5, 0.3, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6});
  const CaseInput most = of(MORTISE_DTYPE_INT64, {}, {3});
  const auto limit = [](double value) { return of(kFloat, {}, {value}); };
  const Cases recipes = {
      recipe("all", {boxes, scores, most, limit(0.5), limit(0.25)}),
      recipe("no_score", {boxes, scores, most, limit(0.5)}),
      recipe("constant", {boxes, scores, number(MORTISE_DTYPE_INT64, 2), limit(0.25)}),
      recipe("centres", {boxes, scores, most, limit(0.5)}, {{"center_point_box", 1}}),
      recipe("no_count", {boxes, scores}),
      recipe("empty", {in(kFloat, {1, 0, 4}), in(kFloat, {1, 2, 0}), most, limit(0.5)})};
  spread(cases, sdk::dtype_set(sdk::TypeList<float>{}), recipes);
}

void add_tf_idf(Cases& cases) {
  using Ints = std::vector<int64_t>;
  const auto counted = [](std::string_view what, CaseInput x, const char* mode, int64_t skipped) {
    return recipe(what, {std::move(x)},
                  {{"mode", mode},
                   {"max_skip_count", skipped},
                   {"min_gram_length", 1},
                   {"max_gram_length", 2},
                   {"ngram_counts", Ints{0, 2}},
                   {"ngram_indexes", Ints{0, 1, 3, 2}},
                   {"pool_int64s", Ints{0, 3, 1, 2, 2, 2}},
                   {"weights", std::vector<double>{1, 0.5, 2, 4}}});
  };
  const CaseInput text = any({4, 9}, Fill::kSmallInts);
  spread(cases, sdk::dtype_set(sdk::TypeList<int32_t, int64_t>{}),
         {ranged(counted("counts", text, "TF", 0), {{3, 9}}), counted("gaps", text, "TF", 3),
          counted("weights", text, "IDF", 1), counted("weighted", text, "TFIDF", 1),
          counted("row", any({11}, Fill::kSmallInts), "TF", 2),
          counted("empty", any({2, 0}), "TF", 0)});
}

void add_feature_extractor(Cases& cases) {
  spread(cases, kPlain,
         {recipe("rows", {any({3, 5}), indices({3}, {4, 0, 0})}),
          recipe("vector", {any({5}), indices({2}, {1, 3})}),
          recipe("cube", {any({2, 3, 5}), indices({1, 2}, {2, 4})}),
          recipe("none", {any({3, 5}), indices({0}, {})})},
         kFew);
}

}  // namespace

void add_indexing(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"Gather", &add_gather},
      {"GatherElements", &add_gather_elements},
      {"GatherND", &add_gather_nd},
      {"ScatterElements", &add_scatter_elements},
      {"TopK", &add_top_k},
      {"NonZero", &add_non_zero},
      {"Trilu", &add_trilu},
      {"Compress", &add_compress},
      {"OneHot", &add_one_hot},
      {"ReverseSequence", &add_reverse_sequence},
      {"ScatterND", &add_scatter_nd},
      {"Unique", &add_unique},
      {"NonMaxSuppression", &add_non_max_suppression},
      {"TfIdfVectorizer", &add_tf_idf},
      {"ai.onnx.ml::ArrayFeatureExtractor", &add_feature_extractor}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
