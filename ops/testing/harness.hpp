// Runs one operator of the library without the core: shape rule, then kernel, on a fake host.
//
//   const auto y = run("Softmax", {tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6})}, {{"axis", 1}});
//   require_close(y[0], {…}, 1e-6);
//   REQUIRE(infer("Relu", {type<float>({3, -2})}).type(0) == "float32[3, #0]");
//   REQUIRE_THROWS_WITH(infer(…), "Softmax: axis 4 is out of range for rank 3");
//
// The name may carry a domain: "mortise::SumTo". Outputs start as garbage behind and before guard bytes, so a kernel that
// leaves an element out or writes outside is seen.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mortise::ops::testing {

using sdk::Attrs;
using sdk::bfloat16;
using sdk::bool8;
using sdk::float16;
using sdk::Shape;

struct Tensor {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  Shape shape;
  std::vector<unsigned char> bytes;
  /// What the elements of a string tensor refer to; shared by copies.
  std::shared_ptr<const std::vector<std::string>> texts = nullptr;

  mortise_tensor_view_t view() const { return sdk::host_view(dtype, shape, bytes.data()); }
  std::vector<double> doubles() const { return sdk::to_doubles(view()); }
  std::vector<int64_t> ints() const { return sdk::to_ints(view()); }
  std::vector<std::string> strings() const {
    return texts == nullptr ? std::vector<std::string>() : *texts;
  }
};

/// Values are given in the compute type: float for the 16-bit types, bool for bool8.
template <class T>
Tensor tensor(Shape shape, const std::vector<sdk::Compute<T>>& values) {
  Tensor result{sdk::kDtype<T>, std::move(shape), {}};
  result.bytes.resize(values.size() * sizeof(T));
  for (size_t i = 0; i < values.size(); ++i) {
    const T value(values[i]);
    std::memcpy(result.bytes.data() + i * sizeof(T), &value, sizeof(T));
  }
  if (static_cast<int64_t>(values.size()) != sdk::element_count(result.shape)) {
    sdk::invalid("a test's tensor has ", values.size(), " values for shape ", result.shape);
  }
  return result;
}
Tensor string_tensor(Shape shape, std::vector<std::string> texts);
/// Reproducible values in [low, high).
Tensor random_tensor(uint32_t dtype, Shape shape, double low = -1, double high = 1,
                     uint32_t seed = 1);
/// The same values, rounded to another dtype.
Tensor convert(const Tensor& tensor, uint32_t dtype);

/// An input, or an absent one: std::nullopt.
using Inputs = std::vector<std::optional<Tensor>>;

struct RunOptions {
  size_t output_count = 1;
  /// Inputs from this one on are known to the shape rule; by default all are.
  size_t first_constant = 0;
  /// The kernel is made for these shapes and launched with those of the inputs; empty: the same.
  std::vector<Shape> created_with;
};
inline RunOptions outputs(size_t count) {
  RunOptions options;
  options.output_count = count;
  return options;
}
/// Throws sdk::Error with what the shape rule, the kernel's creation or its launch reports.
std::vector<Tensor> run(std::string_view op, const Inputs& inputs, const Attrs& attrs = {},
                        const RunOptions& options = {});

/// Decomposes the node and runs what came of it, decomposing further only what has no kernel.
std::vector<Tensor> run_decomposed(std::string_view op, const Inputs& inputs,
                                   const Attrs& attrs = {}, size_t output_count = 1);

/// An input that is a tensor, or a sequence or an optional of tensors.
struct Packed {
  Packed(const Tensor& tensor) : items{tensor} {}  // NOLINT: a tensor is one
  Packed(uint32_t kind_in, std::vector<Tensor> items_in)
      : kind(kind_in), items(std::move(items_in)) {}
  uint32_t kind = MORTISE_VALUE_TENSOR;
  std::vector<Tensor> items;
};
inline Packed sequence(std::vector<Tensor> items) {
  return {MORTISE_VALUE_SEQUENCE, std::move(items)};
}
inline Packed optional(std::vector<Tensor> items) {
  return {MORTISE_VALUE_OPTIONAL, std::move(items)};
}
/// Applies the structural rule, and runs what came of it. Of each output: its kind and items, those of items that are packs
/// themselves in their place. Nothing when the rule leaves the node as it is.
std::vector<Packed> run_restructured(std::string_view op,
                                     const std::vector<std::optional<Packed>>& inputs,
                                     const Attrs& attrs = {}, size_t output_count = 1);
/// The inputs whose content the rule asks for when none is known.
std::vector<uint64_t> structural_needs(std::string_view op,
                                       const std::vector<std::optional<Packed>>& inputs,
                                       const Attrs& attrs = {}, size_t output_count = 1);

/// Requires float64 inputs. Checks the gradient graph against central differences, for each input in `wanted`.
void check_gradient(std::string_view op, const Inputs& inputs, const std::vector<size_t>& wanted,
                    const Attrs& attrs = {}, double tolerance = 1e-6);

struct InputType {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  bool ranked = true;
  Shape shape;                             // -1: unknown, -2 and below: symbols
  std::shared_ptr<const Tensor> constant;  // null: the content is not known
  bool present = true;
};
template <class T>
InputType type(Shape shape) {
  return {sdk::kDtype<T>, true, std::move(shape), nullptr};
}
template <class T>
InputType unranked() {
  return {sdk::kDtype<T>, false, {}, nullptr};
}
inline InputType absent() { return {MORTISE_DTYPE_UNDEFINED, false, {}, nullptr, false}; }
/// An input whose content is known.
InputType constant(const Tensor& tensor);

class Inferred {
 public:
  struct Output {
    std::string type = "nothing";
    std::optional<Tensor> value;
  };
  /// "float32[2, ?, #0, <=5]": #k is symbol k, <=n is bounded; "float32[*]" is unranked; "nothing" was set.
  const std::string& type(size_t output) const { return outputs.at(output).type; }

  std::vector<Output> outputs;
  std::vector<uint64_t> needs;  // inputs whose content the rule asked for
};
Inferred infer(std::string_view op, const std::vector<InputType>& inputs, const Attrs& attrs = {},
               size_t output_count = 1);

/// The pieces of the inputs, as text: "0:[2,4)@1" a range of axis 1, "whole", "sum@0" partial.
std::vector<std::string> pieces(std::string_view op, const Inputs& inputs, int64_t axis,
                                int64_t begin, int64_t end, const Attrs& attrs = {});

/// |actual - expected| <= tolerance * max(1, |expected|) for every element; NaN equals NaN.
void require_close(const Tensor& actual, const std::vector<double>& expected, double tolerance);
/// The same dtype and shape, and close values.
void require_matches(const Tensor& actual, const Tensor& expected, double tolerance);
void require_equal(const Tensor& actual, const Tensor& expected);

}  // namespace mortise::ops::testing
