#include "backends/cpu/optimise/absorb.hpp"

#include "backends/cpu/onednn.hpp"

namespace mortise::cpu {
namespace {

/// oneDNN takes this many post-operations; a residual is one of them.
constexpr size_t kMaxSteps = 8;

}  // namespace

void Absorbed::take_steps(const Rewriter& graph, bool with_residual) {
  while (const auto user = graph.sole_user(result)) {
    const std::vector<Step> more = steps_of(*user);
    if (!more.empty()) {
      std::vector<Step> all = steps;
      all.insert(all.end(), more.begin(), more.end());
      if (all.size() > kMaxSteps || !onednn::can_append_all(all)) return;
      steps = std::move(all);
      result = user->output_id(0);
      continue;
    }
    if (!with_residual || residual != MORTISE_NONE || binary_operation(*user) != Binary::kAdd) {
      return;
    }
    const Value other = user->input_id(user->input_id(0) == result ? 1 : 0);
    if (!same_shape(graph, other, result) || graph.value(other).type->layout != nullptr) return;
    residual = other;
    residual_position = static_cast<int64_t>(steps.size());
    result = user->output_id(0);
  }
}

void Absorbed::append_to(sdk::Attrs& attributes, std::string_view position) const {
  append_steps(attributes, steps);
  if (residual != MORTISE_NONE) attributes.emplace_back(position, residual_position);
}

}  // namespace mortise::cpu
