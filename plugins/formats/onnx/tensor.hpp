// Dense host tensors, and how they are decoded from a TensorProto: without copying where the file's
// form is the memory's form, and without believing a declared shape before the bytes for it are
// there.
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <memory>
#include <string>

namespace mortise::onnx_proto {
class TensorProto;
class SparseTensorProto;
}  // namespace mortise::onnx_proto

namespace mortise::onnx {

class ExternalFiles;

/// A tensor with a share in its memory.
struct Tensor {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  sdk::Shape shape;
  const void* data = nullptr;         // a mortise_string_t per element when dtype is string
  std::shared_ptr<const void> owner;  // keeps `data` alive

  /// Borrows shape and data.
  mortise_tensor_view_t view() const { return sdk::host_view(dtype, shape, data); }
};

/// Copies `count` elements of T.
template <class T>
Tensor make_tensor(sdk::Shape shape, std::vector<T> elements) {
  auto owner = std::make_shared<const std::vector<T>>(std::move(elements));
  const void* data = owner->data();
  return {sdk::kDtype<T>, std::move(shape), data, std::move(owner)};
}
Tensor make_string_tensor(sdk::Shape shape, std::vector<std::string> elements);

/// Takes the payload out of `proto`. Throws INVALID_ARGUMENT or DATA_LOSS, naming the field.
Tensor decode_tensor(onnx_proto::TensorProto& proto, ExternalFiles& files);
/// As a dense tensor. Throws UNSUPPORTED when the dense form is far larger than the sparse one.
Tensor decode_sparse_tensor(onnx_proto::SparseTensorProto& proto, ExternalFiles& files);

}  // namespace mortise::onnx
