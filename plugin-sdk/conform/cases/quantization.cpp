// Numbers as small integers, and back; products and convolutions of small integers.
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

constexpr sdk::DtypeSet kBytes = sdk::dtype_set(sdk::TypeList<uint8_t, int8_t>{});

// Bytes times bytes of the other signedness too.
void add_mat_mul_integer(Cases& cases) {
  const CaseInput zero = of(kAny, {}, {3});
  const CaseInput other = in(MORTISE_DTYPE_INT8, {5, 7});
  const CaseInput other_zero = of(MORTISE_DTYPE_INT8, {}, {-2});
  spread(cases, kBytes,
         {ranged(recipe("zero_points", {any({4, 5}), other, zero, other_zero}),
                 {{3, 5}, {5, 6}, {}, {}}),
          recipe("plain", {any({3, 5}), any({5, 7})}),
          recipe("lines", {any({2, 5}), other, of(kAny, {2}, {1, 5}),
                           of(MORTISE_DTYPE_INT8, {7}, {1, -1, 2, -2, 3, -3, 0})}),
          recipe("batch", {any({3, 1, 2, 5}), in(MORTISE_DTYPE_INT8, {2, 5, 3}), zero, other_zero}),
          recipe("vector", {any({5}), other, zero, other_zero}),
          recipe("long", {any({3, 1031}), in(MORTISE_DTYPE_INT8, {1031, 5}), zero, other_zero}),
          recipe("inner_0", {any({3, 0}), in(MORTISE_DTYPE_INT8, {0, 2}), zero, other_zero}),
          recipe("empty", {any({0, 5}), other, zero, other_zero})});
}

void add_conv_integer(Cases& cases) {
  const CaseInput weights = in(MORTISE_DTYPE_INT8, {4, 3, 3, 3});
  const CaseInput zero = of(kAny, {}, {3});
  const CaseInput weight_zero = of(MORTISE_DTYPE_INT8, {}, {-2});
  const sdk::Attrs padded = {{"pads", std::vector<int64_t>{1, 1, 1, 1}}};
  spread(cases, kBytes,
         {ranged(recipe("padded", {any({2, 3, 7, 9}), weights, zero, weight_zero}, padded),
                 {{1, 3, 5, 9}, {4, 3, 3, 3}, {}, {}}),
          recipe("plain", {any({1, 3, 6, 5}), weights}),
          recipe("channels",
                 {any({1, 3, 6, 5}), weights, zero, of(MORTISE_DTYPE_INT8, {4}, {1, -1, 0, 5})},
                 padded),
          recipe("grouped", {any({1, 6, 5}), in(MORTISE_DTYPE_INT8, {4, 3, 2}), zero, weight_zero},
                 {{"group", 2}}),
          recipe("strided", {any({1, 3, 9, 11}), weights, zero, weight_zero},
                 {{"strides", std::vector<int64_t>{2, 3}},
                  {"dilations", std::vector<int64_t>{2, 1}}})});
}

// Scales are powers of two, so that nothing but the last step rounds.
void add_q_linear_mat_mul(Cases& cases) {
  const CaseInput zero = of(kAny, {}, {3});
  const auto product = [&](std::string_view what, sdk::Shape a, sdk::Shape b) {
    return recipe(what,
                  {any(std::move(a)), scales({}, {0.5}), zero, in(MORTISE_DTYPE_INT8, std::move(b)),
                   scales({}, {0.25}), of(MORTISE_DTYPE_INT8, {}, {1}), scales({}, {2}), zero});
  };
  Case one = product("all", {4, 5}, {5, 7});
  one.smaller = {{3, 5}, {}, {}, {5, 6}, {}, {}, {}, {}};
  const CaseInput rows = scales({3}, kThreeScales), columns = scales({2}, {0.5, 2});
  spread(cases, kBytes,
         {one, product("batch", {3, 2, 5}, {5, 3}), product("empty", {0, 5}, {5, 3}),
          product("saturated", {2, 1031}, {1031, 3}),
          recipe("lines", {any({3, 5}), rows, of(kAny, {3}, {1, 2, 3}), any({5, 2}), columns,
                           of(kAny, {2}, {4, 5}), scales({}, {1}), zero})});
}

void add_q_linear_conv(Cases& cases) {
  const CaseInput zero = of(kAny, {}, {3}), half = scales({}, {0.5});
  const CaseInput weights = in(MORTISE_DTYPE_INT8, {3, 2, 3, 3});
  const CaseInput weight_zero = of(MORTISE_DTYPE_INT8, {}, {1});
  const CaseInput bias = of(MORTISE_DTYPE_INT32, {3}, {-40, 7, 400});
  const sdk::Attrs padded = {{"pads", std::vector<int64_t>{1, 1, 1, 1}}};
  const auto all = [&](std::string_view what, sdk::Shape x) {
    return recipe(what,
                  {any(std::move(x)), half, zero, weights, scales({}, {0.25}), weight_zero,
                   scales({}, {4}), zero, bias},
                  padded);
  };
  Case one = all("all", {2, 2, 7, 9});
  one.smaller = {{1, 2, 5, 9}, {}, {}, {3, 2, 3, 3}, {}, {}, {}, {}, {3}};
  spread(cases, kBytes,
         {one, all("empty", {0, 2, 5, 5}),
          recipe("channels", {any({1, 2, 5, 6}), half, zero, weights, scales({3}, kThreeScales),
                              of(MORTISE_DTYPE_INT8, {3}, {0, 1, -1}), half, zero})});
}

}  // namespace

void add_quantization(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {
      {"QuantizeLinear", &add_quantize},        {"DequantizeLinear", &add_dequantize},
      {"MatMulInteger", &add_mat_mul_integer},  {"ConvInteger", &add_conv_integer},
      {"QLinearMatMul", &add_q_linear_mat_mul}, {"QLinearConv", &add_q_linear_conv}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
