/* Streams, copies and fills. Streams are made and released by any thread; what is enqueued on one
 * comes one call at a time. */
#pragma once

#include <mortise/abi/device.h>

mortise_status_t* acme_stream_create(mortise_device_t* device, mortise_stream_t** out_stream);
void acme_stream_release(mortise_device_t* device, mortise_stream_t* stream);
mortise_status_t* acme_copy(mortise_device_t* device, mortise_stream_t* stream,
                            const mortise_copy_end_t* source, const mortise_copy_end_t* destination,
                            uint64_t size, const mortise_ordering_t* ordering);
mortise_status_t* acme_fill(mortise_device_t* device, mortise_stream_t* stream,
                            const mortise_copy_end_t* destination, uint8_t value, uint64_t size,
                            const mortise_ordering_t* ordering);
