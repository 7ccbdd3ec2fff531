/* The one export, and the instance behind it. */
#include "plugin.h"

#include <mortise/abi/fingerprint.h>

#include <stdlib.h>
#include <string.h>

#include "device.h"
#include "status.h"

#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

static int is_named(const mortise_attribute_t* option, const char* name) {
  return option->name.size == strlen(name) && memcmp(option->name.data, name, strlen(name)) == 0;
}

/* The core has checked the options against the manifest and filled in the defaults. The items of a
 * list are as long as they say, which may be more than these headers know. */
static mortise_status_t* read_options(const mortise_options_t* options,
                                      struct mortise_plugin* plugin) {
  if (options == NULL) return NULL;
  ACME_TRY(ACME_CHECK(options, mortise_options_t));
  const unsigned char* at = (const unsigned char*)options->items;
  for (uint64_t i = 0; i < options->count; ++i) {
    const mortise_attribute_t* option = (const mortise_attribute_t*)at;
    ACME_TRY(ACME_CHECK(option, mortise_attribute_t));
    if (is_named(option, "memory_limit")) plugin->memory_limit = (uint64_t)option->int_value;
    at += option->struct_size;
  }
  return NULL;
}

static mortise_status_t* create(const mortise_host_t* host, const mortise_options_t* options,
                                mortise_plugin_t** out_plugin) {
  ACME_TRY(ACME_CHECK_TABLE(host, mortise_host_t));
  struct mortise_plugin made = {.host = host, .memory_limit = 0};
  ACME_TRY(read_options(options, &made));
  mortise_plugin_t* plugin = malloc(sizeof(*plugin));
  if (plugin == NULL) return acme_out_of_memory();
  *plugin = made;
  *out_plugin = plugin;
  return NULL;
}

static void destroy(mortise_plugin_t* plugin) { free(plugin); }

static const mortise_interface_t interfaces[] = {{.struct_size = sizeof(mortise_interface_t),
                                                  .kind = MORTISE_INTERFACE_DEVICE,
                                                  .major = MORTISE_ABI_MAJOR,
                                                  .minor = MORTISE_ABI_MINOR,
                                                  .fingerprint = MORTISE_ABI_FINGERPRINT_DEVICE,
                                                  .table = &acme_device_interface}};

/* Id and version are those of manifest.json. */
static const mortise_plugin_description_t description = {
    .struct_size = sizeof(mortise_plugin_description_t),
    .abi_major = MORTISE_ABI_MAJOR,
    .abi_minor = MORTISE_ABI_MINOR,
    .fingerprint = MORTISE_ABI_FINGERPRINT,
    .id = TEXT("acme"),
    .version = TEXT("0.1.0"),
    .interface_count = sizeof(interfaces) / sizeof(interfaces[0]),
    .interfaces = interfaces,
    .create = &create,
    .destroy = &destroy};

MORTISE_EXPORT const mortise_plugin_description_t* mortise_plugin_query(void);
const mortise_plugin_description_t* mortise_plugin_query(void) { return &description; }
