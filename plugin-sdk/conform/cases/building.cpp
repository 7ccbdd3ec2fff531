#include "plugin-sdk/conform/cases/building.hpp"

namespace mortise::conform {

CaseInput in(uint32_t dtype, sdk::Shape shape, Fill fill) {
  CaseInput input;
  input.dtype = dtype;
  input.shape = std::move(shape);
  input.fill = fill;
  return input;
}

CaseInput any(sdk::Shape shape, Fill fill) { return in(kAny, std::move(shape), fill); }

CaseInput of(uint32_t dtype, sdk::Shape shape, std::vector<double> numbers) {
  CaseInput input = in(dtype, std::move(shape));
  input.numbers = std::move(numbers);
  return input;
}

CaseInput ints(const std::vector<int64_t>& values) {
  return of(MORTISE_DTYPE_INT64, {static_cast<int64_t>(values.size())},
            {values.begin(), values.end()})
      .as_constant();
}

CaseInput number(uint32_t dtype, double value) { return of(dtype, {}, {value}).as_constant(); }

CaseInput absent() { return in(MORTISE_DTYPE_UNDEFINED, {}); }

Case recipe(std::string_view what, std::vector<CaseInput> inputs, sdk::Attrs attributes) {
  Case one;
  one.label = what;
  one.inputs = std::move(inputs);
  one.attributes = std::move(attributes);
  return one;
}

Case ranged(Case one, std::vector<sdk::Shape> smaller) {
  one.smaller = std::move(smaller);
  return one;
}

Case accurate(Case one, const Accuracy& accuracy) {
  one.accuracy = accuracy;
  return one;
}

Cases accurate(Cases cases, const Accuracy& accuracy) {
  for (Case& one : cases) one.accuracy = accuracy;
  return cases;
}

void spread(Cases& cases, sdk::DtypeSet dtypes, const Cases& recipes, size_t few) {
  bool first = true;
  for (uint32_t dtype = 0; dtype < 64; ++dtype) {
    if (!dtypes.contains(dtype)) continue;
    for (size_t i = 0; i < recipes.size() && (first || i < few); ++i) {
      Case one = recipes[i];
      one.label = sdk::message(sdk::dtype_name(dtype), ".", one.label);
      for (CaseInput& input : one.inputs) {
        if (input.dtype == kAny) input.dtype = dtype;
      }
      cases.push_back(std::move(one));
    }
    first = false;
  }
}

Cases filled(const Case& one, const std::vector<Fill>& fills) {
  Cases cases;
  for (const Fill fill : fills) {
    cases.push_back(one);
    cases.back().label = fill_name(fill);
    for (CaseInput& input : cases.back().inputs) {
      if (input.dtype == kAny && input.numbers.empty()) input.fill = fill;
    }
  }
  return cases;
}

int64_t count_of(const sdk::Shape& shape) { return sdk::element_count(shape); }

}  // namespace mortise::conform
