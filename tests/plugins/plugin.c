/* A plugin in C11 that provides the operator test::Echo with a portable kernel. Definitions given to the compiler break
 * it in one way each:
 *
 *   NO_QUERY          does not export mortise_plugin_query
 *   OTHER_MAJOR       was built for another major version of the ABI
 *   FORKED            was built from changed headers
 *   GARBAGE_SIZES     says that its description is huge
 *   GARBAGE_TABLE     says the same of its operator table
 *   UNKNOWN_MEMBER    uses a member behind all that the core knows
 *   MISSING_FUNCTION  leaves a required function out
 *   GARBAGE_COUNT     says that it has 2^63 operators
 *   NULL_OPERATOR     has an operator that is not there
 *   GARBAGE_OPERATOR  has an operator of a few bytes only
 *   NULL_DTYPE        has a data type that is not there
 *   GARBAGE_STATUS    fails to be created with a status that cannot be read
 *   FAILS_TO_CREATE   cannot make an instance
 *   NEEDS_MISSING     calls a library that is not there when it is loaded
 *   HUGE_MEMORY       takes a gigabyte of address space
 *   ASKS_FOR="Op"     asks the host for the operator test::Op while it is created
 *   ASKS_AT_END="Op"  the same while it is destroyed
 *   IN_CONSTRUCTOR, IN_QUERY, IN_CREATE, IN_DESTROY
 *                     does there what misbehave.h says
 *
 * OP_NAME is the operator's name where it is not Echo, OP_VERSION its version where that is not 1.
 */
#include <mortise/abi/fingerprint.h>

#include <stdlib.h>
#include <string.h>

#include "misbehave.h"

#ifndef OP_NAME
#define OP_NAME "Echo"
#endif
#ifndef OP_VERSION
#define OP_VERSION 1
#endif
#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

struct mortise_plugin {
  const mortise_host_t* host;
};

static void log_text(const mortise_host_t* host, const char* text) {
  const mortise_string_t message = {text, strlen(text)};
  host->log(host->context, MORTISE_LOG_INFO, message);
}

/* ---- the operator ---- */

static mortise_status_t* infer(const mortise_operator_t* self, const mortise_node_t* node,
                               const mortise_inference_t* out) {
  (void)self;
  return out->set_type(out->self, 0, node->inputs[0]->type);
}

static const mortise_formal_t formals[] = {{sizeof(mortise_formal_t), TEXT("x"), 0, 0}};
static const mortise_operator_t echo = {.struct_size = sizeof(mortise_operator_t),
                                        .domain = TEXT("test"),
                                        .name = TEXT(OP_NAME),
                                        .version = OP_VERSION,
                                        .flags = MORTISE_OPERATOR_PURE,
                                        .summary = TEXT("Gives back its input."),
                                        .input_count = 1,
                                        .inputs = formals,
                                        .output_count = 1,
                                        .outputs = formals,
                                        .infer = &infer};

static mortise_status_t* query_kernel(const mortise_kernel_definition_t* self,
                                      const mortise_node_t* node, mortise_support_t* out_support) {
  (void)self;
  (void)node;
  out_support->supported = 1;
  return NULL;
}

static mortise_status_t* launch(const mortise_kernel_t* self, const mortise_launch_t* launch) {
  (void)self;
  memcpy(launch->outputs[0]->data, launch->inputs[0]->data, launch->inputs[0]->byte_size);
  return NULL;
}

static void release_kernel(mortise_kernel_t* self) { (void)self; }

static mortise_kernel_t kernel = {
    .struct_size = sizeof(mortise_kernel_t), .launch = &launch, .release = &release_kernel};

static mortise_status_t* create_kernel(const mortise_kernel_definition_t* self,
                                       mortise_device_t* device, const mortise_node_t* node,
                                       mortise_kernel_t** out_kernel) {
  (void)self;
  (void)device;
  (void)node;
  *out_kernel = &kernel;
  return NULL;
}

static const mortise_kernel_definition_t echo_kernel = {
    .struct_size = sizeof(mortise_kernel_definition_t),
    .device_kind = TEXT("*"),
    .domain = TEXT("test"),
    .op = TEXT(OP_NAME),
    .version = OP_VERSION,
    .query = &query_kernel,
    .create = &create_kernel};

#ifdef GARBAGE_COUNT
static uint64_t too_many(mortise_plugin_t* plugin) {
  (void)plugin;
  return UINT64_C(1) << 63;
}
#endif
static uint64_t one(mortise_plugin_t* plugin) {
  (void)plugin;
  return 1;
}
#ifndef NULL_DTYPE
static uint64_t none(mortise_plugin_t* plugin) {
  (void)plugin;
  return 0;
}
#endif
static const mortise_operator_t* operator_at(mortise_plugin_t* plugin, uint64_t index) {
  (void)plugin;
#if defined(NULL_OPERATOR)
  return index == 1 ? &echo : NULL;
#elif defined(GARBAGE_OPERATOR)
  static const uint64_t too_short = 24;
  return index == 1 ? &echo : (const mortise_operator_t*)&too_short;
#else
  return index == 0 ? &echo : NULL;
#endif
}
static const mortise_kernel_definition_t* kernel_at(mortise_plugin_t* plugin, uint64_t index) {
  (void)plugin;
  return index == 0 ? &echo_kernel : NULL;
}
static const mortise_dtype_info_t* dtype_at(mortise_plugin_t* plugin, uint64_t index) {
  (void)plugin;
  (void)index;
  return NULL;
}

