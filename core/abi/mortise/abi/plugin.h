/* Mortise ABI: what a plugin is, and what the host gives it.
 *
 * A plugin is a shared object with one export, mortise_plugin_query. The query is pure: it touches
 * no device, file, thread or global, and returns a static description. `create` makes an instance,
 * which holds all the plugin's state; a process may hold several, one per runtime. A plugin imports
 * no symbol of the core: all it may use of it comes in the host table, which outlives the instance.
 */
#ifndef MORTISE_ABI_PLUGIN_H_
#define MORTISE_ABI_PLUGIN_H_

#include <mortise/abi/graph.h>
#include <mortise/abi/operator.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mortise_plugin mortise_plugin_t; /* the instance; the provider's */
/* the core's; first argument of host calls */
typedef struct mortise_runtime_context mortise_runtime_context_t;

#define MORTISE_INTERFACE_DEVICE 1u       /* mortise_device_interface_t */
#define MORTISE_INTERFACE_OPERATOR 2u     /* mortise_operator_interface_t */
#define MORTISE_INTERFACE_PASS 3u         /* mortise_pass_interface_t */
#define MORTISE_INTERFACE_FORMAT 4u       /* mortise_format_interface_t */
#define MORTISE_INTERFACE_COMMUNICATOR 5u /* mortise_communicator_interface_t */
#define MORTISE_INTERFACE_SERVICE 6u      /* mortise_service_interface_t; provisional */

#define MORTISE_LOG_ERROR 1u
#define MORTISE_LOG_WARNING 2u
#define MORTISE_LOG_INFO 3u
#define MORTISE_LOG_DEBUG 4u

/* Makes the packed form of a constant, `size` bytes, at `destination`. */
typedef mortise_status_t* (*mortise_pack_t)(void* context, void* destination, uint64_t size);

/* a reference into the runtime's cache; the core's */
typedef struct mortise_packed mortise_packed_t;

/* Asks the runtime's cache for the packed form of a constant. The same `constant` content, `owner`
 * and `key` give the same memory to every session of the runtime. */
typedef struct mortise_packed_request {
  uint64_t struct_size;
  const mortise_tensor_view_t* constant; /* dense host tensor */
  mortise_string_t owner;                /* device kind */
  mortise_string_t key;                  /* form of packing */
  uint64_t size;                         /* bytes of the packed form */
  uint64_t alignment;
  mortise_pack_t pack; /* called at most once per entry; called without a lock held */
  void* context;
} mortise_packed_request_t;

/* Does items [begin, end) of a parallel loop on worker number `worker`, 0 <= worker < thread_count.
 * */
typedef void (*mortise_loop_body_t)(void* context, uint64_t begin, uint64_t end, uint32_t worker);

/* The core's services. Any thread, unless noted. */
typedef struct mortise_host {
  uint64_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint64_t fingerprint; /* MORTISE_ABI_FINGERPRINT of the core's headers */
  mortise_runtime_context_t* context;

  /* Never fails: when there is no memory it returns the static out-of-memory status. */
  mortise_status_t* (*status_create)(uint32_t code, uint32_t flags, mortise_string_t message);
  void (*log)(mortise_runtime_context_t* context, uint32_t level, mortise_string_t message);
  int64_t (*now)(mortise_runtime_context_t* context); /* monotonic nanoseconds */

  /* Tensor memory on the host, through the embedder's allocator. `alignment` is a power of two.
   * Failure is OUT_OF_MEMORY. */
  mortise_status_t* (*allocate)(mortise_runtime_context_t* context, uint64_t size,
                                uint64_t alignment, void** out_memory);
  void (*deallocate)(mortise_runtime_context_t* context, void* memory, uint64_t size,
                     uint64_t alignment);

  /* Runs `body` over [0, count) in chunks of at least `grain` items, on the runtime's or the
   * embedder's threads; returns when all is done. A loop within a loop runs on the calling thread
   * alone. */
  uint32_t (*thread_count)(mortise_runtime_context_t* context);
  void (*parallel_for)(mortise_runtime_context_t* context, uint64_t count, uint64_t grain,
                       mortise_loop_body_t body, void* body_context);
  /* 1: the embedder supplied the threads, so a plugin must not make any. */
  uint32_t (*threads_are_supplied)(mortise_runtime_context_t* context);

  /* Null when unknown. */
  const mortise_dtype_info_t* (*dtype_find)(mortise_runtime_context_t* context, uint32_t dtype);
  /* The newest form not above `version` (0: the newest of all); null when there is none. May load a
   * plugin. */
  const mortise_operator_t* (*operator_find)(mortise_runtime_context_t* context,
                                             mortise_string_t domain, mortise_string_t op,
                                             uint32_t version);

  mortise_status_t* (*packed_acquire)(mortise_runtime_context_t* context,
                                      const mortise_packed_request_t* request,
                                      mortise_packed_t** out_packed, const void** out_data);
  void (*packed_release)(mortise_runtime_context_t* context, mortise_packed_t* packed);

  const mortise_graph_view_t* graph_view;
  const mortise_graph_edit_t* graph_edit;
} mortise_host_t;

/* One interface that a plugin provides. */
typedef struct mortise_interface {
  uint64_t struct_size;
  uint32_t kind; /* MORTISE_INTERFACE_… */
  uint32_t major;
  uint32_t minor;
  uint32_t reserved;
  /* MORTISE_ABI_FINGERPRINT_… of that interface, from the headers it was built with */
  uint64_t fingerprint;
  const uint64_t* older_fingerprints; /* MORTISE_ABI_OLDER_FINGERPRINTS_…, of the same headers */
  const void* table;                  /* static */
} mortise_interface_t;

typedef struct mortise_plugin_description {
  uint64_t struct_size;
  uint32_t abi_major; /* MORTISE_ABI_MAJOR and MINOR of the headers it was built with */
  uint32_t abi_minor;
  uint64_t fingerprint;               /* MORTISE_ABI_FINGERPRINT */
  const uint64_t* older_fingerprints; /* MORTISE_ABI_OLDER_FINGERPRINTS */
  mortise_string_t id;                /* as in the manifest */
  mortise_string_t version;           /* as in the manifest */
  uint64_t interface_count;
  const mortise_interface_t* interfaces;
  /* Init only. `host` outlives the instance. */
  mortise_status_t* (*create)(const mortise_host_t* host, const mortise_options_t* options,
                              mortise_plugin_t** out_plugin);
  /* Init only: no call is running, everything made from the instance is released. */
  void (*destroy)(mortise_plugin_t* plugin);
} mortise_plugin_description_t;

/* The type of the one export, `mortise_plugin_query`. Any thread. */
typedef const mortise_plugin_description_t* (*mortise_plugin_query_t)(void);

#define MORTISE_PLUGIN_QUERY_SYMBOL "mortise_plugin_query"

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_PLUGIN_H_ */
