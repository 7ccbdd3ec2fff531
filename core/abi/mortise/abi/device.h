/* Mortise ABI: devices. The only thing that a new chip must implement.
 *
 * A device owns buffers, streams and fences, says which nodes it can run, and makes kernels for
 * them. Work is enqueued on streams; a stream keeps its order. A fence is a timeline: a 64-bit
 * value that only grows. Each enqueue names fence points to wait for and to signal, and a wait may
 * name only a signal that is already enqueued: another one is refused. A failure after the enqueue
 * arrives on each fence that the work would have signalled: from then on fence_query and fence_wait
 * return that status, and everything that waits for the fence fails as poisoned. An enqueue that
 * is refused has no effect.
 *
 * One kernel is enough to be useful: what a device lacks is decomposed, or placed on the configured
 * fallback.
 */
#ifndef MORTISE_ABI_DEVICE_H_
#define MORTISE_ABI_DEVICE_H_

#include <mortise/abi/graph.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mortise_plugin;
typedef struct mortise_stream mortise_stream_t; /* the provider's */
typedef struct mortise_fence mortise_fence_t;   /* the provider's */
typedef struct mortise_kernel mortise_kernel_t;
typedef struct mortise_launch mortise_launch_t;

/* its buffers are host memory: data pointers work on both sides */
#define MORTISE_DEVICE_HOST_ADDRESSABLE 1u
/* Enqueues run on the calling thread and are finished when they return; such a device needs no
 * fences. */
#define MORTISE_DEVICE_SYNCHRONOUS 2u
/* It runs the portable kernels of operator plugins (device kind "*" in operator.h); needs both
 * flags above. */
#define MORTISE_DEVICE_PORTABLE_KERNELS 4u

typedef struct mortise_device_description {
  uint64_t struct_size;
  mortise_string_t kind; /* "cpu", "cuda"; kernels from elsewhere are matched by it */
  mortise_string_t name; /* the product's name, for people */
  /* devices with equal non-empty names share addresses: "host" for host memory */
  mortise_string_t memory_space;
  /* fences of equal kind are waited for natively, also across devices */
  mortise_string_t fence_kind;
  uint32_t flags; /* MORTISE_DEVICE_… */
  uint32_t reserved;
  uint64_t memory_bytes; /* 0: unknown */
  uint64_t alignment;    /* of buffers, in bytes; a power of two */
} mortise_device_description_t;

typedef struct mortise_fence_point {
  mortise_fence_t* fence;
  uint64_t value;
} mortise_fence_point_t;

/* What to wait for before, and signal after, one piece of enqueued work. */
typedef struct mortise_ordering {
  uint64_t struct_size;
  uint64_t wait_count;
  const mortise_fence_point_t* waits;
  uint64_t signal_count;
  const mortise_fence_point_t* signals;
} mortise_ordering_t;

#define MORTISE_MAP_READ 1u
#define MORTISE_MAP_WRITE 2u

/* An end of a copy: bytes of a buffer, or host memory when `buffer` is null. */
typedef struct mortise_copy_end {
  mortise_buffer_t* buffer;
  void* data; /* host address; unused when buffer is set */
  uint64_t offset;
} mortise_copy_end_t;

/* ---- kernels ---- */

/* Where kernels get the bytes of strings that they make: host memory. */
typedef struct mortise_string_memory {
  uint64_t struct_size;
  void* self; /* first argument of the call */
  /* `size` bytes, uninitialised and unaligned. They live as long as what the launch writes may be
   * read, and are never given back. Any thread, during the launch. OUT_OF_MEMORY also when a run has
   * had all that it may have. */
  mortise_status_t* (*allocate)(void* self, uint64_t size, char** out_bytes);
} mortise_string_memory_t;

/* A kernel takes what its views say, or refuses it with a status: strides that are not dense, and
 * layouts of other owners, are never ignored. (The core hands out dense tensors, and a layout to its
 * owner only; other callers may not.) */
