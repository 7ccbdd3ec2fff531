// Making graphs from recipes, and the random recipe.
#include "plugin-sdk/conform/graphs.hpp"
#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {
namespace {

using sdk::Builder;
using sdk::Value;

// Before each node another one, which is removed at once.
mortise_status_t* add_after_gap(mortise_graph_t* graph, const mortise_node_spec_t* spec,
                                uint32_t* out_values) {
  const mortise_graph_edit_t& edit = *mortise_graph_edit_table();
  if (spec->input_count > 0 && spec->inputs[0] != MORTISE_NONE) {
    mortise_node_spec_t gap{};
    gap.struct_size = sizeof(gap);
    gap.op = sdk::to_abi("Identity");
    gap.input_count = 1;
    gap.inputs = spec->inputs;
    gap.output_count = 1;
    uint32_t value = MORTISE_NONE;
    if (mortise_status_t* status = edit.node_add(graph, &gap, &value)) return status;
    const uint32_t node = mortise_graph_view_table()->value_get(graph, value)->producer;
    if (mortise_status_t* status = edit.node_remove(graph, node)) return status;
  }
  return edit.node_add(graph, spec, out_values);
}

const mortise_graph_edit_t* edit_with_gaps() {
  static const mortise_graph_edit_t table = [] {
    mortise_graph_edit_t copy = *mortise_graph_edit_table();
    copy.node_add = &add_after_gap;
    return copy;
  }();
  return &table;
}

// Matrices of one size, so that any two fit together.
class RandomGraph {
 public:
  RandomGraph(Builder& b, Random& random) : b_(b), random_(random) {}

  void build(size_t size) {
    const sdk::Shape shape = {kExtent, kExtent};
    for (const char* name : {"x", "x1"})
      values_.push_back(b_.input(name, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape)));
    for (int i = 0; i < 2; ++i) {
      values_.push_back(
          b_.constant(random_tensor(MORTISE_DTYPE_FLOAT32, shape, Fill::kUnit, random_).view()));
    }
    for (size_t i = 0; i < size; ++i) values_.push_back(add());
    b_.output("y", values_.back());
    if (random_.one_in(2)) b_.output("z", any());
  }

 private:
  static constexpr int64_t kExtent = 3;

  Value any() { return values_[random_.below(values_.size())]; }
  Value add() {
    static constexpr const char* kUnary[] = {"Relu", "Sigmoid",  "Tanh",     "Neg",
                                             "Abs",  "Identity", "Identity", "Softmax"};
    static constexpr const char* kBinary[] = {"Add", "Mul", "Sub", "Max", "Min"};
    switch (random_.below(8)) {
      case 0: return b_.node("Transpose", {any()}, {{"perm", std::vector<int64_t>{1, 0}}});
      case 1: return b_.node("Tanh", {b_.node("MatMul", {any(), any()})});
      case 2: return b_.node("Add", {any(), b_.node("ReduceMean", {any(), b_.ints({1})})});
      case 3: return b_.node("Reshape", {any(), b_.ints({kExtent, -1})});
      case 4:
      case 5: return b_.node(kBinary[random_.below(std::size(kBinary))], {any(), any()});
      default: return b_.node(kUnary[random_.below(std::size(kUnary))], {any()});
    }
  }

  Builder& b_;
  Random& random_;
  std::vector<Value> values_;
};

}  // namespace

GraphRecipe random_recipe(size_t size) {
  return {"random", [size](Builder& b, Random& random) { RandomGraph(b, random).build(size); }};
}

Graph make_graph(const Runtime& runtime, const GraphRecipe& recipe, uint64_t seed, Types types,
                 Ids ids) {
  Graph graph(runtime);
  Random random(seed, recipe.label);
  Builder b(graph.get(), ids == Ids::kSparse ? edit_with_gaps() : mortise_graph_edit_table());
  recipe.build(b, random);
  if (types == Types::kInferred && recipe.computes) graph.infer(runtime);
  return graph;
}

}  // namespace mortise::conform
