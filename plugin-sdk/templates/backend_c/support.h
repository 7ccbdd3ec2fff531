/* Which nodes the device takes. Any thread; no effect. */
#pragma once

#include <mortise/abi/device.h>

mortise_status_t* acme_query(mortise_device_t* device, uint64_t count,
                             const mortise_node_t* const* nodes, mortise_support_t* out_supports);

/* Null when there is a kernel for the node; else why not, and what would be supported. */
mortise_status_t* acme_why_unsupported(const mortise_device_t* device, const mortise_node_t* node);
