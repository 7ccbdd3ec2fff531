#include "backends/cpu/optimise/expression.hpp"

#include "backends/cpu/kernels/registry.hpp"

namespace mortise::cpu {

std::optional<Expression> expression_of(const Node& node) {
  if (node.output_count() != 1 || !node.wants_output(0) ||
      node.output_type(0).dtype != MORTISE_DTYPE_FLOAT32) {
    return std::nullopt;
  }
  Expression expression;
  size_t operands = node.input_count();
  if (node.domain() == kPrivateDomain && node.op() == "Elementwise") {
    expression.program = read_program(node);
  } else if (const auto binary = binary_operation(node)) {
    expression.program.inputs = 2;
    expression.program.add(*binary, 0, 1);
  } else if (const auto steps = unary_steps(node)) {
    expression.program = Program::of(*steps);
    operands = 1;
  } else {
    return std::nullopt;
  }
  const KernelEntry* entry = find_kernel(node);
  if (entry == nullptr || !entry->serves(node)) return std::nullopt;
  for (size_t i = 0; i < operands; ++i) expression.inputs.push_back(node.input_id(i));
  return expression;
}

}  // namespace mortise::cpu