struct mortise_launch {
  uint64_t struct_size;
  mortise_stream_t* stream;
  uint64_t input_count;
  const mortise_tensor_view_t* const* inputs; /* null pointer: absent */
  uint64_t output_count;
  mortise_tensor_view_t* const* outputs; /* null pointer: not wanted */
  /* address in the device's memory space, workspace_size bytes, or null */
  void* workspace;
  mortise_buffer_t* workspace_buffer;
  uint64_t workspace_offset;
  /* null on synchronous devices, or when there is nothing to order */
  const mortise_ordering_t* ordering;
  /* null: there is none, and a kernel that makes strings refuses the launch */
  const mortise_string_memory_t* strings;
};

/* The kernel reads extents from the launch: it may be launched with extents up to those it was
 * created with. */
#define MORTISE_KERNEL_RANGED 1u

/* A kernel for one node, shapes known. Immutable once made: launched from any thread, on any stream
 * of its device, any number of times at once. Output i of a node whose type has bounded_dims gets
 * its true extents written to outputs[i]->shape, before the launch's signals are raised. All else
 * that a launch points to is the caller's again when the call returns. Requires of release: what
 * was launched is done. */
struct mortise_kernel {
  uint64_t struct_size;
  mortise_status_t* (*launch)(const mortise_kernel_t* self, const mortise_launch_t* launch);
  void (*release)(mortise_kernel_t* self);
  uint64_t workspace_size;      /* bytes */
  uint64_t workspace_alignment; /* 0: the device's */
  uint32_t flags;               /* MORTISE_KERNEL_… */
  uint32_t reserved;
  /* Bit i: input i (of the first 64) is a constant whose content no launch looks at, because the
   * kernel has what it needs of it in a form of its own. Where no other kernel looks either, the
   * core may free the content, and launches get a null pointer in its place. */
  uint64_t taken_inputs;
  /* Writes the content of such an input, dense and bit for bit, to `destination`; `size` is its size
   * in bytes. Any thread. Optional: without it the core keeps what it would need again. */
  mortise_status_t* (*restore)(const mortise_kernel_t* self, uint64_t input, void* destination,
                               uint64_t size);
};

/* The answer for one node. */
typedef struct mortise_support {
  uint64_t struct_size;
  uint32_t supported; /* 1 or 0 */
  uint32_t ranged;    /* 1: its kernel would have MORTISE_KERNEL_RANGED */
  double seconds;     /* estimated time of one execution; 0: no estimate */
  uint64_t workspace_size;
  mortise_status_t* reason; /* why not, owned by the caller; null when supported */
} mortise_support_t;

/* ---- the table ---- */

