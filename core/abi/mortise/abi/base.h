/* Mortise ABI: conventions, strings, status, data types and attributes.
 *
 * Every other ABI header builds on this one. The contract that all of them share:
 *
 *  - Growth. Every struct that crosses the boundary starts with `struct_size`, set by whoever fills
 *    it. Structs only grow at the end; zero means unset. Before reading a member that a later minor
 *    version added, ask MORTISE_REACHES. A callee that receives a longer struct than it knows calls
 *    mortise_unknown_tail before it does anything, and refuses when a byte there is set: no field
 *    is ever dropped silently. A table of functions (the host's, an interface's, a graph's) is an
 *    offer and no request: what a newer one offers besides goes uncalled.
 *  - Extensions. A struct with a `next` member carries named extensions (mortise_extension_t). An
 *    extension whose name a callee does not know is refused when it is marked required, and ignored
 *    otherwise.
 *  - Status. Null is success. Otherwise the receiver owns the status and releases it with
 *    mortise_status_release.
 *  - Ownership. Who allocates frees. `create` and `retain` hand a reference to the caller; `get`
 *    borrows; an output is an argument named `out_…`, written only on success.
 *  - Strings are byte ranges, not terminated, UTF-8 unless said otherwise, borrowed for the
 *    duration of the call.
 *  - Threads. Each function says "any thread", "one stream at a time" (calls on the same stream, or
 *    other named object, never overlap) or "init only" (before and after every other call of the
 *    instance). The core never calls a plugin with a lock held. No exception, abort or exit crosses
 *    a call in either direction.
 *  - Plain C11, fixed-width members, explicit padding: a plugin built by another compiler years
 *    later still loads.
 */
#ifndef MORTISE_ABI_BASE_H_
#define MORTISE_ABI_BASE_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of every interface in these headers. Major 0: both sides must match exactly. From 1 on a
 * minor version only adds to those below it, and any two of one major understand each other. */
#define MORTISE_ABI_MAJOR 0u
#define MORTISE_ABI_MINOR 1u

#if defined(__GNUC__)
#define MORTISE_EXPORT __attribute__((visibility("default")))
#else
#define MORTISE_EXPORT
#endif

/* True when the struct behind `pointer`, of type `type`, is long enough to hold `member`. */
#define MORTISE_REACHES(pointer, type, member) \
  ((pointer)->struct_size >= offsetof(type, member) + sizeof((pointer)->member))

/* Offset of the first set byte of `object` past `known_size`; 0 when there is none. */
static inline uint64_t mortise_unknown_tail(const void* object, uint64_t struct_size,
                                            uint64_t known_size) {
  const unsigned char* bytes = (const unsigned char*)object;
  uint64_t offset;
  for (offset = known_size; offset < struct_size; ++offset) {
    if (bytes[offset] != 0) return offset;
  }
  return 0;
}

typedef struct mortise_string {
  const char* data; /* may be null when size is 0 */
  uint64_t size;    /* bytes */
} mortise_string_t;

/* A named extension; extensions form a chain through `next`. */
typedef struct mortise_extension {
  uint64_t struct_size;
  mortise_string_t name;
  uint32_t required; /* 1: refuse the call when the name is unknown */
  uint32_t reserved;
  const struct mortise_extension* next;
} mortise_extension_t;

/* ---- status ---- */

/* the input is wrong, whatever the state of the system */
#define MORTISE_STATUS_INVALID_ARGUMENT 1u
#define MORTISE_STATUS_NOT_FOUND 2u      /* a named thing does not exist */
#define MORTISE_STATUS_ALREADY_EXISTS 3u /* a name is taken */
/* correct input that this implementation cannot serve */
#define MORTISE_STATUS_UNSUPPORTED 4u
#define MORTISE_STATUS_OUT_OF_MEMORY 5u       /* host or device memory */
#define MORTISE_STATUS_DEADLINE_EXCEEDED 6u   /* time ran out */
#define MORTISE_STATUS_CANCELLED 7u           /* the caller asked to stop */
#define MORTISE_STATUS_FAILED_PRECONDITION 8u /* not now: something else must happen first */
#define MORTISE_STATUS_PERMISSION_DENIED 9u   /* refused for safety */
#define MORTISE_STATUS_DATA_LOSS 10u          /* truncated, corrupted or undefined data */
#define MORTISE_STATUS_UNAVAILABLE 11u        /* a device, driver or peer is not there */
#define MORTISE_STATUS_INCOMPATIBLE 12u       /* versions or layouts of two sides do not fit */
#define MORTISE_STATUS_INTERNAL 13u           /* a bug on the side that made the status */

#define MORTISE_STATUS_FLAG_RETRYABLE 1u   /* the same call may succeed later */
#define MORTISE_STATUS_FLAG_DEVICE_LOST 2u /* the device, or its plugin, is gone */
/* caused by the failure of earlier work, which has its own status */
#define MORTISE_STATUS_FLAG_POISONED 4u

typedef struct mortise_status {
  uint64_t struct_size;
  uint32_t code;  /* MORTISE_STATUS_… */
  uint32_t flags; /* MORTISE_STATUS_FLAG_… */
  mortise_string_t message;
  void (*release)(struct mortise_status* self); /* null for a static status. Any thread */
} mortise_status_t;

/* Releases a status of any origin; null is allowed. Any thread. */
static inline void mortise_status_release(mortise_status_t* status) {
  if (status != NULL && status->release != NULL) status->release(status);
}

