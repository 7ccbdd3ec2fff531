/* Mortise: the embedding API.
 *
 * A runtime holds a configuration, the plugins that were found, and the devices that the
 * configuration names. A graph is a model; a session is a graph made ready to run; a tensor is host
 * memory with a dtype and a shape. There are no globals: any number of runtimes live in one
 * process. Nothing here writes to a stream or the environment or handles a signal. The only file
 * that is written is the one that mortise_graph_save names; the only threads that are started are
 * the runtime's pool, unless threads are supplied, and those of asynchronous runs.
 *
 * Status: null is success; otherwise the caller owns it and calls mortise_status_release. Outputs
 * are written only on success. Handles are released in any order: sessions and graphs keep their
 * runtime alive. Unless said otherwise a function may be called from any thread, and two threads may use
 * one handle at once; a graph, and a tensor that is being written, belong to one thread at a time.
 * Every options pointer may be null for the defaults.
 */
#ifndef MORTISE_MORTISE_H_
#define MORTISE_MORTISE_H_

#include <mortise/abi/graph.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mortise_runtime mortise_runtime_t;
typedef struct mortise_session mortise_session_t;
typedef struct mortise_tensor mortise_tensor_t;
typedef struct mortise_state_store mortise_state_store_t;
typedef struct mortise_cancellation mortise_cancellation_t;
typedef struct mortise_run mortise_run_t;
typedef struct mortise_text mortise_text_t;

/* "0.1.0" */
MORTISE_EXPORT mortise_string_t mortise_version(void);

/* A terminated C string as a mortise_string_t. */
MORTISE_EXPORT mortise_string_t mortise_string_from(const char* text);

/* ---- text: a string that a call made ---- */

MORTISE_EXPORT mortise_string_t mortise_text_get(const mortise_text_t* text);
MORTISE_EXPORT void mortise_text_release(mortise_text_t* text);

/* ---- runtime ---- */

/* What an embedder can supply. Every function may be called from any thread. */
typedef struct mortise_hooks {
  uint64_t struct_size;
  void* context;
  /* Tensor memory (arenas, outputs, packed constants, states): both or neither. Null from allocate
   * is a retryable out-of-memory status for whoever asked. */
  void* (*allocate)(void* context, uint64_t size, uint64_t alignment);
  void (*deallocate)(void* context, void* memory, uint64_t size, uint64_t alignment);
  /* MORTISE_LOG_… level and a message without newline. Without it nothing is logged. */
  void (*log)(void* context, uint32_t level, mortise_string_t message);
  /* Threads: both or neither. parallel_for returns when body has covered [0, count) in ranges;
   * `worker` is below thread_count and no two ranges run at once with the same one. */
  uint32_t (*thread_count)(void* context);
  void (*parallel_for)(void* context, uint64_t count, uint64_t grain,
                       void (*body)(void* body_context, uint64_t begin, uint64_t end,
                                    uint32_t worker),
                       void* body_context);
  int64_t (*now)(void* context); /* monotonic nanoseconds */
} mortise_hooks_t;

typedef struct mortise_runtime_options {
  uint64_t struct_size;
  mortise_string_t config_path; /* a JSON file; docs/config.md */
  mortise_string_t config_json; /* or its text; not both */
  uint64_t plugin_path_count;   /* folders searched before all others */
  const mortise_string_t* plugin_paths;
  const mortise_hooks_t* hooks; /* copied */
} mortise_runtime_options_t;

/* Finds plugins by their manifests and checks the configuration; loads nothing yet. */
MORTISE_EXPORT mortise_status_t* mortise_runtime_create(const mortise_runtime_options_t* options,
                                                        mortise_runtime_t** out_runtime);
MORTISE_EXPORT void mortise_runtime_release(mortise_runtime_t* runtime);

/* The plugins as a JSON array, sorted by id: id, version, manifest, library, provides, state
 * ("found", "loaded", "refused"), and of refused ones cause and remedy. With `probe` 1 each is
 * loaded first, in this process: one that crashes takes it along. The program `mortise plugins
 * --probe` loads each in a process of its own. */
