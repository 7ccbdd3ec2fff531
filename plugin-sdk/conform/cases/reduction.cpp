// Sums, means and extremes over axes, positions of extremes, and running sums.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

// How the error of a reduction grows with the number of its terms.
enum class Error {
  kNone,
  kSum,      // of terms: relative to the sum of their magnitudes
  kRoot,     // the square root of one
  kProduct,  // relative to the result
  kLog,      // of the logarithm of a sum: absolute
};

struct Reduction {
  std::string_view op;
  sdk::DtypeSet dtypes;
  Fill fill;
  Error error;
  std::vector<Fill> extremes;
};

const std::vector<Reduction>& reductions() {
  const std::vector<Fill> sums = {Fill::kNonFinite, Fill::kTiny};
  const std::vector<Fill> all = {Fill::kSpecial, Fill::kBig, Fill::kTiny};
  static const std::vector<Reduction> list = {
      {"ReduceL1", kNumbers, Fill::kOrdinary, Error::kSum, sums},
      {"ReduceL2", kNumbers, Fill::kOrdinary, Error::kRoot, {Fill::kNonFinite}},
      {"ReduceLogSum", kNumbers, Fill::kPositive, Error::kLog, {Fill::kNan}},
      {"ReduceLogSumExp", kNumbers, Fill::kOrdinary, Error::kLog, {Fill::kNan, Fill::kBig}},
      {"ReduceMax", kPlain, Fill::kOrdinary, Error::kNone, all},
      {"ReduceMean", kNumbers, Fill::kOrdinary, Error::kSum, sums},
      {"ReduceMin", kPlain, Fill::kOrdinary, Error::kNone, all},
      {"ReduceProd", kNumbers, Fill::kNonZero, Error::kProduct, {Fill::kNonFinite}},
      {"ReduceSum", kNumbers, Fill::kOrdinary, Error::kSum, sums},
      {"ReduceSumSquare", kNumbers, Fill::kOrdinary, Error::kSum, {Fill::kNonFinite}},
  };
  return list;
}

Accuracy accuracy_of(Error error, int64_t terms) {
  const auto steps = static_cast<double>(terms);
  switch (error) {
    case Error::kSum: return {0, 0, std::max<int64_t>(terms, 1)};
    case Error::kRoot: return {4, 0, std::max<int64_t>(terms, 1), true};
    case Error::kProduct: return {steps + 1, 0};
    case Error::kLog: return {steps + 8, 4, 0, true};
    case Error::kNone: break;
  }
  return {};
}

struct Form {
  std::string_view what;
  sdk::Shape shape;
  std::optional<std::vector<int64_t>> axes;
  sdk::Attrs attributes;
  sdk::Shape smaller;
};

constexpr size_t kFew = 4;
const std::vector<Form>& forms() {
  static const std::vector<Form> list = {
      {"last", {3, 5, 7}, {{2}}, {}, {2, 5, 4}},
      {"all", {2, 3, 2}, {}, {}, {}},
      {"middle_dropped", {3, 4, 5}, {{1}}, {{"keepdims", 0}}, {2, 4, 3}},
      {"empty", {3, 0, 2}, {{1}}, {}, {}},
      {"first", {5, 3, 4}, {{0}}, {}, {}},
      {"negative", {3, 5, 7}, {{-1, -3}}, {}, {}},
      {"unordered", {3, 2, 4, 2}, {{3, 1}}, {{"keepdims", 0}}, {}},
      {"all_dropped", {3, 5}, {}, {{"keepdims", 0}}, {}},
      {"all_named", {3, 5}, {{0, 1}}, {}, {}},
      {"no_axes", {3, 5}, {std::vector<int64_t>{}}, {}, {}},
      {"noop", {3, 5}, {std::vector<int64_t>{}}, {{"noop_with_empty_axes", 1}}, {}},
      {"kept_empty", {0, 4}, {{1}}, {}, {}},
      {"one", {4, 1}, {{1}}, {}, {}},
      {"scalar", {}, {}, {}, {}},
      {"long", {3, 1031}, {{1}}, {}, {}},
      {"columns", {129, 19}, {{0}}, {}, {}},
      {"rank_6", {2, 1, 3, 2, 2, 3}, {{1, 3, 5}}, {}, {}},
  };
  return list;
}

int64_t terms_of(const Form& form) {
  if (!form.axes || form.axes->empty()) return form.what == "noop" ? 1 : count_of(form.shape);
  int64_t terms = 1;
  for (const int64_t axis : *form.axes) {
    const auto rank = static_cast<int64_t>(form.shape.size());
    terms *= form.shape[static_cast<size_t>(axis < 0 ? axis + rank : axis)];
  }
  return terms;
}

// Products of many numbers are kept small by numbers of about 1.
bool is_tried(const Reduction& op, const Form& form) {
  return op.error != Error::kProduct || terms_of(form) <= 64;
}

void add(const Reduction& op, Cases& cases) {
  Cases recipes;
  for (const Form& form : forms()) {
    if (!is_tried(op, form)) continue;
    Case one = accurate(recipe(form.what, {any(form.shape, op.fill)}, form.attributes),
                        accuracy_of(op.error, terms_of(form)));
    if (form.axes) one.inputs.push_back(ints(*form.axes));
    if (!form.smaller.empty()) one.smaller = {form.smaller, {1}};
    recipes.push_back(std::move(one));
  }
  spread(cases, op.dtypes, recipes, kFew);
  const sdk::DtypeSet floats = {op.dtypes.bits & kFloats.bits};
  const Case rows = recipe("", {any({9, 7}), ints({1})});
  spread(cases, floats, accurate(filled(rows, op.extremes), accuracy_of(op.error, 7)));
}

