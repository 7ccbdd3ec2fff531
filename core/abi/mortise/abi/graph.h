/* Mortise ABI: looking at graphs and changing them.
 *
 * A graph holds values in single-assignment form. A value is an input, a constant, the current
 * content of a named state, or an output of a node. Values and nodes have numbers (ids) that stay
 * the same while they live; id MORTISE_NONE stands for an absent optional input. The core keeps the
 * nodes in topological order.
 *
 * A sequence or an optional is the compiler's: kernels and devices see tensors only. Where it is known what
 * one is made of, its value is a pack of other values.
 *
 * Everything here belongs to the core. A node's or value's struct that it hands out stays where it
 * is, and is kept up to date, until the node or value is removed, so that a gradient can read its
 * node while it adds others; what the struct points to is borrowed until that node or value is
 * edited. Everything else is borrowed until the next edit of the graph. One thread at a time per
 * graph.
 */
#ifndef MORTISE_ABI_GRAPH_H_
#define MORTISE_ABI_GRAPH_H_

#include <mortise/abi/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mortise_graph mortise_graph_t;

#define MORTISE_NONE UINT32_MAX

#define MORTISE_ROLE_INPUT 1u
#define MORTISE_ROLE_CONSTANT 2u
#define MORTISE_ROLE_STATE 3u
#define MORTISE_ROLE_RESULT 4u /* of a node */

typedef struct mortise_graph_value {
  uint64_t struct_size;
  uint32_t id;
  uint32_t role; /* MORTISE_ROLE_… */
  mortise_string_t name;
  const mortise_type_t* type;
  /* host tensor when the value is known at compile time, else null */
  const mortise_tensor_view_t* constant;
  uint32_t producer; /* node id, or MORTISE_NONE */
  /* nodes that read it, counted once per input, plus graph outputs and states */
  uint32_t user_count;
} mortise_graph_value_t;

/* One node, with all that shape rules, placement and kernel creation look at. */
typedef struct mortise_node {
  uint64_t struct_size;
  uint32_t id;
  /* of the operator: the opset number in which its current form appeared */
  uint32_t version;
  mortise_string_t domain; /* "" is the ONNX standard domain */
  mortise_string_t op;
  mortise_string_t name;
  mortise_string_t device; /* kind it is placed on (see optimise, too); empty before placement */
  uint64_t input_count;
  const mortise_graph_value_t* const* inputs; /* null pointer: absent optional input */
  uint64_t output_count;
  const mortise_graph_value_t* const* outputs; /* null pointer: nobody wants it */
  uint64_t attribute_count;
  const mortise_attribute_t* attributes; /* sorted by name */
} mortise_node_t;

/* what a failed run wrote is beyond every committed length: keep the state */
#define MORTISE_STATE_APPEND_ONLY 1u

typedef struct mortise_graph_state {
  uint64_t struct_size;
  mortise_string_t name;
  uint32_t current; /* value id: content when the run begins */
  uint32_t next;    /* value id: content when the run ends; MORTISE_NONE: unchanged */
  uint32_t flags;   /* MORTISE_STATE_… */
  uint32_t reserved;
  const mortise_tensor_view_t* initial; /* null: zeros */
} mortise_graph_state_t;

/* Read access. Ids and positions out of range give a null pointer, or MORTISE_NONE; node_get,
 * value_get and state_at give a null pointer also when memory runs out. */
typedef struct mortise_graph_view {
  uint64_t struct_size;
  uint64_t (*node_count)(const mortise_graph_t* graph);
  uint32_t (*node_at)(const mortise_graph_t* graph, uint64_t position); /* in topological order */
  const mortise_node_t* (*node_get)(const mortise_graph_t* graph, uint32_t node);
  uint64_t (*value_limit)(const mortise_graph_t* graph); /* every value id is below it */
  const mortise_graph_value_t* (*value_get)(const mortise_graph_t* graph, uint32_t value);
  uint64_t (*input_count)(const mortise_graph_t* graph);
  uint32_t (*input_at)(const mortise_graph_t* graph, uint64_t index);
  uint64_t (*output_count)(const mortise_graph_t* graph);
  uint32_t (*output_at)(const mortise_graph_t* graph, uint64_t index);
  mortise_string_t (*output_name)(const mortise_graph_t* graph, uint64_t index);
  uint64_t (*state_count)(const mortise_graph_t* graph);
  const mortise_graph_state_t* (*state_at)(const mortise_graph_t* graph, uint64_t index);
  uint64_t (*symbol_count)(const mortise_graph_t* graph);
  mortise_string_t (*symbol_name)(const mortise_graph_t* graph, uint64_t symbol);
  /* Empty when the key is not set. */
  mortise_string_t (*metadata_get)(const mortise_graph_t* graph, mortise_string_t key);
  /* 1 when the value is a pack, a sequence or an optional whose items are known; their ids. */
  uint32_t (*pack_get)(const mortise_graph_t* graph, uint32_t value, uint64_t* out_count,
                       const uint32_t** out_items);
} mortise_graph_view_t;

