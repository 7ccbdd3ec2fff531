// What reading one file needs in many places: its external files, its functions, and the limits
// that keep a small file from growing into a large graph.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/formats/onnx/external_data.hpp"
#include "plugins/formats/onnx/opsets.hpp"
#include "plugins/formats/onnx/tensor.hpp"

namespace mortise::onnx_proto {
class FunctionProto;
class ModelProto;
}  // namespace mortise::onnx_proto

namespace mortise::onnx {

/// A function that the model defines: its calls are replaced by its nodes.
struct Function {
  onnx_proto::FunctionProto* proto;
  Opsets opsets;
};

class FileContext {
 public:
  FileContext(onnx_proto::ModelProto& model, const Opsets& opsets, ExternalFiles& files);
  ExternalFiles& files() { return files_; }

  /// Null when the model defines no such function. `domain` is in its normal form.
  Function* find_function(std::string_view domain, std::string_view name,
                          std::string_view overload);
  void enter(const Function& function);  // throws when the function is being entered already
  void leave();

  /// Decodes a tensor that may be wanted again: the bodies of functions are read once per call.
  const Tensor& decode_shared(onnx_proto::TensorProto& proto);
  // Throw when functions have grown past what a real model needs.
  void count_inlined_node();
  void count_inlined_name(uint64_t bytes);

 private:
  ExternalFiles& files_;
  std::map<std::string, Function, std::less<>> functions_;
  std::vector<const Function*> entered_;
  std::unordered_map<const onnx_proto::TensorProto*, Tensor> decoded_;
  uint64_t inlined_nodes_ = 0;
  uint64_t inlined_name_bytes_ = 0;
};

}  // namespace mortise::onnx
