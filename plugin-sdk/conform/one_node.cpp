#include "plugin-sdk/conform/one_node.hpp"

#include <algorithm>
#include <cstring>

#include "plugin-sdk/conform/check.hpp"
#include "plugin-sdk/conform/memory.hpp"

namespace mortise::conform {
namespace {

constexpr int32_t kMostRank = 64;

// What the core offers to a shape rule, strictly.
class Recorder {
 public:
  Recorder(const mortise_operator_t& op, const mortise_node_t& node, uint64_t symbols)
      : op_(op), node_(node), symbols_(symbols) {
    inferred.types.resize(node.output_count);
    inferred.values.resize(node.output_count);
    table_.struct_size = sizeof(table_);
    table_.self = this;
    table_.set_type = [](void* self, uint64_t output, const mortise_type_t* type) {
      return sdk::guard([&] { static_cast<Recorder*>(self)->set_type(output, *type); });
    };
    table_.set_value = [](void* self, uint64_t output, const mortise_tensor_view_t* value) {
      return sdk::guard([&] { static_cast<Recorder*>(self)->set_value(output, *value); });
    };
    table_.need_value = [](void* self, uint64_t input) {
      static_cast<Recorder*>(self)->need_value(input);
    };
  }
  const mortise_inference_t* table() const { return &table_; }

  Inferred inferred;
  std::string defect;  // the first rule that was broken

 private:
  void say(const std::string& text) {
    if (defect.empty()) defect = text;
  }

  void set_type(uint64_t output, const mortise_type_t& type) {
    if (output >= inferred.types.size())
      return say(
          sdk::message("set_type names output ", output, "; the node has ", inferred.types.size()));
    if (type.struct_size < sizeof(type))
      return say("set_type is given a struct_size of less than a type");
    if (type.kind != MORTISE_VALUE_TENSOR) return;
    InferredType kept;
    kept.dtype = type.dtype;
    kept.ranked = type.rank >= 0;
    kept.bounded_dims = type.bounded_dims;
    if (type.dtype != MORTISE_DTYPE_UNDEFINED && mortise_dtype_get_info(type.dtype) == nullptr)
      say(sdk::message("set_type gives output ", output, " the dtype ", type.dtype,
                       ", which there is not"));
    if (type.rank > kMostRank) sdk::invalid("output ", output, " has the rank ", type.rank);
    if (type.rank < MORTISE_RANK_UNKNOWN)
      return say(sdk::message("set_type gives output ", output, " the rank ", type.rank));
    if (kept.ranked) kept.shape.assign(type.shape, type.shape + type.rank);
    check_extents(output, kept);
    inferred.types[output] = std::move(kept);
  }

  void check_extents(uint64_t output, const InferredType& type) {
    for (const int64_t extent : type.shape) {
      const bool is_symbol = extent < MORTISE_DIM_UNKNOWN;
      if (is_symbol && static_cast<uint64_t>(-2 - extent) >= symbols_)
        say(sdk::message("set_type gives output ", output, " the extent ", extent,
                         ", which is no symbol of the graph"));
    }
    if (type.bounded_dims == 0) return;
    if ((op_.flags & MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE) == 0)
      say("set_type sets bounded_dims, and the operator lacks the flag DATA_DEPENDENT_SHAPE");
    const bool beyond = type.shape.size() < 64 && (type.bounded_dims >> type.shape.size()) != 0;
    if (beyond) say("set_type bounds a dimension that the output does not have");
  }

  void set_value(uint64_t output, const mortise_tensor_view_t& value) {
    if (output >= inferred.values.size())
      return say(sdk::message("set_value names output ", output, "; the node has ",
                              inferred.values.size()));
    HostTensor kept(value.dtype, sdk::Shape(value.shape, value.shape + value.rank));
    if (kept.bytes.size() != value.byte_size)
      return say(sdk::message("set_value gives output ", output, " ", value.byte_size, " bytes; ",
                              type_text(kept), " has ", kept.bytes.size()));
    if (!kept.bytes.empty()) std::memcpy(kept.bytes.data(), value.data, kept.bytes.size());
    inferred.values[output] = std::move(kept);
  }

  void need_value(uint64_t input) {
    if (input >= node_.input_count || node_.inputs[input] == nullptr)
      return say(sdk::message("need_value names input ", input, ", which the node does not have"));
    if (node_.inputs[input]->constant != nullptr)
      say(sdk::message("need_value asks for input ", input, ", whose content is known"));
    inferred.needs.insert(input);
  }

