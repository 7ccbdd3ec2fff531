/* Kernels: one for each node that the device runs. Immutable once made; launched by any number of
 * threads at once. */
#pragma once

#include <mortise/abi/device.h>

mortise_status_t* acme_kernel_create(mortise_device_t* device, const mortise_node_t* node,
                                     mortise_kernel_t** out_kernel);
