// mortise.h: DLPack in and out, without a copy.
#include <array>
#include <vector>

#include <dlpack/dlpack.h>

#include "core/api/shim.hpp"
#include "core/base/dtype.hpp"
#include "core/run/tensor.hpp"

namespace {

using namespace mortise;
using namespace mortise::api;

struct DtypePair {
  uint32_t dtype;
  DLDataType dlpack;
};

constexpr std::array<DtypePair, 15> kDtypes = {{
    {MORTISE_DTYPE_FLOAT32, {kDLFloat, 32, 1}},
    {MORTISE_DTYPE_FLOAT64, {kDLFloat, 64, 1}},
    {MORTISE_DTYPE_FLOAT16, {kDLFloat, 16, 1}},
    {MORTISE_DTYPE_BFLOAT16, {kDLBfloat, 16, 1}},
    {MORTISE_DTYPE_INT8, {kDLInt, 8, 1}},
    {MORTISE_DTYPE_INT16, {kDLInt, 16, 1}},
    {MORTISE_DTYPE_INT32, {kDLInt, 32, 1}},
    {MORTISE_DTYPE_INT64, {kDLInt, 64, 1}},
    {MORTISE_DTYPE_UINT8, {kDLUInt, 8, 1}},
    {MORTISE_DTYPE_UINT16, {kDLUInt, 16, 1}},
    {MORTISE_DTYPE_UINT32, {kDLUInt, 32, 1}},
    {MORTISE_DTYPE_UINT64, {kDLUInt, 64, 1}},
    {MORTISE_DTYPE_COMPLEX64, {kDLComplex, 64, 1}},
    {MORTISE_DTYPE_COMPLEX128, {kDLComplex, 128, 1}},
    // Bools travel as bytes; version 0.x of DLPack, which Debian has, knows no bool.
    {MORTISE_DTYPE_BOOL, {kDLUInt, 8, 1}},
}};

uint32_t from_dlpack(const DLDataType& type) {
  for (const DtypePair& pair : kDtypes) {
    if (pair.dlpack.code == type.code && pair.dlpack.bits == type.bits && type.lanes == 1)
      return pair.dtype;
  }
  return MORTISE_DTYPE_UNDEFINED;
}

// In unsigned numbers: a shape that is too large, which is refused elsewhere, or one without
// elements may overflow them.
std::vector<int64_t> dense_strides(const int64_t* shape, size_t rank) {
  std::vector<int64_t> strides(rank);
  uint64_t stride = 1;
  for (size_t axis = rank; axis-- > 0;) {
    strides[axis] = static_cast<int64_t>(stride);
    stride *= static_cast<uint64_t>(shape[axis]);
  }
  return strides;
}

// An exported tensor: the DLPack struct, and what it points to.
struct Export {
  DLManagedTensor managed{};
  run::TensorRef tensor;
  std::vector<int64_t> strides;
};

void delete_export(DLManagedTensor* managed) { delete static_cast<Export*>(managed->manager_ctx); }

void delete_import(void* context) {
  auto* managed = static_cast<DLManagedTensor*>(context);
  if (managed->deleter != nullptr) managed->deleter(managed);
}

}  // namespace

mortise_status_t* mortise_tensor_import_dlpack(struct DLManagedTensor* managed,
                                               mortise_tensor_t** out_tensor) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(managed, "managed"));
    MORTISE_TRY(require(out_tensor, "out_tensor"));
    const DLTensor& source = managed->dl_tensor;
    if (source.device.device_type != kDLCPU) {
      return unsupported("dlpack: only host memory (kDLCPU) can be taken, not device type " +
                         std::to_string(source.device.device_type));
    }
    const uint32_t dtype = from_dlpack(source.dtype);
    if (dtype == MORTISE_DTYPE_UNDEFINED) {
      return unsupported("dlpack: no dtype for code " + std::to_string(source.dtype.code) + ", " +
                         std::to_string(source.dtype.bits) + " bits, " +
                         std::to_string(source.dtype.lanes) + " lanes");
    }
    if (source.ndim < 0 || source.ndim > 64) return invalid_argument("dlpack: rank out of range");
    if (source.ndim > 0) MORTISE_TRY(require(source.shape, "dlpack: shape"));
    // A tensor always has strides here: a dense view would have to state its size as well.
    std::vector<int64_t> strides = dense_strides(source.shape, static_cast<size_t>(source.ndim));
    if (source.strides != nullptr) strides.assign(source.strides, source.strides + source.ndim);
    mortise_tensor_view_t view{};
    view.struct_size = sizeof(view);
    view.data = static_cast<char*>(source.data) + source.byte_offset;
    view.dtype = dtype;
    view.rank = static_cast<uint32_t>(source.ndim);
    view.shape = source.shape;
    view.strides = strides.data();
    MORTISE_ASSIGN(run::TensorRef tensor, run::Tensor::wrap(view, &delete_import, managed));
    *out_tensor = run::to_abi(tensor.detach());
    return {};
  });
}

mortise_status_t* mortise_tensor_export_dlpack(mortise_tensor_t* tensor,
                                               struct DLManagedTensor** out_managed) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(tensor, "tensor"));
    MORTISE_TRY(require(out_managed, "out_managed"));
    run::Tensor* own = run::from_abi(tensor);
    if (own->kind() != MORTISE_VALUE_TENSOR)
      return unsupported("DLPack has tensors only, not " + run::describe(*own));
    const mortise_tensor_view_t& view = own->view();
    const DtypePair* found = nullptr;
    for (const DtypePair& pair : kDtypes) {
      if (pair.dtype == view.dtype) found = &pair;
    }
    if (found == nullptr)
      return unsupported("dlpack: no type for " + std::string(dtype_name(view.dtype)));
    auto result = std::make_unique<Export>();
    own->retain();
    result->tensor = run::TensorRef(own);
    result->strides = dense_strides(view.shape, view.rank);
    if (view.strides != nullptr) result->strides.assign(view.strides, view.strides + view.rank);
    DLTensor& target = result->managed.dl_tensor;
    target.data = view.data;
    target.device = {kDLCPU, 0};
    target.ndim = static_cast<int32_t>(view.rank);
    target.dtype = found->dlpack;
    target.shape = view.shape;
    target.strides = result->strides.data();
    result->managed.manager_ctx = result.get();
    result->managed.deleter = &delete_export;
    *out_managed = &result.release()->managed;
    return {};
  });
}
