// What the families make cases of: recipes, whose inputs may have the dtype kAny, and which are spread over dtypes.
//
//   Cases recipes = {recipe("row", {any({5, 11}), any({11})}), recipe("negative", {any({4})}, {{"axis", -1}})};
//   spread(cases, kNumbers, recipes);
#pragma once

#include <mortise/sdk/tensor.hpp>

#include "plugin-sdk/conform/case.hpp"

namespace mortise::conform {

inline constexpr sdk::DtypeSet kFloats = sdk::dtype_set(sdk::FloatTypes{});
inline constexpr sdk::DtypeSet kIntegers = sdk::dtype_set(sdk::IntegerTypes{});
inline constexpr sdk::DtypeSet kNumbers = sdk::dtype_set(sdk::NumericTypes{});
inline constexpr sdk::DtypeSet kPlain = sdk::dtype_set(sdk::PlainTypes{});
inline constexpr sdk::DtypeSet kBool = sdk::dtype_set(sdk::TypeList<sdk::bool8>{});
/// What operators that only move elements are tried with: every size of element that there is.
inline constexpr sdk::DtypeSet kMoved = {kPlain.bits | uint64_t{1} << MORTISE_DTYPE_COMPLEX128 |
                                         uint64_t{1} << MORTISE_DTYPE_FLOAT8E4M3FN};

/// In a recipe: the dtype that it is spread over.
inline constexpr uint32_t kAny = UINT32_MAX;

CaseInput in(uint32_t dtype, sdk::Shape shape, Fill fill = Fill::kOrdinary);
CaseInput any(sdk::Shape shape, Fill fill = Fill::kOrdinary);
/// With these elements.
CaseInput of(uint32_t dtype, sdk::Shape shape, std::vector<double> numbers);
/// Constants: int64 in one dimension (axes, shapes), and a scalar.
CaseInput ints(const std::vector<int64_t>& values);
CaseInput number(uint32_t dtype, double value);
CaseInput absent();

Case recipe(std::string_view what, std::vector<CaseInput> inputs, sdk::Attrs attributes = {});
/// The same with smaller shapes for a ranged launch.
Case ranged(Case one, std::vector<sdk::Shape> smaller);
/// The same with that accuracy.
Case accurate(Case one, const Accuracy& accuracy);
Cases accurate(Cases cases, const Accuracy& accuracy);

/// Adds each recipe for each dtype. Where there are many, the first says most: all recipes are tried with the first dtype of
/// the set (float32 where it is there), and with the others only the first `few`.
void spread(Cases& cases, sdk::DtypeSet dtypes, const Cases& recipes, size_t few = SIZE_MAX);

/// The recipe, with one input's content changed, for each of the fills: "float32.special".
Cases filled(const Case& one, const std::vector<Fill>& fills);

/// The product of the extents.
int64_t count_of(const sdk::Shape& shape);

}  // namespace mortise::conform
