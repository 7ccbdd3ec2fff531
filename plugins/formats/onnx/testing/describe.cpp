#include <mortise/sdk/tensor.hpp>

#include <map>

#include "plugins/formats/onnx/testing/model.hpp"

namespace mortise::onnx::testing {
namespace {

std::string elements_of(const mortise_tensor_view_t& view) {
  std::string text;
  const int64_t count = sdk::element_count(view);
  if (view.dtype == MORTISE_DTYPE_STRING) {
    for (int64_t i = 0; i < count; ++i) {
      text += (i == 0 ? "" : ", ") + sdk::message(sdk::data<mortise_string_t>(view)[i]);
    }
    return text;
  }
  const std::vector<double> elements = sdk::to_doubles(view);
  for (size_t i = 0; i < elements.size(); ++i) {
    text += (i == 0 ? "" : ", ") + sdk::message(elements[i]);
  }
  return text;
}

std::string constant_text(const mortise_tensor_view_t& view) {
  std::string text = elements_of(view);
  if (view.rank == 1) text = "[" + text + "]";
  if (view.rank > 1) text = sdk::message("{", text, "}", sdk::shape_of(view));
  const bool is_plain = view.dtype == MORTISE_DTYPE_FLOAT32 || view.dtype == MORTISE_DTYPE_INT64;
  return is_plain ? text : text + ":" + sdk::dtype_name(view.dtype);
}

template <class T>
std::string list_text(const std::vector<T>& items) {
  std::string text = "[";
  for (size_t i = 0; i < items.size(); ++i) text += (i == 0 ? "" : ", ") + sdk::message(items[i]);
  return text + "]";
}

std::string attribute_text(const graph::Attribute& attribute) {
  switch (attribute.kind) {
    case MORTISE_ATTRIBUTE_INT: return sdk::message(attribute.int_value);
    case MORTISE_ATTRIBUTE_FLOAT: return sdk::message(attribute.float_value);
    case MORTISE_ATTRIBUTE_STRING: return attribute.string_value;
    case MORTISE_ATTRIBUTE_TENSOR: return constant_text(attribute.tensor->view());
    case MORTISE_ATTRIBUTE_INTS: return list_text(attribute.ints);
    case MORTISE_ATTRIBUTE_FLOATS: return list_text(attribute.floats);
    case MORTISE_ATTRIBUTE_STRINGS: return list_text(attribute.strings);
    default: return "<graph>";
  }
}

class Description {
 public:
  explicit Description(const graph::Graph& graph) : graph_(graph) {}

  std::string nodes() {
    std::string text;
    for (const graph::NodeId id : graph_.order()) text += node(*graph_.node(id));
    return text;
  }

 private:
  std::string node(const graph::Node& node) {
    std::string text;
    for (const graph::ValueId output : node.outputs) {
      text += (text.empty() ? "" : ", ") + value(output);
    }
    text += " = " + (node.domain.empty() ? "" : node.domain + "::") + node.op;
    if (node.domain.empty() && node.version != 27) text += sdk::message("@", node.version);
    text += '(';
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      text += (i == 0 ? "" : ", ") + value(node.inputs[i]);
    }
    text += ')';
    for (const graph::Attribute& attribute : node.attributes) {
      text += " " + attribute.name + "=" + attribute_text(attribute);
    }
    return text + "\n";
  }

  std::string value(graph::ValueId id) {
    if (id == graph::kNone) return "_";
    const graph::Value& value = *graph_.value(id);
    if (value.constant != nullptr && value.constant->element_count() <= 8) {
      return constant_text(value.constant->view());
    }
    // The core makes a name of the operator and the id for what has none.
    const graph::Node* producer = graph_.node(value.producer);
    const bool is_generated =
        producer != nullptr && value.name == producer->op + "_" + std::to_string(id);
    if (!is_generated) return value.name;
    return "t" + std::to_string(numbers_.emplace(id, numbers_.size()).first->second);
  }

  const graph::Graph& graph_;
  std::map<graph::ValueId, size_t> numbers_;
};

}  // namespace

std::string describe(const graph::Graph& graph) { return Description(graph).nodes(); }

}  // namespace mortise::onnx::testing
