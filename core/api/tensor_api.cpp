// mortise.h: tensors.
#include <cstring>

#include "core/api/shim.hpp"
#include "core/base/dtype.hpp"
#include "core/graph/graph.hpp"
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
  if (mortise_tensor_get_kind(tensor) != MORTISE_VALUE_TENSOR) return nullptr;
  return &run::from_abi(tensor)->view();
}

mortise_status_t* mortise_tensor_pack(uint32_t kind, uint64_t count, mortise_tensor_t* const* items,
                                      mortise_tensor_t** out_tensor) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(out_tensor, "out_tensor"));
    if (count > 0) MORTISE_TRY(require(items, "items"));
    if (count > graph::kMaxNodeValues) {
      return invalid_argument("a sequence has at most " + std::to_string(graph::kMaxNodeValues) +
                              " items, not " + std::to_string(count));
    }
    std::vector<run::TensorRef> own;
    own.reserve(count);  // so that what is retained is always owned
    for (uint64_t i = 0; i < count; ++i) {
      mortise_tensor_retain(items[i]);
      own.emplace_back(run::from_abi(items[i]));
    }
    MORTISE_ASSIGN(run::TensorRef tensor, run::Tensor::pack(kind, std::move(own)));
    *out_tensor = run::to_abi(tensor.detach());
    return {};
  });
}

uint32_t mortise_tensor_get_kind(const mortise_tensor_t* tensor) {
  return tensor == nullptr ? 0 : run::from_abi(tensor)->kind();
}

uint64_t mortise_tensor_item_count(const mortise_tensor_t* tensor) {
  return tensor == nullptr ? 0 : run::from_abi(tensor)->items().size();
}

mortise_tensor_t* mortise_tensor_get_item(const mortise_tensor_t* tensor, uint64_t index) {
  if (index >= mortise_tensor_item_count(tensor)) return nullptr;
  return run::to_abi(run::from_abi(tensor)->items()[index].get());
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
