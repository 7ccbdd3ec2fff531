/* Toy ABI 1.0: what a plugin is, and what the core gives it.
 *
 * A small contract of the same make as Mortise's, and on the same base.h. It exists so that growth,
 * breaks and forks can be tried before Mortise's own headers are frozen. */
#ifndef TOY_ABI_PLUGIN_H_
#define TOY_ABI_PLUGIN_H_

#include <mortise/abi/base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TOY_ABI_MAJOR 1u
#define TOY_ABI_MINOR 0u

#define TOY_INTERFACE_REDUCER 1u /* toy_reducer_interface_t */

#define TOY_LEVEL_INFO 1u
#define TOY_LEVEL_WARNING 2u

typedef struct toy_plugin toy_plugin_t; /* the instance; the plugin's */
typedef struct toy_core toy_core_t;     /* the core's; first argument of its calls */

/* What a plugin has to say; read during the call. */
typedef struct toy_report {
  uint64_t struct_size;
  uint32_t level; /* TOY_LEVEL_… */
  uint32_t reserved;
  mortise_string_t text;
} toy_report_t;

/* The core's services. */
typedef struct toy_host {
  uint64_t struct_size;
  toy_core_t* core;
  mortise_status_t* (*report)(toy_core_t* core, const toy_report_t* report);
} toy_host_t;

/* One interface that a plugin provides. */
typedef struct toy_interface {
  uint64_t struct_size;
  uint32_t kind; /* TOY_INTERFACE_… */
  uint32_t major;
  uint32_t minor;
  uint32_t reserved;
  uint64_t fingerprint;
  const uint64_t* older_fingerprints; /* of the minor versions below, by minor */
  const void* table;
} toy_interface_t;

typedef struct toy_plugin_description {
  uint64_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint64_t fingerprint;
  const uint64_t* older_fingerprints; /* of the minor versions below, by minor */
  mortise_string_t id;
  uint64_t interface_count;
  const toy_interface_t* interfaces;
  /* `host` outlives the instance. */
  mortise_status_t* (*create)(const toy_host_t* host, toy_plugin_t** out_plugin);
  void (*destroy)(toy_plugin_t* plugin);
} toy_plugin_description_t;

/* The type of the one export, `toy_plugin_query`. */
typedef const toy_plugin_description_t* (*toy_plugin_query_t)(void);

#define TOY_PLUGIN_QUERY_SYMBOL "toy_plugin_query"

#ifdef __cplusplus
}
#endif

#endif /* TOY_ABI_PLUGIN_H_ */
