#include "backends/cpu/program.hpp"

#include <algorithm>

namespace mortise::cpu {

Program Program::of(const std::vector<Step>& steps) {
  Program program;
  int32_t value = 0;
  for (const Step& step : steps) value = program.add(step, value);
  return program;
}

int32_t Program::add(Binary binary, int32_t a, int32_t b) {
  code.push_back({true, binary, {}, a, b});
  return inputs + static_cast<int32_t>(code.size()) - 1;
}

int32_t Program::add(const Step& step, int32_t a) {
  code.push_back({false, Binary::kAdd, step, a, 0});
  return inputs + static_cast<int32_t>(code.size()) - 1;
}

void Program::check() const {
  if (inputs < 1 || static_cast<size_t>(inputs) > kMaxOperands) {
    sdk::unsupported("a program of ", inputs, " inputs; it must have 1 to ", kMaxOperands);
  }
  if (code.empty() || code.size() > kMaxInstructions) {
    sdk::unsupported("a program of ", code.size(), " instructions; it must have 1 to ",
                     kMaxInstructions);
  }
  for (size_t i = 0; i < code.size(); ++i) {
    const int32_t limit = inputs + static_cast<int32_t>(i);
    const Instruction& instruction = code[i];
    const auto kind = static_cast<int32_t>(instruction.step.kind);
    const auto binary = static_cast<int32_t>(instruction.binary);
    if (instruction.a < 0 || instruction.a >= limit || instruction.b < 0 ||
        instruction.b >= limit || kind < 0 || kind >= kUnaryCount || binary < 0 ||
        binary >= kBinaryCount) {
      sdk::invalid("instruction ", i, " of an elementwise program is not valid");
    }
  }
}

namespace {

void run_binary(const PointwiseTable& table, Binary binary, Operand a, Operand b, float* y,
                size_t count) {
  const auto index = static_cast<size_t>(binary);
  if (a.scalar && b.scalar) {
    const float right = *b.data;  // y may be where it stands
    std::fill_n(y, count, *a.data);
    table.right_scalar[index](y, &right, y, count);
  } else if (a.scalar) {
    table.left_scalar[index](a.data, b.data, y, count);
  } else if (b.scalar) {
    table.right_scalar[index](a.data, b.data, y, count);
  } else {
    table.both[index](a.data, b.data, y, count);
  }
}

void run_unary(const PointwiseTable& table, const Step& step, Operand a, float* y, size_t count) {
  if (a.scalar) {
    std::fill_n(y, count, *a.data);
    a = {y, false};
  }
  table.unary[static_cast<size_t>(step.kind)](step, a.data, y, count);
}

}  // namespace

void evaluate(const Program& program, const PointwiseTable& table, const Operand* inputs, float* y,
              size_t count) {
  alignas(64) float results[kMaxInstructions - 1][kChunk];
  const auto input_count = static_cast<size_t>(program.inputs);
  const auto operand = [&](int32_t number) -> Operand {
    const auto index = static_cast<size_t>(number);
    if (index < input_count) return inputs[index];
    return {results[index - input_count], false};
  };
  for (size_t i = 0; i < program.code.size(); ++i) {
    const Instruction& instruction = program.code[i];
    float* to = i + 1 == program.code.size() ? y : results[i];
    if (instruction.is_binary) {
      run_binary(table, instruction.binary, operand(instruction.a), operand(instruction.b), to,
                 count);
    } else {
      run_unary(table, instruction.step, operand(instruction.a), to, count);
    }
  }
}

void append_steps(sdk::Attrs& attributes, const std::vector<Step>& steps) {
  std::vector<int64_t> kinds;
  std::vector<double> values;
  for (const Step& step : steps) {
    kinds.push_back(static_cast<int64_t>(step.kind));
    values.push_back(step.alpha);
    values.push_back(step.beta);
  }
  attributes.emplace_back("steps", std::move(kinds));
  attributes.emplace_back("step_values", std::move(values));
}

std::vector<Step> read_steps(const sdk::Node& node) {
  const auto kinds = node.attr_ints("steps", {});
  const auto values = node.attr_floats("step_values");
  if (values.size() != 2 * kinds.size()) sdk::invalid("step_values does not fit steps");
  std::vector<Step> steps;
  for (size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] < 0 || kinds[i] >= kUnaryCount) sdk::invalid("step ", i, " is not known");
    steps.push_back({static_cast<Unary>(kinds[i]), static_cast<float>(values[2 * i]),
                     static_cast<float>(values[2 * i + 1])});
  }
  return steps;
}

// Five integers per instruction: 1 for a binary one, binary, unary, a, b.
void append_program(sdk::Attrs& attributes, const Program& program) {
  std::vector<int64_t> code;
  std::vector<double> values;
  for (const Instruction& i : program.code) {
    for (int64_t field : {static_cast<int64_t>(i.is_binary), static_cast<int64_t>(i.binary),
                          static_cast<int64_t>(i.step.kind), int64_t{i.a}, int64_t{i.b}}) {
      code.push_back(field);
    }
    values.push_back(i.step.alpha);
    values.push_back(i.step.beta);
  }
  attributes.emplace_back("code", std::move(code));
  attributes.emplace_back("code_values", std::move(values));
}

Program read_program(const sdk::Node& node) {
  const auto code = node.attr_ints("code", {});
  const auto values = node.attr_floats("code_values");
  if (code.size() % 5 != 0 || values.size() != code.size() / 5 * 2) {
    sdk::invalid("the attributes of an elementwise program do not fit each other");
  }
  Program program;
  program.inputs = static_cast<int32_t>(node.input_count());
  for (size_t i = 0; i < code.size() / 5; ++i) {
    const int64_t* field = &code[5 * i];
    Instruction instruction;
    instruction.is_binary = field[0] != 0;
    instruction.binary = static_cast<Binary>(field[1]);
    instruction.step = {static_cast<Unary>(field[2]), static_cast<float>(values[2 * i]),
                        static_cast<float>(values[2 * i + 1])};
    instruction.a = static_cast<int32_t>(field[3]);
    instruction.b = static_cast<int32_t>(field[4]);
    program.code.push_back(instruction);
  }
  program.check();
  return program;
}

}  // namespace mortise::cpu