MORTISE_EXPORT mortise_status_t* mortise_runtime_plugins(mortise_runtime_t* runtime, uint32_t probe,
                                                         mortise_text_t** out_json);
/* Loads a plugin now, which else happens when something that it provides is asked for, and looks
 * whether it has devices of the kinds that its manifest claims. An error has cause and remedy. */
MORTISE_EXPORT mortise_status_t* mortise_runtime_plugin_load(mortise_runtime_t* runtime,
                                                             mortise_string_t id);
/* Everything that can be known about a plugin without running it, as JSON: id, manifest, library,
 * build_id, run_path, needed (libraries), and findings, each with severity ("error", "warning",
 * "information"), code (which stays the same from version to version), sentence and remedy. `path` is
 * a library or a manifest; whatever is wrong with it is a finding. Loads nothing. Any thread. */
MORTISE_EXPORT mortise_status_t* mortise_plugin_examine(mortise_string_t path,
                                                        mortise_text_t** out_json);
/* The devices of all plugins as a JSON array: plugin, kind, index, name, memory_space and
 * memory_bytes, or the cause why they are not known. Loads all of them and asks their drivers, which
 * may start threads and set signal handlers of their own. */
MORTISE_EXPORT mortise_status_t* mortise_runtime_devices(mortise_runtime_t* runtime,
                                                         mortise_text_t** out_json);
/* The configuration in force, defaults filled in, as JSON. */
MORTISE_EXPORT mortise_status_t* mortise_runtime_config(mortise_runtime_t* runtime,
                                                        mortise_text_t** out_json);

/* ---- graph ---- */

/* An empty graph, to be filled through mortise_graph_edit_table(). */
MORTISE_EXPORT mortise_status_t* mortise_graph_create(mortise_runtime_t* runtime,
                                                      mortise_graph_t** out_graph);
/* Reads a model with whichever format plugin claims it, or a graph saved by mortise_graph_save. */
MORTISE_EXPORT mortise_status_t* mortise_graph_read(mortise_runtime_t* runtime,
                                                    mortise_string_t path,
                                                    mortise_graph_t** out_graph);
/* Saves in Mortise's own flat form (docs/graph.md). The file is replaced as a whole or not at all.
 * */
MORTISE_EXPORT mortise_status_t* mortise_graph_save(const mortise_graph_t* graph,
                                                    mortise_string_t path);
/* `form`: "text", "json" or "dot" (Graphviz). */
MORTISE_EXPORT mortise_status_t* mortise_graph_print(const mortise_graph_t* graph,
                                                     mortise_string_t form,
                                                     mortise_text_t** out_text);
/* An empty text when the graphs are equal up to ids and the names of intermediate values; else the
 * first difference. */
MORTISE_EXPORT mortise_status_t* mortise_graph_compare(const mortise_graph_t* left,
                                                       const mortise_graph_t* right,
                                                       mortise_text_t** out_difference);
/* Runs a pass. `options` is a JSON object, or empty. */
MORTISE_EXPORT mortise_status_t* mortise_graph_transform(mortise_runtime_t* runtime,
                                                         mortise_graph_t* graph,
                                                         mortise_string_t pass,
                                                         mortise_string_t options);
/* Infers the types of all values as far as the inputs' types allow. */
MORTISE_EXPORT mortise_status_t* mortise_graph_infer(mortise_runtime_t* runtime,
                                                     mortise_graph_t* graph);
MORTISE_EXPORT void mortise_graph_release(mortise_graph_t* graph);
MORTISE_EXPORT const mortise_graph_view_t* mortise_graph_view_table(void);
MORTISE_EXPORT const mortise_graph_edit_t* mortise_graph_edit_table(void);

/* ---- tensors ---- */

/* Zero-filled, from the runtime's tensor memory. */
MORTISE_EXPORT mortise_status_t* mortise_tensor_create(mortise_runtime_t* runtime, uint32_t dtype,
                                                       uint32_t rank, const int64_t* shape,
                                                       mortise_tensor_t** out_tensor);
/* Wraps memory of the caller, who keeps it until `release(context)` is called (null: until the
 * tensor is released). `view` may have strides. Nothing is copied. */
