#include "plugins/passes/gradient/type_inference.hpp"

#include <mortise/abi/operator.h>

#include <algorithm>
#include <optional>

#include "plugins/passes/gradient/branches.hpp"

namespace mortise::gradient {
namespace {

using sdk::Value;

struct Type {
  uint32_t kind;
  uint32_t dtype;
  std::optional<sdk::Shape> shape;  // nothing: unranked
};

struct Content {
  uint32_t dtype;
  sdk::Shape shape;
  std::vector<unsigned char> bytes;
};

// What a shape rule says, kept until the graph may be edited.
struct Answer {
  explicit Answer(size_t outputs) : types(outputs), values(outputs) {}

  static mortise_status_t* set_type(void* self, uint64_t output, const mortise_type_t* type) {
    return sdk::guard([&] {
      auto& answer = *static_cast<Answer*>(self);
      if (output >= answer.types.size()) return;
      Type kept{type->kind, type->dtype, std::nullopt};
      if (type->rank >= 0) kept.shape = sdk::Shape(type->shape, type->shape + type->rank);
      // Extents that are only bounded are not known.
      for (size_t i = 0; kept.shape && i < kept.shape->size(); ++i)
        if ((type->bounded_dims >> i & 1u) != 0) (*kept.shape)[i] = MORTISE_DIM_UNKNOWN;
      answer.types[output] = std::move(kept);
    });
  }
  static mortise_status_t* set_value(void* self, uint64_t output,
                                     const mortise_tensor_view_t* view) {
    return sdk::guard([&] {
      auto& answer = *static_cast<Answer*>(self);
      if (output >= answer.values.size()) return;
      const auto* bytes = static_cast<const unsigned char*>(view->data);
      answer.values[output] =
          Content{view->dtype, sdk::shape_of(*view).to_vector(), {bytes, bytes + view->byte_size}};
    });
  }
  static void need_value(void*, uint64_t) {}

  std::vector<std::optional<Type>> types;
  std::vector<std::optional<Content>> values;
};

}  // namespace

bool TypeInference::is_typed(const sdk::Node& node) const {
  for (size_t i = 0; i < node.output_count(); ++i) {
    if (!node.wants_output(i)) continue;
    const mortise_type_t& type = node.output_type(i);
    if (type.kind == MORTISE_VALUE_TENSOR &&
        (type.dtype == MORTISE_DTYPE_UNDEFINED || type.rank < 0))
      return false;
  }
  return true;
}

void TypeInference::complete(const std::vector<uint32_t>& nodes) {
  for (const uint32_t id : nodes) {
    if (!is_typed(context_.reader.node(id))) infer(id, nullptr);
  }
}

void TypeInference::infer_new(const std::vector<uint32_t>& nodes, std::vector<Value>& results) {
  for (const uint32_t id : nodes) infer(id, &results);
}

// `results`: null where values stay.
void TypeInference::infer(uint32_t id, std::vector<Value>* results) {
  const sdk::Node node = context_.reader.node(id);
  if (is_branch(node)) return infer_branch(host_, context_, id);
  const mortise_operator_t* definition =
      host_->operator_find(host_->context, node.abi()->domain, node.abi()->op, node.version());
  if (definition == nullptr || definition->infer == nullptr) return;
  std::vector<Value> outputs;
  for (size_t i = 0; i < node.output_count(); ++i) outputs.push_back(node.output_id(i));
  Answer answer(outputs.size());
  const mortise_inference_t out = {sizeof(out), &answer, &Answer::set_type, &Answer::set_value,
                                   &Answer::need_value};
  sdk::check(definition->infer(definition, node.abi(), &out));
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i] == MORTISE_NONE) continue;
    if (results != nullptr && answer.values[i]) {
      const Content& content = *answer.values[i];
      const Value constant = context_.builder.constant(
          sdk::host_view(content.dtype, content.shape, content.bytes.data()));
      context_.builder.replace(outputs[i], constant);
      std::replace(results->begin(), results->end(), outputs[i], constant);
    } else if (answer.types[i] && answer.types[i]->kind == MORTISE_VALUE_TENSOR) {
      const Type& type = *answer.types[i];
      context_.builder.set_type(outputs[i], type.shape ? sdk::tensor_type(type.dtype, *type.shape)
                                                       : sdk::unranked_type(type.dtype));
    }
  }
}

}  // namespace mortise::gradient
