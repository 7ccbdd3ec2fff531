/* A plugin in C11, built once from each version of the toy headers. Definitions given to the compiler:
 *
 *   SETS_LINE     sets the member of a report that 1.1 added
 *   SETS_LICENCE  sets the member of the description that 1.1 added
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <toy/abi/fingerprint.h>

/* What version 1.1 added is there from then on. */
#define SINCE_1_1 (TOY_ABI_MAJOR > 1 || TOY_ABI_MINOR >= 1)
#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

struct toy_plugin {
  const toy_host_t* host;
};

typedef struct refusal {
  mortise_status_t status;
  char text[160];
} refusal_t;

static void release(mortise_status_t* status) { free(status); }

/* "the request: 48 is …" */
static mortise_status_t* refuse(const char* what, uint64_t number, const char* why) {
  refusal_t* refusal = calloc(1, sizeof(*refusal));
  if (refusal == NULL) abort();
  snprintf(refusal->text, sizeof(refusal->text), "%s: %llu %s", what, (unsigned long long)number,
           why);
  refusal->status.struct_size = sizeof(refusal->status);
  refusal->status.code = MORTISE_STATUS_INCOMPATIBLE;
  refusal->status.message.data = refusal->text;
  refusal->status.message.size = strlen(refusal->text);
  refusal->status.release = &release;
  return &refusal->status;
}

static mortise_status_t* check_struct(const void* object, uint64_t size, uint64_t first_size,
                                      uint64_t known_size, const char* what) {
  const uint64_t offset = mortise_unknown_tail(object, size, known_size);
  if (size < first_size) return refuse(what, size, "bytes are less than its first version had");
  return offset == 0 ? NULL : refuse(what, offset, "is the offset of a member that is unknown");
}

/* ---- the reducer ---- */

static int has_name(const mortise_extension_t* extension, const char* name) {
  return extension->name.size == strlen(name) &&
         memcmp(extension->name.data, name, extension->name.size) == 0;
}

static mortise_status_t* check_extensions(const toy_request_t* request) {
  const mortise_extension_t* item;
  for (item = request->next; item != NULL; item = item->next) {
    if (has_name(item, TOY_EXTENSION_TRACE)) {
      const toy_trace_t* trace = (const toy_trace_t*)item;
      *trace->count = request->range.end - request->range.begin;
    } else if (item->required != 0) {
      return refuse("the request", 1, "extension is required and unknown");
    }
  }
  return NULL;
}

static double scale_of(const toy_request_t* request) {
#if SINCE_1_1
  if (MORTISE_REACHES(request, toy_request_t, scale) && request->scale != 0) return request->scale;
#endif
  (void)request;
  return 1;
}

static mortise_status_t* fold(const toy_request_t* request, double* out_result) {
  const uint64_t count = request->range.end - request->range.begin;
  double sum = 0, maximum = request->values[request->range.begin];
  uint64_t i;
  for (i = request->range.begin; i < request->range.end; ++i) {
    sum += request->values[i];
    if (request->values[i] > maximum) maximum = request->values[i];
  }
  switch (request->mode) {
    case TOY_MODE_SUM: *out_result = sum * scale_of(request); return NULL;
    case TOY_MODE_MAXIMUM: *out_result = maximum * scale_of(request); return NULL;
#if SINCE_1_1
    case TOY_MODE_MEAN: *out_result = sum / (double)count * scale_of(request); return NULL;
#endif
    default: (void)count; return refuse("the request", request->mode, "is an unknown mode");
  }
}

static mortise_status_t* reduce(toy_plugin_t* plugin, const toy_request_t* request,
                                double* out_result) {
  mortise_status_t* status = check_struct(request, request->struct_size, TOY_REQUEST_FIRST_SIZE,
                                          sizeof(*request), "the request");
  (void)plugin;
  if (status == NULL) status = check_extensions(request);
  return status != NULL ? status : fold(request, out_result);
}

#if SINCE_1_1
static mortise_status_t* reduce_all(toy_plugin_t* plugin, const toy_request_t* requests,
                                    uint64_t count, double* out_results) {
  const unsigned char* item = (const unsigned char*)requests;
  mortise_status_t* status = NULL;
  uint64_t i;
  for (i = 0; i < count && status == NULL; ++i, item += requests->struct_size)
    status = reduce(plugin, (const toy_request_t*)(const void*)item, &out_results[i]);
  return status;
}
#endif

static const toy_reducer_interface_t table = {.struct_size = sizeof(table),
                                              .reduce = &reduce,
#if SINCE_1_1
                                              .reduce_all = &reduce_all
#endif
};

/* ---- the plugin ---- */

static mortise_status_t* say(const toy_host_t* host, const char* text) {
  toy_report_t report = {.struct_size = sizeof(report), .level = TOY_LEVEL_INFO};
  report.text.data = text;
  report.text.size = strlen(text);
#ifdef SETS_LINE
  report.line = 7;
#endif
  return host->report(host->core, &report);
}

static mortise_status_t* greet(const toy_host_t* host) {
#if SINCE_1_1
  if (MORTISE_REACHES(host, toy_host_t, now)) {
    char text[64];
    snprintf(text, sizeof(text), "created at %lld", (long long)host->now(host->core));
    return say(host, text);
  }
#endif
  return say(host, "created without a clock");
}

static mortise_status_t* create(const toy_host_t* host, toy_plugin_t** out_plugin) {
  mortise_status_t* status;
  if (host->struct_size < TOY_HOST_FIRST_SIZE)
    return refuse("the host table", host->struct_size, "bytes are less than its first version had");
  status = greet(host);
  if (status != NULL) return status;
  *out_plugin = malloc(sizeof(**out_plugin));
  if (*out_plugin == NULL) abort();
  (*out_plugin)->host = host;
  return NULL;
}

static void destroy(toy_plugin_t* plugin) { free(plugin); }

static const toy_interface_t interfaces[] = {
    {.struct_size = sizeof(toy_interface_t),
     .kind = TOY_INTERFACE_REDUCER,
     .major = TOY_ABI_MAJOR,
     .minor = TOY_ABI_MINOR,
     .fingerprint = TOY_ABI_FINGERPRINT_REDUCER,
     .older_fingerprints = TOY_ABI_OLDER_FINGERPRINTS_REDUCER,
     .table = &table}};

static const toy_plugin_description_t description = {
    .struct_size = sizeof(description),
    .abi_major = TOY_ABI_MAJOR,
    .abi_minor = TOY_ABI_MINOR,
    .fingerprint = TOY_ABI_FINGERPRINT,
    .older_fingerprints = TOY_ABI_OLDER_FINGERPRINTS,
    .id = TEXT("toy"),
    .interface_count = 1,
    .interfaces = interfaces,
    .create = &create,
    .destroy = &destroy,
#ifdef SETS_LICENCE
    .licence = TEXT("none"),
#endif
};

MORTISE_EXPORT const toy_plugin_description_t* toy_plugin_query(void);
const toy_plugin_description_t* toy_plugin_query(void) { return &description; }
