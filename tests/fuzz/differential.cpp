#include "tests/fuzz/differential.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>

#include "plugin-sdk/conform/check.hpp"
#include "tests/fuzz/graph_maker.hpp"

namespace mortise::fuzz {
namespace {

using conform::Failure;
using conform::HostTensor;

constexpr size_t kFewSamples = 2;
constexpr size_t kManySamples = 48;  // where few find a difference

constexpr const char* kAllOptimisations = R"({"dead_code": true, "algebra": true,
    "common_subexpressions": true, "transposes": true, "normalisations": true, "merge_products": true})";

Runtime runtime_with(const char* backend, int threads, const char* optimise) {
  RuntimeOptions options;
  options.config_json = sdk::message(R"({"backends": [{"name": ")", backend,
                                     R"("}], "fallback": ["reference"], "execution": {"threads": )",
                                     threads, R"(}, "optimise": )", optimise, "}");
  return Runtime(options);
}

Tensor to_tensor(const Runtime& runtime, const HostTensor& content) {
  Tensor tensor(runtime, content.dtype, content.shape);
  if (!content.bytes.empty()) {
    std::memcpy(tensor.bytes().data(), content.bytes.data(), content.bytes.size());
  }
  return tensor;
}

HostTensor to_host(const Tensor& tensor) {
  HostTensor content(tensor.dtype(), tensor.shape());
  if (!content.bytes.empty()) {
    std::memcpy(content.bytes.data(), tensor.bytes().data(), content.bytes.size());
  }
  return content;
}

std::string difference(const HostTensor& actual, const HostTensor& expected,
                       const std::vector<double>& allowed) {
  if (actual.dtype != expected.dtype || actual.shape != expected.shape) {
    return sdk::message("is ", type_text(actual), " where ", type_text(expected), " is right");
  }
  if (actual.bytes == expected.bytes) return {};
  const std::vector<double> left = sdk::to_doubles(actual.view());
  const std::vector<double> right = sdk::to_doubles(expected.view());
  for (size_t i = 0; i < right.size(); ++i) {
    if (std::abs(left[i] - right[i]) <= allowed[i] || left[i] == right[i]) continue;
    return sdk::message("element ", i, " of ", type_text(expected), " is ", left[i], " where ",
                        right[i], " is right, give or take ", allowed[i]);
  }
  return {};
}

/// One session, run for one of the extents.
class SessionRun {
 public:
  SessionRun(const GraphForms& forms, const Runtime& runtime, const Session& session,
             std::string how)
      : forms_(forms), runtime_(runtime), session_(session), how_(std::move(how)) {}

  /// `exact`: bit for bit.
  void check(size_t extent, bool exact) const {
    std::vector<Tensor> inputs;
    for (const HostTensor& content : forms_.inputs(extent)) {
      inputs.push_back(to_tensor(runtime_, content));
    }
    const std::vector<Tensor> outputs = session_.run_ordered(inputs);
    for (size_t i = 0; i < outputs.size(); ++i) {
      const HostTensor& expected = forms_.expected(i, extent);
      const std::vector<double> allowed =
          exact ? std::vector<double>(static_cast<size_t>(expected.count()), 0)
                : forms_.tolerance(i, extent);
      const std::string found = difference(to_host(outputs[i]), expected, allowed);
      if (found.empty()) continue;
      conform::fail(how_, ", n = ", forms_.options().extents[extent], ": output ", i, " ", found);
    }
  }

 private:
  const GraphForms& forms_;
  const Runtime& runtime_;
  const Session& session_;
  std::string how_;
};

}  // namespace

Differential::Differential()
    : reference_(runtime_with("reference", 1, "false")),
      optimised_(runtime_with("reference", 1, kAllOptimisations)),
      cpu_(runtime_with("cpu", 1, kAllOptimisations)),
      cpu_threads_(runtime_with("cpu", 2, "false")) {}

// Compiling is what takes the time, so each graph goes one of the ways.
void Differential::compare(const GraphForms& forms, size_t way) const {
  const auto& extents = forms.options().extents;
  if (way == 0) {
    const Session session(reference_, forms.symbolic());
    return SessionRun(forms, reference_, session, "on reference").check(0, true);
  }
  if (way >= 5) {
    const Session session(optimised_, way == 5 ? forms.symbolic() : forms.fixed());
    const SessionRun run(forms, optimised_, session, "on reference, optimised");
    run.check(0, false);
    if (way == 5 && forms.uses_symbol()) run.check(1, false);
    return;
  }
  if (way == 1 && forms.uses_symbol()) {
    const int64_t bound = *std::max_element(extents.begin(), extents.end());
    const Session session(cpu_, forms.symbolic(), {{"n", bound}});
    const SessionRun run(forms, cpu_, session, "on cpu with a ranged dimension");
    for (const size_t extent : {0, 1, 0}) run.check(extent, false);
    return;
  }
  if (way == 2) {
    const Session session(cpu_threads_, forms.symbolic());
    const SessionRun run(forms, cpu_threads_, session, "on cpu with two threads");
    run.check(0, false);
    if (forms.uses_symbol()) run.check(1, false);
    return;
  }
  const Session session(cpu_, forms.fixed());
  SessionRun(forms, cpu_, session, "on cpu").check(0, false);
}

size_t Differential::run_with(size_t samples, const uint8_t* data, size_t size) const {
  Choices choices(data, size);
  FormOptions options;
  options.samples = samples;
  options.extents = {choices.between(1, 5), choices.between(1, 9)};
  const size_t way = choices.below(7);
  GraphForms forms(operators_, options);
  try {
    make_graph(operators_, forms, choices);
    compare(forms, way);
  } catch (const Failure& failure) {
    throw Failure{failure.text + "\n" + forms.symbolic().print()};
  } catch (const Error& error) {
    throw Failure{std::string("a session says: ") + error.what() + "\n" + forms.symbolic().print()};
  }
  return forms.size();
}

size_t Differential::run(const uint8_t* data, size_t size) const {
  try {
    return run_with(kFewSamples, data, size);
  } catch (const Failure&) {
    return run_with(kManySamples, data, size);
  }
}

}  // namespace mortise::fuzz
