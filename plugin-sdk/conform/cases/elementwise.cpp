// Elementwise operators: every dtype, odd shapes, broadcasting, empty tensors, and numbers that are none.
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

struct Unary {
  std::string_view op;
  sdk::DtypeSet dtypes;
  Fill fill;     // where the function is defined
  double steps;  // of epsilon that an implementation may be off
};

constexpr sdk::DtypeSet kFloats = sdk::dtype_set(sdk::FloatTypes{});
constexpr sdk::DtypeSet kNumbers = sdk::dtype_set(sdk::NumericTypes{});

constexpr Unary kUnary[] = {
    {"Relu", kFloats, Fill::kOrdinary, 0},
    {"Sigmoid", kFloats, Fill::kOrdinary, 8},
};

struct Binary {
  std::string_view op;
  sdk::DtypeSet dtypes;
  Fill left, right;
  double steps;
};

constexpr Binary kBinary[] = {
    {"Add", kNumbers, Fill::kOrdinary, Fill::kOrdinary, 0.5},
    {"Mul", kNumbers, Fill::kOrdinary, Fill::kOrdinary, 0.5},
};

std::string label_of(uint32_t dtype, std::string_view what) {
  return sdk::message(sdk::dtype_name(dtype), ".", what);
}

template <class Visit>
void for_each_dtype(sdk::DtypeSet dtypes, const Visit& visit) {
  for (uint32_t dtype = 0; dtype < 64; ++dtype) {
    if (dtypes.contains(dtype)) visit(dtype);
  }
}

Case unary_case(const Unary& op, uint32_t dtype, std::string_view what, sdk::Shape shape,
                Fill fill) {
  Case one;
  one.label = label_of(dtype, what);
  one.inputs = {in(dtype, std::move(shape), fill)};
  one.steps = op.steps;
  return one;
}

void add_unary(const Unary& op, Cases& cases) {
  for_each_dtype(op.dtypes, [&](uint32_t dtype) {
    cases.push_back(unary_case(op, dtype, "scalar", {}, op.fill));
    cases.push_back(unary_case(op, dtype, "odd", {3, 5, 7}, op.fill));
    cases.back().smaller = {{2, 5, 3}};
    cases.push_back(unary_case(op, dtype, "empty", {2, 0, 3}, op.fill));
    cases.push_back(unary_case(op, dtype, "large", {3, 4099}, op.fill));
    cases.push_back(unary_case(op, dtype, "rank_6", {1, 2, 1, 3, 2, 5}, op.fill));
    if (!kFloats.contains(dtype)) return;
    for (const Fill fill : {Fill::kSpecial, Fill::kBig, Fill::kTiny})
      cases.push_back(unary_case(op, dtype, fill_name(fill), {7, 13}, fill));
  });
}

struct ShapePair {
  std::string_view what;
  sdk::Shape left, right, smaller_left, smaller_right;
};

const std::vector<ShapePair>& shape_pairs() {
  static const std::vector<ShapePair> pairs = {
      {"same", {3, 5, 7}, {3, 5, 7}, {2, 5, 4}, {2, 5, 4}},
      {"scalar_right", {4, 9}, {}, {3, 7}, {}},
      {"scalar_left", {}, {4, 9}, {}, {3, 7}},
      {"row", {5, 11}, {11}, {3, 6}, {6}},
      {"column", {5, 11}, {5, 1}, {3, 6}, {3, 1}},
      {"both", {4, 1, 6}, {5, 1}, {3, 1, 2}, {5, 1}},
      {"channel", {2, 3, 5, 7}, {3, 1, 1}, {1, 3, 2, 7}, {3, 1, 1}},
      {"one", {1, 1}, {7, 9}, {1, 1}, {5, 2}},
      {"empty", {0, 4}, {1, 4}, {}, {}},
      {"empty_broadcast", {3, 0, 2}, {3, 1, 1}, {}, {}},
      {"large", {17, 1031}, {17, 1031}, {}, {}},
  };
  return pairs;
}

Case binary_case(const Binary& op, uint32_t dtype, std::string_view what, const ShapePair& shapes,
                 Fill left, Fill right) {
  Case one;
  one.label = label_of(dtype, what);
  one.inputs = {in(dtype, shapes.left, left), in(dtype, shapes.right, right)};
  one.steps = op.steps;
  return one;
}

void add_binary(const Binary& op, Cases& cases) {
  for_each_dtype(op.dtypes, [&](uint32_t dtype) {
    for (const ShapePair& shapes : shape_pairs()) {
      cases.push_back(binary_case(op, dtype, shapes.what, shapes, op.left, op.right));
      if (!shapes.smaller_left.empty() || !shapes.smaller_right.empty())
        cases.back().smaller = {shapes.smaller_left, shapes.smaller_right};
    }
    if (!kFloats.contains(dtype)) return;
    const ShapePair& row = shape_pairs()[3];
    for (const Fill fill : {Fill::kSpecial, Fill::kBig, Fill::kTiny})
      cases.push_back(binary_case(op, dtype, fill_name(fill), row, fill, fill));
  });
}

}  // namespace

void add_elementwise(const mortise_operator_t& op, Cases& cases) {
  if (op.domain.size != 0) return;
  for (const Unary& unary : kUnary) {
    if (unary.op == sdk::to_view(op.name)) add_unary(unary, cases);
  }
  for (const Binary& binary : kBinary) {
    if (binary.op == sdk::to_view(op.name)) add_binary(binary, cases);
  }
}

}  // namespace mortise::conform
