#include "core/run/flat.hpp"

#include <algorithm>

namespace mortise::run {
namespace {

Result<compile::Structure> flatten_one(const Tensor& value, uint32_t owner, FlatInputs& flat) {
  compile::Structure structure;
  structure.kind = value.kind();
  if (value.kind() == MORTISE_VALUE_TENSOR) {
    if (flat.views.size() >= graph::kMaxNodeValues) {
      return invalid_argument("the sequences among the inputs have more than " +
                              std::to_string(graph::kMaxNodeValues) + " elements in all");
    }
    flat.views.push_back(&value.view());
    flat.owners.push_back(owner);
  }
  for (const TensorRef& item : value.items()) {
    MORTISE_ASSIGN(compile::Structure inner, flatten_one(*item.get(), owner, flat));
    structure.items.push_back(std::move(inner));
  }
  return structure;
}

Result<TensorRef> assemble_one(const compile::Structure& structure,
                               std::vector<TensorRef>::iterator& next) {
  if (structure.kind == MORTISE_VALUE_TENSOR) return std::move(*next++);
  std::vector<TensorRef> items;
  for (const compile::Structure& item : structure.items) {
    MORTISE_ASSIGN(TensorRef made, assemble_one(item, next));
    items.push_back(std::move(made));
  }
  return Tensor::pack(structure.kind, std::move(items));
}

}  // namespace

Result<FlatInputs> flatten(const std::vector<const Tensor*>& inputs) {
  FlatInputs flat;
  flat.views.reserve(inputs.size());
  const bool all_tensors = std::all_of(inputs.begin(), inputs.end(), [](const Tensor* input) {
    return input->kind() == MORTISE_VALUE_TENSOR;
  });
  if (all_tensors) {
    for (const Tensor* input : inputs) flat.views.push_back(&input->view());
    return flat;
  }
  for (size_t i = 0; i < inputs.size(); ++i) {
    MORTISE_ASSIGN(compile::Structure structure,
                   flatten_one(*inputs[i], static_cast<uint32_t>(i), flat));
    flat.structures.push_back(std::move(structure));
  }
  return flat;
}

Result<std::vector<TensorRef>> assemble(const std::vector<compile::Structure>& structures,
                                        std::vector<TensorRef> tensors) {
  if (structures.empty()) return tensors;
  std::vector<TensorRef> values;
  auto next = tensors.begin();
  for (const compile::Structure& structure : structures) {
    MORTISE_ASSIGN(TensorRef value, assemble_one(structure, next));
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace mortise::run
