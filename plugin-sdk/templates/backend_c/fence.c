/* A fence is a number that grows, under a lock, with a condition for those who wait. */
#define _POSIX_C_SOURCE 200809L /* clocks of condition variables */

#include "fence.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "status.h"

/* REPLACE: the driver's event or semaphore. */
struct mortise_fence {
  pthread_mutex_t mutex;
  pthread_cond_t changed; /* its waits end by the monotonic clock */
  uint64_t value;
};

static int init_condition(pthread_cond_t* condition) {
  pthread_condattr_t attributes;
  int error = pthread_condattr_init(&attributes);
  if (error != 0) return error;
  error = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  if (error == 0) error = pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
  return error;
}

mortise_status_t* acme_fence_create(mortise_device_t* device, mortise_fence_t** out_fence) {
  (void)device;
  mortise_fence_t* fence = malloc(sizeof(*fence));
  if (fence == NULL) return acme_out_of_memory();
  fence->value = 0;
  if (pthread_mutex_init(&fence->mutex, NULL) != 0) goto no_mutex;
  if (init_condition(&fence->changed) != 0) goto no_condition;
  *out_fence = fence;
  return NULL;

no_condition:
  pthread_mutex_destroy(&fence->mutex);
no_mutex:
  free(fence);
  return acme_out_of_memory();
}

void acme_fence_release(mortise_device_t* device, mortise_fence_t* fence) {
  (void)device;
  pthread_cond_destroy(&fence->changed);
  pthread_mutex_destroy(&fence->mutex);
  free(fence);
}

static uint64_t value_of(mortise_fence_t* fence) {
  pthread_mutex_lock(&fence->mutex);
  const uint64_t value = fence->value;
  pthread_mutex_unlock(&fence->mutex);
  return value;
}

mortise_status_t* acme_fence_query(mortise_device_t* device, mortise_fence_t* fence,
                                   uint64_t* out_value) {
  (void)device;
  *out_value = value_of(fence);
  return NULL;
}

mortise_status_t* acme_fence_signal(mortise_device_t* device, mortise_fence_t* fence,
                                    uint64_t value) {
  (void)device;
  pthread_mutex_lock(&fence->mutex);
  const uint64_t current = fence->value;
  if (value > current) {
    fence->value = value;
    pthread_cond_broadcast(&fence->changed);
  }
  pthread_mutex_unlock(&fence->mutex);
  if (value >= current) return NULL;
  return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                     "a fence at %" PRIu64 " cannot go back to %" PRIu64, current, value);
}

/* The point in time that lies so far ahead, or the last one that there is. */
static struct timespec after(int64_t nanoseconds) {
  const int64_t second = 1000000000;
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_sec += (time_t)(nanoseconds / second);
  time.tv_nsec += (long)(nanoseconds % second);
  if (time.tv_nsec >= second) {
    time.tv_nsec -= (long)second;
    time.tv_sec += 1;
  }
  return time;
}

mortise_status_t* acme_fence_wait(mortise_device_t* device, mortise_fence_t* fence, uint64_t value,
                                  int64_t timeout_nanoseconds) {
  (void)device;
  const int limited = timeout_nanoseconds >= 0;
  const struct timespec end = after(limited ? timeout_nanoseconds : 0);
  int error = 0;
  pthread_mutex_lock(&fence->mutex);
  while (fence->value < value && error == 0) {
    error = limited ? pthread_cond_timedwait(&fence->changed, &fence->mutex, &end)
                    : pthread_cond_wait(&fence->changed, &fence->mutex);
  }
  const uint64_t reached = fence->value;
  pthread_mutex_unlock(&fence->mutex);
  if (reached >= value) return NULL;
  return acme_status(MORTISE_STATUS_DEADLINE_EXCEEDED, 0,
                     "the fence is at %" PRIu64 ", not at %" PRIu64, reached, value);
}

/* A wait may name only what is enqueued already, and here that is done already: a value that is not
 * reached is one that nobody has enqueued, and waiting for it could last for ever. */
mortise_status_t* acme_ordering_check(const mortise_ordering_t* ordering) {
  if (ordering == NULL) return NULL;
  ACME_TRY(ACME_CHECK(ordering, mortise_ordering_t));
  for (uint64_t i = 0; i < ordering->wait_count; ++i) {
    const uint64_t reached = value_of(ordering->waits[i].fence);
    if (reached >= ordering->waits[i].value) continue;
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "a wait for %" PRIu64 " on a fence at %" PRIu64
                       ": nobody has enqueued that signal",
                       ordering->waits[i].value, reached);
  }
  for (uint64_t i = 0; i < ordering->signal_count; ++i) {
    const uint64_t reached = value_of(ordering->signals[i].fence);
    if (reached < ordering->signals[i].value) continue;
    return acme_status(MORTISE_STATUS_INVALID_ARGUMENT, 0,
                       "a fence at %" PRIu64 " cannot be signalled with %" PRIu64 ": it only grows",
                       reached, ordering->signals[i].value);
  }
  return NULL;
}

mortise_status_t* acme_ordering_signal(const mortise_ordering_t* ordering) {
  if (ordering == NULL) return NULL;
  for (uint64_t i = 0; i < ordering->signal_count; ++i)
    ACME_TRY(acme_fence_signal(NULL, ordering->signals[i].fence, ordering->signals[i].value));
  return NULL;
}
