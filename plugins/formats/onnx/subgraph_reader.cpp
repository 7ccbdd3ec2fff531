// The part of BodyReader that reads what lies inside nodes: subgraphs, and the bodies of the
// functions they call.
#include <algorithm>
#include <unordered_set>

#include <onnx.pb.h>

#include "plugins/formats/onnx/body_reader.hpp"
#include "plugins/formats/onnx/file_context.hpp"
#include "plugins/formats/onnx/free_names.hpp"
#include "plugins/formats/onnx/text.hpp"
#include "plugins/formats/onnx/types.hpp"

namespace mortise::onnx {
namespace {

// No standard operator has more than two; each gets all captures of the node.
constexpr size_t kMaxSubgraphs = 8;

}  // namespace

std::vector<std::string_view> BodyReader::find_captures(
    const std::vector<onnx_proto::AttributeProto*>& attributes) const {
  std::vector<std::string_view> captures;
  std::unordered_set<std::string_view> seen;
  for (const auto* attribute : attributes) {
    located([&] { return sdk::message("attribute `", quoted(attribute->name()), "`"); },
            [&] {
              for (const std::string_view name : free_names(attribute->g())) {
                const Value value = resolve_name(name);
                if (value == kNone) sdk::invalid("`", quoted(name), "` is absent in this call");
                const bool is_new = seen.insert(name).second;
                if (is_new && writer_.constant_of(value) == nullptr) captures.push_back(name);
              }
            });
  }
  return captures;
}

void BodyReader::read_graph_attributes(const std::vector<onnx_proto::AttributeProto*>& attributes,
                                       Node& node) {
  if (attributes.size() > kMaxSubgraphs)
    sdk::unsupported("more than ", kMaxSubgraphs, " subgraphs");
  const std::vector<std::string_view> captures = find_captures(attributes);
  for (auto* attribute : attributes) {
    located([&] { return sdk::message("attribute `", quoted(attribute->name()), "`"); },
            [&] {
              if (attribute->has_tp())
                return node.set(attribute->name(), type_as_graph(attribute->tp()));
              if (!attribute->has_g()) sdk::invalid("it has no graph");
              auto graph = std::make_shared<sdk::Subgraph>(writer_.builder());
              Writer inner(graph->builder());
              Frame frame = frame_;
              ++frame.depth;
              BodyReader(context_, inner, frame)
                  .read_subgraph(*attribute->mutable_g(), *this, captures);
              node.set(attribute->name(), std::move(graph));
            });
  }
  if (captures.empty()) return;
  for (const std::string_view name : captures) node.inputs.push_back(resolve_name(name));
  node.set("captures", static_cast<int64_t>(captures.size()));
}

void BodyReader::read_subgraph(onnx_proto::GraphProto& graph, const BodyReader& outer,
                               const std::vector<std::string_view>& captures) {
  declare_types(graph);
  const std::vector<std::string_view> free = free_names(graph);
  const std::unordered_set<std::string_view> is_free(free.begin(), free.end());
  read_inputs(graph, /*is_model=*/false);
  for (const std::string_view name : captures) take_capture(name, outer, is_free.count(name) != 0);
  for (const std::string_view name : free) {
    const Tensor* constant = outer.writer_.constant_of(outer.resolve_name(name));
    if (constant != nullptr) define(name, writer_.constant(*constant, name));
  }
  read_constants(graph, /*inputs_win=*/true);
  read_nodes(*graph.mutable_node());
  read_outputs(graph);
}

/// Adds an input for a value of the outer graph. Where the name is not free, another subgraph of
/// the node takes the value, and this one has a value of its own by that name.
void BodyReader::take_capture(std::string_view name, const BodyReader& outer, bool is_free) {
  const onnx_proto::TypeProto* declared = outer.declared_type(name);
  const std::string input_name = is_free ? std::string(name) : sdk::message(name, "/captured");
  const bool is_tensor = declared == nullptr || declared->has_tensor_type();
  const Value input = is_tensor ? untyped_input(writer_, input_name,
                                                outer.writer_.dtype_of(outer.resolve_name(name)))
                                : typed_input(writer_, input_name, *declared);
  if (!is_free) return;
  define(name, input);
  // For the graphs within this one.
  if (declared != nullptr) types_.insert_or_assign(name, declared);
}

/// Attributes have no kind for a type (that of an empty optional, say): it is the type of a graph's
/// only input.
std::shared_ptr<sdk::Subgraph> BodyReader::type_as_graph(const onnx_proto::TypeProto& type) {
  auto graph = std::make_shared<sdk::Subgraph>(writer_.builder());
  sdk::Builder builder = graph->builder();
  const ValueType value_type(type, builder);
  builder.input("type", value_type.abi());
  return graph;
}

void BodyReader::inline_call(onnx_proto::NodeProto& call, Function& function) {
  onnx_proto::FunctionProto& proto = *function.proto;
  if (call.input_size() > proto.input_size() || call.output_size() > proto.output_size()) {
    sdk::invalid("the function has ", proto.input_size(), " inputs and ", proto.output_size(),
                 " outputs, but the call ", call.input_size(), " and ", call.output_size());
  }
  Arguments arguments;
  for (auto& attribute : *call.mutable_attribute()) {
    auto* resolved = resolve(attribute, frame_.arguments);
    if (resolved != nullptr) arguments.insert_or_assign(attribute.name(), resolved);
  }
  for (auto& attribute : *proto.mutable_attribute_proto()) {
    arguments.emplace(attribute.name(), &attribute);
  }

  struct Entry {
    FileContext& context;
    ~Entry() { context.leave(); }
  };
  context_.enter(function);
  const Entry entry{context_};
  const std::string& label = call.name().empty() ? call.op_type() : call.name();
  BodyReader body(context_, writer_,
                  {function.opsets, &arguments, full_name(checked_text("name", label)) + "/",
                   frame_.depth + 1});
  std::vector<Value> actual;
  for (int i = 0; i < proto.input_size(); ++i) {
    actual.push_back(i < call.input_size() ? resolve_name(call.input(i)) : kNone);
    body.define(proto.input(i), actual.back());
  }
  body.read_nodes(*proto.mutable_node());

  std::vector<Value> results;
  for (int i = 0; i < call.output_size(); ++i) {
    const std::string& name = call.output(i);
    results.push_back(name.empty() ? kNone : body.resolve_name(proto.output(i)));
    const bool is_new = std::find(actual.begin(), actual.end(), results.back()) == actual.end();
    if (results.back() != kNone && is_new) {
      writer_.builder().set_name(results.back(), full_name(name));
    }
  }
  define_outputs(call, results);
}

}  // namespace mortise::onnx