MORTISE_EXPORT mortise_status_t* mortise_tensor_wrap(const mortise_tensor_view_t* view,
                                                     void (*release)(void* context), void* context,
                                                     mortise_tensor_t** out_tensor);
/* Valid while the tensor lives; null for a sequence or an optional. A caller may write the elements
 * behind `data`. */
MORTISE_EXPORT const mortise_tensor_view_t* mortise_tensor_get_view(const mortise_tensor_t* tensor);
MORTISE_EXPORT void mortise_tensor_retain(mortise_tensor_t* tensor);
MORTISE_EXPORT void mortise_tensor_release(mortise_tensor_t* tensor);
/* What there is to know about a dtype; null when unknown. */
MORTISE_EXPORT const mortise_dtype_info_t* mortise_dtype_get_info(uint32_t dtype);
/* MORTISE_DTYPE_UNDEFINED when unknown */
MORTISE_EXPORT uint32_t mortise_dtype_by_name(mortise_string_t name);

/* Models may have sequences and optionals among their inputs and outputs. A handle stands for one of
 * these, too: it holds references to its items, which are tensors or such handles again, a few levels
 * deep. An optional has one item, or none. `kind` is MORTISE_VALUE_SEQUENCE or
 * MORTISE_VALUE_OPTIONAL; at most 65,536 items. */
MORTISE_EXPORT mortise_status_t* mortise_tensor_pack(uint32_t kind, uint64_t count,
                                                     mortise_tensor_t* const* items,
                                                     mortise_tensor_t** out_tensor);
/* MORTISE_VALUE_…; 0 for a null pointer. */
MORTISE_EXPORT uint32_t mortise_tensor_get_kind(const mortise_tensor_t* tensor);
/* 0 for a tensor. */
MORTISE_EXPORT uint64_t mortise_tensor_item_count(const mortise_tensor_t* tensor);
/* Borrowed from `tensor`; null when the index is out of range. */
MORTISE_EXPORT mortise_tensor_t* mortise_tensor_get_item(const mortise_tensor_t* tensor,
                                                         uint64_t index);

/* DLPack (https://dmlc.github.io/dlpack): no copy in either direction. `import` takes ownership of
 * `managed` on success; the result of `export` is freed by its own deleter and keeps the tensor
 * alive. Host memory only. */
struct DLManagedTensor;
MORTISE_EXPORT mortise_status_t* mortise_tensor_import_dlpack(struct DLManagedTensor* managed,
                                                              mortise_tensor_t** out_tensor);
MORTISE_EXPORT mortise_status_t* mortise_tensor_export_dlpack(mortise_tensor_t* tensor,
                                                              struct DLManagedTensor** out_managed);

/* ---- sessions ---- */

/* A symbolic dimension that is planned once, at `bound`, and run with any extent from 1 to it. */
typedef struct mortise_range {
  uint64_t struct_size;
  mortise_string_t symbol;
  int64_t bound;
} mortise_range_t;

typedef struct mortise_session_options {
  uint64_t struct_size;
  uint64_t range_count;
  const mortise_range_t* ranges;
} mortise_session_options_t;

/* The session keeps a copy of the graph; constants are shared, not copied. What follows from
 * constants alone is computed here; compiling waits for the first run. */
MORTISE_EXPORT mortise_status_t* mortise_session_create(mortise_runtime_t* runtime,
                                                        const mortise_graph_t* graph,
                                                        const mortise_session_options_t* options,
                                                        mortise_session_t** out_session);
MORTISE_EXPORT void mortise_session_release(mortise_session_t* session);

MORTISE_EXPORT uint64_t mortise_session_input_count(const mortise_session_t* session);
MORTISE_EXPORT uint64_t mortise_session_output_count(const mortise_session_t* session);
/* Empty, and null, when the index is out of range. */
MORTISE_EXPORT mortise_string_t mortise_session_input_name(const mortise_session_t* session,
                                                           uint64_t index);
MORTISE_EXPORT mortise_string_t mortise_session_output_name(const mortise_session_t* session,
                                                            uint64_t index);
MORTISE_EXPORT const mortise_type_t* mortise_session_input_type(const mortise_session_t* session,
                                                                uint64_t index);
