/* Mortise ABI: services. PROVISIONAL: nothing is built on it yet, and it will change when text
 * generation and the servers are. A service is a plugin that uses the embedding API, handed to it
 * as a table. */
#ifndef MORTISE_ABI_SERVICE_H_
#define MORTISE_ABI_SERVICE_H_

#include <mortise/abi/base.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mortise_plugin;
typedef struct mortise_service mortise_service_t; /* the provider's: one running service */

typedef struct mortise_service_interface {
  uint64_t struct_size;
  mortise_string_t name;
  /* `embedding` is the embedding API's table. Init only. */
  mortise_status_t* (*start)(struct mortise_plugin* plugin, const void* embedding,
                             const mortise_options_t* options, mortise_service_t** out_service);
  /* Ends all work and frees. Init only. */
  void (*stop)(mortise_service_t* service);
} mortise_service_interface_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_SERVICE_H_ */