void add_arg_extreme(Cases& cases) {
  // Small whole numbers, so that the extreme often occurs twice.
  const auto x = [](sdk::Shape shape) { return any(std::move(shape), Fill::kSmallInts); };
  spread(cases, kNumbers,
         {ranged(recipe("first", {x({5, 7})}), {{5, 4}}),
          recipe("last_dropped", {x({3, 5, 7})}, {{"axis", -1}, {"keepdims", 0}}),
          recipe("select_last", {x({3, 5, 7})}, {{"axis", 1}, {"select_last_index", 1}}),
          recipe("one", {x({3, 1})}, {{"axis", 1}}), recipe("vector", {x({17})}, {{"keepdims", 0}}),
          recipe("empty", {x({0, 4})}, {{"axis", 1}}),
          recipe("distinct", {any({3, 7, 5})}, {{"axis", 1}}),
          recipe("long", {any({3, 1031})}, {{"axis", 1}})},
         3);
  spread(cases, kFloats,
         filled(recipe("", {any({5, 9})}, {{"axis", 1}}), {Fill::kBig, Fill::kTiny}));
}

void add_cum_sum(Cases& cases) {
  const auto axis = [](double value) { return number(MORTISE_DTYPE_INT64, value); };
  const auto cumulate = [](std::string_view what, std::vector<CaseInput> inputs, int64_t terms,
                           sdk::Attrs attributes = {}) {
    return accurate(recipe(what, std::move(inputs), std::move(attributes)), {0, 0, terms});
  };
  const sdk::Attrs both = {{"exclusive", 1}, {"reverse", 1}};
  spread(cases, kNumbers,
         {ranged(cumulate("last", {any({3, 5, 7}), axis(2)}, 7), {{2, 5, 4}, {}}),
          cumulate("middle", {any({3, 5, 7}), axis(-2)}, 5),
          cumulate("both", {any({4, 6}), axis(0)}, 4, both),
          cumulate("exclusive", {any({4, 6}), axis(1)}, 6, {{"exclusive", 1}}),
          cumulate("reverse", {any({4, 6}), axis(1)}, 6, {{"reverse", 1}}),
          cumulate("variable_axis", {any({4, 6}), of(MORTISE_DTYPE_INT64, {}, {1})}, 6),
          cumulate("axis_int32", {any({4, 6}), number(MORTISE_DTYPE_INT32, 1)}, 6),
          cumulate("empty", {any({3, 0}), axis(1)}, 1),
          cumulate("long", {any({3, 1031}), axis(1)}, 1031)},
         3);
  Case special = filled(recipe("", {any({5, 9}), axis(1)}), {Fill::kNonFinite})[0];
  spread(cases, kFloats, {accurate(std::move(special), {0, 0, 9})});
}

// Factors between a tenth and two: the product stays a number, and each step rounds once.
void add_cum_prod(Cases& cases) {
  const CaseInput last = number(MORTISE_DTYPE_INT64, 1);
  const auto multiply = [](std::string_view what, std::vector<CaseInput> inputs, double terms,
                           sdk::Attrs attributes = {}) {
    return accurate(recipe(what, std::move(inputs), std::move(attributes)), {terms});
  };
  const CaseInput x = any({4, 6}, Fill::kPositive);
  spread(cases, kNumbers,
         {ranged(multiply("last", {x, last}, 6), {{3, 5}, {}}),
          multiply("first", {x, number(MORTISE_DTYPE_INT64, 0)}, 4),
          multiply("both", {x, last}, 6, {{"exclusive", 1}, {"reverse", 1}}),
          multiply("exclusive", {x, last}, 6, {{"exclusive", 1}}),
          multiply("reverse", {x, last}, 6, {{"reverse", 1}}),
          multiply("variable_axis", {x, of(MORTISE_DTYPE_INT64, {}, {-1})}, 6),
          multiply("empty", {any({3, 0}), last}, 1)},
         3);
}

// What undoes broadcasting.
void add_sum_to(Cases& cases) {
  const auto sum = [](std::string_view what, sdk::Shape from, sdk::Shape to, int64_t terms) {
    return accurate(recipe(what, {any(std::move(from)), any(std::move(to))}), {0, 0, terms});
  };
  spread(
      cases, kNumbers,
      {ranged(sum("row", {5, 7}, {7}, 5), {{3, 7}, {7}}), sum("column", {5, 7}, {5, 1}, 7),
       sum("empty", {0, 7}, {7}, 1), sum("same", {5, 7}, {5, 7}, 1), sum("scalar", {5, 7}, {}, 35),
       sum("both", {3, 4, 5, 6}, {4, 1, 6}, 15), sum("ones", {3, 4}, {1, 1}, 12)},
      3);
}

}  // namespace

void add_reduction(std::string_view op, Cases& cases) {
  for (const Reduction& reduction : reductions()) {
    if (reduction.op == op) add(reduction, cases);
  }
  static constexpr FamilyEntry kEntries[] = {{"ArgMax", &add_arg_extreme},
                                             {"ArgMin", &add_arg_extreme},
                                             {"CumSum", &add_cum_sum},
                                             {"CumProd", &add_cum_prod},
                                             {"mortise::SumTo", &add_sum_to}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
