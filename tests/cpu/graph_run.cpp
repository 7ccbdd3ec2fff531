#include "tests/cpu/graph_run.hpp"

#include <catch2/catch.hpp>

#include "core/graph/tables.hpp"

namespace mortise::cpu::testing {
namespace {

/// Memory and view of one value.
struct Tensor {
  std::vector<int64_t> shape;
  Floats memory;
  mortise_tensor_view_t view{};
};

/// Executes the nodes one after the other.
class Executor {
 public:
  Executor(Device& device, const mortise_host_t& host, graph::Graph& graph,
           const std::map<sdk::Value, Floats>& inputs)
      : device_(device),
        host_(host),
        reader_(graph::to_abi(&graph), &graph::view_table()),
        inputs_(inputs) {}

  GraphCase::Run run() {
    GraphCase::Run result;
    for (uint32_t id : reader_.nodes()) {
      const sdk::Node node = reader_.node(id);
      launch(node);
      result.ops += (result.ops.empty() ? "" : " ") + std::string(node.op());
    }
    for (uint64_t i = 0; i < reader_.output_count(); ++i) {
      result.outputs.push_back(tensor(*reader_.value(reader_.output(i))).memory);
    }
    return result;
  }

 private:
  Tensor& tensor(const mortise_graph_value_t& value) {
    const auto [found, is_new] = tensors_.try_emplace(value.id);
    Tensor& t = found->second;
    if (!is_new) return t;
    const mortise_type_t& type = *value.type;
    t.shape.assign(type.shape, type.shape + type.rank);
    if (value.constant != nullptr) {
      t.view = *value.constant;
      return t;
    }
    const auto count = static_cast<size_t>(sdk::element_count(sdk::ShapeView(t.shape)));
    t.memory.assign(type.layout != nullptr ? type.layout->byte_size / sizeof(float) : count, NAN);
    if (const auto given = inputs_.find(value.id); given != inputs_.end()) t.memory = given->second;
    t.view = sdk::host_view(type.dtype, t.shape, t.memory.data());
    t.view.byte_size = t.memory.size() * sizeof(float);
    t.view.layout = type.layout;
    return t;
  }

  void launch(const sdk::Node& node) {
    std::vector<const mortise_tensor_view_t*> inputs;
    std::vector<mortise_tensor_view_t*> outputs;
    for (size_t i = 0; i < node.input_count(); ++i) {
      inputs.push_back(node.has_input(i) ? &tensor(node.input(i)).view : nullptr);
    }
    for (size_t i = 0; i < node.output_count(); ++i) {
      outputs.push_back(node.wants_output(i) ? &tensor(node.output(i)).view : nullptr);
    }
    mortise_kernel_t* kernel = device_.create_kernel(node);
    const sdk::HostMemory workspace(&host_, kernel->workspace_size + 64, 64);
    mortise_launch_t arguments{};
    arguments.struct_size = sizeof(arguments);
    arguments.input_count = inputs.size();
    arguments.inputs = inputs.data();
    arguments.output_count = outputs.size();
    arguments.outputs = outputs.data();
    arguments.workspace = workspace.data();
    mortise_status_t* status = kernel->launch(kernel, &arguments);
    kernel->release(kernel);
    sdk::check(status);
  }

  Device& device_;
  const mortise_host_t& host_;
  sdk::GraphReader reader_;
  const std::map<sdk::Value, Floats>& inputs_;
  std::map<sdk::Value, Tensor> tensors_;
};

}  // namespace

GraphCase::GraphCase() = default;

sdk::Builder GraphCase::builder() {
  sdk::Builder builder(graph::to_abi(&graph_), &graph::edit_table());
  builder.inherit("cpu", "");
  return builder;
}

sdk::Value GraphCase::input(const Shape& shape, unsigned seed) {
  const sdk::Value value = builder().input(sdk::message("x", inputs_.size()),
                                           sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  inputs_[value] = random_floats(shape, seed);
  return value;
}

sdk::Value GraphCase::constant(const Shape& shape, const Floats& values) {
  return builder().constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, values.data()));
}

sdk::Value GraphCase::constant(const Shape& shape, unsigned seed) {
  return constant(shape, random_floats(shape, seed));
}

sdk::Value GraphCase::ints(const std::vector<int64_t>& values) { return builder().ints(values); }

sdk::Value GraphCase::booleans(const Shape& shape, const std::vector<uint8_t>& values) {
  return builder().constant(sdk::host_view(MORTISE_DTYPE_BOOL, shape, values.data()));
}

sdk::Value GraphCase::node(std::string_view op, const std::vector<sdk::Value>& inputs,
                           const Shape& shape, const sdk::Attrs& attributes) {
  sdk::Builder b = builder();
  const sdk::Value value = b.nodes(op, inputs, 1, attributes, "", 1)[0];
  b.set_type(value, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  return value;
}

void GraphCase::output(sdk::Value value) { builder().output(sdk::message("y", outputs_++), value); }

GraphCase::Run GraphCase::run(const Options& options) const {
  graph::Graph graph(graph_);
  const sdk::testing::FakeHost host;
  Device device(host.table(), options);
  sdk::GraphReader reader(graph::to_abi(&graph), &graph::view_table());
  sdk::Builder builder(graph::to_abi(&graph), &graph::edit_table());
  device.optimise(reader, builder);
  graph.remove_dead();
  return Executor(device, *host.table(), graph, inputs_).run();
}

std::string check_forms(const GraphCase& graph) {
  const GraphCase::Run plain = graph.run({false, false});
  std::string ops;
  for (const Options options : {Options{true, false}, Options{false, true}, Options{true, true}}) {
    CAPTURE(options.fuse, options.layouts);
    const GraphCase::Run run = graph.run(options);
    CAPTURE(run.ops);
    REQUIRE(run.outputs.size() == plain.outputs.size());
    for (size_t i = 0; i < plain.outputs.size(); ++i) {
      CHECK(difference(run.outputs[i], plain.outputs[i]) < 2e-5);
    }
    ops = run.ops;
  }
  return ops;
}

}  // namespace mortise::cpu::testing
