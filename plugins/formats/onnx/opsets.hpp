// The operator sets that a model, or a function, is written in.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace google::protobuf {
template <typename T>
class RepeatedPtrField;
}
namespace mortise::onnx_proto {
class OperatorSetIdProto;
}

namespace mortise::onnx {

/// Files call the standard operators' domain "" or "ai.onnx"; in graphs it is "".
std::string_view normal_domain(std::string_view domain);

class Opsets {
 public:
  using Imports = google::protobuf::RepeatedPtrField<onnx_proto::OperatorSetIdProto>;

  /// Throws INVALID_ARGUMENT, or UNSUPPORTED for standard operators newer than kNewestOpset.
  explicit Opsets(const Imports& imports);

  /// Of a domain in its normal form. Throws when it is not imported.
  uint32_t version(std::string_view domain) const;
  /// Adds what is missing here.
  void add_missing(const Opsets& others);
  void set_default(std::string_view domain, uint32_t version) {
    versions_.emplace(domain, version);
  }
  /// "17, com.example 1"
  std::string to_string() const;

 private:
  std::map<std::string, uint32_t, std::less<>> versions_;
};

}  // namespace mortise::onnx
