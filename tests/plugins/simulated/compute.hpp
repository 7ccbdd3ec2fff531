// The arithmetic of the simulated device's kernels, on float32.
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <vector>

namespace mortise::tests::simulated {

struct Operand {
  mortise_tensor_view_t view;
  sdk::Shape shape;
  int64_t* true_shape;   // of a bounded output: where its extents are written
  char* data = nullptr;  // on the host
};

using Compute = void (*)(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs,
                         float* workspace);

void compute_add(const std::vector<Operand>&, const std::vector<Operand>&, float*);
void compute_mul(const std::vector<Operand>&, const std::vector<Operand>&, float*);
void compute_relu(const std::vector<Operand>&, const std::vector<Operand>&, float*);
void compute_mat_mul(const std::vector<Operand>&, const std::vector<Operand>&, float*);
void compute_softmax(const std::vector<Operand>&, const std::vector<Operand>&, float* workspace);
void compute_non_zero(const std::vector<Operand>&, const std::vector<Operand>&, float*);

}  // namespace mortise::tests::simulated
