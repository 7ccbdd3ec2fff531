/* A buffer is a block of the host's memory here: allocated, and counted against the device's limit,
 * or lent by the caller. */
#include "memory.h"

#include <inttypes.h>
#include <stdlib.h>

#include "device.h"
#include "status.h"

struct mortise_buffer {
  void* data;
  uint64_t size;
  uint64_t allocated; /* bytes from the host; 0: the memory is lent */
};

/* Takes bytes from the limit, or none and says so. */
static mortise_status_t* reserve(mortise_device_t* device, uint64_t size) {
  uint64_t used = atomic_load(&device->memory_used);
  do {
    const uint64_t left = device->memory_limit - used;
    if (device->memory_limit != 0 && size > left) {
      return acme_status(MORTISE_STATUS_OUT_OF_MEMORY, MORTISE_STATUS_FLAG_RETRYABLE,
                         "the device has %" PRIu64 " bytes left, not %" PRIu64, left, size);
    }
  } while (!atomic_compare_exchange_weak(&device->memory_used, &used, used + size));
  return NULL;
}

static void give_back(mortise_device_t* device, uint64_t size) {
  atomic_fetch_sub(&device->memory_used, size);
}

/* REPLACE: the driver's allocation. */
static mortise_status_t* allocate(mortise_device_t* device, mortise_buffer_t* buffer,
                                  uint64_t size) {
  const uint64_t bytes = size == 0 ? 1 : size; /* even an empty buffer has an address */
  ACME_TRY(reserve(device, bytes));
  mortise_status_t* failure =
      device->host->allocate(device->host->context, bytes, ACME_ALIGNMENT, &buffer->data);
  if (failure != NULL) {
    give_back(device, bytes);
    return failure; /* the host's; it knows how to free it */
  }
  buffer->size = size;
  buffer->allocated = bytes;
  return NULL;
}

mortise_status_t* acme_buffer_create(mortise_device_t* device, uint64_t size,
                                     mortise_buffer_t** out_buffer, void** out_data) {
  mortise_buffer_t* buffer = malloc(sizeof(*buffer));
  if (buffer == NULL) return acme_out_of_memory();
  mortise_status_t* failure = allocate(device, buffer, size);
  if (failure != NULL) {
    free(buffer);
    return failure;
  }
  *out_data = buffer->data;
  *out_buffer = buffer;
  return NULL;
}

void acme_buffer_release(mortise_device_t* device, mortise_buffer_t* buffer) {
  if (buffer->allocated != 0) {
    device->host->deallocate(device->host->context, buffer->data, buffer->allocated,
                             ACME_ALIGNMENT);
    give_back(device, buffer->allocated);
  }
  free(buffer);
}

/* In this order nothing can overflow. */
static mortise_status_t* check_range(const mortise_buffer_t* buffer, uint64_t offset,
                                     uint64_t size) {
  if (offset <= buffer->size && size <= buffer->size - offset) return NULL;
  return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                     "%" PRIu64 " bytes at offset %" PRIu64 " do not lie in a buffer of %" PRIu64,
                     size, offset, buffer->size);
}

/* REPLACE: on a device whose memory the host cannot address, map gives the host a copy, which unmap
 * writes back when it was mapped for writing. */
mortise_status_t* acme_buffer_map(mortise_device_t* device, mortise_buffer_t* buffer,
                                  uint64_t offset, uint64_t size, uint32_t flags, void** out_host) {
  (void)device;
  const uint32_t known = MORTISE_MAP_READ | MORTISE_MAP_WRITE;
  if (flags == 0 || (flags & ~known) != 0) {
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "a buffer is mapped for reading, writing or both, not with flags %" PRIu32,
                       flags);
  }
  ACME_TRY(check_range(buffer, offset, size));
  *out_host = (char*)buffer->data + offset;
  return NULL;
}

mortise_status_t* acme_buffer_unmap(mortise_device_t* device, mortise_buffer_t* buffer) {
  (void)device;
  (void)buffer;
  return NULL;
}

mortise_status_t* acme_buffer_import(mortise_device_t* device, void* host, uint64_t size,
                                     mortise_buffer_t** out_buffer, void** out_data) {
  (void)device;
  if (host == NULL && size != 0) {
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "%" PRIu64 " bytes are lent, but their address is null", size);
  }
  mortise_buffer_t* buffer = malloc(sizeof(*buffer));
  if (buffer == NULL) return acme_out_of_memory();
  *buffer = (mortise_buffer_t){.data = host, .size = size, .allocated = 0};
  *out_data = host;
  *out_buffer = buffer;
  return NULL;
}

mortise_status_t* acme_copy_end_address(const mortise_copy_end_t* end, uint64_t size,
                                        void** out_address) {
  char* start = end->data;
  if (end->buffer != NULL) {
    ACME_TRY(check_range(end->buffer, end->offset, size));
    start = end->buffer->data;
  }
  *out_address = start + end->offset;
  return NULL;
}
