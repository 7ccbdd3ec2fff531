#include "core/compile/structure.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/graph/pack.hpp"

namespace mortise::compile {
namespace {

std::string item_name(const std::string& name, size_t index) {
  return concat({name, "[", std::to_string(index), "]"});
}

// The type of a value of which nothing is declared.
graph::Type type_of(const Structure& structure) {
  graph::Type type;
  type.kind = structure.kind;
  return type;
}

class InputUnpacker {
 public:
  explicit InputUnpacker(graph::Graph& graph) : graph_(graph) {}

  Status run(const std::vector<Structure>& structures) {
    const std::vector<graph::ValueId> inputs = graph_.inputs();
    for (size_t i = 0; i < inputs.size(); ++i) {
      const Structure& structure = structures[i];
      if (structure.kind == MORTISE_VALUE_TENSOR) {
        order_.push_back(inputs[i]);
        continue;
      }
      const graph::Value value = *graph_.value(inputs[i]);
      MORTISE_ASSIGN(const graph::ValueId pack, make(structure, &value.type, value.name));
      MORTISE_TRY(graph_.replace_value(inputs[i], pack));
      MORTISE_TRY(graph_.remove_value(inputs[i]));
    }
    return graph_.set_input_order(std::move(order_));
  }

 private:
  Result<graph::ValueId> make(const Structure& structure, const graph::Type* declared,
                              const std::string& name) {
    // What is given decides; where nothing was declared, it is all there is.
    if (declared != nullptr && declared->kind != structure.kind) declared = nullptr;
    if (structure.kind == MORTISE_VALUE_TENSOR) return add_input(declared, name);
    std::vector<graph::ValueId> items;
    for (size_t i = 0; i < structure.items.size(); ++i) {
      const graph::Type* element = declared == nullptr ? nullptr : declared->element.get();
      MORTISE_ASSIGN(const graph::ValueId item,
                     make(structure.items[i], element, item_name(name, i)));
      items.push_back(item);
    }
    return graph::add_pack(graph_, name, declared != nullptr ? *declared : type_of(structure),
                           std::move(items));
  }

  Result<graph::ValueId> add_input(const graph::Type* declared, std::string name) {
    graph::Type type;
    if (declared != nullptr) type.dtype = declared->dtype;
    auto id = graph_.add_input(name, type);
    while (!id.ok() && id.error().code() == MORTISE_STATUS_ALREADY_EXISTS)
      id = graph_.add_input(name += "'", type);
    if (id.ok()) order_.push_back(*id);
    return id;
  }

  graph::Graph& graph_;
  std::vector<graph::ValueId> order_;
};

Result<Structure> unpack(const graph::Graph& graph, const graph::Output& output,
                         std::vector<graph::Output>& tensors) {
  Structure structure;
  const graph::Type& type = graph.value(output.value)->type;
  structure.kind = type.kind;
  const std::vector<graph::ValueId>* items = graph::pack_items(graph, output.value);
  if (items == nullptr) {
    if (type.kind != MORTISE_VALUE_TENSOR) {
      return internal_error("output '" + output.name + "' is " + type.to_string() +
                            ", but it is not known what it is made of");
    }
    tensors.push_back(output);
    return structure;
  }
  for (size_t i = 0; i < items->size(); ++i) {
    MORTISE_ASSIGN(Structure item,
                   unpack(graph, {item_name(output.name, i), (*items)[i]}, tensors));
    structure.items.push_back(std::move(item));
  }
  return structure;
}

}  // namespace

size_t tensor_count(const Structure& structure) {
  size_t count = structure.kind == MORTISE_VALUE_TENSOR ? 1 : 0;
  for (const Structure& item : structure.items) count += tensor_count(item);
  return count;
}

Status unpack_inputs(graph::Graph& graph, const std::vector<Structure>& structures) {
  return structures.empty() ? Status() : InputUnpacker(graph).run(structures);
}

Result<std::vector<Structure>> unpack_outputs(graph::Graph& graph) {
  std::vector<Structure> structures;
  std::vector<graph::Output> tensors;
  for (const graph::Output& output : graph.outputs()) {
    MORTISE_ASSIGN(Structure structure, unpack(graph, output, tensors));
    structures.push_back(std::move(structure));
  }
  const bool all_tensors = std::all_of(structures.begin(), structures.end(), [](const auto& one) {
    return one.kind == MORTISE_VALUE_TENSOR;
  });
  if (all_tensors) return std::vector<Structure>();
  MORTISE_TRY(graph.set_outputs(std::move(tensors)));
  return structures;
}

}  // namespace mortise::compile
