/* The product of two matrices. Sums are kept in double, as the reference kernels do. */
#include <inttypes.h>

#include "operators.h"
#include "status.h"

struct loop {
  const float* a; /* rows x inner */
  const float* b; /* inner x columns */
  float* y;       /* rows x columns */
  uint64_t inner;
  uint64_t columns;
};

mortise_status_t* acme_mat_mul_check(const mortise_node_t* node) {
  for (uint64_t i = 0; i < 2; ++i) {
    const int32_t rank = node->inputs[i]->type->rank;
    if (rank == 2) continue;
    return acme_status(
        MORTISE_STATUS_UNSUPPORTED, 0,
        "input %" PRIu64 " of MatMul has rank %" PRId32 "; only matrices are supported", i, rank);
  }
  return NULL;
}

static void multiply_rows(void* context, uint64_t begin, uint64_t end, uint32_t worker) {
  const struct loop* loop = context;
  (void)worker;
  for (uint64_t row = begin; row < end; ++row) {
    for (uint64_t column = 0; column < loop->columns; ++column) {
      double sum = 0;
      for (uint64_t k = 0; k < loop->inner; ++k) {
        sum += (double)loop->a[row * loop->inner + k] * (double)loop->b[k * loop->columns + column];
      }
      loop->y[row * loop->columns + column] = (float)sum;
    }
  }
}

mortise_status_t* acme_mat_mul(const mortise_host_t* host, const mortise_launch_t* launch) {
  const mortise_tensor_view_t* a = launch->inputs[0];
  const mortise_tensor_view_t* b = launch->inputs[1];
  const mortise_tensor_view_t* y = launch->outputs[0];
  const int fits = a->rank == 2 && b->rank == 2 && y->rank == 2 && a->shape[1] == b->shape[0] &&
                   y->shape[0] == a->shape[0] && y->shape[1] == b->shape[1];
  if (!fits) {
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "the shapes of the launch are not those of a product of matrices");
  }
  struct loop loop = {a->data, b->data, y->data, (uint64_t)a->shape[1], (uint64_t)b->shape[1]};
  host->parallel_for(host->context, (uint64_t)a->shape[0], 1, &multiply_rows, &loop);
  return NULL;
}
