// Gradients against central differences: loss = sum(Y * W) for random weights W, so d loss/d Y = W.
#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/library.hpp"

namespace mortise::ops::testing {
namespace {

double loss(std::string_view op, const Inputs& inputs, const Attrs& attrs,
            const std::vector<double>& weights) {
  const std::vector<double> y = run(op, inputs, attrs)[0].doubles();
  double sum = 0;
  for (size_t i = 0; i < y.size(); ++i) sum += y[i] * weights[i];
  return sum;
}

/// d loss/d inputs[index], by central differences.
std::vector<double> differences(std::string_view op, Inputs inputs, size_t index,
                                const Attrs& attrs, const std::vector<double>& weights) {
  constexpr double kStep = 1e-5;
  const Tensor original = *inputs[index];
  std::vector<double> values = original.doubles();
  std::vector<double> result(values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    const double value = values[i];
    values[i] = value + kStep;
    inputs[index] = tensor<double>(original.shape, values);
    const double above = loss(op, inputs, attrs, weights);
    values[i] = value - kStep;
    inputs[index] = tensor<double>(original.shape, values);
    result[i] = (above - loss(op, inputs, attrs, weights)) / (2 * kStep);
    values[i] = value;
  }
  return result;
}

}  // namespace

void check_gradient(std::string_view op, const Inputs& inputs, const std::vector<size_t>& wanted,
                    const Attrs& attrs, double tolerance) {
  const Tensor y = run(op, inputs, attrs)[0];
  const Tensor weights = random_tensor(MORTISE_DTYPE_FLOAT64, y.shape, -1, 1, 7);

  std::vector<InputType> types;
  for (const auto& input : inputs) {
    if (!input) {
      types.push_back(absent());
    } else if (input->dtype == MORTISE_DTYPE_FLOAT64) {
      types.push_back(type<double>(input->shape));
    } else {
      types.push_back(constant(*input));
    }
  }
  OneNode one(op, types, attrs, 1);
  one.infer();
  std::map<uint32_t, Tensor> values;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i]) values[one.inputs[i]] = *inputs[i];
  }
  values[one.outputs[0]] = y;
  sdk::Builder b = one.graph.builder();
  const uint32_t output_gradient =
      b.input("", sdk::tensor_type(MORTISE_DTYPE_FLOAT64, weights.shape));
  values[output_gradient] = weights;
  std::vector<uint32_t> input_gradients(inputs.size(), MORTISE_NONE);
  REQUIRE(one.op.abi()->gradient != nullptr);
  sdk::check(one.op.abi()->gradient(one.op.abi(), one.node(), one.graph.abi(),
                                    sdk::testing::FakeGraph::edit_table(), &output_gradient,
                                    input_gradients.data()));
  run_graph(one.graph, 1, values);
  for (size_t index : wanted) {
    INFO("gradient of input " << index);
    REQUIRE(input_gradients[index] != MORTISE_NONE);
    const Tensor& gradient = values.at(input_gradients[index]);
    REQUIRE(gradient.shape == inputs[index]->shape);
    require_close(gradient, differences(op, inputs, index, attrs, weights.doubles()), tolerance);
  }
}

}  // namespace mortise::ops::testing
