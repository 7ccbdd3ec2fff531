#include "plugin-sdk/conform/graph_run.hpp"

#include <mortise/sdk/graph.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>

#include <nlohmann/json.hpp>

namespace mortise::conform {
namespace {

// A rewritten graph rounds elsewhere, so many times, at the largest element's size.
constexpr double kSteps = 1024;

bool is_found(const Runtime& runtime, const std::string& id) {
  const auto plugins = nlohmann::json::parse(runtime.plugins());
  return std::any_of(plugins.begin(), plugins.end(),
                     [&](const auto& plugin) { return plugin["id"] == id; });
}

Runtime make_runtime(const Subject& subject) {
  RuntimeOptions options;
  options.config_json =
      R"({"backends": [{"name": "reference"}], "execution": {"threads": 1, "program_cache": 2}, "optimise": false})";
  Runtime runtime(options);
  if (is_found(runtime, subject.id())) return runtime;
  options.plugin_paths = {std::filesystem::path(subject.manifest_path()).parent_path()};
  return Runtime(options);
}

Tensor to_tensor(const Runtime& runtime, const HostTensor& content) {
  Tensor tensor(runtime, content.dtype, content.shape);
  if (!content.bytes.empty())
    std::memcpy(tensor.bytes().data(), content.bytes.data(), content.bytes.size());
  return tensor;
}

HostTensor to_host(const Tensor& tensor) {
  HostTensor content(tensor.dtype(), tensor.shape());
  if (!content.bytes.empty())
    std::memcpy(content.bytes.data(), tensor.bytes().data(), content.bytes.size());
  return content;
}

double largest_magnitude(const HostTensor& tensor) {
  double largest = 0;
  for (const double element : sdk::to_doubles(tensor.view())) {
    if (std::isfinite(element)) largest = std::max(largest, std::abs(element));
  }
  return largest;
}

}  // namespace

GraphRunner::GraphRunner(const Subject& subject) : runtime_(make_runtime(subject)) {}

NamedTensors GraphRunner::run(const Graph& graph, const NamedTensors& inputs) const {
  const Session session(runtime_, graph);
  const sdk::GraphReader reader(graph.get(), &Graph::view());
  const StateStore store(runtime_);
  RunOptions options;
  if (reader.state_count() > 0) options.states = &store;
  std::vector<Tensor> ordered;
  for (size_t i = 0; i < session.input_count(); ++i)
    ordered.push_back(to_tensor(runtime_, inputs.at(session.input_name(i))));
  NamedTensors results;
  for (const char* round : {"", " of the second run"}) {
    const std::vector<Tensor> outputs = session.run_ordered(ordered, options);
    for (size_t i = 0; i < outputs.size(); ++i)
      results["output '" + session.output_name(i) + "'" + round] = to_host(outputs[i]);
    for (uint64_t i = 0; i < reader.state_count(); ++i) {
      const std::string name(sdk::to_view(reader.state(i)->name));
      results["state '" + name + "'" + round] = to_host(store.at(name));
    }
  }
  return results;
}

NamedTensors inputs_for(const Graph& graph, Fill fill, Random& random) {
  const sdk::GraphReader reader(graph.get(), &Graph::view());
  NamedTensors inputs;
  for (uint64_t i = 0; i < reader.input_count(); ++i) {
    const mortise_graph_value_t& value = *reader.value(reader.input(i));
    sdk::Shape shape(value.type->shape, value.type->shape + std::max(value.type->rank, 0));
    for (int64_t& extent : shape) {
      if (extent < 0) extent = 1 - extent;  // 2 for an unknown one, then 3, 4, …
    }
    inputs[std::string(sdk::to_view(value.name))] =
        random_tensor(value.type->dtype, std::move(shape), fill, random);
  }
  return inputs;
}

std::string results_difference(const NamedTensors& actual, const NamedTensors& expected) {
  for (const auto& [name, right] : expected) {
    const auto found = actual.find(name);
    if (found == actual.end()) return name + " is missing";
    const HostTensor& left = found->second;
    if (left.dtype != right.dtype || left.shape != right.shape)
      return sdk::message(name, " is ", type_text(left), " where ", type_text(right), " is right");
    Tolerance tolerance;
    tolerance.absolute = rounding_of(right.dtype, kSteps) * largest_magnitude(right);
    const std::string difference = find_difference(left, right, tolerance);
    if (!difference.empty()) return name + ": " + difference;
  }
  return {};
}

}  // namespace mortise::conform
