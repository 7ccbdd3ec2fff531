// Operators over features.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

void add_one_hot(Cases& cases) {
  const sdk::Attrs known = {{"cats_int64s", std::vector<int64_t>{3, -1, 7}}};
  const auto x = [](sdk::Shape shape, std::vector<double> numbers) {
    return of(MORTISE_DTYPE_INT64, std::move(shape), std::move(numbers));
  };
  cases.push_back(recipe("int64.row", {x({4}, {7, 3, 3, -1})}, known));
  cases.push_back(recipe("int64.unknown", {x({2, 3}, {7, 5, 3, 0, -1, 8})}, known));
  cases.push_back(recipe("int64.empty", {x({0, 2}, {})}, known));
}

}  // namespace

void add_ml(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"ai.onnx.ml::OneHotEncoder", &add_one_hot}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
