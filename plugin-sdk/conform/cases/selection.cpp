// What chooses, bounds and converts elements.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

void add_where(Cases& cases) {
  const auto condition = [](sdk::Shape shape) { return in(MORTISE_DTYPE_BOOL, std::move(shape)); };
  spread(
      cases, kMoved,
      {ranged(recipe("rows", {condition({5, 11}), any({11}), any({5, 1})}), {{3, 6}, {6}, {3, 1}}),
       recipe("empty", {condition({0, 4}), any({4}), any({1, 4})}),
       recipe("same", {condition({3, 5, 7}), any({3, 5, 7}), any({3, 5, 7})}),
       recipe("scalars", {condition({5, 7}), any({}), any({})}),
       recipe("scalar_condition", {condition({}), any({3, 5}), any({5})}),
       recipe("all_ways", {condition({4, 1, 1}), any({1, 5, 1}), any({1, 1, 6})}),
       recipe("constant_branch", {condition({4, 6}), any({4, 6}), number(kAny, 0)}),
       recipe("large", {condition({9, 1031}), any({9, 1031}), any({9, 1031})})},
      2);
  spread(cases, kFloats,
         filled(recipe("", {condition({6, 7}), any({6, 7}), any({7})}), {Fill::kSpecial}));
}

// The bounds are scalars, known or not, either, both or none of them there.
void add_clip(Cases& cases) {
  const CaseInput x = any({3, 5, 7});
  const auto variable = [](double bound) { return of(kAny, {}, {bound}); };
  const auto constant = [](double bound) { return number(kAny, bound); };
  Cases recipes = {
      ranged(recipe("constant", {x, constant(1), constant(2)}), {{2, 5, 3}, {}, {}}),
      recipe("variable", {x, variable(0), variable(1)}),
      recipe("lower", {x, constant(1)}),
      recipe("upper", {x, absent(), constant(1)}),
      recipe("none", {x}),
      recipe("crossed", {x, constant(2), constant(1)}),
      recipe("empty", {any({2, 0}), constant(0), constant(1)}),
      recipe("large", {any({3, 4099}), constant(0), constant(1)}),
  };
  spread(cases, kNumbers, recipes, 3);
  const Case both = recipe("", {any({7, 13}), constant(-1), constant(1)});
  spread(cases, kFloats, filled(both, {Fill::kSpecial, Fill::kBig, Fill::kTiny}));
}

// Every pair of dtypes; integers that come from floats saturate, and NaN becomes 0.
void add_cast(Cases& cases) {
  const auto make = [](const std::string& what, CaseInput x, uint32_t to) {
    return recipe(what, {std::move(x)}, {{"to", to}});
  };
  for (uint32_t to = 0; to < 64; ++to) {
    if (!kPlain.contains(to)) continue;
    const std::string name = "to_" + sdk::dtype_name(to);
    Cases recipes = {make(name, any({3, 7}), to)};
    // Half of an epsilon, which the rounding to the output's dtype is.
    spread(cases, kPlain, accurate(std::move(recipes), {0.5}));
    Cases special = {make(name + "_special", any({7, 9}, Fill::kSpecial), to),
                     make(name + "_big", any({7, 9}, Fill::kBig), to)};
    spread(cases, kFloats, accurate(std::move(special), {0.5}), 1);
  }
  const sdk::Attrs to_int = {{"to", uint32_t{MORTISE_DTYPE_INT32}}};
  spread(cases, kFloats,
         {recipe("empty", {any({2, 0})}, to_int), recipe("scalar", {any({})}, to_int),
          recipe("towards_zero", {of(kAny, {6}, {0.5, 1.75, -0.5, -1.75, 2.5, -2.5})}, to_int),
          ranged(recipe("large", {any({3, 4099})}, to_int), {{2, 77}})},
         1);
}

// Nothing is dropped in inference; the mask is all true.
void add_dropout(Cases& cases) {
  Case masked = recipe("mask", {any({3, 5})});
  masked.output_count = 2;
  spread(cases, kFloats,
         {ranged(recipe("odd", {any({3, 5, 7})}), {{2, 5, 3}}), masked,
          recipe("ratio", {any({4, 6}), number(MORTISE_DTYPE_FLOAT32, 0.5)}),
          recipe("not_training",
                 {any({4, 6}), number(MORTISE_DTYPE_FLOAT32, 0.5), number(MORTISE_DTYPE_BOOL, 0)}),
          recipe("empty", {any({2, 0})})});
}

}  // namespace

void add_selection(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"Where", &add_where}, {"Clip", &add_clip}, {"Cast", &add_cast}, {"Dropout", &add_dropout}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