typedef struct mortise_device_interface {
  uint64_t struct_size;

  /* Devices. count and describe are any-thread and open nothing; a missing driver is an
   * UNAVAILABLE status from count, saying what to install; an index beyond the count is NOT_FOUND.
   * A description is valid while the plugin lives; the caller sets its struct_size to the room
   * that there is. A device may be opened several times. */
  mortise_status_t* (*count)(struct mortise_plugin* plugin, uint64_t* out_count);
  mortise_status_t* (*describe)(struct mortise_plugin* plugin, uint64_t index,
                                mortise_device_description_t* out_description);
  mortise_status_t* (*open)(struct mortise_plugin* plugin, uint64_t index,
                            mortise_device_t** out_device);
  /* Requires: everything made from the device is released. */
  void (*close)(mortise_device_t* device);

  /* Memory. Any thread. Failure to allocate is OUT_OF_MEMORY, retryable. `out_data` is the address
   * in the device's memory space that tensor views use. */
  mortise_status_t* (*buffer_create)(mortise_device_t* device, uint64_t size,
                                     mortise_buffer_t** out_buffer, void** out_data);
  void (*buffer_release)(mortise_device_t* device, mortise_buffer_t* buffer);
  /* Host access to [offset, offset + size) between map and unmap; a range outside the buffer, or
   * unknown flags, are INVALID_ARGUMENT. Mapped for writing alone, the range is written whole: what
   * was in it need not be seen. Requires: the buffer is not mapped. */
  mortise_status_t* (*buffer_map)(mortise_device_t* device, mortise_buffer_t* buffer,
                                  uint64_t offset, uint64_t size, uint32_t flags, void** out_host);
  mortise_status_t* (*buffer_unmap)(mortise_device_t* device, mortise_buffer_t* buffer);
  /* Lends host memory to the device as a buffer, until that is released: each side sees what the
   * other has written once the work is done. UNSUPPORTED where that cannot be. Optional (null). */
  mortise_status_t* (*buffer_import)(mortise_device_t* device, void* host, uint64_t size,
                                     mortise_buffer_t** out_buffer, void** out_data);

  /* Streams: create and release any thread; enqueues one stream at a time. Releasing a stream waits
   * for what was enqueued on it. A range outside a buffer is INVALID_ARGUMENT, from the call or on
   * the fence. Requires of a copy: its ends do not overlap. Buffers outlive their work. */
  mortise_status_t* (*stream_create)(mortise_device_t* device, mortise_stream_t** out_stream);
  void (*stream_release)(mortise_device_t* device, mortise_stream_t* stream);
  mortise_status_t* (*copy)(mortise_device_t* device, mortise_stream_t* stream,
                            const mortise_copy_end_t* source, const mortise_copy_end_t* destination,
                            uint64_t size, const mortise_ordering_t* ordering);
  /* Sets bytes to `value`. */
  mortise_status_t* (*fill)(mortise_device_t* device, mortise_stream_t* stream,
                            const mortise_copy_end_t* destination, uint8_t value, uint64_t size,
                            const mortise_ordering_t* ordering);

  /* Fences, starting at 0. Any thread. timeout in nanoseconds, negative: no limit; running out is
   * DEADLINE_EXCEEDED. A value that is not above the fence's is INVALID_ARGUMENT as an enqueued
   * signal; from the host the present value may be signalled again. */
  mortise_status_t* (*fence_create)(mortise_device_t* device, mortise_fence_t** out_fence);
  void (*fence_release)(mortise_device_t* device, mortise_fence_t* fence);
  mortise_status_t* (*fence_query)(mortise_device_t* device, mortise_fence_t* fence,
                                   uint64_t* out_value);
  mortise_status_t* (*fence_wait)(mortise_device_t* device, mortise_fence_t* fence, uint64_t value,
                                  int64_t timeout_nanoseconds);
  /* from host */
  mortise_status_t* (*fence_signal)(mortise_device_t* device, mortise_fence_t* fence,
                                    uint64_t value);

  /* Compiling. Any thread. `query` answers for all nodes at once; every extent is known, constants
   * are visible. It has no effect. */
  mortise_status_t* (*query)(mortise_device_t* device, uint64_t count,
                             const mortise_node_t* const* nodes, mortise_support_t* out_supports);
  /* Rewrites what is placed on this device: node->device is its kind, and "kind:index" on another
   * device of that kind. Fuses nodes, chooses layouts, compiles whole stretches into one node of a
   * private operator. Sets the types of new values itself, touches nobody else's nodes. Not called
   * for plans over ranged dimensions. Optional (null). */
  mortise_status_t* (*optimise)(mortise_device_t* device, mortise_graph_t* graph,
                                const mortise_graph_view_t* view, const mortise_graph_edit_t* edit);
  mortise_status_t* (*kernel_create)(mortise_device_t* device, const mortise_node_t* node,
                                     mortise_kernel_t** out_kernel);

  /* A vendor object by name ("cudaStream_t" of a stream, say). NOT_FOUND lists the names there are.
   * Optional. */
  mortise_status_t* (*native_handle)(mortise_device_t* device, mortise_stream_t* stream,
                                     mortise_string_t name, void** out_handle);
} mortise_device_interface_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_DEVICE_H_ */
