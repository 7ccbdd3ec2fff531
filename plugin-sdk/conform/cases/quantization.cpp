// Numbers as small integers, and back.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

constexpr sdk::DtypeSet kQuantized =
    sdk::dtype_set(sdk::TypeList<uint8_t, int8_t, uint16_t, int16_t>{});
constexpr uint32_t kFloat = MORTISE_DTYPE_FLOAT32;
const std::vector<double> kThreeScales = {0.25, 0.5, 0.125};

CaseInput scales(sdk::Shape shape, const std::vector<double>& values) {
  return of(kFloat, std::move(shape), values);
}

// Scales are powers of two, so that quotients are exact, and halves are halves.
void add_quantize(Cases& cases) {
  const CaseInput x = in(kFloat, {4, 3});
  const CaseInput half = scales({}, {0.5});
  spread(cases, kQuantized,
         {ranged(recipe("all", {x, half, of(kAny, {}, {3})}), {{3, 2}, {}, {}}),
          recipe("halves",
                 {of(kFloat, {6}, {0.25, 0.75, 1.25, 1.75, -0.25, -0.75}), half, number(kAny, 5)}),
          recipe("axis", {x, scales({3}, kThreeScales), of(kAny, {3}, {1, 2, 3})}),
          recipe("first_axis",
                 {in(kFloat, {3, 4}), scales({3}, kThreeScales), of(kAny, {3}, {1, 2, 3})},
                 {{"axis", 0}}),
          recipe("blocks",
                 {in(kFloat, {2, 5}), scales({2, 3}, {1, 2, 4, 0.5, 0.25, 1}),
                  of(kAny, {2, 3}, {1, 2, 3, 4, 5, 6})},
                 {{"axis", 1}, {"block_size", 2}}),
          recipe("big", {in(kFloat, {5, 7}, Fill::kBig), half, number(kAny, 1)}),
          recipe("empty", {in(kFloat, {0, 3}), half, number(kAny, 1)})});
}

void add_dequantize(Cases& cases) {
  const CaseInput half = scales({}, {0.5});
  const Cases recipes = {
      ranged(recipe("all", {any({4, 3}), half, of(kAny, {}, {3})}), {{3, 2}, {}, {}}),
      recipe("no_zero_point", {any({4, 3}), half}),
      recipe("axis", {any({4, 3}), scales({3}, kThreeScales), of(kAny, {3}, {1, 2, 3})}),
      recipe("first_axis", {any({3, 4}), scales({3}, kThreeScales)}, {{"axis", 0}}),
      recipe("blocks",
             {any({2, 5}), scales({2, 3}, {1, 2, 4, 0.5, 0.25, 1}),
              of(kAny, {2, 3}, {1, 2, 3, 4, 5, 6})},
             {{"axis", 1}, {"block_size", 2}}),
      recipe("empty", {any({0, 3}), half})};
  spread(cases, kQuantized, accurate(recipes, {1}));
}

}  // namespace

void add_quantization(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"QuantizeLinear", &add_quantize},
                                             {"DequantizeLinear", &add_dequantize}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