MORTISE_EXPORT const mortise_type_t* mortise_session_output_type(const mortise_session_t* session,
                                                                 uint64_t index);
/* Metadata that the model's file carried; empty when the key is not set. */
MORTISE_EXPORT mortise_string_t mortise_session_metadata(const mortise_session_t* session,
                                                         mortise_string_t key);
/* JSON: for each compiled program its shapes, placement of each node with the reasons of every
 * fallback, arenas' sizes, and times per node over all profiled runs; the cache's hits and misses.
 * */
MORTISE_EXPORT mortise_status_t* mortise_session_report(const mortise_session_t* session,
                                                        mortise_text_t** out_json);

/* ---- runs ---- */

typedef struct mortise_run_options {
  uint64_t struct_size;
  /* 0: none. Checked before compiling and between nodes; DEADLINE_EXCEEDED */
  int64_t timeout_nanoseconds;
  /* may be null; outlives the run. Checked at the same places; CANCELLED */
  mortise_cancellation_t* cancellation;
  /* needed exactly when the graph has states; of the session's runtime; outlives the run */
  mortise_state_store_t* states;
  uint32_t profile; /* 1: add this run's times per node to the session's report */
  uint32_t reserved;
} mortise_run_options_t;

/* Runs the graph. `inputs` and `outputs` are in the session's order. An output that is null on
 * entry is created and then belongs to the caller; one that is not null is written in place and
 * must have the dtype and shape that the run produces; sequences and optionals cannot be given. An
 * output owns its strings' bytes until it is written again. On error, given outputs are undefined and
 * nothing was created. */
MORTISE_EXPORT mortise_status_t* mortise_session_run(
    mortise_session_t* session, const mortise_run_options_t* options, uint64_t input_count,
    mortise_tensor_t* const* inputs, uint64_t output_count, mortise_tensor_t** outputs);
/* The same on a thread of the runtime. The inputs are retained until the run is done. */
MORTISE_EXPORT mortise_status_t* mortise_session_run_async(mortise_session_t* session,
                                                           const mortise_run_options_t* options,
                                                           uint64_t input_count,
                                                           mortise_tensor_t* const* inputs,
                                                           mortise_run_t** out_run);
/* Waits for the run and returns its status (each call makes its own). Negative, or above ten years:
 * no limit. DEADLINE_EXCEEDED is retryable when the wait runs out, and is not when the run did. */
MORTISE_EXPORT mortise_status_t* mortise_run_wait(mortise_run_t* run, int64_t timeout_nanoseconds);
/* Requires: mortise_run_wait has returned success. The caller owns the result. */
MORTISE_EXPORT mortise_status_t* mortise_run_output(mortise_run_t* run, uint64_t index,
                                                    mortise_tensor_t** out_tensor);
MORTISE_EXPORT void mortise_run_cancel(mortise_run_t* run);
/* Cancels the run if it still goes on, and waits for its end. */
MORTISE_EXPORT void mortise_run_release(mortise_run_t* run);

MORTISE_EXPORT mortise_status_t* mortise_cancellation_create(
    mortise_cancellation_t** out_cancellation);
MORTISE_EXPORT void mortise_cancellation_cancel(mortise_cancellation_t* cancellation);
MORTISE_EXPORT void mortise_cancellation_release(mortise_cancellation_t* cancellation);

/* ---- states: what lives longer than a run, shared by sessions of one runtime ---- */

MORTISE_EXPORT mortise_status_t* mortise_state_store_create(mortise_runtime_t* runtime,
                                                            mortise_state_store_t** out_store);
MORTISE_EXPORT void mortise_state_store_release(mortise_state_store_t* store);
/* A copy of the state; waits for a run that is writing it. DATA_LOSS when a failed run left it
 * undefined. */
MORTISE_EXPORT mortise_status_t* mortise_state_store_get(mortise_state_store_t* store,
                                                         mortise_string_t name,
                                                         mortise_tensor_t** out_tensor);
/* Creates the state or replaces its content. */
MORTISE_EXPORT mortise_status_t* mortise_state_store_set(mortise_state_store_t* store,
                                                         mortise_string_t name,
                                                         const mortise_tensor_t* tensor);

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_MORTISE_H_ */
