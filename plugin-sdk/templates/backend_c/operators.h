/* The operators that the device has kernels for. Each is an entry of the table in operators.c and a
 * function that does the work; the functions are in elementwise.c, mat_mul.c and softmax.c. */
#pragma once

#include <mortise/abi/device.h>
#include <mortise/abi/plugin.h>

typedef struct acme_operator {
  const char* name;
  uint32_t version; /* of the operator's definition that the kernel implements */
  uint64_t input_count;
  /* What the kernel asks of a node beyond float32 inputs: null when it is fulfilled, else the reason
   * why the node cannot be run. May be null. */
  mortise_status_t* (*check)(const mortise_node_t* node);
  /* Any thread. Requires: input_count inputs and one output, float32 and dense. */
  mortise_status_t* (*run)(const mortise_host_t* host, const mortise_launch_t* launch);
} acme_operator_t;

/* Null when there is no kernel. */
const acme_operator_t* acme_operator_find(mortise_string_t domain, mortise_string_t name);

mortise_status_t* acme_add(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_subtract(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_multiply(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_divide(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_exp(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_relu(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_sigmoid(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_tanh(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_mat_mul_check(const mortise_node_t* node);
mortise_status_t* acme_mat_mul(const mortise_host_t* host, const mortise_launch_t* launch);
mortise_status_t* acme_softmax_check(const mortise_node_t* node);
mortise_status_t* acme_softmax(const mortise_host_t* host, const mortise_launch_t* launch);

static inline uint64_t acme_element_count(const mortise_tensor_view_t* view) {
  uint64_t count = 1;
  for (uint32_t axis = 0; axis < view->rank; ++axis) count *= (uint64_t)view->shape[axis];
  return count;
}
