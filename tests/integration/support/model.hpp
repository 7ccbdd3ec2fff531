// Graphs for tests, written down in a few words:
//
//   Model m(runtime);
//   const Value x = m.input("x", {2, 3});
//   m.output("y", m.b.node("Relu", {x}));
//   const Session session = m.session();
#pragma once

#include <mortise/mortise.hpp>
#include <mortise/sdk/graph.hpp>

#include <string>
#include <vector>

namespace mortise::tests {

using sdk::Value;

class Model {
 public:
  explicit Model(const Runtime& runtime_in)
      : runtime(runtime_in), graph(runtime_in), b(graph.get(), &Graph::edit()) {}

  Value input(const std::string& name, const Shape& shape, uint32_t dtype = MORTISE_DTYPE_FLOAT32) {
    return b.input(name, sdk::tensor_type(dtype, shape));
  }
  int64_t symbol(const std::string& name) { return b.symbol(name); }
  Value constant(const std::vector<float>& values, const Shape& shape) {
    return b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, values.data()));
  }
  Value constant(const std::vector<int64_t>& values, const Shape& shape) {
    return b.constant(sdk::host_view(MORTISE_DTYPE_INT64, shape, values.data()));
  }
  /// A node of the test plugin "probe".
  Value probe(const std::string& op, const std::vector<Value>& inputs,
              const sdk::Attrs& attrs = {}) {
    return b.nodes(op, inputs, 1, attrs, "test")[0];
  }
  Value state(const std::string& name, const Shape& shape, const std::vector<float>& initial = {},
              uint32_t flags = 0) {
    const mortise_tensor_view_t view =
        sdk::host_view(MORTISE_DTYPE_FLOAT32, shape, initial.empty() ? nullptr : initial.data());
    return b.state(name, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape),
                   initial.empty() ? nullptr : &view, flags);
  }
  void output(const std::string& name, Value value) { b.output(name, value); }
  Session session(const std::map<std::string, int64_t>& ranges = {}) const {
    return Session(runtime, graph, ranges);
  }

  const Runtime& runtime;
  Graph graph;
  sdk::Builder b;
};

inline Tensor floats(std::vector<float> values, const Shape& shape) {
  return Tensor::from(std::move(values), shape);
}
inline Tensor ints(std::vector<int64_t> values, const Shape& shape) {
  return Tensor::from(std::move(values), shape);
}
template <class T>
std::vector<T> content(const Tensor& tensor) {
  const Span<T> data = tensor.data<T>();
  return {data.begin(), data.end()};
}
inline std::vector<float> content(const Tensor& tensor) { return content<float>(tensor); }

/// `count` numbers in [-1, 1) that follow from `seed`.
std::vector<float> random_floats(size_t count, uint64_t seed);
/// The same as a tensor.
Tensor random_tensor(const Shape& shape, uint64_t seed);

}  // namespace mortise::tests
