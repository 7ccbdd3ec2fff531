// Functions of one element. How far a function may be off is what OpenCL C 3.0 allows full profiles (section 7.4, "Relative
// error as ULPs"), and one step for the reference.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

// Which extremes a function is defined at.
enum class Extremes {
  kAll,
  kNoInfinity,  // formulas that are equal elsewhere disagree at the infinities
  kNotBig,      // the square of the largest number, or its remainder in pi, is nobody's concern
};

struct Unary {
  std::string_view op;
  sdk::DtypeSet dtypes;
  Fill fill;  // where the function is defined
  Accuracy accuracy;
  Extremes extremes = Extremes::kAll;
};

constexpr sdk::DtypeSet kSigned = sdk::dtype_set(sdk::SignedNumericTypes{});

const Unary kUnary[] = {
    {"Abs", kNumbers, Fill::kOrdinary, {}},
    {"Acos", kFloats, Fill::kUnit, {5, 2}, Extremes::kNotBig},
    {"Acosh", kFloats, Fill::kPositive, {5, 1}, Extremes::kNotBig},
    {"Asin", kFloats, Fill::kUnit, {5, 1}, Extremes::kNotBig},
    {"Asinh", kFloats, Fill::kOrdinary, {5, 1}, Extremes::kNotBig},
    {"Atan", kFloats, Fill::kOrdinary, {6, 1}},
    {"Atanh", kFloats, Fill::kUnit, {6, 1}, Extremes::kNotBig},
    {"BitwiseNot", kIntegers, Fill::kOrdinary, {}},
    {"Ceil", kFloats, Fill::kWide, {}},
    {"Celu", kFloats, Fill::kOrdinary, {8, 1}},
    {"Cos", kFloats, Fill::kWide, {5, 1}, Extremes::kNotBig},
    {"Cosh", kFloats, Fill::kOrdinary, {5, 0}},
    {"Elu", kFloats, Fill::kOrdinary, {8, 1}},
    {"Erf", kFloats, Fill::kOrdinary, {17, 1}},
    {"Exp", kFloats, Fill::kWide, {4, 0}},
    {"Floor", kFloats, Fill::kWide, {}},
    // Of the magnitude of Gelu(|x|), since 1 + erf(x / sqrt(2)) cancels below zero.
    {"Gelu", kFloats, Fill::kOrdinary, {0, 0, 16}, Extremes::kNoInfinity},
    {"HardSigmoid", kFloats, Fill::kOrdinary, {2, 1}},
    {"HardSwish", kFloats, Fill::kOrdinary, {4, 3}, Extremes::kNoInfinity},
    {"Identity", kMoved, Fill::kOrdinary, {}},
    {"IsInf", kFloats, Fill::kNonFinite, {}},
    {"IsNaN", kFloats, Fill::kNan, {}},
    {"LeakyRelu", kFloats, Fill::kOrdinary, {1, 0}},
    {"Log", kFloats, Fill::kPositive, {4, 1}},
    {"Mish", kFloats, Fill::kOrdinary, {0, 0, 16}, Extremes::kNoInfinity},
    {"Neg", kSigned, Fill::kOrdinary, {}},
    {"Not", kBool, Fill::kOrdinary, {}},
    {"Reciprocal", kFloats, Fill::kNonZero, {3, 0}},
    {"Relu", kSigned, Fill::kOrdinary, {}},
    {"Round", kFloats, Fill::kWide, {}},
    {"Selu", kFloats, Fill::kOrdinary, {8, 2}},
    {"Shrink", kNumbers, Fill::kOrdinary, {1, 0}},
    {"Sigmoid", kFloats, Fill::kOrdinary, {8, 1}},
    {"Sign", kNumbers, Fill::kOrdinary, {}},
    {"Sin", kFloats, Fill::kWide, {5, 1}, Extremes::kNotBig},
    {"Sinh", kFloats, Fill::kOrdinary, {5, 1}},
    {"Softplus", kFloats, Fill::kOrdinary, {8, 1}},
    {"Softsign", kFloats, Fill::kOrdinary, {4, 0}, Extremes::kNoInfinity},
    {"Sqrt", kFloats, Fill::kPositive, {4, 0}},
    {"Swish", kFloats, Fill::kOrdinary, {0, 0, 16}, Extremes::kNoInfinity},
    {"Tan", kFloats, Fill::kUnit, {6, 0}, Extremes::kNotBig},
    {"Tanh", kFloats, Fill::kOrdinary, {6, 1}},
    {"ai.onnx.ml::Binarizer",
     sdk::dtype_set(sdk::TypeList<float, double, int32_t, int64_t>{}),
     Fill::kOrdinary,
     {}},
    {"ThresholdedRelu", kFloats, Fill::kOrdinary, {}},
};

