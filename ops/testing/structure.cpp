// Structural rules on the fake graph.
#include "ops/testing/library.hpp"

namespace mortise::ops::testing {
namespace {

/// A node over packs, and what its rule says of it.
class Restructuring {
 public:
  Restructuring(std::string_view op, const std::vector<std::optional<Packed>>& inputs,
                const Attrs& attrs, size_t output_count, bool known)
      : op_(find_operator(op)), results_(output_count, MORTISE_NONE) {
    std::vector<uint32_t> ids;
    for (const std::optional<Packed>& input : inputs)
      ids.push_back(input ? add(*input, known) : MORTISE_NONE);
    graph_.builder().nodes(op, ids, output_count, attrs);
  }

  void apply() {
    const mortise_structure_t structure = {
        sizeof(structure),
        this,
        graph_.abi(),
        sdk::testing::FakeGraph::view_table(),
        sdk::testing::FakeGraph::edit_table(),
        [](void* self, uint64_t input) {
          static_cast<Restructuring*>(self)->needs.push_back(input);
        }};
    sdk::check(op_.abi()->restructure(op_.abi(), graph_.node_abi(0), &structure, results_.data()));
  }

  std::vector<Packed> run() {
    std::vector<Packed> outputs;
    if (results_.empty() || results_[0] == MORTISE_NONE) return outputs;
    run_graph(graph_, 1, values_);
    for (const uint32_t result : results_) {
      Packed output(graph_.values[result].kind, {});
      collect(result, output.items);
      outputs.push_back(std::move(output));
    }
    return outputs;
  }

  std::vector<uint64_t> needs;

 private:
  uint32_t add_tensor(const Tensor& tensor, bool known) {
    sdk::Builder builder = graph_.builder();
    const uint32_t id = known ? builder.constant(tensor.view())
                              : builder.input("x", sdk::tensor_type(tensor.dtype, tensor.shape));
    values_[id] = tensor;
    return id;
  }
  uint32_t add(const Packed& input, bool known) {
    if (input.kind == MORTISE_VALUE_TENSOR) return add_tensor(input.items[0], known);
    std::vector<uint32_t> items;
    for (const Tensor& item : input.items) items.push_back(add_tensor(item, known));
    const mortise_type_t element = sdk::unranked_type(
        input.items.empty() ? uint32_t{MORTISE_DTYPE_UNDEFINED} : input.items[0].dtype);
    return graph_.builder().pack(sdk::pack_type(input.kind, &element), items);
  }
  void collect(uint32_t id, std::vector<Tensor>& tensors) {
    const auto& items = graph_.values[id].items;
    if (!items) return tensors.push_back(content(id));
    for (const uint32_t item : *items) collect(item, tensors);
  }
  Tensor content(uint32_t id) {
    if (const auto found = values_.find(id); found != values_.end()) return found->second;
    const auto& value = graph_.values[id];
    Tensor tensor{value.dtype, value.shape, *value.constant};
    if (tensor.dtype != MORTISE_DTYPE_STRING) return tensor;
    std::vector<std::string> texts;
    for (int64_t i = 0; i < sdk::element_count(value.shape); ++i)
      texts.emplace_back(sdk::to_view(sdk::data<mortise_string_t>(tensor.view())[i]));
    return string_tensor(value.shape, std::move(texts));
  }

  const sdk::Operator& op_;
  sdk::testing::FakeGraph graph_;
  std::vector<uint32_t> results_;
  std::map<uint32_t, Tensor> values_;
};

}  // namespace

std::vector<Packed> run_restructured(std::string_view op,
                                     const std::vector<std::optional<Packed>>& inputs,
                                     const Attrs& attrs, size_t output_count) {
  Restructuring work(op, inputs, attrs, output_count, true);
  work.apply();
  return work.run();
}

std::vector<uint64_t> structural_needs(std::string_view op,
                                       const std::vector<std::optional<Packed>>& inputs,
                                       const Attrs& attrs, size_t output_count) {
  Restructuring work(op, inputs, attrs, output_count, false);
  work.apply();
  return work.needs;
}

}  // namespace mortise::ops::testing
