// Optimisers of the training domain: inputs are the learning rate R, the count of updates T, and then of each tensor its
// value, its gradient and its `states`, all values before all gradients; outputs the new values, and then the new states.
#pragma once

#include <array>
#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {

using UpdatedTypes = TypeList<float, double>;

/// How many tensors the node updates. Throws where the inputs do not come in groups.
inline size_t updated_count(const Node& node, size_t states) {
  const size_t given = node.input_count() < 2 ? 0 : node.input_count() - 2;
  const size_t group = 2 + states;
  if (given == 0 || given % group != 0)
    invalid("there are ", given, " tensors; they must come in groups of ", group);
  const size_t count = given / group;
  if (node.output_count() != count * (1 + states))
    invalid("there are ", node.output_count(), " outputs; there must be ", count * (1 + states));
  return count;
}

template <size_t kStates>
void infer_update(const Node& node, Inference& out) {
  const size_t count = updated_count(node, kStates);
  node.check_scalar(0, dtype_set(UpdatedTypes{}));
  node.check_scalar(1, dtype_set(TypeList<int64_t>{}));
  for (size_t k = 0; k < count; ++k) {
    node.check_dtype(2 + k, dtype_set(UpdatedTypes{}));
    for (size_t part = 1; part < 2 + kStates; ++part) {
      const size_t other = 2 + part * count + k;
      node.check_same_dtype(2 + k, other);
      if (!node.ranked(2 + k) || !node.ranked(other)) continue;
      node.check_rank(other, node.rank(2 + k));
      for (size_t axis = 0; axis < node.shape(other).size(); ++axis)
        unify_extents(node.shape(other)[axis], node.shape(2 + k)[axis]);
    }
    for (size_t part = 0; part < 1 + kStates; ++part) {
      const size_t output = part * count + k;
      if (node.wants_output(output)) out.set_like(output, node.type(2 + k), node.dtype(2 + k));
    }
  }
}

/// What one element is before an update, and after.
template <size_t kStates>
struct Element {
  double value, gradient;
  std::array<double, kStates> states;
};

/// Rule: `static constexpr size_t kStates`; a constructor that takes the node; `advance(Element&, rate, updates)`.
template <class Rule>
class UpdateKernel {
 public:
  UpdateKernel(const Node& node, const KernelContext&)
      : rule_(node), count_(updated_count(node, Rule::kStates)) {}

  void run(const Launch& launch) const {
    const double rate = visit_dtype(UpdatedTypes{}, launch.input(0).dtype, [&](auto tag) {
      return static_cast<double>(*launch.in<typename decltype(tag)::type>(0));
    });
    for (size_t k = 0; k < count_; ++k) {
      visit_dtype(UpdatedTypes{}, launch.input(2 + k).dtype,
                  [&](auto tag) { update<typename decltype(tag)::type>(launch, k, rate); });
    }
  }

 private:
  template <class T>
  void update(const Launch& launch, size_t k, double rate) const {
    const int64_t elements = element_count(launch.input(2 + k));
    const int64_t updates = *launch.in<int64_t>(1);
    const auto read = [&](size_t part, int64_t i) {
      return static_cast<double>(launch.in<T>(2 + part * count_ + k)[i]);
    };
    for (int64_t i = 0; i < elements; ++i) {
      Element<Rule::kStates> element{read(0, i), read(1, i), {}};
      for (size_t state = 0; state < Rule::kStates; ++state)
        element.states[state] = read(2 + state, i);
      rule_.advance(element, rate, updates);
      for (size_t part = 0; part < 1 + Rule::kStates; ++part) {
        const size_t output = part * count_ + k;
        if (!launch.wants_output(output)) continue;
        launch.out<T>(output)[i] =
            static_cast<T>(part == 0 ? element.value : element.states[part - 1]);
      }
    }
  }

  Rule rule_;
  size_t count_;
};

/// The formals that all have.
template <class Rule>
Operator& define_update(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("R")
      .input("T")
      .variadic_input("inputs")
      .output("outputs", MORTISE_FORMAL_VARIADIC)
      .attribute("norm_coefficient", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer_update<Rule::kStates>)
      .template kernel<UpdateKernel<Rule>>();
}

}  // namespace mortise::ops
