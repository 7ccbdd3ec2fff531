#include "plugin-sdk/conform/suites/graph_bench.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <set>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/device.hpp"
#include "plugin-sdk/conform/suites/operator_program.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;

std::string kind_of_device(Environment& environment) {
  Host host(&environment.reference);
  const Instance instance(environment.subject, host.table());
  return Device(environment, instance).kind();
}

std::unique_ptr<Runtime> make_runtime(const std::string& config, const mortise_hooks_t* hooks) {
  RuntimeOptions options;
  options.config_json = config;
  options.hooks = hooks;
  return std::make_unique<Runtime>(options);
}

HostTensor host_tensor(const Tensor& tensor) {
  HostTensor copy(tensor.dtype(), tensor.shape());
  const auto bytes = tensor.bytes();
  if (bytes.size() != 0) std::memcpy(copy.bytes.data(), bytes.data(), bytes.size());
  return copy;
}

// Extents that are not known count as one.
int64_t known_count(sdk::ShapeView shape, size_t first) {
  int64_t count = 1;
  for (size_t i = first; i < shape.size(); ++i) count *= std::max<int64_t>(shape[i], 1);
  return count;
}

// How many terms meet in one element of the node's output, at most; at least those of a function.
int64_t steps_of(const sdk::Node& node) {
  constexpr int64_t kFunction = 8;
  const std::string_view op = node.op();
  if (!node.ranked(0) || node.rank(0) == 0) return kFunction;
  if (op == "MatMul") return kFunction + std::max<int64_t>(node.shape(0).back(), 1);
  if (op == "Gemm" || op == "Conv") return kFunction + known_count(node.shape(1), 1);
  static const std::set<std::string_view> kReducing = {
      "Softmax",    "LogSoftmax", "LayerNormalization",
      "ReduceMean", "ReduceSum",  "GlobalAveragePool"};
  return kReducing.count(op) == 1 ? kFunction + known_count(node.shape(0), 1) : kFunction;
}

// Of the longest chain of nodes.
int64_t chain_steps(const GraphMaker& maker, const Runtime& runtime) {
  mortise_graph_t* graph = maker.graph().get();
  mortise::check(mortise_graph_infer(runtime.get(), graph));
  const sdk::GraphReader reader(graph, &Graph::view());
  std::map<uint32_t, int64_t> steps;  // by value
  int64_t most = 1;
  for (const uint32_t id : reader.nodes()) {
    const sdk::Node node = reader.node(id);
    int64_t before = 0;
    for (size_t i = 0; i < node.input_count(); ++i) {
      if (node.has_input(i)) before = std::max(before, steps[node.input_id(i)]);
    }
    const int64_t after = before + steps_of(node);
    for (size_t i = 0; i < node.output_count(); ++i) {
      if (node.wants_output(i)) steps[node.output_id(i)] = after;
    }
    most = std::max(most, after);
  }
  return most;
}

double largest_magnitude(const HostTensor& tensor) {
  double largest = 0;
  for (const double value : sdk::to_doubles(tensor.view()))
    largest = std::max(largest, std::abs(value));
  return largest;
}

void collect(const Json& programs, std::set<std::string>& ran, std::set<std::string>& fell,
             std::string& reason) {
  for (const Json& program : programs) {
    for (const Json& step : program["steps"]) {
      if (step["device"] != "host") ran.insert(step["node"].get<std::string>());
    }
    for (const Json& fallback : program["fallbacks"]) {
      fell.insert(fallback["node"].get<std::string>());
      reason = fallback["reason"].get<std::string>();
    }
    if (program.contains("rest")) collect(program["rest"], ran, fell, reason);
  }
}

}  // namespace

GraphRun::GraphRun(const Runtime& runtime, uint64_t seed, const BuildGraph& build,
                   const std::map<std::string, int64_t>& ranges)
    : maker([&] {
        GraphMaker made(runtime, seed);
        build(made);
        return made;
      }()),
      session(runtime, maker.graph(), ranges) {}

std::vector<HostTensor> GraphRun::run(const std::vector<HostTensor>& inputs,
                                      const RunOptions& options) const {
  std::vector<Tensor> tensors;
  for (const HostTensor& input : inputs) tensors.push_back(Tensor::wrap(input.view()));
  std::vector<HostTensor> outputs;
  for (const Tensor& output : session.run_ordered(tensors, options))
    outputs.push_back(host_tensor(output));
  return outputs;
}

TensorMemory::TensorMemory() {
  hooks_.struct_size = sizeof(hooks_);
  hooks_.context = this;
  hooks_.allocate = [](void* context, uint64_t size, uint64_t alignment) -> void* {
    static_cast<TensorMemory*>(context)->live_ += static_cast<int64_t>(size);
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  };
  hooks_.deallocate = [](void* context, void* memory, uint64_t size, uint64_t) {
    static_cast<TensorMemory*>(context)->live_ -= static_cast<int64_t>(size);
    std::free(memory);
  };
}

GraphBench::GraphBench(Environment& environment, const std::vector<std::string>& denied,
                       const mortise_hooks_t* hooks)
    : kind_(kind_of_device(environment)), seed_(environment.random.next()) {
  Json config = Json::parse(config_text(environment.subject, kind_));
  if (!denied.empty()) config["backends"][0]["deny"] = denied;
  environment.trace.add("// config: ", config.dump());
  device_ = make_runtime(config.dump(), hooks);
  reference_ = make_runtime(R"({"backends": [{"name": "reference"}], "optimise": false})", nullptr);
}

void check_close(const GraphMaker& maker, const Runtime& runtime,
                 const std::vector<HostTensor>& actual, const std::vector<HostTensor>& expected,
                 const std::string& when) {
  const auto steps = static_cast<double>(chain_steps(maker, runtime));
  for (size_t i = 0; i < expected.size(); ++i) {
    const HostTensor& right = expected[i];
    if (actual[i].shape != right.shape)
      fail(when, "output ", i, " has the shape ", actual[i].shape, " where ", right.shape,
           " is right");
    Tolerance tolerance;
    tolerance.absolute = steps * epsilon_of(right.dtype) * largest_magnitude(right);
    const std::string difference = find_difference(actual[i], right, tolerance);
    if (!difference.empty()) fail(when, "output ", i, " ", type_text(right), ": ", difference);
  }
}

void require_device_work(const GraphRun& run) {
  const Json report = Json::parse(run.session.report());
  std::set<std::string> ran, fell;
  std::string reason;
  collect(report["programs"], ran, fell, reason);
  const bool any = std::any_of(ran.begin(), ran.end(),
                               [&](const std::string& node) { return fell.count(node) == 0; });
  if (!any) skip("the device runs no node of this graph; of the last it says: ", reason);
}

}  // namespace mortise::conform
