// ONNX value types in the ABI's form.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <memory>

namespace mortise::onnx_proto {
class TypeProto;
}

namespace mortise::onnx {

class Writer;

/// Owns what a mortise_type_t points to. Stays where it is: the ABI's form borrows from it.
class ValueType {
 public:
  /// Named dimensions become symbols of the builder's graph. A map is a sequence of two tensors, its keys and its values.
  /// Throws INVALID_ARGUMENT or UNSUPPORTED.
  ValueType(const onnx_proto::TypeProto& proto, sdk::Builder& builder);
  ValueType(const ValueType&) = delete;
  ValueType& operator=(const ValueType&) = delete;
  const mortise_type_t& abi() const { return abi_; }

 private:
  void set_tensor(const onnx_proto::TypeProto& proto, sdk::Builder& builder);
  void set_map(const onnx_proto::TypeProto& proto, sdk::Builder& builder);

  mortise_type_t abi_;
  sdk::Shape shape_;
  std::unique_ptr<ValueType> element_;
};

/// The dtype of a tensor type; MORTISE_DTYPE_UNDEFINED for other types.
uint32_t tensor_dtype(const onnx_proto::TypeProto& proto);

/// Adds an input of the type to the writer's graph.
sdk::Value typed_input(Writer& writer, std::string_view name, const onnx_proto::TypeProto& proto);
/// Adds an input that is a tensor, of which no more is known than, perhaps, the dtype.
sdk::Value untyped_input(Writer& writer, std::string_view name, uint32_t dtype);

}  // namespace mortise::onnx
