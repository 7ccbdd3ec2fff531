/* The answers to "can you run this?". A reason is written for whoever reads a session's report and
 * asks why a node ran elsewhere: it says what is in the way, and what would be supported. */
#include "support.h"

#include <inttypes.h>

#include "device.h"
#include "operators.h"
#include "status.h"

#define WIDTH(text) (int)(text).size, (text).data /* for %.*s */

/* Refuses a node that carries, anywhere, a member that these headers do not know. */
static mortise_status_t* check_values(uint64_t count, const mortise_graph_value_t* const* values) {
  for (uint64_t i = 0; i < count; ++i) {
    if (values[i] == NULL) continue;
    ACME_TRY(ACME_CHECK(values[i], mortise_graph_value_t));
    ACME_TRY(ACME_CHECK(values[i]->type, mortise_type_t));
  }
  return NULL;
}

static mortise_status_t* check_node(const mortise_node_t* node) {
  ACME_TRY(ACME_CHECK(node, mortise_node_t));
  ACME_TRY(check_values(node->input_count, node->inputs));
  ACME_TRY(check_values(node->output_count, node->outputs));
  const unsigned char* at = (const unsigned char*)node->attributes;
  for (uint64_t i = 0; i < node->attribute_count; ++i) {
    const mortise_attribute_t* attribute = (const mortise_attribute_t*)at;
    ACME_TRY(ACME_CHECK(attribute, mortise_attribute_t));
    at += attribute->struct_size;
  }
  return NULL;
}

/* The name of a dtype is known to the host, also where a plugin has registered it. */
static mortise_string_t dtype_name(const mortise_device_t* device, uint32_t dtype) {
  static const char unknown[] = "of an unknown dtype";
  const mortise_dtype_info_t* info = device->host->dtype_find(device->host->context, dtype);
  if (info != NULL && MORTISE_REACHES(info, mortise_dtype_info_t, name)) return info->name;
  return (mortise_string_t){unknown, sizeof(unknown) - 1};
}

static mortise_status_t* check_input(const mortise_device_t* device, const mortise_node_t* node,
                                     uint64_t index) {
  const mortise_graph_value_t* input = node->inputs[index];
  if (input == NULL) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0, "input %" PRIu64 " is absent", index);
  }
  if (input->type->kind != MORTISE_VALUE_TENSOR) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                       "input %" PRIu64 " is a sequence or an optional; only tensors are supported",
                       index);
  }
  if (input->type->dtype != MORTISE_DTYPE_FLOAT32) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                       "input %" PRIu64 " is %.*s; only float32 is supported", index,
                       WIDTH(dtype_name(device, input->type->dtype)));
  }
  if (input->type->layout != NULL) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                       "input %" PRIu64 " has a layout of %.*s; only dense tensors are supported",
                       index, WIDTH(input->type->layout->owner));
  }
  return NULL;
}

mortise_status_t* acme_why_unsupported(const mortise_device_t* device, const mortise_node_t* node) {
  ACME_TRY(check_node(node));
  const acme_operator_t* op = acme_operator_find(node->domain, node->op);
  if (op == NULL) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0, "there is no kernel for %.*s%s%.*s",
                       WIDTH(node->domain), node->domain.size == 0 ? "" : "::", WIDTH(node->op));
  }
  if (node->version != op->version) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                       "the kernel is for %s in version %" PRIu32 ", not %" PRIu32, op->name,
                       op->version, node->version);
  }
  if (node->input_count != op->input_count) {
    return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                       "%s has %" PRIu64 " inputs; %" PRIu64 " are supported", op->name,
                       node->input_count, op->input_count);
  }
  for (uint64_t i = 0; i < node->input_count; ++i) ACME_TRY(check_input(device, node, i));
  return op->check == NULL ? NULL : op->check(node);
}

/* All answers are as long as the first one says: the core's headers may know more members. */
mortise_status_t* acme_query(mortise_device_t* device, uint64_t count,
                             const mortise_node_t* const* nodes, mortise_support_t* out_supports) {
  if (count == 0) return NULL;
  ACME_TRY(ACME_CHECK(out_supports, mortise_support_t));
  const uint64_t size = out_supports->struct_size;
  for (uint64_t i = 0; i < count; ++i) {
    mortise_support_t* answer = (mortise_support_t*)((unsigned char*)out_supports + i * size);
    mortise_status_t* reason = acme_why_unsupported(device, nodes[i]);
    *answer = (mortise_support_t){.struct_size = sizeof(mortise_support_t),
                                  .supported = reason == NULL,
                                  .ranged = reason == NULL,
                                  .reason = reason};
  }
  return NULL;
}