static const mortise_operator_interface_t table = {
#ifdef GARBAGE_TABLE
    .struct_size = UINT64_C(0xdeadbeefdeadbeef),
#else
    .struct_size = sizeof(mortise_operator_interface_t),
#endif
#if defined(GARBAGE_COUNT)
    .operator_count = &too_many,
#elif !defined(MISSING_FUNCTION)
    .operator_count = &one,
#endif
    .operator_at = &operator_at,
    .kernel_count = &one,
    .kernel_at = &kernel_at,
#ifdef NULL_DTYPE
    .dtype_count = &one,
#else
    .dtype_count = &none,
#endif
    .dtype_at = &dtype_at};

/* ---- the plugin ---- */

#ifdef NEEDS_MISSING
int missing_function(void);
#endif
#ifdef HUGE_MEMORY
static volatile char huge[1 << 30]; /* read, so that no compiler leaves it out */
#endif

static mortise_status_t* create(const mortise_host_t* host, const mortise_options_t* options,
                                mortise_plugin_t** out_plugin) {
#if defined(GARBAGE_STATUS)
  static mortise_status_t status = {
      sizeof(mortise_status_t), 77, UINT32_MAX, {NULL, UINT64_MAX}, NULL};
  (void)host;
  (void)options;
  (void)out_plugin;
  return &status;
#elif defined(FAILS_TO_CREATE)
  {
    const mortise_string_t message = TEXT("the accelerator is on fire");
    (void)options;
    (void)out_plugin;
    return host->status_create(MORTISE_STATUS_UNAVAILABLE, 0, message);
  }
#else
  uint64_t i;
#ifdef IN_CREATE
  misbehave();
#endif
#ifdef NEEDS_MISSING
  missing_function();
#endif
#ifdef HUGE_MEMORY
  (void)huge[0];
#endif
#ifdef ASKS_FOR
  {
    const mortise_string_t domain = TEXT("test"), op = TEXT(ASKS_FOR);
    const mortise_operator_t* found = host->operator_find(host->context, domain, op, 0);
    log_text(host, found == NULL ? "found nothing" : "found " ASKS_FOR);
  }
#endif
  for (i = 0; i < options->count; ++i)
    host->log(host->context, MORTISE_LOG_INFO, options->items[i].name);
  *out_plugin = malloc(sizeof(**out_plugin));
  (*out_plugin)->host = host;
  log_text(host, "created " PLUGIN_ID);
  return NULL;
#endif
}

static void destroy(mortise_plugin_t* plugin) {
#ifdef IN_DESTROY
  misbehave();
#endif
#ifdef ASKS_AT_END
  {
    const mortise_string_t domain = TEXT("test"), op = TEXT(ASKS_AT_END);
    const mortise_host_t* host = plugin->host;
    const mortise_operator_t* found = host->operator_find(host->context, domain, op, 0);
    log_text(host, found == NULL ? "found nothing" : "found " ASKS_AT_END);
  }
#endif
  log_text(plugin->host, "destroyed " PLUGIN_ID);
  free(plugin);
}

static const mortise_interface_t interfaces[] = {
    {.struct_size = sizeof(mortise_interface_t),
     .kind = MORTISE_INTERFACE_OPERATOR,
     .major = MORTISE_ABI_MAJOR,
     .minor = MORTISE_ABI_MINOR,
     .fingerprint = MORTISE_ABI_FINGERPRINT_OPERATOR,
     .older_fingerprints = MORTISE_ABI_OLDER_FINGERPRINTS_OPERATOR,
     .table = &table}};

/* As a later version of the ABI might make it. */
struct longer_description {
  mortise_plugin_description_t known;
  uint64_t later;
};

static const struct longer_description description = {
    .known =
        {
#if defined(GARBAGE_SIZES)
            .struct_size = UINT64_C(0xdeadbeefdeadbeef),
#else
            .struct_size = sizeof(struct longer_description),
#endif
#ifdef OTHER_MAJOR
            .abi_major = MORTISE_ABI_MAJOR + 7,
#else
            .abi_major = MORTISE_ABI_MAJOR,
#endif
            .abi_minor = MORTISE_ABI_MINOR,
#ifdef FORKED
            .fingerprint = MORTISE_ABI_FINGERPRINT ^ 1,
#else
            .fingerprint = MORTISE_ABI_FINGERPRINT,
#endif
            .older_fingerprints = MORTISE_ABI_OLDER_FINGERPRINTS,
            .id = TEXT(PLUGIN_ID),
            .version = TEXT("1.0.0"),
            .interface_count = 1,
            .interfaces = interfaces,
            .create = &create,
            .destroy = &destroy},
#ifdef UNKNOWN_MEMBER
    .later = 1,
#endif
};

#ifdef IN_CONSTRUCTOR
__attribute__((constructor)) static void construct(void) { misbehave(); }
#endif

#ifndef NO_QUERY
MORTISE_EXPORT const mortise_plugin_description_t* mortise_plugin_query(void);
const mortise_plugin_description_t* mortise_plugin_query(void) {
#ifdef IN_QUERY
  misbehave();
#endif
  return &description.known;
}
#else
/* Keeps the description in use, under a name that nobody asks for. */
const mortise_plugin_description_t* some_other_query(void);
const mortise_plugin_description_t* some_other_query(void) { return &description.known; }
#endif
