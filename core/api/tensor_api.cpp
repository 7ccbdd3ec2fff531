// mortise.h: tensors.
#include <cstring>

#include "core/api/shim.hpp"
#include "core/base/dtype.hpp"
#include "core/run/tensor.hpp"

using namespace mortise;
using namespace mortise::api;

mortise_status_t* mortise_tensor_create(mortise_runtime_t* runtime, uint32_t dtype, uint32_t rank,
                                        const int64_t* shape, mortise_tensor_t** out_tensor) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(out_tensor, "out_tensor"));
    if (rank > 0) MORTISE_TRY(require(shape, "shape"));
    if (rank > 64) return invalid_argument("rank " + std::to_string(rank) + " is above 64");
    const RuntimeRef& owner = runtime_of(runtime);
    MORTISE_ASSIGN(run::TensorRef tensor,
                   run::Tensor::create(owner->services(), owner, dtype,
                                       std::vector<int64_t>(shape, shape + rank)));
    const mortise_tensor_view_t& view = tensor->view();
    if (view.byte_size > 0) std::memset(view.data, 0, static_cast<size_t>(view.byte_size));
    *out_tensor = run::to_abi(tensor.detach());
    return {};
  });
}

mortise_status_t* mortise_tensor_wrap(const mortise_tensor_view_t* view,
                                      void (*release)(void* context), void* context,
                                      mortise_tensor_t** out_tensor) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(view, "view"));
    MORTISE_TRY(require(out_tensor, "out_tensor"));
    MORTISE_ASSIGN(run::TensorRef tensor, run::Tensor::wrap(*view, release, context));
    *out_tensor = run::to_abi(tensor.detach());
    return {};
  });
}

const mortise_tensor_view_t* mortise_tensor_get_view(const mortise_tensor_t* tensor) {
  return tensor == nullptr ? nullptr : &run::from_abi(tensor)->view();
}

void mortise_tensor_retain(mortise_tensor_t* tensor) {
  if (tensor != nullptr) run::from_abi(tensor)->retain();
}

void mortise_tensor_release(mortise_tensor_t* tensor) {
  if (tensor != nullptr) run::from_abi(tensor)->release();
}

const mortise_dtype_info_t* mortise_dtype_get_info(uint32_t dtype) { return find_dtype(dtype); }

uint32_t mortise_dtype_by_name(mortise_string_t name) {
  const mortise_dtype_info_t* info = find_dtype_by_name(to_view(name));
  return info == nullptr ? MORTISE_DTYPE_UNDEFINED : info->dtype;
}
