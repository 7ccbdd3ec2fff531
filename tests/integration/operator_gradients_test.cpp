// Every operator's gradient, as the gradient pass makes it from rules and decompositions, against central differences.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "ops/common/operator_table.hpp"
#include "plugin-sdk/testing/fake_host.hpp"
#include "plugins/operators/contrib/operator_table.hpp"
#include "tests/integration/support/gradient_samples.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

std::vector<GradientSample> all_samples() {
  std::vector<GradientSample> all = gradient_samples();
  for (auto more : {nn_gradient_samples(), contrib_gradient_samples()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::string input_name(size_t index) { return "x" + std::to_string(index); }

// Weights that differ from element to element, whatever the shape turns out to be.
Value weighted_sum(sdk::Builder& b, Value y) {
  const Value zero = b.scalar(MORTISE_DTYPE_INT64, 0), one = b.scalar(MORTISE_DTYPE_INT64, 1);
  const Value numbers = b.node("Range", {zero, b.node("Size", {y}), one});
  const Value angles =
      b.node("Add", {b.node("Mul", {b.node("Cast", {numbers}, {{"to", MORTISE_DTYPE_FLOAT64}}),
                                    b.scalar(MORTISE_DTYPE_FLOAT64, 1.7)}),
                     b.scalar(MORTISE_DTYPE_FLOAT64, 0.3)});
  const Value weights = b.node("CastLike", {b.node("Sin", {angles}), y});
  const Value flat = b.node("Reshape", {y, b.ints({-1})});
  return b.node("ReduceSum", {b.node("Mul", {flat, weights})}, {{"keepdims", 0}});
}

template <class T>
Tensor tensor_of(const SampleInput& input) {
  std::vector<T> numbers(input.numbers.begin(), input.numbers.end());
  return Tensor::from(std::move(numbers), input.shape);
}

Tensor tensor_of(const SampleInput& input) {
  switch (input.dtype) {
    case MORTISE_DTYPE_FLOAT64: return tensor_of<double>(input);
    case MORTISE_DTYPE_FLOAT32: return tensor_of<float>(input);
    case MORTISE_DTYPE_INT32: return tensor_of<int32_t>(input);
    case MORTISE_DTYPE_UINT8: return tensor_of<uint8_t>(input);
    case MORTISE_DTYPE_BOOL: {
      Tensor tensor(make_runtime(), MORTISE_DTYPE_BOOL, input.shape);
      const Span<bool> data = tensor.data<bool>();
      for (size_t i = 0; i < input.numbers.size(); ++i) data[i] = input.numbers[i] != 0;
      return tensor;
    }
    default: return tensor_of<int64_t>(input);
  }
}

// The sample as a model with a loss, differentiated by the inputs that are wanted.
class Differentiated {
 public:
  Differentiated(const Runtime& runtime, const GradientSample& sample) : model_(runtime) {
    std::vector<Value> inputs;
    std::string names;
    for (size_t i = 0; i < sample.inputs.size(); ++i) {
      inputs.push_back(add_input(sample.inputs[i], i));
      if (!sample.inputs[i].is_wanted) continue;
      names += (names.empty() ? "\"" : ", \"") + input_name(i) + "\"";
    }
    const size_t colons = sample.op.find("::");
    const std::string domain = colons == std::string::npos ? "" : sample.op.substr(0, colons);
    const std::string op = colons == std::string::npos ? sample.op : sample.op.substr(colons + 2);
    const std::vector<Value> outputs =
        model_.b.nodes(op, inputs, sample.output_count, sample.attrs, domain);
    Value loss = MORTISE_NONE;
    for (const size_t index : sample.read) {
      const Value part = weighted_sum(model_.b, outputs[index]);
      loss = loss == MORTISE_NONE ? part : model_.b.node("Add", {loss, part});
    }
    model_.output("loss", loss);
    model_.graph.infer(runtime);
    forward_.emplace(model_.session());
    model_.graph.transform(runtime, "gradient", "{\"wrt\": [" + names + "]}");
    session_.emplace(model_.session());
  }

  double loss(const std::vector<Tensor>& tensors) const {
    const Tensor result = forward_->run_ordered(tensors)[0];
    return result.dtype() == MORTISE_DTYPE_FLOAT64 ? result.data<double>()[0]
                                                   : static_cast<double>(result.data<float>()[0]);
  }
  std::vector<Tensor> gradients(const std::vector<Tensor>& tensors) const {
    std::vector<Tensor> results = session_->run_ordered(tensors);
    results.erase(results.begin());
    return results;
  }

 private:
  Value add_input(const SampleInput& input, size_t index) {
    if (!input.is_present) return MORTISE_NONE;
    if (!input.is_constant) return model_.input(input_name(index), input.shape, input.dtype);
    return model_.b.constant(tensor_of(input).view());
  }

  Model model_;
  std::optional<Session> forward_, session_;
};

void check_sample(const Runtime& runtime, const GradientSample& sample) {
  INFO(sample.op);
  const Differentiated model(runtime, sample);
  std::vector<Tensor> tensors;
  std::vector<size_t> places;  // in `tensors`, of what is wanted
  for (const SampleInput& input : sample.inputs) {
    if (!input.is_present || input.is_constant) continue;
    if (input.is_wanted) places.push_back(tensors.size());
    tensors.push_back(tensor_of(input));
  }
  const std::vector<Tensor> gradients = model.gradients(tensors);
  REQUIRE(gradients.size() == places.size());
  constexpr double kStep = 1e-5;
  for (size_t i = 0; i < places.size(); ++i) {
    CHECK(gradients[i].shape() == tensors[places[i]].shape());
    const Span<double> numbers = tensors[places[i]].data<double>();
    const Span<double> actual = gradients[i].data<double>();
    REQUIRE(actual.size() == numbers.size());
    for (size_t k = 0; k < numbers.size(); ++k) {
      const double original = numbers[k];
      numbers[k] = original + kStep;
      const double above = model.loss(tensors);
      numbers[k] = original - kStep;
      const double below = model.loss(tensors);
      numbers[k] = original;
      INFO("wanted input " << i << ", element " << k);
      CHECK(actual[k] == Approx((above - below) / (2 * kStep)).margin(1e-7).epsilon(2e-6));
    }
  }
}

struct Named {
  std::string name;
  bool has_gradient, has_decomposition;
};

std::vector<Named> library() {
  static const sdk::testing::FakeHost host;
  std::vector<Named> all;
  for (const auto table : {ops::operator_table(), contrib::operator_table()}) {
    for (const sdk::OperatorEntry& entry : table) {
      sdk::Operator op(host.table(), entry.domain, entry.name, entry.version);
      entry.define(op);
      const std::string name(entry.name);
      all.push_back({entry.domain.empty() ? name : std::string(entry.domain) + "::" + name,
                     op.abi()->gradient != nullptr, op.abi()->decompose != nullptr});
    }
  }
  return all;
}

}  // namespace

TEST_CASE("every operator's gradient agrees with differences") {
  const Runtime runtime = make_runtime();
  for (const GradientSample& sample : all_samples()) {
    try {
      check_sample(runtime, sample);
    } catch (const std::exception& error) {
      FAIL_CHECK(sample.op << ": " << error.what());
    }
  }
}

TEST_CASE("every operator has a gradient that is checked, or none for a reason") {
  std::set<std::string> checked;
  for (const GradientSample& sample : all_samples()) checked.insert(sample.op);
  const std::map<std::string, std::string> without = operators_without_gradient();
  std::set<std::string> known;
  for (const Named& op : library()) {
    INFO(op.name);
    known.insert(op.name);
    const bool is_checked = checked.count(op.name) != 0;
    const bool is_excused = without.count(op.name) != 0;
    CHECK(is_checked != is_excused);
    if (is_checked) CHECK((op.has_gradient || op.has_decomposition));
    if (is_excused) CHECK_FALSE(op.has_gradient);
  }
  for (const auto& [name, reason] : without) {
    INFO(name << ": " << reason);
    CHECK(known.count(name) == 1);
  }
}

}  // namespace mortise::tests
