// Elementwise programs: short straight-line code over floats, run chunk by chunk so that what one
// instruction leaves for the next stays in the first-level cache. An ONNX operator such as Add is a
// program of one instruction; fused chains are longer.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <array>
#include <optional>
#include <vector>

#include "backends/cpu/vector/pointwise.hpp"

namespace mortise::cpu {

inline constexpr size_t kMaxOperands = 8;
inline constexpr size_t kMaxInstructions = 16;

/// Operands are numbered: first the program's inputs, then the results of its instructions.
struct Instruction {
  bool is_binary = false;
  Binary binary = Binary::kAdd;
  Step step;  // when it is not binary
  int32_t a = 0, b = 0;
};

struct Program {
  int32_t inputs = 1;
  std::vector<Instruction> code;

  static Program of(const std::vector<Step>& steps);
  int32_t add(Binary binary, int32_t a, int32_t b);
  int32_t add(const Step& step, int32_t a);
  /// Throws unless operands exist and the sizes are within the limits above.
  void check() const;
};

/// An input of a run over a chunk: `count` floats, or one that stands for all.
struct Operand {
  const float* data = nullptr;
  bool scalar = false;
};

inline constexpr size_t kChunk = 256;

/// y = program(inputs). Requires: count <= kChunk, or a program of one instruction.
void evaluate(const Program& program, const PointwiseTable& table, const Operand* inputs, float* y,
              size_t count);

/// The operator as steps applied to its first input, when it is one of those (constants included:
/// Clip's bounds, Pow's exponent). Empty when it is not.
std::optional<std::vector<Step>> unary_steps(const sdk::Node& node);
/// Add, Sub, Mul, Div, and Min or Max of two.
std::optional<Binary> binary_operation(const sdk::Node& node);

/// Attributes of private nodes: "steps" and "step_values", "code" and "code_values".
void append_steps(sdk::Attrs& attributes, const std::vector<Step>& steps);
std::vector<Step> read_steps(const sdk::Node& node);
void append_program(sdk::Attrs& attributes, const Program& program);
Program read_program(const sdk::Node& node);

}  // namespace mortise::cpu