/* ---- data types ---- */

/* Numbered as ONNX numbers its element types, so that files need no translation; GGUF's blocks
 * start at 256 and keep ggml's type numbers behind that offset. A plugin registers further ones
 * from 65536 up. */
#define MORTISE_DTYPE_UNDEFINED 0u
#define MORTISE_DTYPE_FLOAT32 1u
#define MORTISE_DTYPE_UINT8 2u
#define MORTISE_DTYPE_INT8 3u
#define MORTISE_DTYPE_UINT16 4u
#define MORTISE_DTYPE_INT16 5u
#define MORTISE_DTYPE_INT32 6u
#define MORTISE_DTYPE_INT64 7u
#define MORTISE_DTYPE_STRING 8u
#define MORTISE_DTYPE_BOOL 9u
#define MORTISE_DTYPE_FLOAT16 10u
#define MORTISE_DTYPE_FLOAT64 11u
#define MORTISE_DTYPE_UINT32 12u
#define MORTISE_DTYPE_UINT64 13u
#define MORTISE_DTYPE_COMPLEX64 14u
#define MORTISE_DTYPE_COMPLEX128 15u
#define MORTISE_DTYPE_BFLOAT16 16u
#define MORTISE_DTYPE_FLOAT8E4M3FN 17u
#define MORTISE_DTYPE_FLOAT8E4M3FNUZ 18u
#define MORTISE_DTYPE_FLOAT8E5M2 19u
#define MORTISE_DTYPE_FLOAT8E5M2FNUZ 20u
#define MORTISE_DTYPE_UINT4 21u
#define MORTISE_DTYPE_INT4 22u
#define MORTISE_DTYPE_FLOAT4E2M1 23u
#define MORTISE_DTYPE_FLOAT8E8M0 24u
#define MORTISE_DTYPE_UINT2 25u
#define MORTISE_DTYPE_INT2 26u
#define MORTISE_DTYPE_Q4_0 258u
#define MORTISE_DTYPE_Q4_1 259u
#define MORTISE_DTYPE_Q5_0 262u
#define MORTISE_DTYPE_Q5_1 263u
#define MORTISE_DTYPE_Q8_0 264u
#define MORTISE_DTYPE_Q2_K 266u
#define MORTISE_DTYPE_Q3_K 267u
#define MORTISE_DTYPE_Q4_K 268u
#define MORTISE_DTYPE_Q5_K 269u
#define MORTISE_DTYPE_Q6_K 270u
#define MORTISE_DTYPE_IQ4_NL 276u
#define MORTISE_DTYPE_MXFP4 295u
#define MORTISE_DTYPE_FIRST_REGISTERED 65536u

#define MORTISE_DTYPE_CLASS_FLOAT 1u
#define MORTISE_DTYPE_CLASS_SIGNED 2u
#define MORTISE_DTYPE_CLASS_UNSIGNED 3u
#define MORTISE_DTYPE_CLASS_BOOL 4u
#define MORTISE_DTYPE_CLASS_COMPLEX 5u
#define MORTISE_DTYPE_CLASS_STRING 6u
#define MORTISE_DTYPE_CLASS_BLOCK 7u /* block-quantised: scales lie inside the block */

/* What there is to know about an element type. Immutable; lives as long as its provider. */
typedef struct mortise_dtype_info {
  uint64_t struct_size;
  uint32_t dtype;
  uint32_t dtype_class;        /* MORTISE_DTYPE_CLASS_… */
  mortise_string_t name;       /* lower case, as printed: "float32", "q4_k" */
  uint32_t elements_per_block; /* 1 for plain types; 2 and 4 for packed 4- and 2-bit ones */
  uint32_t bytes_per_block;    /* 0 for strings */
  /* Expands `count` elements, a whole number of blocks, to float32. Null where it makes no sense
   * (strings, complex, 64-bit integers). Any thread. */
  void (*to_float32)(const void* source, float* destination, uint64_t count);
} mortise_dtype_info_t;

/* ---- attributes ---- */

#define MORTISE_ATTRIBUTE_INT 1u
#define MORTISE_ATTRIBUTE_FLOAT 2u
#define MORTISE_ATTRIBUTE_STRING 3u
#define MORTISE_ATTRIBUTE_TENSOR 4u
#define MORTISE_ATTRIBUTE_GRAPH 5u
#define MORTISE_ATTRIBUTE_INTS 6u
#define MORTISE_ATTRIBUTE_FLOATS 7u
#define MORTISE_ATTRIBUTE_STRINGS 8u

struct mortise_tensor_view;
struct mortise_graph;

/* A named constant of a node, and an option of a plugin (options have no tensor or graph; a bool is
 * an int). */
typedef struct mortise_attribute {
  uint64_t struct_size;
  mortise_string_t name;
  uint32_t kind; /* MORTISE_ATTRIBUTE_… */
  uint32_t reserved;
  int64_t int_value;
  double float_value;
  mortise_string_t string_value;
  const struct mortise_tensor_view* tensor_value;
  struct mortise_graph* graph_value;
  uint64_t count; /* of ints, floats or strings */
  const int64_t* ints;
  const double* floats;
  const mortise_string_t* strings;
} mortise_attribute_t;

/* A list of options, checked against the schema in the plugin's manifest before a plugin sees it;
 * sorted by name, defaults filled in. */
typedef struct mortise_options {
  uint64_t struct_size;
  uint64_t count;
  const mortise_attribute_t* items;
} mortise_options_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_BASE_H_ */
