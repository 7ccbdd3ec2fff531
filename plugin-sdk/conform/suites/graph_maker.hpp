// Builds graphs in a few words, the same under every runtime: constants come from a seed.
//
//   GraphMaker m(runtime, seed);
//   const sdk::Value x = m.input({kN, 8});
//   m.output(m.node("Relu", {m.node("MatMul", {x, m.weight({8, 4})})}));
#pragma once

#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>

#include <string>
#include <vector>

#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {

/// In an input's shape: the symbolic dimension `n`.
inline constexpr int64_t kN = -1;

class GraphMaker {
 public:
  GraphMaker(const Runtime& runtime, uint64_t seed)
      : graph_(runtime), b_(graph_.get(), &Graph::edit()), random_(seed) {}

  sdk::Value input(const sdk::Shape& shape) {
    sdk::Shape extents = shape;
    for (int64_t& extent : extents) {
      if (extent == kN) extent = b_.symbol("n");
    }
    shapes_.push_back(shape);
    return b_.input("x" + std::to_string(shapes_.size() - 1),
                    sdk::tensor_type(MORTISE_DTYPE_FLOAT32, extents));
  }
  /// Constants that keep the magnitude of what they are multiplied with: in [-1, 1] over the root of `inner`.
  sdk::Value weight(const sdk::Shape& shape, int64_t inner = 1);
  sdk::Value constant(const HostTensor& tensor) { return b_.constant(tensor.view()); }
  sdk::Value number(double value) { return b_.scalar(MORTISE_DTYPE_FLOAT32, value); }
  sdk::Value ints(const std::vector<int64_t>& values) { return b_.ints(values); }
  sdk::Value node(std::string_view op, const std::vector<sdk::Value>& inputs,
                  const sdk::Attrs& attributes = {}) {
    return nodes(op, inputs, 1, attributes)[0];
  }
  std::vector<sdk::Value> nodes(std::string_view op, const std::vector<sdk::Value>& inputs,
                                size_t outputs, const sdk::Attrs& attributes = {}) {
    const std::string name = sdk::message(op, "_", ++nodes_);  // by which reports know it
    return b_.nodes(op, inputs, outputs, attributes, "", 0, name);
  }
  void output(sdk::Value value) { b_.output("y" + std::to_string(outputs_++), value); }

  Random& random() { return random_; }
  sdk::Builder& builder() { return b_; }
  const Graph& graph() const { return graph_; }
  /// Contents for the inputs at that extent of `n`.
  std::vector<HostTensor> contents(int64_t n, Random& random) const;

 private:
  Graph graph_;
  sdk::Builder b_;
  Random random_;
  std::vector<sdk::Shape> shapes_;
  size_t nodes_ = 0;
  size_t outputs_ = 0;
};

}  // namespace mortise::conform
