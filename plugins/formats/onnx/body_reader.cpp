#include "plugins/formats/onnx/body_reader.hpp"

#include <algorithm>

#include <onnx.pb.h>

#include "plugins/formats/onnx/file_context.hpp"
#include "plugins/formats/onnx/node_label.hpp"
#include "plugins/formats/onnx/types.hpp"

namespace mortise::onnx {
namespace {

// The stack's limit: real models stay below ten.
constexpr uint32_t kMaxDepth = 48;

}  // namespace

BodyReader::BodyReader(FileContext& context, Writer& writer, Frame frame)
    : context_(context), writer_(writer), frame_(std::move(frame)) {
  if (frame_.depth > kMaxDepth) {
    sdk::unsupported("subgraphs and functions nest more than ", kMaxDepth, " deep");
  }
}

void BodyReader::define(std::string_view name, Value value) {
  checked_text("name", name);
  if (!values_.emplace(name, value).second) {
    sdk::invalid("`", quoted(name), "` is defined twice; a name has one source");
  }
}

std::string BodyReader::full_name(std::string_view name) const {
  if (frame_.arguments != nullptr) context_.count_inlined_name(frame_.prefix.size() + name.size());
  return frame_.prefix + std::string(name);
}

Value BodyReader::resolve_name(std::string_view name) const {
  if (name.empty()) return kNone;
  const auto found = values_.find(name);
  if (found == values_.end()) {
    sdk::invalid("`", quoted(name), "` is neither an input, an initializer nor a node's output");
  }
  return found->second;
}

const onnx_proto::TypeProto* BodyReader::declared_type(std::string_view name) const {
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : found->second;
}

void BodyReader::declare_types(const onnx_proto::GraphProto& graph) {
  for (const auto* list : {&graph.input(), &graph.output(), &graph.value_info()}) {
    for (const auto& info : *list) types_.emplace(info.name(), &info.type());
  }
}

void BodyReader::read_constants(onnx_proto::GraphProto& graph, bool inputs_win) {
  const auto add = [&](std::string_view name, const Tensor& tensor) {
    define(name, writer_.constant(tensor, name));
  };
  const auto is_input = [&](std::string_view name) {
    return inputs_win && values_.find(name) != values_.end();
  };
  const auto where = [](const char* list, int index, std::string_view name) {
    return [=] { return sdk::message(list, " ", index, " (`", quoted(name), "`)"); };
  };
  int index = 0;
  const bool shared = frame_.arguments != nullptr;
  for (auto& proto : *graph.mutable_initializer()) {
    located(where("initializer", index++, proto.name()), [&] {
      if (proto.name().empty()) sdk::invalid("it has no name");
      if (is_input(proto.name())) return;
      add(proto.name(),
          shared ? context_.decode_shared(proto) : decode_tensor(proto, context_.files()));
    });
  }
  index = 0;
  for (auto& proto : *graph.mutable_sparse_initializer()) {
    const std::string& name = proto.values().name();
    located(where("sparse_initializer", index++, name), [&] {
      if (shared) sdk::unsupported("a sparse tensor in a function is not supported");
      if (is_input(name)) return;
      add(name, decode_sparse_tensor(proto, context_.files()));
    });
  }
}

void BodyReader::read_inputs(const onnx_proto::GraphProto& graph, bool is_model) {
  for (int i = 0; i < graph.input_size(); ++i) {
    const auto& info = graph.input(i);
    located([&] { return sdk::message("input ", i, " (`", quoted(info.name()), "`)"); },
            [&] {
              if (info.name().empty()) sdk::invalid("it has no name");
              // Until IR version 4 every initializer was an input too; since then such an input has
              // a default, which is taken.
              if (is_model && is_constant(info.name())) return;
              checked_text("name", info.name());
              // The inputs of subgraphs get their types from what is passed to them.
              define(info.name(),
                     is_model || info.has_type()
                         ? typed_input(writer_, info.name(), info.type())
                         : untyped_input(writer_, info.name(), MORTISE_DTYPE_UNDEFINED));
            });
  }
}

bool BodyReader::is_constant(std::string_view name) const {
  const auto found = values_.find(name);
  return found != values_.end() && writer_.constant_of(found->second) != nullptr;
}

void BodyReader::read_outputs(const onnx_proto::GraphProto& graph) {
  for (int i = 0; i < graph.output_size(); ++i) {
    const std::string& name = graph.output(i).name();
    located([&] { return sdk::message("output ", i, " (`", quoted(name), "`)"); },
            [&] {
              if (name.empty()) sdk::invalid("it has no name");
              writer_.builder().output(name, resolve_name(name));
            });
  }
}

void BodyReader::read_model_graph(onnx_proto::GraphProto& graph) {
  declare_types(graph);
  read_constants(graph, /*inputs_win=*/false);
  read_inputs(graph, /*is_model=*/true);
  read_nodes(*graph.mutable_node());
  read_outputs(graph);
}

void BodyReader::read_nodes(NodeProtos& nodes) {
  for (const int index : node_order(nodes)) {
    auto& node = nodes[index];
    located([&] { return node_label(node, index); }, [&] { read_node(node); });
  }
}

void BodyReader::read_node(onnx_proto::NodeProto& proto) {
  if (frame_.arguments != nullptr) context_.count_inlined_node();
  if (proto.op_type().empty()) sdk::invalid("op_type is missing");
  const std::string_view domain = normal_domain(checked_text("domain", proto.domain()));
  if (Function* function = context_.find_function(domain, proto.op_type(), proto.overload())) {
    return inline_call(proto, *function);
  }
  if (domain.empty() && proto.op_type() == "Constant") return read_constant_node(proto);

  Node node;
  node.domain = domain;
  node.op = checked_text("op_type", proto.op_type());
  checked_text("name", proto.name());
  if (!proto.name().empty()) node.name = full_name(proto.name());
  node.version = frame_.opsets.version(domain);
  for (int i = 0; i < proto.input_size(); ++i) {
    located([&] { return sdk::message("input ", i); },
            [&] { node.inputs.push_back(resolve_name(proto.input(i))); });
  }
  read_attributes(proto, node);
  for (const std::string& name : proto.output()) {
    node.output_names.push_back(name.empty() ? name : full_name(name));
  }
  // The number of outputs means something to Split, and to nodes with bodies; elsewhere absent ones
  // at the end do not.
  const bool counts =
      node.op == "Split" || std::any_of(node.attributes.begin(), node.attributes.end(),
                                        [](const Attribute& a) { return a.graph; });
  while (!counts && !node.output_names.empty() && node.output_names.back().empty()) {
    node.output_names.pop_back();
  }
  node.output_count = node.output_names.size();
  // Standard operators do nothing beyond their outputs.
  if (node.output_count == 0 && domain.empty()) return;
  define_outputs(proto, writer_.add(std::move(node)));
}

void BodyReader::define_outputs(const onnx_proto::NodeProto& proto,
                                const std::vector<Value>& values) {
  for (int i = 0; i < proto.output_size(); ++i) {
    const std::string& name = proto.output(i);
    if (name.empty()) continue;
    if (static_cast<size_t>(i) >= values.size()) {
      sdk::invalid("output ", i, " (`", quoted(name), "`): the operator has ", values.size());
    }
    const Value value = values[static_cast<size_t>(i)];
    define(name, value);
    const onnx_proto::TypeProto* type = declared_type(name);
    if (type != nullptr && writer_.dtype_of(value) == MORTISE_DTYPE_UNDEFINED) {
      writer_.set_dtype(value, tensor_dtype(*type));
    }
  }
}

void BodyReader::read_constant_node(onnx_proto::NodeProto& proto) {
  Node node;
  read_attributes(proto, node);
  if (proto.output_size() != 1 || node.attributes.size() != 1) {
    sdk::invalid("a constant has one output and one value; this has ", proto.output_size(), " and ",
                 node.attributes.size());
  }
  if (proto.output(0).empty()) return;
  const Tensor tensor = constant_from(node.attributes[0]);
  define(proto.output(0), writer_.constant(tensor, full_name(proto.output(0))));
}

void BodyReader::read_attributes(onnx_proto::NodeProto& proto, Node& node) {
  std::vector<onnx_proto::AttributeProto*> graphs;
  for (auto& attribute : *proto.mutable_attribute()) {
    located([&] { return sdk::message("attribute `", quoted(attribute.name()), "`"); },
            [&] {
              checked_text("name", attribute.name());
              if (node.has(attribute.name())) sdk::invalid("it is given twice");
              auto* resolved = resolve(attribute, frame_.arguments);
              if (resolved == nullptr) return;
              if (attribute_kind(*resolved) == MORTISE_ATTRIBUTE_GRAPH) {
                graphs.push_back(resolved);
                return;
              }
              Attribute value = read_attribute(*resolved, context_, frame_.arguments != nullptr);
              value.name = attribute.name();
              node.attributes.push_back(std::move(value));
            });
  }
  if (!graphs.empty()) read_graph_attributes(graphs, node);
}

}  // namespace mortise::onnx
