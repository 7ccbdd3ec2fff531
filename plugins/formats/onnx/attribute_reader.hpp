// Attributes as nodes in a file give them: by value, or in the body of a function by reference to
// the call's attribute.
#pragma once

#include <map>
#include <string_view>

#include "plugins/formats/onnx/node.hpp"

namespace mortise::onnx_proto {
class AttributeProto;
}

namespace mortise::onnx {

class FileContext;

/// A call's attributes, by name. Null instead of a map: not in a function.
using Arguments = std::map<std::string_view, onnx_proto::AttributeProto*>;

/// What the attribute refers to, or itself; null when the call does not give it. Throws for a
/// reference outside a function, and for one to a graph.
onnx_proto::AttributeProto* resolve(onnx_proto::AttributeProto& proto, const Arguments* arguments);

/// Kind of a resolved attribute; old files do not state it. Throws for kinds that nothing standard
/// uses.
uint32_t attribute_kind(const onnx_proto::AttributeProto& proto);

/// The value of a resolved attribute that is not a graph. `shared`: it may be read again.
Attribute read_attribute(onnx_proto::AttributeProto& proto, FileContext& context, bool shared);

/// The tensor that a Constant node with this attribute stands for.
Tensor constant_from(const Attribute& attribute);

}  // namespace mortise::onnx
