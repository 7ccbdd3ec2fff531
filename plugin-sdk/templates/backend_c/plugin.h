/* The instance: all the state of this plugin in one runtime. Immutable once made. */
#pragma once

#include <mortise/abi/plugin.h>

struct mortise_plugin {
  const mortise_host_t* host; /* outlives the instance */
  uint64_t memory_limit;      /* bytes of each device; 0: no limit */
};
