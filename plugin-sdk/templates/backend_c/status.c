#include "status.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_MESSAGE = 512 }; /* what is longer is cut off */

/* A status and its message in one block, so that one free releases both. */
struct owned_status {
  mortise_status_t abi;
  char text[LONGEST_MESSAGE];
};

static void release(mortise_status_t* self) { free(self); }

mortise_status_t* acme_out_of_memory(void) {
  static const char text[] = "out of memory";
  static mortise_status_t status = {.struct_size = sizeof(mortise_status_t),
                                    .code = MORTISE_STATUS_OUT_OF_MEMORY,
                                    .flags = MORTISE_STATUS_FLAG_RETRYABLE,
                                    .message = {text, sizeof(text) - 1},
                                    .release = NULL};
  return &status;
}

mortise_status_t* acme_status(uint32_t code, uint32_t flags, const char* format, ...) {
  struct owned_status* status = malloc(sizeof(*status));
  if (status == NULL) return acme_out_of_memory();
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(status->text, sizeof(status->text), format, arguments);
  va_end(arguments);
  status->abi = (mortise_status_t){.struct_size = sizeof(mortise_status_t),
                                   .code = code,
                                   .flags = flags,
                                   .message = {status->text, strlen(status->text)},
                                   .release = &release};
  return &status->abi;
}

/* Each struct and table begins with its size. */
static uint64_t size_of(const void* object) {
  uint64_t size = 0;
  memcpy(&size, object, sizeof(size));
  return size;
}

mortise_status_t* acme_check_table(const void* table, uint64_t known_size, const char* name) {
  const uint64_t size = size_of(table);
  if (size >= known_size) return NULL;
  return acme_status(MORTISE_STATUS_INCOMPATIBLE, 0,
                     "%s has %" PRIu64 " bytes, but %" PRIu64
                     " are needed: its maker was built with older headers",
                     name, size, known_size);
}

mortise_status_t* acme_check_struct(const void* object, uint64_t known_size, const char* name) {
  ACME_TRY(acme_check_table(object, known_size, name));
  const uint64_t unknown = mortise_unknown_tail(object, size_of(object), known_size);
  if (unknown == 0) return NULL;
  return acme_status(MORTISE_STATUS_UNSUPPORTED, 0,
                     "%s has a member at offset %" PRIu64
                     " that this plugin does not know: rebuild it with newer headers",
                     name, unknown);
}
