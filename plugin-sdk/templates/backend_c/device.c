/* Which devices there are, and opening one. */
#include "device.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fence.h"
#include "kernel.h"
#include "memory.h"
#include "plugin.h"
#include "status.h"
#include "stream.h"
#include "support.h"

#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

enum { DEVICE_COUNT = 1 };

/* REPLACE: ask the driver. Without one, return UNAVAILABLE with what to install. */
static mortise_status_t* count(mortise_plugin_t* plugin, uint64_t* out_count) {
  (void)plugin;
  *out_count = DEVICE_COUNT;
  return NULL;
}

static mortise_status_t* check_index(uint64_t index) {
  if (index < DEVICE_COUNT) return NULL;
  return acme_status(MORTISE_STATUS_NOT_FOUND, 0, "there is no device %" PRIu64 "; there are %d",
                     index, DEVICE_COUNT);
}

/* The device works on the thread that calls it, in memory that the host can address but has to copy
 * into: without a name the memory space is the device's own. */
static mortise_status_t* describe(mortise_plugin_t* plugin, uint64_t index,
                                  mortise_device_description_t* out_description) {
  ACME_TRY(check_index(index));
  ACME_TRY(ACME_CHECK(out_description, mortise_device_description_t));
  *out_description = (mortise_device_description_t){
      .struct_size = sizeof(mortise_device_description_t),
      .kind = TEXT("acme"),
      .name = TEXT("Acme, on the host"),
      .fence_kind = TEXT("acme"),
      .flags = MORTISE_DEVICE_HOST_ADDRESSABLE | MORTISE_DEVICE_SYNCHRONOUS,
      .memory_bytes = plugin->memory_limit,
      .alignment = ACME_ALIGNMENT};
  return NULL;
}

static mortise_status_t* open_device(mortise_plugin_t* plugin, uint64_t index,
                                     mortise_device_t** out_device) {
  ACME_TRY(check_index(index));
  mortise_device_t* device = malloc(sizeof(*device));
  if (device == NULL) return acme_out_of_memory();
  device->host = plugin->host;
  device->memory_limit = plugin->memory_limit;
  atomic_init(&device->memory_used, 0);
  *out_device = device;
  return NULL;
}

/* All buffers have been released by now; if not, somebody should know. */
static void close_device(mortise_device_t* device) {
  const uint64_t left = atomic_load(&device->memory_used);
  if (left != 0) {
    char text[96];
    snprintf(text, sizeof(text), "acme: a device was closed with %" PRIu64 " bytes in use", left);
    const mortise_string_t message = {text, strlen(text)};
    device->host->log(device->host->context, MORTISE_LOG_WARNING, message);
  }
  free(device);
}

/* What is optional and not here is null: optimise and native_handle. */
const mortise_device_interface_t acme_device_interface = {
    .struct_size = sizeof(mortise_device_interface_t),
    .count = &count,
    .describe = &describe,
    .open = &open_device,
    .close = &close_device,
    .buffer_create = &acme_buffer_create,
    .buffer_release = &acme_buffer_release,
    .buffer_map = &acme_buffer_map,
    .buffer_unmap = &acme_buffer_unmap,
    .buffer_import = &acme_buffer_import,
    .stream_create = &acme_stream_create,
    .stream_release = &acme_stream_release,
    .copy = &acme_copy,
    .fill = &acme_fill,
    .fence_create = &acme_fence_create,
    .fence_release = &acme_fence_release,
    .fence_query = &acme_fence_query,
    .fence_wait = &acme_fence_wait,
    .fence_signal = &acme_fence_signal,
    .query = &acme_query,
    .kernel_create = &acme_kernel_create};
