// Functions of two elements and more: broadcasting in every direction, and what integers do at their ends.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

struct ShapePair {
  std::string_view what;
  sdk::Shape left, right, smaller_left, smaller_right;
};

// The first say most: they are tried with every dtype.
constexpr size_t kFew = 3;
const std::vector<ShapePair>& shape_pairs() {
  static const std::vector<ShapePair> pairs = {
      {"row", {5, 11}, {11}, {3, 6}, {6}},
      {"both", {4, 1, 6}, {5, 1}, {3, 1, 2}, {5, 1}},
      {"empty_broadcast", {3, 0, 2}, {3, 1, 1}, {}, {}},
      {"same", {3, 5, 7}, {3, 5, 7}, {2, 5, 4}, {2, 5, 4}},
      {"scalar_right", {4, 9}, {}, {3, 7}, {}},
      {"scalar_left", {}, {4, 9}, {}, {3, 7}},
      {"scalars", {}, {}, {}, {}},
      {"column", {5, 11}, {5, 1}, {3, 6}, {3, 1}},
      {"channel", {2, 3, 5, 7}, {3, 1, 1}, {1, 3, 2, 7}, {3, 1, 1}},
      {"channel_left", {3, 1, 1}, {2, 3, 5, 7}, {3, 1, 1}, {1, 3, 2, 7}},
      {"one", {1, 1}, {7, 9}, {1, 1}, {5, 2}},
      {"empty", {0, 4}, {1, 4}, {}, {}},
      {"large", {17, 1031}, {17, 1031}, {}, {}},
      {"rank_6", {2, 1, 3, 1, 2, 3}, {1, 2, 1, 3, 1, 3}, {}, {}},
  };
  return pairs;
}

struct Binary {
  std::string_view op;
  sdk::DtypeSet dtypes;
  Fill left, right;
  Accuracy accuracy;
  std::vector<Fill> extremes;
};

const std::vector<Binary>& binaries() {
  constexpr Fill kOrdinary = Fill::kOrdinary;
  constexpr sdk::DtypeSet kUnsigned = sdk::dtype_set(sdk::UnsignedTypes{});
  const std::vector<Fill> all = {Fill::kSpecial, Fill::kBig, Fill::kTiny};
  static const std::vector<Binary> list = {
      {"Add", kNumbers, kOrdinary, kOrdinary, {0.5}, all},
      {"And", kBool, kOrdinary, kOrdinary, {}, {}},
      {"BitShift", kUnsigned, kOrdinary, Fill::kSmallInts, {}, {}},
      {"BitwiseAnd", kIntegers, kOrdinary, kOrdinary, {}, {}},
      {"BitwiseOr", kIntegers, kOrdinary, kOrdinary, {}, {}},
      {"BitwiseXor", kIntegers, kOrdinary, kOrdinary, {}, {}},
      {"Div", kNumbers, kOrdinary, Fill::kNonZero, {3}, {Fill::kNonFinite, Fill::kBig}},
      {"Equal", kPlain, Fill::kSmallInts, Fill::kSmallInts, {}, all},
      {"Greater", kNumbers, Fill::kSmallInts, Fill::kSmallInts, {}, all},
      {"GreaterOrEqual", kNumbers, Fill::kSmallInts, Fill::kSmallInts, {}, all},
      {"Less", kNumbers, Fill::kSmallInts, Fill::kSmallInts, {}, all},
      {"LessOrEqual", kNumbers, Fill::kSmallInts, Fill::kSmallInts, {}, all},
      {"Mul", kNumbers, kOrdinary, kOrdinary, {0.5}, all},
      {"Or", kBool, kOrdinary, kOrdinary, {}, {}},
      {"PRelu", kNumbers, kOrdinary, kOrdinary, {0.5}, all},
      {"Sub", kNumbers, kOrdinary, kOrdinary, {0.5}, all},
      {"Xor", kBool, kOrdinary, kOrdinary, {}, {}},
  };
  return list;
}

// The slope of PRelu broadcasts in one direction only.
bool fits(const Binary& op, const ShapePair& pair) {
  return op.op != "PRelu" || count_of(pair.left) > count_of(pair.right) || pair.left == pair.right;
}

Case binary(const ShapePair& pair, Fill left, Fill right, const sdk::Attrs& attributes) {
  Case one = recipe(pair.what, {any(pair.left, left), any(pair.right, right)}, attributes);
  if (pair.smaller_left != pair.smaller_right || !pair.smaller_left.empty())
    one.smaller = {pair.smaller_left, pair.smaller_right};
  return one;
}

void add(const Binary& op, Cases& cases) {
  sdk::Attrs attributes;
  if (op.op == "BitShift") attributes = {{"direction", "LEFT"}};
  Cases recipes;
  for (const ShapePair& pair : shape_pairs()) {
    if (fits(op, pair)) recipes.push_back(binary(pair, op.left, op.right, attributes));
  }
  spread(cases, op.dtypes, accurate(std::move(recipes), op.accuracy), kFew);
  const sdk::DtypeSet floats = {op.dtypes.bits & kFloats.bits};
  const Case row = binary(shape_pairs()[0], op.left, op.right, attributes);
  spread(cases, floats, accurate(filled(row, op.extremes), op.accuracy));
  // One side known when the kernel is made, as scales and biases are.
  Cases known = {row, row};
  known[0].label = "constant_left";
  known[0].inputs[0].constant = true;
  known[0].smaller.clear();
  known[1].label = "constant_right";
  known[1].inputs[1].constant = true;
  known[1].smaller = {{3, 11}, {11}};
  spread(cases, op.dtypes, accurate(std::move(known), op.accuracy), 0);
}