  const mortise_operator_t& op_;
  const mortise_node_t& node_;
  uint64_t symbols_;
  mortise_inference_t table_{};
};

}  // namespace

NodeInput input_of(const CaseInput& input, const HostTensor& content) {
  NodeInput result;
  result.present = input.dtype != MORTISE_DTYPE_UNDEFINED;
  result.dtype = input.dtype;
  result.shape = content.shape;
  if (result.present && input.constant) result.constant = content;
  return result;
}

std::string type_text(const InferredType& type) {
  const std::string dtype =
      type.dtype == MORTISE_DTYPE_UNDEFINED ? "unknown" : std::string(sdk::dtype_name(type.dtype));
  return type.ranked ? sdk::message(dtype, type.shape) : dtype + "[...]";
}

bool agrees(const InferredType& vague, const InferredType& exact) {
  if (vague.dtype != MORTISE_DTYPE_UNDEFINED && vague.dtype != exact.dtype) return false;
  if (!vague.ranked) return true;
  if (vague.shape.size() != exact.shape.size()) return false;
  for (size_t i = 0; i < vague.shape.size(); ++i) {
    // Who knows more may know a lower bound.
    const bool is_bound = i < 64 && (vague.bounded_dims >> i & 1u) != 0;
    if (is_bound && vague.shape[i] >= exact.shape[i]) continue;
    if (vague.shape[i] >= 0 && vague.shape[i] != exact.shape[i]) return false;
  }
  return true;
}

bool Inferred::complete() const {
  return status.ok() && std::all_of(types.begin(), types.end(), [](const auto& type) {
           return type && type->ranked && type->dtype != MORTISE_DTYPE_UNDEFINED &&
                  sdk::all_known(type->shape);
         });
}

OneNode::OneNode(const Runtime& runtime, const mortise_operator_t& op, const sdk::Attrs& attributes,
                 const std::vector<NodeInput>& inputs, size_t output_count)
    : graph_(runtime) {
  sdk::Builder b(graph_.get(), &Graph::edit());
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"}) b.symbol(name);
  for (size_t i = 0; i < inputs.size(); ++i) {
    const NodeInput& input = inputs[i];
    if (!input.present) {
      inputs_.push_back(MORTISE_NONE);
    } else if (input.constant) {
      inputs_.push_back(b.constant(input.constant->view(), sdk::message("x", i)));
    } else {
      const mortise_type_t type = input.ranked ? sdk::tensor_type(input.dtype, input.shape)
                                               : sdk::unranked_type(input.dtype);
      inputs_.push_back(b.input(sdk::message("x", i), type));
    }
  }
  outputs_ = b.nodes(sdk::to_view(op.name), inputs_, output_count, attributes,
                     sdk::to_view(op.domain), op.version, "node");
  const mortise_graph_view_t& view = Graph::view();
  if (output_count == 0) sdk::invalid("a node without outputs");
  node_ = view.node_get(graph_.get(), view.value_get(graph_.get(), outputs_[0])->producer);
}

Inferred OneNode::infer(const mortise_operator_t& op) const {
  Recorder recorder(op, *node_, Graph::view().symbol_count(graph_.get()));
  Status status = take(op.infer(&op, node_, recorder.table()));
  if (!recorder.defect.empty()) fail("the shape rule: ", recorder.defect);
  recorder.inferred.status = std::move(status);
  for (size_t i = 0; i < recorder.inferred.values.size(); ++i) {
    const auto& value = recorder.inferred.values[i];
    const auto& type = recorder.inferred.types[i];
    if (!recorder.inferred.status.ok() || !value || !type) continue;
    expect(type->dtype == value->dtype && (!type->ranked || type->shape == value->shape),
           "the shape rule gives output ", i, " the type ", type_text(*type), " and a value of ",
           type_text(*value));
  }
  return std::move(recorder.inferred);
}

void OneNode::set_types(const Inferred& inferred) {
  for (size_t i = 0; i < outputs_.size(); ++i) {
    const InferredType& kept = *inferred.types[i];
    mortise_type_t type = sdk::tensor_type(kept.dtype, kept.shape);
    type.bounded_dims = kept.bounded_dims;
    sdk::check(Graph::edit().value_set_type(graph_.get(), outputs_[i], &type));
  }
}

}  // namespace mortise::conform
