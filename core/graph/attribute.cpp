#include <cstring>

#include "core/base/struct_check.hpp"
#include "core/base/text.hpp"
#include "core/graph/compare.hpp"
#include "core/graph/graph.hpp"

namespace mortise::graph {
namespace {

// The graph that a handle stands for; a graph that nobody shares is copied.
std::shared_ptr<Graph> retain(mortise_graph_t* handle) {
  Graph* graph = from_abi(handle);
  std::shared_ptr<Graph> shared = graph->weak_from_this().lock();
  return shared != nullptr ? shared : std::make_shared<Graph>(*graph);
}

Status copy_content(const mortise_attribute_t& abi, Attribute& attribute) {
  const std::string what = concat({"attribute '", attribute.name, "'"});
  switch (abi.kind) {
    case MORTISE_ATTRIBUTE_INT: attribute.int_value = abi.int_value; return {};
    case MORTISE_ATTRIBUTE_FLOAT: attribute.float_value = abi.float_value; return {};
    case MORTISE_ATTRIBUTE_STRING:
      MORTISE_TRY(check_array(abi.string_value.data, abi.string_value.size, what));
      attribute.string_value = mortise::to_string(abi.string_value);
      return {};
    case MORTISE_ATTRIBUTE_TENSOR: {
      if (abi.tensor_value == nullptr) return invalid_argument(what + ": the tensor is null");
      auto tensor = Constant::copy(*abi.tensor_value);
      if (!tensor.ok()) return std::move(tensor).status().annotate(what);
      attribute.tensor = std::move(tensor).value();
      return {};
    }
    case MORTISE_ATTRIBUTE_GRAPH:
      if (abi.graph_value == nullptr) return invalid_argument(what + ": the graph is null");
      attribute.graph = retain(abi.graph_value);
      return {};
    case MORTISE_ATTRIBUTE_INTS:
      MORTISE_TRY(check_array(abi.ints, abi.count, what));
      if (abi.count != 0) attribute.ints.assign(abi.ints, abi.ints + abi.count);
      return {};
    case MORTISE_ATTRIBUTE_FLOATS:
      MORTISE_TRY(check_array(abi.floats, abi.count, what));
      if (abi.count != 0) attribute.floats.assign(abi.floats, abi.floats + abi.count);
      return {};
    case MORTISE_ATTRIBUTE_STRINGS:
      MORTISE_TRY(check_array(abi.strings, abi.count, what));
      for (uint64_t i = 0; i < abi.count; ++i) {
        MORTISE_TRY(check_array(abi.strings[i].data, abi.strings[i].size, what));
        attribute.strings.push_back(mortise::to_string(abi.strings[i]));
      }
      return {};
    default:
      return invalid_argument(
          concat({what, ": kind ", std::to_string(abi.kind), " is none of MORTISE_ATTRIBUTE_…"}));
  }
}

// So that NaN equals itself and 0.0 does not equal -0.0: what matters is whether kernels see the same.
bool same_bits(double left, double right) { return std::memcmp(&left, &right, sizeof left) == 0; }

bool same_floats(const std::vector<double>& left, const std::vector<double>& right) {
  if (left.size() != right.size()) return false;
  for (size_t i = 0; i < left.size(); ++i) {
    if (!same_bits(left[i], right[i])) return false;
  }
  return true;
}

}  // namespace

Result<Attribute> Attribute::from_abi(const mortise_attribute_t& abi) {
  MORTISE_TRY(check_struct(abi, "attribute"));
  MORTISE_TRY(check_array(abi.name.data, abi.name.size, "attribute name"));
  Attribute attribute;
  attribute.name = mortise::to_string(abi.name);
  attribute.kind = abi.kind;
  if (attribute.name.empty()) return invalid_argument("attribute: the name is empty");
  MORTISE_TRY(copy_content(abi, attribute));
  return attribute;
}

bool operator==(const Attribute& left, const Attribute& right) {
  const bool same_graph =
      left.graph == right.graph || (left.graph != nullptr && right.graph != nullptr &&
                                    compare(*left.graph, *right.graph).empty());
  const bool same_tensor =
      left.tensor == right.tensor || (left.tensor != nullptr && right.tensor != nullptr &&
                                      same_content(*left.tensor, *right.tensor));
  return left.name == right.name && left.kind == right.kind && left.int_value == right.int_value &&
         same_bits(left.float_value, right.float_value) &&
         left.string_value == right.string_value && same_tensor && same_graph &&
         left.ints == right.ints && same_floats(left.floats, right.floats) &&
         left.strings == right.strings;
}

}  // namespace mortise::graph