struct Variant {
  std::string_view op, what;
  sdk::Attrs attributes;
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> list = {
      {"Celu", "alpha", {{"alpha", 0.5}}},
      {"Elu", "alpha", {{"alpha", 0.25}}},
      {"Gelu", "tanh", {{"approximate", "tanh"}}},
      {"HardSigmoid", "line", {{"alpha", 0.5}, {"beta", 0.25}}},
      {"IsInf", "positive", {{"detect_negative", 0}}},
      {"IsInf", "negative", {{"detect_positive", 0}}},
      {"LeakyRelu", "alpha", {{"alpha", 0.3}}},
      {"LeakyRelu", "alpha_above_1", {{"alpha", 1.5}}},
      {"LeakyRelu", "alpha_negative", {{"alpha", -0.5}}},
      {"Selu", "parts", {{"alpha", 1.5}, {"gamma", 1.25}}},
      {"Shrink", "biased", {{"bias", 1.0}, {"lambd", 1.5}}},
      {"Swish", "alpha", {{"alpha", 1.5}}},
      {"ThresholdedRelu", "alpha", {{"alpha", 0.5}}},
  };
  return list;
}

std::vector<Fill> fills_of(Extremes extremes) {
  switch (extremes) {
    case Extremes::kAll: return {Fill::kSpecial, Fill::kBig, Fill::kTiny};
    case Extremes::kNoInfinity: return {Fill::kNan, Fill::kBig, Fill::kTiny};
    case Extremes::kNotBig: break;
  }
  return {Fill::kNonFinite, Fill::kTiny};
}

void add(const Unary& op, Cases& cases) {
  const Fill fill = op.fill;
  const auto all = [&](Cases recipes) { return accurate(std::move(recipes), op.accuracy); };
  spread(cases, op.dtypes,
         all({ranged(recipe("odd", {any({3, 5, 7}, fill)}), {{2, 5, 3}}),
              recipe("scalar", {any({}, fill)}), recipe("empty", {any({2, 0, 3}, fill)}),
              recipe("large", {any({3, 4099}, fill)}),
              recipe("rank_6", {any({1, 2, 1, 3, 2, 5}, fill)})}),
         3);
  for (const Variant& variant : variants()) {
    if (variant.op != op.op) continue;
    spread(cases, op.dtypes, all({recipe(variant.what, {any({5, 13}, fill)}, variant.attributes)}));
  }
  const sdk::DtypeSet floats = {op.dtypes.bits & kFloats.bits};
  Cases extremes = filled(recipe("", {any({7, 13})}), fills_of(op.extremes));
  if (fill != Fill::kUnit && fill != Fill::kPositive)
    extremes.push_back(recipe("wide", {any({9, 11}, Fill::kWide)}));
  spread(cases, floats, all(std::move(extremes)));
}

// Halves go to the even neighbour.
void add_halves(Cases& cases) {
  spread(cases, kFloats,
         {recipe("halves", {of(kAny, {8}, {0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5, -3.5})})});
}

}  // namespace

void add_unary(std::string_view op, Cases& cases) {
  for (const Unary& unary : kUnary) {
    if (unary.op == op) add(unary, cases);
  }
  if (op == "Round") add_halves(cases);
}

}  // namespace mortise::conform