/* What node_add needs. */
typedef struct mortise_node_spec {
  uint64_t struct_size;
  mortise_string_t domain;
  mortise_string_t op;
  uint32_t version; /* 0: the newest that is registered when the graph is compiled */
  uint32_t reserved;
  mortise_string_t name;   /* may be empty */
  mortise_string_t device; /* placement to inherit; normally empty */
  uint64_t input_count;
  const uint32_t* inputs; /* value ids, or MORTISE_NONE */
  uint64_t output_count;
  const mortise_string_t* output_names; /* may be null; an empty name gets a generated one */
  uint64_t attribute_count;
  const mortise_attribute_t* attributes; /* copied, tensors included; a graph is retained */
} mortise_node_spec_t;

/* Frees memory that was lent to constant_add; called once, from any thread, when the last user is
 * gone. */
typedef void (*mortise_constant_release_t)(void* context);

/* Write access. On error nothing has changed. */
typedef struct mortise_graph_edit {
  uint64_t struct_size;
  /* The id of the symbol of that name, made on first use. */
  mortise_status_t* (*symbol_get)(mortise_graph_t* graph, mortise_string_t name,
                                  uint32_t* out_symbol);
  mortise_status_t* (*input_add)(mortise_graph_t* graph, mortise_string_t name,
                                 const mortise_type_t* type, uint32_t* out_value);
  mortise_status_t* (*output_add)(mortise_graph_t* graph, mortise_string_t name, uint32_t value);
  /* With `release` null the tensor is copied; otherwise its memory is lent and `release(context)`
   * gives it back. */
  mortise_status_t* (*constant_add)(mortise_graph_t* graph, mortise_string_t name,
                                    const mortise_tensor_view_t* tensor,
                                    mortise_constant_release_t release, void* context,
                                    uint32_t* out_value);
  /* Declares a state; `initial` (copied) may be null for zeros. */
  mortise_status_t* (*state_add)(mortise_graph_t* graph, mortise_string_t name,
                                 const mortise_type_t* type, const mortise_tensor_view_t* initial,
                                 uint32_t flags, uint32_t* out_value);
  mortise_status_t* (*state_set_next)(mortise_graph_t* graph, mortise_string_t name,
                                      uint32_t value);
  /* Writes output_count value ids. */
  mortise_status_t* (*node_add)(mortise_graph_t* graph, const mortise_node_spec_t* spec,
                                uint32_t* out_values);
  /* Requires: no output of the node has users. */
  mortise_status_t* (*node_remove)(mortise_graph_t* graph, uint32_t node);
  /* Every reader of `from`, graph outputs and states included, reads `to` afterwards. Refuses
   * cycles. */
  mortise_status_t* (*value_replace)(mortise_graph_t* graph, uint32_t from, uint32_t to);
  mortise_status_t* (*value_set_type)(mortise_graph_t* graph, uint32_t value,
                                      const mortise_type_t* type);
  mortise_status_t* (*value_set_name)(mortise_graph_t* graph, uint32_t value,
                                      mortise_string_t name);
  mortise_status_t* (*metadata_set)(mortise_graph_t* graph, mortise_string_t key,
                                    mortise_string_t value);
  /* An empty graph for an attribute (the body of a loop, say), with the symbols of `parent`; the
   * caller releases it. */
  mortise_status_t* (*graph_create)(const mortise_graph_t* parent, mortise_graph_t** out_graph);
  void (*graph_release)(mortise_graph_t* graph);
  /* One input of a node reads `value` (MORTISE_NONE: absent) afterwards: how something is put
   * behind a value that it reads itself, which value_replace would make a cycle. */
  mortise_status_t* (*node_set_input)(mortise_graph_t* graph, uint32_t node, uint64_t index,
                                      uint32_t value);
  /* A pack: a sequence of at most 65,536 values, or an optional of one or none. `type` says
   * which. */
  mortise_status_t* (*pack_add)(mortise_graph_t* graph, mortise_string_t name,
                                const mortise_type_t* type, uint64_t item_count,
                                const uint32_t* items, uint32_t* out_value);
  /* Adds copies of the nodes of `body` (the graph of an attribute, say), which read `inputs`, one
   * for each of its inputs (MORTISE_NONE: absent), and writes the values that its outputs have
   * become. `prefix` goes before the names of the nodes. Refuses other counts than the body's, and a
   * body with states. */
  mortise_status_t* (*graph_inline)(mortise_graph_t* graph, const mortise_graph_t* body,
                                    mortise_string_t prefix, uint64_t input_count,
                                    const uint32_t* inputs, uint64_t output_count,
                                    uint32_t* out_values);
} mortise_graph_edit_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_GRAPH_H_ */
