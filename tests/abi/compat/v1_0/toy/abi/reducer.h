/* Toy ABI 1.0: the reducer interface, which makes one number of many. */
#ifndef TOY_ABI_REDUCER_H_
#define TOY_ABI_REDUCER_H_

#include <toy/abi/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TOY_MODE_SUM 1u
#define TOY_MODE_MAXIMUM 2u
#define TOY_MODE_CUSTOM 3u                 /* by the request's own function */
#define TOY_MODE_PRIVATE(n) (65536u + (n)) /* a plugin's own */

/* Name of the extension toy_trace_t. */
#define TOY_EXTENSION_TRACE "toy.trace"

typedef double (*toy_combine_t)(double left, double right);

/* Items [begin, end). A plain pair, which cannot grow. */
typedef struct toy_range {
  uint64_t begin;
  uint64_t end;
} toy_range_t;

typedef struct toy_request {
  uint64_t struct_size;
  uint32_t mode; /* TOY_MODE_… */
  uint32_t reserved;
  const double* values;
  toy_range_t range;     /* of the values */
  toy_combine_t combine; /* for TOY_MODE_CUSTOM */
  const mortise_extension_t* next;
} toy_request_t;

/* An extension of a request: where to count the values that were looked at. */
typedef struct toy_trace {
  uint64_t struct_size;
  mortise_string_t name; /* TOY_EXTENSION_TRACE */
  uint32_t required;
  uint32_t reserved;
  const mortise_extension_t* next;
  uint64_t* count;
} toy_trace_t;

typedef struct toy_reducer_interface {
  uint64_t struct_size;
  mortise_status_t* (*reduce)(toy_plugin_t* plugin, const toy_request_t* request,
                              double* out_result);
} toy_reducer_interface_t;

#ifdef __cplusplus
}
#endif

#endif /* TOY_ABI_REDUCER_H_ */
