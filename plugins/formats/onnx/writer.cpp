#include "plugins/formats/onnx/writer.hpp"

#include <algorithm>

#include "plugins/formats/onnx/dtype_rule.hpp"
#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// The ABI's forms of a node's attributes. Borrows from the node.
class AbiAttributes {
 public:
  explicit AbiAttributes(const std::vector<Attribute>& attributes) {
    views_.reserve(attributes.size());
    strings_.reserve(attributes.size());
    for (const Attribute& attribute : attributes) items_.push_back(abi(attribute));
  }
  const std::vector<mortise_attribute_t>& items() const { return items_; }

 private:
  mortise_attribute_t abi(const Attribute& attribute) {
    mortise_attribute_t item{};
    item.struct_size = sizeof(item);
    item.name = sdk::to_abi(attribute.name);
    item.kind = attribute.kind;
    switch (attribute.kind) {
      case MORTISE_ATTRIBUTE_INT: item.int_value = attribute.int_value; break;
      case MORTISE_ATTRIBUTE_FLOAT: item.float_value = attribute.float_value; break;
      case MORTISE_ATTRIBUTE_STRING: item.string_value = sdk::to_abi(attribute.string_value); break;
      case MORTISE_ATTRIBUTE_TENSOR:
        views_.push_back(attribute.tensor.view());
        item.tensor_value = &views_.back();
        break;
      case MORTISE_ATTRIBUTE_GRAPH: item.graph_value = attribute.graph->get(); break;
      case MORTISE_ATTRIBUTE_INTS:
        item.count = attribute.ints.size();
        item.ints = attribute.ints.data();
        break;
      case MORTISE_ATTRIBUTE_FLOATS:
        item.count = attribute.floats.size();
        item.floats = attribute.floats.data();
        break;
      default: item.count = attribute.strings.size(); item.strings = abi_strings(attribute.strings);
    }
    return item;
  }
  const mortise_string_t* abi_strings(const std::vector<std::string>& strings) {
    std::vector<mortise_string_t>& list = strings_.emplace_back();
    for (const std::string& text : strings) list.push_back(sdk::to_abi(text));
    return list.data();
  }

  std::vector<mortise_tensor_view_t> views_;
  std::vector<std::vector<mortise_string_t>> strings_;
  std::vector<mortise_attribute_t> items_;
};

void release_owner(void* context) { delete static_cast<std::shared_ptr<const void>*>(context); }

}  // namespace

Value Writer::constant(const Tensor& tensor, std::string_view name) {
  auto share = std::make_unique<std::shared_ptr<const void>>(tensor.owner);
  const Value value = builder_.lent_constant(tensor.view(), release_owner, share.get(), name);
  share.release();  // the graph's now
  constants_.emplace(value, tensor);
  set_dtype(value, tensor.dtype);
  return value;
}

Value Writer::ints(std::vector<int64_t> values) {
  const auto count = static_cast<int64_t>(values.size());
  return constant(make_tensor<int64_t>({count}, std::move(values)));
}

Value Writer::scalar_like(double number, Value like) {
  const uint32_t dtype = dtype_of(like);
  if (dtype == MORTISE_DTYPE_UNDEFINED) {
    const auto single = static_cast<float>(number);
    return op("CastLike", {constant(make_tensor<float>({}, {single})), like});
  }
  return sdk::visit_dtype(sdk::NumericTypes{}, dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    return constant(make_tensor<T>({}, {T(static_cast<sdk::Compute<T>>(number))}));
  });
}

const Tensor* Writer::constant_of(Value value) const {
  const auto found = constants_.find(value);
  return found == constants_.end() ? nullptr : &found->second;
}

std::vector<Value> Writer::add(Node node) {
  if (!node.domain.empty()) return add_unchanged(node);
  // Once said which inputs an operator may overwrite, in the first forms of many operators.
  if (node.version < 6) node.remove("consumed_inputs");
  const Step* step = next_step(node.op, node.version);
  if (step == nullptr) {
    node.version = kNewestOpset;
    return add_unchanged(node);
  }
  node.version = step->version;
  const std::vector<std::string> names = std::exchange(node.output_names, {});
  const std::vector<Value> inputs = node.inputs;
  std::vector<Value> outputs = step->apply(*this, std::move(node));
  for (size_t i = 0; i < names.size() && i < outputs.size(); ++i) {
    const bool is_new = std::find(inputs.begin(), inputs.end(), outputs[i]) == inputs.end();
    if (is_new && !names[i].empty()) builder_.set_name(outputs[i], names[i]);
  }
  return outputs;
}

std::vector<Value> Writer::add_unchanged(const Node& node) {
  const AbiAttributes attributes(node.attributes);
  std::vector<mortise_string_t> names(node.output_count);
  for (size_t i = 0; i < std::min(names.size(), node.output_names.size()); ++i) {
    names[i] = sdk::to_abi(node.output_names[i]);
  }
  // Absent inputs at the end are simply not given.
  size_t input_count = node.inputs.size();
  while (input_count != 0 && node.inputs[input_count - 1] == kNone) --input_count;
  mortise_node_spec_t spec{};
  spec.struct_size = sizeof(spec);
  spec.domain = sdk::to_abi(node.domain);
  spec.op = sdk::to_abi(node.op);
  spec.version = node.version;
  spec.name = sdk::to_abi(node.name);
  spec.input_count = input_count;
  spec.inputs = node.inputs.data();
  spec.output_count = node.output_count;
  spec.output_names = names.data();
  spec.attribute_count = attributes.items().size();
  spec.attributes = attributes.items().data();
  std::vector<Value> outputs(node.output_count, kNone);
  sdk::check(builder_.edit()->node_add(builder_.graph(), &spec, outputs.data()));
  for (size_t i = 0; i < outputs.size(); ++i) set_dtype(outputs[i], result_dtype(*this, node, i));
  return outputs;
}

Value Writer::op(std::string_view op, std::vector<Value> inputs, const sdk::Attrs& attributes) {
  const Value value = builder_.nodes(op, inputs, 1, attributes, "", kNewestOpset)[0];
  Node node;
  node.op = op;
  node.inputs = std::move(inputs);
  set_dtype(value, result_dtype(*this, node, 0));
  return value;
}

uint32_t Writer::dtype_of(Value value) const {
  const auto found = dtypes_.find(value);
  return found == dtypes_.end() ? MORTISE_DTYPE_UNDEFINED : found->second;
}

void Writer::set_dtype(Value value, uint32_t dtype) {
  if (dtype != MORTISE_DTYPE_UNDEFINED) dtypes_.insert_or_assign(value, dtype);
}

}  // namespace mortise::onnx
