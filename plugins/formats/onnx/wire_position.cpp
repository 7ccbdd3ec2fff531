#include "plugins/formats/onnx/wire_position.hpp"

#include <mortise/sdk/status.hpp>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <onnx.pb.h>

namespace mortise::onnx {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

enum class Kind { kOther, kModel, kGraph, kNode, kAttribute, kTensor, kFunction, kValue };

/// The fields in which whole models consist; the place of an error in any other is known well
/// enough.
struct Child {
  Kind parent;
  int field;
  Kind kind;
  const char* name;
};
constexpr Child kChildren[] = {
    {Kind::kModel, 7, Kind::kGraph, "graph"},
    {Kind::kModel, 25, Kind::kFunction, "functions"},
    {Kind::kGraph, 1, Kind::kNode, "node"},
    {Kind::kGraph, 5, Kind::kTensor, "initializer"},
    {Kind::kGraph, 11, Kind::kValue, "input"},
    {Kind::kGraph, 12, Kind::kValue, "output"},
    {Kind::kGraph, 13, Kind::kValue, "value_info"},
    {Kind::kFunction, 7, Kind::kNode, "node"},
    {Kind::kNode, 5, Kind::kAttribute, "attribute"},
    {Kind::kAttribute, 5, Kind::kTensor, "t"},
    {Kind::kAttribute, 6, Kind::kGraph, "g"},
    {Kind::kTensor, 9, Kind::kOther, "raw_data"},
};

template <class Message>
bool parses_as(const uint8_t* data, int size) {
  return Message().ParseFromArray(data, size);
}

bool parses(Kind kind, const uint8_t* data, int size) {
  switch (kind) {
    case Kind::kGraph: return parses_as<onnx_proto::GraphProto>(data, size);
    case Kind::kNode: return parses_as<onnx_proto::NodeProto>(data, size);
    case Kind::kAttribute: return parses_as<onnx_proto::AttributeProto>(data, size);
    case Kind::kTensor: return parses_as<onnx_proto::TensorProto>(data, size);
    case Kind::kFunction: return parses_as<onnx_proto::FunctionProto>(data, size);
    case Kind::kValue: return parses_as<onnx_proto::ValueInfoProto>(data, size);
    default: return true;
  }
}

class Walk {
 public:
  Walk(const uint8_t* data, int size) : data_(data), stream_(data, size) {}

  /// False when the error was found: `error` says where.
  bool message(Kind kind, int end, int depth) {
    while (stream_.CurrentPosition() < end) {
      const int start = stream_.CurrentPosition();
      const uint32_t tag = stream_.ReadTag();
      const int field = WireFormatLite::GetTagFieldNumber(tag);
      if (field == 0) return fail(start, "no field starts here");
      if (WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
        if (!delimited(kind, field, start, end, depth)) return false;
      } else if (!WireFormatLite::SkipField(&stream_, tag)) {
        return fail(start, sdk::message("field ", field, " is cut short or malformed"));
      }
    }
    return true;
  }
  std::string error;

 private:
  bool delimited(Kind kind, int field, int start, int end, int depth) {
    const Child* child = nullptr;
    for (const Child& candidate : kChildren) {
      if (candidate.parent == kind && candidate.field == field) child = &candidate;
    }
    const std::string name = child == nullptr
                                 ? sdk::message("field ", field)
                                 : sdk::message("field ", field, " (", child->name, ")");
    uint32_t length = 0;
    if (!stream_.ReadVarint32(&length)) return fail(start, name + " has no length");
    const int left = end - stream_.CurrentPosition();
    if (left < 0 || length > static_cast<uint32_t>(left)) {
      return fail(start, sdk::message(name, " takes ", length, " bytes where ", left, " are left"));
    }
    if (child == nullptr || child->kind == Kind::kOther) {
      return stream_.Skip(static_cast<int>(length)) || fail(start, name + " is cut short");
    }
    if (depth == kMaxDepth) return fail(start, name + " is nested too deeply");
    const int begin = stream_.CurrentPosition();
    if (!message(child->kind, begin + static_cast<int>(length), depth + 1)) return false;
    // The innermost message that does not parse, though all its fields have their lengths.
    return parses(child->kind, data_ + begin, static_cast<int>(length)) ||
           fail(start, name + " has a malformed list of numbers or message in it");
  }
  bool fail(int position, const std::string& what) {
    error = sdk::message("byte ", position, ": ", what);
    return false;
  }

  static constexpr int kMaxDepth = 100;
  const uint8_t* data_;
  CodedInputStream stream_;
};

}  // namespace

std::string find_wire_error(const uint8_t* data, uint64_t size) {
  Walk walk(data, static_cast<int>(size));
  if (walk.message(Kind::kModel, static_cast<int>(size), 0)) {
    return sdk::message("bytes 0 to ", size, ": a field of the model itself is malformed");
  }
  return walk.error;
}

}  // namespace mortise::onnx
