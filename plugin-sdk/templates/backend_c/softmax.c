/* exp(x) / sum(exp(x)) along the last axis. The greatest element is subtracted first, so that no
 * power overflows; NaN makes its whole line NaN. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "operators.h"
#include "status.h"

struct loop {
  const float* x;
  float* y;
  uint64_t extent;
};

static int64_t axis_of(const mortise_node_t* node) {
  static const char name[] = "axis";
  const unsigned char* at = (const unsigned char*)node->attributes;
  for (uint64_t i = 0; i < node->attribute_count; ++i) {
    const mortise_attribute_t* attribute = (const mortise_attribute_t*)at;
    if (attribute->name.size == sizeof(name) - 1 &&
        memcmp(attribute->name.data, name, sizeof(name) - 1) == 0)
      return attribute->int_value;
    at += attribute->struct_size;
  }
  return -1;
}

mortise_status_t* acme_softmax_check(const mortise_node_t* node) {
  const int64_t axis = axis_of(node);
  const int32_t rank = node->inputs[0]->type->rank;
  if (axis == -1 || axis == (int64_t)rank - 1) return NULL;
  return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                     "Softmax is along axis %" PRId64 " of %" PRId32
                     "; only the last one is supported",
                     axis, rank);
}

static void softmax_lines(void* context, uint64_t begin, uint64_t end, uint32_t worker) {
  const struct loop* loop = context;
  (void)worker;
  for (uint64_t line = begin; line < end; ++line) {
    const float* x = loop->x + line * loop->extent;
    float* y = loop->y + line * loop->extent;
    double greatest = -INFINITY;
    double sum = 0;
    for (uint64_t i = 0; i < loop->extent; ++i) greatest = fmax(greatest, (double)x[i]);
    for (uint64_t i = 0; i < loop->extent; ++i) sum += exp((double)x[i] - greatest);
    for (uint64_t i = 0; i < loop->extent; ++i) y[i] = (float)(exp((double)x[i] - greatest) / sum);
  }
}

mortise_status_t* acme_softmax(const mortise_host_t* host, const mortise_launch_t* launch) {
  const mortise_tensor_view_t* x = launch->inputs[0];
  const mortise_tensor_view_t* y = launch->outputs[0];
  const uint64_t count = acme_element_count(y);
  if (count != acme_element_count(x)) {
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "the output has another number of elements than the input");
  }
  if (count == 0) return NULL;
  const uint64_t extent =
      y->rank == 0 ? 1 : (uint64_t)y->shape[y->rank - 1]; /* a scalar: a line of one */
  struct loop loop = {x->data, y->data, extent};
  host->parallel_for(host->context, count / extent, 1, &softmax_lines, &loop);
  return NULL;
}
