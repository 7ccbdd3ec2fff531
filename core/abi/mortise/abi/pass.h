/* Mortise ABI: passes. Optimisation, precision, compression, gradients and parallel strategies are
 * all passes: one mechanism, which changes a graph and keeps what it means (or changes it as its
 * name says). */
#ifndef MORTISE_ABI_PASS_H_
#define MORTISE_ABI_PASS_H_

#include <mortise/abi/graph.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mortise_plugin;

#define MORTISE_PASS_IDEMPOTENT 1u        /* a second run changes nothing */
#define MORTISE_PASS_MEANING_PRESERVED 2u /* outputs equal, within rounding, for all inputs */

typedef struct mortise_pass_description {
  uint64_t struct_size;
  mortise_string_t name; /* as configs name it */
  mortise_string_t summary;
  uint32_t flags; /* MORTISE_PASS_… */
  uint32_t reserved;
} mortise_pass_description_t;

/* What a pass works on. Borrowed for the call. */
typedef struct mortise_pass_context {
  uint64_t struct_size;
  mortise_graph_t* graph;
  const mortise_graph_view_t* view;
  const mortise_graph_edit_t* edit;
  const mortise_options_t* options; /* from the config's entry for this pass */
} mortise_pass_context_t;

typedef struct mortise_pass_interface {
  uint64_t struct_size;
  /* Any thread. Descriptions live as long as the instance. */
  uint64_t (*count)(struct mortise_plugin* plugin);
  const mortise_pass_description_t* (*describe)(struct mortise_plugin* plugin, uint64_t index);
  /* Any thread; one graph at a time. `out_changed` is 1 when the graph was changed. */
  mortise_status_t* (*run)(struct mortise_plugin* plugin, uint64_t index,
                           const mortise_pass_context_t* context, uint32_t* out_changed);
} mortise_pass_interface_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_PASS_H_ */
