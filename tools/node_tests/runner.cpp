#include "tools/node_tests/runner.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>

#include <nlohmann/json.hpp>

namespace mortise::node_tests {
namespace {

struct Unusable {
  const char* test;
  const char* why;
};

constexpr const char* kRandom =
    "the expected output is a random draw, which no other generator repeats";
constexpr const char* kTruncated =
    "the expected output is truncated to bfloat16, where ONNX rounds";
constexpr const char* kNoise =
    "the expected output has the noise of a transform in float32 where 0 is right";
constexpr const char* kShape = "the data for `like` has shape [1], where the model declares [3, 4]";

constexpr const char* kEpsilon =
    "the expected output was computed with an epsilon of 0.01 that the model does not have";

/// Tests whose data, in one version at least, no correct implementation can meet.
constexpr Unusable kUnusable[] = {
    {"test_adam_multiple", kEpsilon},
    {"test_bernoulli", kRandom},
    {"test_bernoulli_double", kRandom},
    {"test_dft_inverse", kNoise},
    {"test_dft_inverse_opset19", kNoise},
    {"test_bernoulli_double_expanded", kRandom},
    {"test_bernoulli_expanded", kRandom},
    {"test_bernoulli_seed", kRandom},
    {"test_bernoulli_seed_expanded", kRandom},
    {"test_cast_FLOAT_to_BFLOAT16", kTruncated},
    {"test_castlike_BFLOAT16_to_FLOAT", kShape},
    {"test_castlike_BFLOAT16_to_FLOAT_expanded", kShape},
    {"test_castlike_FLOAT_to_BFLOAT16", kShape},
    {"test_castlike_FLOAT_to_BFLOAT16_expanded", kShape},
    {"test_training_dropout", kRandom},
    {"test_training_dropout_default", kRandom},
    {"test_training_dropout_default_mask", kRandom},
    {"test_training_dropout_mask", kRandom},
};

/// Why the test's data is unusable; null when it is not.
const char* fault_of(const std::string& name) {
  for (const Unusable& unusable : kUnusable) {
    if (name == unusable.test) return unusable.why;
  }
  return nullptr;
}

/// The dtype to give a test's input: bits of bfloat16 are stored as uint16.
uint32_t input_dtype(const TestTensor& tensor, const mortise_type_t* type) {
  const bool is_stand_in = type != nullptr && type->dtype == MORTISE_DTYPE_BFLOAT16 &&
                           tensor.dtype == MORTISE_DTYPE_UINT16;
  return is_stand_in ? uint32_t{MORTISE_DTYPE_BFLOAT16} : tensor.dtype;
}

/// Owns a test's tensor while a session reads it.
struct Lent {
  TestTensor tensor;
  std::vector<mortise_string_t> strings;
};

Tensor lend(TestTensor tensor, uint32_t dtype) {
  auto lent = std::make_unique<Lent>();
  lent->tensor = std::move(tensor);
  for (const std::string& text : lent->tensor.strings) {
    lent->strings.push_back({text.data(), text.size()});
  }
  mortise_tensor_view_t view = {};
  view.struct_size = sizeof(view);
  view.dtype = dtype;
  view.rank = static_cast<uint32_t>(lent->tensor.shape.size());
  view.shape = lent->tensor.shape.data();
  view.data = lent->tensor.bytes.data();
  view.byte_size = lent->tensor.bytes.size();
  if (dtype == MORTISE_DTYPE_STRING) {
    view.data = lent->strings.data();
    view.byte_size = lent->strings.size() * sizeof(mortise_string_t);
  }
  Tensor result = Tensor::wrap(
      view, [](void* context) { delete static_cast<Lent*>(context); }, lent.get());
  static_cast<void>(lent.release());
  return result;
}

/// The value as a session takes it.
Tensor to_input(TestValue value, const mortise_type_t* type) {
  if (value.kind == MORTISE_VALUE_TENSOR) {
    const uint32_t dtype = input_dtype(value.tensor, type);
    return lend(std::move(value.tensor), dtype);
  }
  std::vector<Tensor> items;
  for (TestValue& item : value.items) items.push_back(to_input(std::move(item), type->element));
  if (value.kind == MORTISE_VALUE_SEQUENCE) return Tensor::sequence(items);
  return items.empty() ? Tensor::optional() : Tensor::optional(items[0]);
}

/// Empty when they agree.
std::string find_difference(const Tensor& actual, const TestValue& expected,
                            const Tolerance& tolerance) {
  if (actual.kind() == MORTISE_VALUE_TENSOR) {
    if (!actual.is_dense()) return "it is not dense";
    return find_difference(actual.view(), expected.tensor, tolerance);
  }
  const std::vector<Tensor> items = actual.items();
  if (items.size() != expected.items.size()) {
    return std::to_string(items.size()) + " elements, expected " +
           std::to_string(expected.items.size());
  }
  for (size_t i = 0; i < items.size(); ++i) {
    const std::string where = "element " + std::to_string(i) + ": ";
    if (items[i].kind() != expected.items[i].kind) return where + "it is of another kind";
    const std::string difference = find_difference(items[i], expected.items[i], tolerance);
    if (!difference.empty()) return where + difference;
  }
  return {};
}

/// A missing format is no missing operator: what cannot be read fails.
Graph read_graph(const Runtime& runtime, const TestCase& test) {
  try {
    return Graph::read(runtime, model_path(test));
  } catch (const Error& error) {
    throw Error(MORTISE_STATUS_FAILED_PRECONDITION, error.what());
  }
}

Verdict skip(const std::string& reason) { return {Outcome::kSkip, reason, 0}; }
Verdict fail(const std::string& reason) { return {Outcome::kFail, reason, 0}; }

}  // namespace

Runner::Runner(const RuntimeOptions& options, const std::string& device, Tolerance tolerance)
    : runtime_(options), tolerance_(tolerance) {
  const auto devices = nlohmann::json::parse(runtime_.devices());
  const bool found = std::any_of(devices.begin(), devices.end(), [&](const nlohmann::json& entry) {
    return entry.value("kind", "") == device;
  });
  if (!found) {
    throw Error(MORTISE_STATUS_UNAVAILABLE,
                "there is no device `" + device + "`; `mortise devices` lists what there is");
  }
}

Verdict Runner::run_model(const TestCase& test) const {
  const Session session(runtime_, read_graph(runtime_, test));
  std::vector<Tensor> inputs;
  for (size_t i = 0; i < session.input_count(); ++i) {
    const auto path = data_path(test, "input", i);
    if (!path) return fail("the test has no data for input " + std::to_string(i));
    const mortise_type_t* type = session.input_type(i);
    inputs.push_back(to_input(read_value(*path, type->kind), type));
  }
  const std::vector<Tensor> outputs = session.run_ordered(inputs);
  for (size_t i = 0; i < outputs.size(); ++i) {
    const auto path = data_path(test, "output", i);
    if (!path) return fail("the test has no data for output " + std::to_string(i));
    const std::string difference =
        find_difference(outputs[i], read_value(*path, outputs[i].kind()), tolerance_);
    if (!difference.empty()) return fail("output " + std::to_string(i) + ": " + difference);
  }
  return {};
}

Verdict Runner::run(const TestCase& test) const {
  const auto start = std::chrono::steady_clock::now();
  Verdict verdict;
  try {
    verdict = run_model(test);
  } catch (const Error& error) {
    const bool is_missing =
        error.code() == MORTISE_STATUS_UNSUPPORTED || error.code() == MORTISE_STATUS_NOT_FOUND;
    verdict = is_missing ? skip(error.what()) : fail(error.what());
  } catch (const std::exception& error) {
    verdict = fail(error.what());
  }
  // Other versions of the test may be right, and then they pass.
  const char* const fault = fault_of(test.name);
  if (verdict.outcome == Outcome::kFail && fault != nullptr) verdict = skip(fault);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  verdict.seconds = elapsed.count();
  return verdict;
}

}  // namespace mortise::node_tests
