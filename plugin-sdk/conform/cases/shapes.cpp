// What depends on shapes and numbers alone.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

void add_range(Cases& cases) {
  const auto range = [](std::string_view what, double start, double limit, double delta) {
    return recipe(what, {number(kAny, start), number(kAny, limit), number(kAny, delta)});
  };
  constexpr sdk::DtypeSet kRanged = {
      kFloats.bits | sdk::dtype_set(sdk::TypeList<int16_t, int32_t, int64_t>{}).bits};
  spread(cases, kRanged,
         {range("up", 0, 9, 1), range("steps", 3, 20, 4), range("down", 9, -3, -2),
          range("one", 2, 3, 5), range("empty", 5, 2, 1)});
  // A running sum would drift: products are within a rounding.
  spread(cases, kFloats,
         {accurate(range("fractions", -1, 1, 0.125), {2, 1}),
          accurate(range("thirds", 0, 10.2, 0.3), {2, 10})});
}

void add_constant_of_shape(Cases& cases) {
  static const HostTensor value = tensor_of(MORTISE_DTYPE_INT64, {1}, {7});
  static const HostTensor half = tensor_of(MORTISE_DTYPE_FLOAT16, {1}, {0.5});
  // The attribute borrows the view.
  static const mortise_tensor_view_t value_view = value.view();
  static const mortise_tensor_view_t half_view = half.view();
  cases.push_back(recipe("float32.zeros", {ints({3, 5})}));
  cases.push_back(recipe("float32.scalar", {ints({})}));
  cases.push_back(recipe("float32.empty", {ints({3, 0})}));
  cases.push_back(recipe("int64.sevens", {ints({2, 3, 4})}, {{"value", &value_view}}));
  cases.push_back(recipe("float16.halves", {ints({7})}, {{"value", &half_view}}));
}

void add_shape(Cases& cases) {
  const CaseInput x = any({2, 3, 5, 7});
  spread(cases, kMoved,
         {ranged(recipe("all", {x}), {{2, 3, 4, 7}}), recipe("from", {x}, {{"start", 1}}),
          recipe("part", {x}, {{"start", -3}, {"end", -1}}),
          recipe("none", {x}, {{"start", 3}, {"end", 1}}), recipe("scalar", {any({})}),
          recipe("empty", {any({3, 0})})},
         1);
}

void add_size(Cases& cases) {
  spread(cases, kMoved,
         {ranged(recipe("some", {any({2, 3, 5})}), {{2, 3, 4}}), recipe("scalar", {any({})}),
          recipe("empty", {any({3, 0})})},
         1);
}

void add_eye_like(Cases& cases) {
  spread(cases, kPlain,
         {ranged(recipe("main", {any({4, 6})}), {{3, 5}}),
          recipe("above", {any({4, 6})}, {{"k", 2}}), recipe("below", {any({5, 3})}, {{"k", -1}}),
          recipe("outside", {any({3, 3})}, {{"k", 7}}), recipe("empty", {any({0, 3})})},
         1);
  const sdk::Attrs to_float = {{"dtype", uint32_t{MORTISE_DTYPE_FLOAT32}}};
  spread(cases, sdk::dtype_set(sdk::TypeList<int32_t>{}),
         {recipe("to_float", {any({3, 4})}, to_float)});
}

// Sums of cosines whose terms add up to at most one.
void add_window(Cases& cases) {
  const auto window = [](std::string_view what, double size, sdk::Attrs attributes = {}) {
    return accurate(recipe(what, {number(MORTISE_DTYPE_INT64, size)}, std::move(attributes)),
                    {8, 1});
  };
  const Cases recipes = {window("periodic", 10), window("symmetric", 10, {{"periodic", 0}}),
                         window("one", 1), window("none", 0), window("long", 1031)};
  for (Case one : recipes) {
    one.label = "float32." + one.label;
    cases.push_back(std::move(one));
  }
}

}  // namespace

void add_shapes(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"Range", &add_range},          {"ConstantOfShape", &add_constant_of_shape},
      {"Shape", &add_shape},          {"Size", &add_size},
      {"EyeLike", &add_eye_like},     {"HannWindow", &add_window},
      {"HammingWindow", &add_window}, {"BlackmanWindow", &add_window}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
