/* All work is done when the call that enqueues it returns, so a stream has nothing to remember. A
 * call that fails has done nothing, and signals nothing. */
#include "stream.h"

#include <stdlib.h>
#include <string.h>

#include "fence.h"
#include "memory.h"
#include "status.h"

/* REPLACE: the driver's queue. */
struct mortise_stream {
  mortise_device_t* device;
};

mortise_status_t* acme_stream_create(mortise_device_t* device, mortise_stream_t** out_stream) {
  mortise_stream_t* stream = malloc(sizeof(*stream));
  if (stream == NULL) return acme_out_of_memory();
  stream->device = device;
  *out_stream = stream;
  return NULL;
}

void acme_stream_release(mortise_device_t* device, mortise_stream_t* stream) {
  (void)device;
  free(stream);
}

mortise_status_t* acme_copy(mortise_device_t* device, mortise_stream_t* stream,
                            const mortise_copy_end_t* source, const mortise_copy_end_t* destination,
                            uint64_t size, const mortise_ordering_t* ordering) {
  void* from = NULL;
  void* to = NULL;
  (void)device;
  (void)stream;
  ACME_TRY(acme_ordering_check(ordering));
  ACME_TRY(acme_copy_end_address(source, size, &from));
  ACME_TRY(acme_copy_end_address(destination, size, &to));
  if (size != 0) memmove(to, from, size); /* both ends may lie in one buffer */
  return acme_ordering_signal(ordering);
}

mortise_status_t* acme_fill(mortise_device_t* device, mortise_stream_t* stream,
                            const mortise_copy_end_t* destination, uint8_t value, uint64_t size,
                            const mortise_ordering_t* ordering) {
  void* to = NULL;
  (void)device;
  (void)stream;
  ACME_TRY(acme_ordering_check(ordering));
  ACME_TRY(acme_copy_end_address(destination, size, &to));
  if (size != 0) memset(to, value, size);
  return acme_ordering_signal(ordering);
}
