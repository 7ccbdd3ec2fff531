#include "plugins/formats/onnx/attribute_reader.hpp"

#include <onnx.pb.h>

#include "plugins/formats/onnx/file_context.hpp"
#include "plugins/formats/onnx/text.hpp"

namespace mortise::onnx {
namespace {

using onnx_proto::AttributeProto;

// AttributeType of the specification.
enum : int32_t {
  kUndefined = 0,
  kFloat = 1,
  kInt = 2,
  kString = 3,
  kTensor = 4,
  kGraph = 5,
  kFloats = 6,
  kInts = 7,
  kStrings = 8,
  kSparseTensor = 11,
  kTypeProto = 13,
};

/// Of a file older than the field that states it.
int32_t guess_type(const AttributeProto& proto) {
  if (proto.has_f()) return kFloat;
  if (proto.has_i()) return kInt;
  if (proto.has_s()) return kString;
  if (proto.has_t()) return kTensor;
  if (proto.has_g()) return kGraph;
  if (proto.floats_size() != 0) return kFloats;
  if (proto.ints_size() != 0) return kInts;
  if (proto.strings_size() != 0) return kStrings;
  sdk::invalid("it has neither a type nor a value");
}

int32_t type_of(const AttributeProto& proto) {
  return proto.type() == kUndefined ? guess_type(proto) : proto.type();
}

Tensor read_tensor(AttributeProto& proto, FileContext& context, bool shared) {
  if (type_of(proto) == kSparseTensor) {
    if (shared) sdk::unsupported("a sparse tensor in a function is not supported");
    return decode_sparse_tensor(*proto.mutable_sparse_tensor(), context.files());
  }
  if (!proto.has_t()) sdk::invalid("it has no tensor");
  return shared ? context.decode_shared(*proto.mutable_t())
                : decode_tensor(*proto.mutable_t(), context.files());
}

}  // namespace

AttributeProto* resolve(AttributeProto& proto, const Arguments* arguments) {
  if (proto.ref_attr_name().empty()) return &proto;
  if (arguments == nullptr) {
    sdk::invalid("it refers to attribute `", quoted(proto.ref_attr_name()),
                 "` of a function, but the node is in none");
  }
  const auto found = arguments->find(proto.ref_attr_name());
  if (found == arguments->end()) return nullptr;
  if (type_of(*found->second) == kGraph) {
    sdk::unsupported("a graph as an argument of a function is not supported");
  }
  return found->second;
}

uint32_t attribute_kind(const AttributeProto& proto) {
  switch (type_of(proto)) {
    case kFloat: return MORTISE_ATTRIBUTE_FLOAT;
    case kInt: return MORTISE_ATTRIBUTE_INT;
    case kString: return MORTISE_ATTRIBUTE_STRING;
    case kTensor:
    case kSparseTensor: return MORTISE_ATTRIBUTE_TENSOR;
    case kGraph:
    case kTypeProto: return MORTISE_ATTRIBUTE_GRAPH;
    case kFloats: return MORTISE_ATTRIBUTE_FLOATS;
    case kInts: return MORTISE_ATTRIBUTE_INTS;
    case kStrings: return MORTISE_ATTRIBUTE_STRINGS;
    default: sdk::unsupported("attributes of type ", proto.type(), " are not supported");
  }
}

Attribute read_attribute(AttributeProto& proto, FileContext& context, bool shared) {
  Attribute attribute;
  attribute.kind = attribute_kind(proto);
  switch (attribute.kind) {
    case MORTISE_ATTRIBUTE_FLOAT: attribute.float_value = static_cast<double>(proto.f()); break;
    case MORTISE_ATTRIBUTE_INT: attribute.int_value = proto.i(); break;
    case MORTISE_ATTRIBUTE_STRING: attribute.string_value = proto.s(); break;
    case MORTISE_ATTRIBUTE_TENSOR: attribute.tensor = read_tensor(proto, context, shared); break;
    case MORTISE_ATTRIBUTE_FLOATS:
      attribute.floats.assign(proto.floats().begin(), proto.floats().end());
      break;
    case MORTISE_ATTRIBUTE_INTS:
      attribute.ints.assign(proto.ints().begin(), proto.ints().end());
      break;
    default: attribute.strings.assign(proto.strings().begin(), proto.strings().end());
  }
  return attribute;
}

Tensor constant_from(const Attribute& attribute) {
  switch (attribute.kind) {
    case MORTISE_ATTRIBUTE_TENSOR: return attribute.tensor;
    case MORTISE_ATTRIBUTE_INT: return make_tensor<int64_t>({}, {attribute.int_value});
    case MORTISE_ATTRIBUTE_FLOAT:
      return make_tensor<float>({}, {static_cast<float>(attribute.float_value)});
    case MORTISE_ATTRIBUTE_STRING: return make_string_tensor({}, {attribute.string_value});
    case MORTISE_ATTRIBUTE_INTS:
      return make_tensor<int64_t>({static_cast<int64_t>(attribute.ints.size())}, attribute.ints);
    case MORTISE_ATTRIBUTE_FLOATS:
      return make_tensor<float>({static_cast<int64_t>(attribute.floats.size())},
                                {attribute.floats.begin(), attribute.floats.end()});
    case MORTISE_ATTRIBUTE_STRINGS:
      return make_string_tensor({static_cast<int64_t>(attribute.strings.size())},
                                attribute.strings);
    default: sdk::invalid("a graph is not a constant");
  }
}

}  // namespace mortise::onnx
