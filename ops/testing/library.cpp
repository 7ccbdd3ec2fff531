#include "ops/testing/library.hpp"

#include "ops/common/operator_table.hpp"

namespace mortise::ops::testing {
namespace {

struct Library {
  Library() { add(operator_table()); }
  void add(sdk::Span<const sdk::OperatorEntry> entries) {
    for (const sdk::OperatorEntry& entry : entries) {
      operators.emplace_back(host.table(), entry.domain, entry.name, entry.version);
      entry.define(operators.back());
    }
  }
  sdk::testing::FakeHost host;
  std::deque<sdk::Operator> operators;
};

Library& library() {
  static Library instance;
  return instance;
}

struct Recorder {
  OneNode& owner;
  Inferred result;

  static std::string describe(const mortise_type_t& type) {
    std::string text = sdk::dtype_name(type.dtype) + "[";
    if (type.rank < 0) return text + "*]";
    for (int32_t i = 0; i < type.rank; ++i) {
      if (i != 0) text += ", ";
      if ((type.bounded_dims >> i & 1) != 0) text += "<=";
      const int64_t extent = type.shape[i];
      if (extent <= -2) text += "#" + std::to_string(-2 - extent);
      if (extent == MORTISE_DIM_UNKNOWN) text += "?";
      if (extent >= 0) text += std::to_string(extent);
    }
    return text + "]";
  }
  static mortise_status_t* set_type(void* self, uint64_t output, const mortise_type_t* type) {
    return sdk::guard([&] {
      auto& recorder = *static_cast<Recorder*>(self);
      recorder.result.outputs.at(output).type = describe(*type);
      recorder.owner.graph.set_type(recorder.owner.outputs.at(output), *type);
    });
  }
  static mortise_status_t* set_value(void* self, uint64_t output,
                                     const mortise_tensor_view_t* view) {
    return sdk::guard([&] {
      const auto* bytes = static_cast<const unsigned char*>(view->data);
      static_cast<Recorder*>(self)->result.outputs.at(output).value =
          Tensor{view->dtype, sdk::shape_of(*view).to_vector(), {bytes, bytes + view->byte_size}};
    });
  }
  static void need_value(void* self, uint64_t input) {
    static_cast<Recorder*>(self)->result.needs.push_back(input);
  }
};

}  // namespace

const mortise_host_t* library_host() { return library().host.table(); }

void add_to_library(sdk::Span<const sdk::OperatorEntry> entries) { library().add(entries); }

const sdk::Operator& find_operator(std::string_view name) {
  const size_t colons = name.find("::");
  const std::string_view domain = colons == name.npos ? "" : name.substr(0, colons);
  const std::string_view op = colons == name.npos ? name : name.substr(colons + 2);
  for (const sdk::Operator& candidate : library().operators) {
    if (sdk::to_view(candidate.abi()->domain) == domain &&
        sdk::to_view(candidate.abi()->name) == op) {
      return candidate;
    }
  }
  sdk::fail(MORTISE_STATUS_NOT_FOUND, "the library has no operator ", name);
}

OneNode::OneNode(std::string_view name, const std::vector<InputType>& types, const Attrs& attrs,
                 size_t output_count)
    : op(find_operator(name)) {
  sdk::Builder b = graph.builder();
  for (const InputType& input : types) {
    if (!input.present) {
      inputs.push_back(MORTISE_NONE);
    } else if (input.constant != nullptr) {
      inputs.push_back(b.constant(input.constant->view()));
    } else {
      inputs.push_back(b.input("", input.ranked ? sdk::tensor_type(input.dtype, input.shape)
                                                : sdk::unranked_type(input.dtype)));
    }
  }
  const mortise_operator_t& definition = *op.abi();
  outputs = b.nodes(sdk::to_view(definition.name), inputs, output_count, attrs,
                    sdk::to_view(definition.domain), definition.version);
}

Inferred OneNode::infer() {
  Recorder recorder{*this, {}};
  recorder.result.outputs.resize(outputs.size());
  mortise_inference_t inference{};
  inference.struct_size = sizeof(inference);
  inference.self = &recorder;
  inference.set_type = &Recorder::set_type;
  inference.set_value = &Recorder::set_value;
  inference.need_value = &Recorder::need_value;
  sdk::check(op.abi()->infer(op.abi(), node(), &inference));
  return recorder.result;
}

void run_graph(sdk::testing::FakeGraph& graph, size_t first, std::map<uint32_t, Tensor>& values) {
  for (uint32_t id : graph.living()) {
    if (id < first) continue;
    const sdk::testing::FakeGraph::NodeData& node = graph.nodes[id];
    Inputs inputs;
    for (uint32_t input : node.inputs) {
      if (input == MORTISE_NONE) {
        inputs.emplace_back();
      } else if (const auto found = values.find(input); found != values.end()) {
        inputs.emplace_back(found->second);
      } else {
        const auto& data = graph.values.at(input);
        if (data.constant == nullptr) sdk::invalid("value ", input, " has no content");
        inputs.emplace_back(Tensor{data.dtype, data.shape, *data.constant});
      }
    }
    const std::string name = node.domain.empty() ? node.op : node.domain + "::" + node.op;
    const size_t count = node.outputs.size();
    const bool has_kernel = find_operator(name).kernel_count() > 0;
    const auto results = has_kernel ? run(name, inputs, node.attributes, outputs(count))
                                    : run_decomposed(name, inputs, node.attributes, count);
    for (size_t i = 0; i < results.size(); ++i) values[node.outputs[i]] = results[i];
  }
}

}  // namespace mortise::ops::testing
