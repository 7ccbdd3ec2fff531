// The kernels of support vector machines: what a row of features has in common with each of some vectors.
#pragma once

#include <cmath>

#include "ops/ml/features.hpp"

namespace mortise::ops {

/// Attributes kernel_type and kernel_params: gamma, coef0 and degree.
class VectorKernel {
 public:
  explicit VectorKernel(const Node& node) : type_(node.attr_string("kernel_type", "LINEAR")) {
    const std::vector<double> parameters = node.attr_floats("kernel_params");
    if (!parameters.empty() && parameters.size() != 3)
      invalid("attribute kernel_params has ", parameters.size(),
              " elements; it must have three: gamma, coef0 and degree");
    if (type_ != "LINEAR" && type_ != "POLY" && type_ != "RBF" && type_ != "SIGMOID")
      invalid("attribute kernel_type is ", type_, "; it must be LINEAR, POLY, RBF or SIGMOID");
    if (parameters.empty()) return;
    gamma_ = parameters[0], offset_ = parameters[1], degree_ = parameters[2];
  }

  template <class T>
  static double product(const T* row, const double* vector, int64_t features) {
    double sum = 0;
    for (int64_t i = 0; i < features; ++i) sum += static_cast<double>(row[i]) * vector[i];
    return sum;
  }
  /// Of one row and one vector.
  template <class T>
  double between(const T* row, const double* vector, int64_t features) const {
    if (type_ == "RBF") {
      double apart = 0;
      for (int64_t i = 0; i < features; ++i)
        apart += std::pow(static_cast<double>(row[i]) - vector[i], 2);
      return std::exp(-gamma_ * apart);
    }
    const double common = product(row, vector, features);
    if (type_ == "LINEAR") return common;
    const double moved = gamma_ * common + offset_;
    return type_ == "POLY" ? std::pow(moved, degree_) : std::tanh(moved);
  }

  /// [batch, count] of x, [batch, features], and vectors, [count, features].
  Value of(Builder& b, Value x, const std::vector<double>& vectors, int64_t features) const {
    const auto count = static_cast<int64_t>(vectors.size()) / features;
    const auto number = [&](double value) { return b.scalar(MORTISE_DTYPE_FLOAT32, value); };
    if (type_ == "RBF") {
      const Value apart = b.node(
          "Sub", {b.node("Unsqueeze", {x, b.ints({1})}), floats(b, vectors, {1, count, features})});
      const Value squares = b.node("ReduceSumSquare", {apart, b.ints({2})}, {{"keepdims", 0}});
      return b.node("Exp", {b.node("Mul", {squares, number(-gamma_)})});
    }
    const Value product =
        b.node("Gemm", {x, floats(b, vectors, {count, features})}, {{"transB", 1}});
    if (type_ == "LINEAR") return product;
    const Value moved = b.node("Add", {b.node("Mul", {product, number(gamma_)}), number(offset_)});
    return type_ == "POLY" ? b.node("Pow", {moved, number(degree_)}) : b.node("Tanh", {moved});
  }

 private:
  std::string type_;
  double gamma_ = 0, offset_ = 0, degree_ = 0;
};

}  // namespace mortise::ops
