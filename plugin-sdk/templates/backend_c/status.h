/* Statuses of this plugin's own, and the check of every struct that comes over the ABI. Any thread.
 */
#pragma once

#include <mortise/abi/base.h>

#if defined(__GNUC__)
#define ACME_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define ACME_PRINTF(text, first)
#endif

/* Hands a failure on to the caller, who then owns it. */
#define ACME_TRY(call)                         \
  do {                                         \
    mortise_status_t* const failure_ = (call); \
    if (failure_ != NULL) return failure_;     \
  } while (0)

/* A status with a message as printf makes it; never null. It brings its own release function along,
 * so that whoever receives it can free it. */
mortise_status_t* acme_status(uint32_t code, uint32_t flags, const char* format, ...)
    ACME_PRINTF(3, 4);

/* The static status for the case that there is no memory for another one. */
mortise_status_t* acme_out_of_memory(void);

/* Null when `object`, which begins with its struct_size, can be used by one who knows `known_size`
 * bytes of it. A shorter one comes from older headers; a longer one must not use what is new in it,
 * or something that the caller asked for would be dropped silently. */
mortise_status_t* acme_check_struct(const void* object, uint64_t known_size, const char* name);

#define ACME_CHECK(object, type) acme_check_struct((object), sizeof(type), #type)

/* The same for a table of functions: what a longer one offers besides goes uncalled. */
mortise_status_t* acme_check_table(const void* table, uint64_t known_size, const char* name);

#define ACME_CHECK_TABLE(table, type) acme_check_table((table), sizeof(type), #type)
