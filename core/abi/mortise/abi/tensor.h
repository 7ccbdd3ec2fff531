/* Mortise ABI: layouts, tensor views, types and values.
 *
 * A tensor view never owns memory. `data` is an address in the memory space of the tensor's buffer;
 * a view in a host-addressable space can be read and written through it directly. Dense row-major
 * order is the default; other strides are given in elements. A tensor in a backend-owned layout is
 * opaque to everybody but its owner: the core moves its bytes, and converts at the edges with the
 * layout's pack and unpack.
 *
 * A string tensor's data is a mortise_string_t per element; the bytes belong to whoever owns the
 * data: what a kernel writes are its inputs', its own, or made in the launch's string memory.
 */
#ifndef MORTISE_ABI_TENSOR_H_
#define MORTISE_ABI_TENSOR_H_

#include <mortise/abi/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mortise_device mortise_device_t; /* the provider's; see device.h */
typedef struct mortise_buffer mortise_buffer_t; /* the provider's; see device.h */
typedef struct mortise_layout mortise_layout_t;
typedef struct mortise_tensor_view mortise_tensor_view_t;

/* A way to arrange the elements of a tensor, owned by a backend, for one dtype and shape.
 * Immutable. */
struct mortise_layout {
  uint64_t struct_size;
  mortise_string_t owner; /* device kind, for example "cpu" */
  /* equal keys of one owner mean equal arrangement, for example "aBcd16b/1x64x20x20" */
  mortise_string_t key;
  uint64_t byte_size;
  /* `dense` is a host tensor in row-major order; `packed` is host memory of byte_size bytes. Any
   * thread. */
  mortise_status_t* (*pack)(const mortise_layout_t* self, const mortise_tensor_view_t* dense,
                            void* packed);
  mortise_status_t* (*unpack)(const mortise_layout_t* self, const void* packed,
                              const mortise_tensor_view_t* dense);
  /* null: lives as long as the plugin instance. Any thread */
  void (*retain)(const mortise_layout_t* self);
  void (*release)(const mortise_layout_t* self); /* null exactly when retain is */
};

struct mortise_tensor_view {
  uint64_t struct_size;
  void* data;               /* address of the first element; null only when byte_size is 0 */
  mortise_buffer_t* buffer; /* null for plain host memory */
  uint64_t byte_offset;     /* of data within buffer */
  uint64_t byte_size;
  uint32_t dtype;
  uint32_t rank;
  int64_t* shape;                 /* rank extents. Kernels write it only as operator.h allows */
  const int64_t* strides;         /* in elements; null: dense row-major */
  const mortise_layout_t* layout; /* null: strided */
  mortise_device_t* device;       /* null: host */
};

#define MORTISE_VALUE_TENSOR 1u
#define MORTISE_VALUE_SEQUENCE 2u
#define MORTISE_VALUE_OPTIONAL 3u

/* Extents in a type: a non-negative number is known, MORTISE_DIM_UNKNOWN is not;
 * MORTISE_DIM_SYMBOL(k), k = 0, 1, …, is the graph's k-th symbol: unknown, but equal wherever it
 * occurs. */
#define MORTISE_DIM_UNKNOWN (-1)
#define MORTISE_DIM_SYMBOL(k) (-2 - (int64_t)(k))
#define MORTISE_RANK_UNKNOWN (-1)

typedef struct mortise_type {
  uint64_t struct_size;
  uint32_t kind;  /* MORTISE_VALUE_… */
  uint32_t dtype; /* MORTISE_DTYPE_UNDEFINED: not known yet */
  int32_t rank;   /* MORTISE_RANK_UNKNOWN, or the number of extents */
  uint32_t reserved;
  const int64_t* shape; /* rank extents */
  /* bit d: extent d is an upper bound; the kernel writes the true one */
  uint64_t bounded_dims;
  const mortise_layout_t* layout;     /* null: dense */
  const struct mortise_type* element; /* of a sequence or an optional */
} mortise_type_t;

/* What a graph's value holds at run time. A sequence has `count` items; an optional has 0 or 1. */
typedef struct mortise_value {
  uint64_t struct_size;
  uint32_t kind; /* MORTISE_VALUE_… */
  uint32_t reserved;
  const mortise_tensor_view_t* tensor;
  uint64_t count;
  const struct mortise_value* items;
} mortise_value_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_TENSOR_H_ */
