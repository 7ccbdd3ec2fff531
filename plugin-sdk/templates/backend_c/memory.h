/* Buffers. Any thread. */
#pragma once

#include <mortise/abi/device.h>

mortise_status_t* acme_buffer_create(mortise_device_t* device, uint64_t size,
                                     mortise_buffer_t** out_buffer, void** out_data);
void acme_buffer_release(mortise_device_t* device, mortise_buffer_t* buffer);
mortise_status_t* acme_buffer_map(mortise_device_t* device, mortise_buffer_t* buffer,
                                  uint64_t offset, uint64_t size, uint32_t flags, void** out_host);
mortise_status_t* acme_buffer_unmap(mortise_device_t* device, mortise_buffer_t* buffer);
mortise_status_t* acme_buffer_import(mortise_device_t* device, void* host, uint64_t size,
                                     mortise_buffer_t** out_buffer, void** out_data);

/* Where `size` bytes at that end of a copy are. Refuses what does not lie inside the buffer. */
mortise_status_t* acme_copy_end_address(const mortise_copy_end_t* end, uint64_t size,
                                        void** out_address);
