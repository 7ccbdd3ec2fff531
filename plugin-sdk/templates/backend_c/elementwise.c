/* One element of the output from one of each input. The host's threads share the elements. */
#include <math.h>

#include "operators.h"
#include "status.h"

enum { GRAIN = 4096 }; /* elements that are worth a thread of their own */

/* ---- one input ---- */

struct unary_loop {
  float (*function)(float);
  const float* x;
  float* y;
};

static void unary_chunk(void* context, uint64_t begin, uint64_t end, uint32_t worker) {
  const struct unary_loop* loop = context;
  (void)worker;
  for (uint64_t i = begin; i < end; ++i) loop->y[i] = loop->function(loop->x[i]);
}

static mortise_status_t* unary(const mortise_host_t* host, const mortise_launch_t* launch,
                               float (*function)(float)) {
  const mortise_tensor_view_t* x = launch->inputs[0];
  const mortise_tensor_view_t* y = launch->outputs[0];
  const uint64_t count = acme_element_count(y);
  if (count != acme_element_count(x)) {
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "the output has another number of elements than the input");
  }
  struct unary_loop loop = {function, x->data, y->data};
  host->parallel_for(host->context, count, GRAIN, &unary_chunk, &loop);
  return NULL;
}

static float relu(float x) { return x < 0 ? 0 : x; } /* NaN stays NaN */
static float sigmoid(float x) { return 1 / (1 + expf(-x)); }

mortise_status_t* acme_exp(const mortise_host_t* host, const mortise_launch_t* launch) {
  return unary(host, launch, &expf);
}
mortise_status_t* acme_relu(const mortise_host_t* host, const mortise_launch_t* launch) {
  return unary(host, launch, &relu);
}
mortise_status_t* acme_sigmoid(const mortise_host_t* host, const mortise_launch_t* launch) {
  return unary(host, launch, &sigmoid);
}
mortise_status_t* acme_tanh(const mortise_host_t* host, const mortise_launch_t* launch) {
  return unary(host, launch, &tanhf);
}

/* ---- two inputs, with broadcasting ---- */

struct binary_loop {
  float (*function)(float, float);
  const mortise_tensor_view_t* a;
  const mortise_tensor_view_t* b;
  const mortise_tensor_view_t* y;
};

/* As in NumPy: extents are compared from the last one on, and 1 goes with everything. */
static mortise_status_t* check_broadcast(const mortise_tensor_view_t* input,
                                         const mortise_tensor_view_t* output) {
  int fits = input->rank <= output->rank;
  for (uint32_t back = 1; fits && back <= input->rank; ++back) {
    const int64_t own = input->shape[input->rank - back];
    fits = own == 1 || own == output->shape[output->rank - back];
  }
  if (fits) return NULL;
  return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                     "an input cannot be broadcast to the shape of the output");
}

/* The element of `input` that goes with element `index` of the output. */
static uint64_t broadcast_index(const mortise_tensor_view_t* input,
                                const mortise_tensor_view_t* output, uint64_t index) {
  uint64_t result = 0;
  uint64_t stride = 1;
  for (uint32_t back = 1; back <= input->rank; ++back) {
    const uint64_t extent = (uint64_t)output->shape[output->rank - back];
    const uint64_t own = (uint64_t)input->shape[input->rank - back];
    if (own != 1) result += index % extent * stride;
    index /= extent;
    stride *= own;
  }
  return result;
}

static void binary_chunk(void* context, uint64_t begin, uint64_t end, uint32_t worker) {
  const struct binary_loop* loop = context;
  const float* a = loop->a->data;
  const float* b = loop->b->data;
  float* y = loop->y->data;
  (void)worker;
  for (uint64_t i = begin; i < end; ++i) {
    y[i] = loop->function(a[broadcast_index(loop->a, loop->y, i)],
                          b[broadcast_index(loop->b, loop->y, i)]);
  }
}

static mortise_status_t* binary(const mortise_host_t* host, const mortise_launch_t* launch,
                                float (*function)(float, float)) {
  struct binary_loop loop = {function, launch->inputs[0], launch->inputs[1], launch->outputs[0]};
  ACME_TRY(check_broadcast(loop.a, loop.y));
  ACME_TRY(check_broadcast(loop.b, loop.y));
  host->parallel_for(host->context, acme_element_count(loop.y), GRAIN, &binary_chunk, &loop);
  return NULL;
}

static float add(float a, float b) { return a + b; }
static float divide(float a, float b) { return a / b; }
static float multiply(float a, float b) { return a * b; }
static float subtract(float a, float b) { return a - b; }

mortise_status_t* acme_add(const mortise_host_t* host, const mortise_launch_t* launch) {
  return binary(host, launch, &add);
}
mortise_status_t* acme_divide(const mortise_host_t* host, const mortise_launch_t* launch) {
  return binary(host, launch, &divide);
}
mortise_status_t* acme_multiply(const mortise_host_t* host, const mortise_launch_t* launch) {
  return binary(host, launch, &multiply);
}
mortise_status_t* acme_subtract(const mortise_host_t* host, const mortise_launch_t* launch) {
  return binary(host, launch, &subtract);
}
