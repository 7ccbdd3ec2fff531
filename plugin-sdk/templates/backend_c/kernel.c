/* A kernel knows its operator, and takes all else from the launch: addresses, and extents, which may
 * be smaller than the node's were (that is what MORTISE_KERNEL_RANGED promises). */
#include "kernel.h"

#include <inttypes.h>
#include <stdlib.h>

#include "device.h"
#include "fence.h"
#include "operators.h"
#include "status.h"
#include "support.h"

/* What the core sees comes first, so that a pointer to one is a pointer to the other. */
struct kernel {
  mortise_kernel_t abi;
  const mortise_host_t* host;
  const acme_operator_t* op;
};

/* A view that the operators can use: float32, dense, as long as its extents say. */
static mortise_status_t* check_view(const mortise_tensor_view_t* view, const char* what,
                                    uint64_t index) {
  if (view == NULL) {
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0, "%s %" PRIu64 " is absent", what, index);
  }
  ACME_TRY(ACME_CHECK(view, mortise_tensor_view_t));
  if (view->dtype != MORTISE_DTYPE_FLOAT32 || view->strides != NULL || view->layout != NULL) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                       "%s %" PRIu64 " is not a dense tensor of float32", what, index);
  }
  /* Dividing cannot overflow, as the product of the extents could. */
  uint64_t left = view->byte_size / sizeof(float);
  int empty = 0;
  for (uint32_t axis = 0; axis < view->rank; ++axis) {
    if (view->shape[axis] < 0) {
      return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                         "%s %" PRIu64 " has the extent %" PRId64, what, index, view->shape[axis]);
    }
    if (view->shape[axis] == 0) empty = 1;
    if (view->shape[axis] != 0) left /= (uint64_t)view->shape[axis];
  }
  if (empty || left != 0) return NULL;
  return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                     "%s %" PRIu64 " needs more than its %" PRIu64 " bytes", what, index,
                     view->byte_size);
}

static mortise_status_t* check_launch(const struct kernel* kernel, const mortise_launch_t* launch) {
  ACME_TRY(ACME_CHECK(launch, mortise_launch_t));
  if (launch->input_count != kernel->op->input_count || launch->output_count != 1) {
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "%s takes %" PRIu64 " inputs and one output, not %" PRIu64 " and %" PRIu64,
                       kernel->op->name, kernel->op->input_count, launch->input_count,
                       launch->output_count);
  }
  for (uint64_t i = 0; i < launch->input_count; ++i)
    ACME_TRY(check_view(launch->inputs[i], "input", i));
  return check_view(launch->outputs[0], "output", 0);
}

/* REPLACE: enqueue on the stream and return. What fails later must then arrive on the fences that
 * the launch signals; and a launch lends its tensors only until it returns. */
static mortise_status_t* launch(const mortise_kernel_t* self, const mortise_launch_t* launch) {
  const struct kernel* kernel = (const struct kernel*)self;
  ACME_TRY(check_launch(kernel, launch));
  ACME_TRY(acme_ordering_check(launch->ordering));
  ACME_TRY(kernel->op->run(kernel->host, launch));
  return acme_ordering_signal(launch->ordering);
}

static void release(mortise_kernel_t* self) { free(self); }

mortise_status_t* acme_kernel_create(mortise_device_t* device, const mortise_node_t* node,
                                     mortise_kernel_t** out_kernel) {
  ACME_TRY(acme_why_unsupported(device, node));
  struct kernel* kernel = malloc(sizeof(*kernel));
  if (kernel == NULL) return acme_out_of_memory();
  *kernel = (struct kernel){.abi = {.struct_size = sizeof(mortise_kernel_t),
                                    .launch = &launch,
                                    .release = &release,
                                    .flags = MORTISE_KERNEL_RANGED},
                            .host = device->host,
                            .op = acme_operator_find(node->domain, node->op)};
  *out_kernel = &kernel->abi;
  return NULL;
}
