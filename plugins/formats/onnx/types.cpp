#include "plugins/formats/onnx/types.hpp"

#include <algorithm>
#include <cctype>

#include <onnx.pb.h>

#include "plugins/formats/onnx/text.hpp"
#include "plugins/formats/onnx/writer.hpp"

namespace mortise::onnx {
namespace {

constexpr sdk::DtypeSet kMapKeys =
    sdk::dtype_set(sdk::Concat<sdk::IntegerTypes, sdk::TypeList<mortise_string_t>>{});

/// Exporters write "?", "", "-1" or "None" for what they do not know; such a name equates nothing.
bool names_a_dimension(std::string_view name) {
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; };
  return name != "None" && std::any_of(name.begin(), name.end(), is_letter);
}

int64_t extent_of(const onnx_proto::TensorShapeProto::Dimension& dim, sdk::Builder& builder) {
  if (dim.has_dim_param() && names_a_dimension(dim.dim_param())) {
    return builder.symbol(checked_text("dim_param", dim.dim_param()));
  }
  // Zero and below stand for unknown extents in files; a tensor that is truly empty fits there too.
  return dim.has_dim_value() && dim.dim_value() > 0 ? dim.dim_value() : MORTISE_DIM_UNKNOWN;
}

}  // namespace

ValueType::ValueType(const onnx_proto::TypeProto& proto, sdk::Builder& builder)
    : abi_(sdk::unranked_type(MORTISE_DTYPE_UNDEFINED)) {
  using Proto = onnx_proto::TypeProto;
  switch (proto.value_case()) {
    case Proto::kTensorType: set_tensor(proto, builder); return;
    case Proto::kSequenceType:
      abi_.kind = MORTISE_VALUE_SEQUENCE;
      element_ = std::make_unique<ValueType>(proto.sequence_type().elem_type(), builder);
      break;
    case Proto::kOptionalType:
      abi_.kind = MORTISE_VALUE_OPTIONAL;
      element_ = std::make_unique<ValueType>(proto.optional_type().elem_type(), builder);
      break;
    case Proto::kMapType: set_map(proto, builder); break;
    case Proto::kSparseTensorType:
      sdk::unsupported("a value of type sparse tensor is not supported");
    case Proto::kOpaqueType: sdk::unsupported("a value of an opaque type is not supported");
    case Proto::VALUE_NOT_SET: sdk::invalid("the type is missing");
  }
  abi_.element = &element_->abi();
}

void ValueType::set_tensor(const onnx_proto::TypeProto& proto, sdk::Builder& builder) {
  const auto& tensor = proto.tensor_type();
  const int32_t dtype = tensor.elem_type();
  if (dtype < 0 || dtype > static_cast<int32_t>(MORTISE_DTYPE_INT2)) {
    sdk::invalid("elem_type is ", dtype, "; known are 1 to ", MORTISE_DTYPE_INT2);
  }
  abi_.dtype = static_cast<uint32_t>(dtype);
  if (!tensor.has_shape()) return;
  for (const auto& dim : tensor.shape().dim()) shape_.push_back(extent_of(dim, builder));
  abi_.rank = static_cast<int32_t>(shape_.size());
  abi_.shape = shape_.data();
}

// A sequence of keys and values, which differ in dtype: of each it is known that it has one axis.
void ValueType::set_map(const onnx_proto::TypeProto& proto, sdk::Builder& builder) {
  const auto& map = proto.map_type();
  if (!kMapKeys.contains(static_cast<uint32_t>(map.key_type())))
    sdk::invalid("the map's key_type is ", map.key_type(), "; keys are integers or strings");
  if (tensor_dtype(map.value_type()) == MORTISE_DTYPE_UNDEFINED)
    sdk::unsupported("the map's value_type is no tensor whose elem_type is known");
  const int rank = map.value_type().tensor_type().shape().dim_size();
  if (rank != 0)
    sdk::unsupported("the map's values have ", rank, " dimensions; only scalars are supported");
  onnx_proto::TypeProto entries;
  entries.mutable_tensor_type()->mutable_shape()->add_dim();
  abi_.kind = MORTISE_VALUE_SEQUENCE;
  element_ = std::make_unique<ValueType>(entries, builder);
}

uint32_t tensor_dtype(const onnx_proto::TypeProto& proto) {
  const int32_t dtype = proto.has_tensor_type() ? proto.tensor_type().elem_type() : 0;
  return dtype > 0 && dtype <= static_cast<int32_t>(MORTISE_DTYPE_INT2)
             ? static_cast<uint32_t>(dtype)
             : MORTISE_DTYPE_UNDEFINED;
}

sdk::Value typed_input(Writer& writer, std::string_view name, const onnx_proto::TypeProto& proto) {
  const ValueType type(proto, writer.builder());
  const sdk::Value value = writer.builder().input(name, type.abi());
  writer.set_dtype(value, tensor_dtype(proto));
  return value;
}

sdk::Value untyped_input(Writer& writer, std::string_view name, uint32_t dtype) {
  const sdk::Value value = writer.builder().input(name, sdk::unranked_type(dtype));
  writer.set_dtype(value, dtype);
  return value;
}

}  // namespace mortise::onnx