// Integers wrap around.
void add_wrapping(std::string_view op, Cases& cases) {
  if (op != "Add" && op != "Sub" && op != "Mul") return;
  spread(cases, kIntegers, filled(recipe("", {any({6, 7}), any({7})}), {Fill::kBig}));
}

void add_mod(Cases& cases) {
  const std::vector<CaseInput> inputs = {any({5, 11}), any({11}, Fill::kNonZero)};
  spread(cases, kIntegers, {recipe("row", inputs), recipe("like_c", inputs, {{"fmod", 1}})});
  spread(
      cases, kFloats,
      {recipe("row", inputs, {{"fmod", 1}}), recipe("numbers",
                                                    {of(kAny, {6}, {5.3, -4.3, 7.2, 5, -4.5, 8}),
                                                     of(kAny, {6}, {2.125, 3.375, -5, 1.5, 2, 3})},
                                                    {{"fmod", 1}})});
}

// To the power of what lies near an integer the base may be negative.
void add_pow(Cases& cases) {
  const Accuracy accuracy = {17, 0, 0, true};
  constexpr sdk::DtypeSet kBases =
      sdk::dtype_set(sdk::TypeList<float, double, sdk::float16, sdk::bfloat16>{});
  const auto positive = [](sdk::Shape shape) { return any(std::move(shape), Fill::kPositive); };
  Cases recipes = {
      ranged(recipe("row", {positive({5, 11}), any({11})}), {{3, 6}, {6}}),
      recipe("square", {any({5, 11}), of(kAny, {}, {2})}),
      recipe("square_constant", {any({5, 11}), number(kAny, 2)}),
      recipe("cube_constant", {any({5, 11}), number(kAny, 3)}),
      recipe("root_constant", {positive({5, 11}), number(kAny, 0.5)}),
      recipe("inverse_constant", {any({5, 11}, Fill::kNonZero), number(kAny, -1)}),
      recipe("both", {positive({4, 1, 6}), any({5, 1})}),
      recipe("empty", {positive({0, 4}), any({1, 4})}),
      recipe("integer_exponent",
             {any({4, 5}, Fill::kNonZero), in(MORTISE_DTYPE_INT32, {5}, Fill::kSmallInts)}),
      recipe("special", {any({8, 9}, Fill::kNonFinite), any({9}, Fill::kNonFinite)}),
  };
  spread(cases, kBases, accurate(std::move(recipes), accuracy));
  spread(cases, sdk::dtype_set(sdk::TypeList<int32_t, int64_t>{}),
         {recipe("row", {any({5, 7}), any({7}, Fill::kSmallInts)}),
          recipe("square_constant", {any({5, 7}), number(kAny, 2)})});
}

// One, two and three inputs, each broadcast its own way.
void add_variadic(std::string_view op, Cases& cases) {
  const sdk::DtypeSet dtypes = op == "Sum" ? kFloats : kNumbers;
  const Accuracy accuracy = op == "Sum" ? Accuracy{0, 0, 3} : Accuracy{};
  Cases recipes = {
      ranged(recipe("three", {any({3, 5, 7}), any({5, 1}), any({7})}), {{2, 5, 3}, {5, 1}, {3}}),
      recipe("two", {any({4, 1, 6}), any({5, 1})}),
      recipe("one", {any({3, 7})}),
      recipe("empty", {any({0, 4}), any({1, 4})}),
      recipe("five", {any({3, 4}), any({3, 4}), any({4}), any({3, 1}), any({})}),
      recipe("large", {any({5, 1031}), any({5, 1031})}),
  };
  spread(cases, dtypes, accurate(std::move(recipes), accuracy), 2);
  const std::vector<Fill> fills = op == "Sum" ? std::vector<Fill>{Fill::kNonFinite}
                                              : std::vector<Fill>{Fill::kSpecial, Fill::kBig};
  spread(cases, kFloats,
         accurate(filled(recipe("", {any({6, 7}), any({6, 7}), any({7})}), fills), accuracy));
}

void add_shift_right(Cases& cases) {
  spread(cases, sdk::dtype_set(sdk::UnsignedTypes{}),
         {recipe("right", {any({4, 5}, Fill::kBig), any({4, 5}, Fill::kSmallInts)},
                 {{"direction", "RIGHT"}}),
          recipe("left_out", {any({4, 5}, Fill::kBig), any({4, 5}, Fill::kSmallInts)},
                 {{"direction", "LEFT"}})});
}

}  // namespace

void add_binary(std::string_view op, Cases& cases) {
  for (const Binary& one : binaries()) {
    if (one.op == op) add(one, cases);
  }
  add_wrapping(op, cases);
  if (op == "BitShift") add_shift_right(cases);
  if (op == "Mod") add_mod(cases);
  if (op == "Pow") add_pow(cases);
  if (op == "Max" || op == "Min" || op == "Sum") add_variadic(op, cases);
}

}  // namespace mortise::conform
