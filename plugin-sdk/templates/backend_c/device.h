/* A device, and the table by which the core uses it. The functions of the table are in the files of
 * their nouns: memory.c, stream.c, fence.c, support.c, kernel.c. */
#pragma once

#include <mortise/abi/device.h>
#include <mortise/abi/plugin.h>

#include <stdatomic.h>

#define ACME_ALIGNMENT 64u /* of buffers, in bytes */

/* REPLACE: the driver's context. Shared by any number of threads. */
struct mortise_device {
  const mortise_host_t* host;
  uint64_t memory_limit;        /* bytes; 0: no limit */
  _Atomic uint64_t memory_used; /* bytes, of all its buffers */
};

extern const mortise_device_interface_t acme_device_interface;
