#include "plugin-sdk/conform/case.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {

Cases cases_of(const mortise_operator_t& op) {
  static constexpr void (*kFamilies[])(std::string_view, Cases&) = {
      &add_unary,     &add_binary,        &add_selection, &add_linear,
      &add_reduction, &add_normalisation, &add_losses,    &add_convolution,
      &add_pooling,   &add_resize,        &add_movement,  &add_indexing,
      &add_shapes,    &add_attention,     &add_sampling,  &add_recurrent,
      &add_signal,    &add_quantization,  &add_training,  &add_paged,
      &add_ml};
  Case named;
  named.domain = sdk::to_view(op.domain);
  named.op = sdk::to_view(op.name);
  Cases cases;
  for (const auto& add : kFamilies) add(qualified_name(named), cases);
  for (Case& one : cases) {
    one.domain = named.domain;
    one.op = named.op;
  }
  return cases;
}

std::string qualified_name(const Case& one) {
  return one.domain.empty() ? one.op : one.domain + "::" + one.op;
}

Tolerance tolerance_of(const Accuracy& accuracy, uint32_t dtype, const HostTensor* scale) {
  Tolerance tolerance;
  if (accuracy.rounds && epsilon_of(dtype) == 0) tolerance.absolute = 1;
  if (epsilon_of(dtype) == 0 || (accuracy.steps == 0 && accuracy.terms == 0)) return tolerance;
  const bool is_wide = dtype == MORTISE_DTYPE_FLOAT64;
  const double computed = epsilon_of(is_wide ? dtype : MORTISE_DTYPE_FLOAT32);
  tolerance.relative = accuracy.steps * computed;
  // Two numbers close to each other may be rounded to neighbours.
  if (epsilon_of(dtype) > computed) tolerance.relative += epsilon_of(dtype);
  tolerance.absolute = accuracy.steps * computed * accuracy.floor + smallest_of(dtype);
  if (scale != nullptr) {
    tolerance.scaled = static_cast<double>(accuracy.terms + 2) * computed;
    tolerance.scale = scale;
  }
  return tolerance;
}

}  // namespace mortise::conform
