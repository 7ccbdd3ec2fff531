/* Fences, and the order of what is enqueued. Any thread. */
#pragma once

#include <mortise/abi/device.h>

mortise_status_t* acme_fence_create(mortise_device_t* device, mortise_fence_t** out_fence);
void acme_fence_release(mortise_device_t* device, mortise_fence_t* fence);
mortise_status_t* acme_fence_query(mortise_device_t* device, mortise_fence_t* fence,
                                   uint64_t* out_value);
mortise_status_t* acme_fence_wait(mortise_device_t* device, mortise_fence_t* fence, uint64_t value,
                                  int64_t timeout_nanoseconds);
mortise_status_t* acme_fence_signal(mortise_device_t* device, mortise_fence_t* fence,
                                    uint64_t value);

/* Before the work of an enqueue: may it start, and can what it signals be signalled? `ordering` may
 * be null. */
mortise_status_t* acme_ordering_check(const mortise_ordering_t* ordering);
/* After it. Requires: acme_ordering_check. */
mortise_status_t* acme_ordering_signal(const mortise_ordering_t* ordering);
