/* Mortise ABI: communicators: collectives and point-to-point messages between ranks.
 *
 * Every call is bounded in time, opening included, and an error names the rank and the sequence
 * number of the operation. Work is enqueued and answered by a request, as on a device's stream:
 * operations of one communicator run in the order in which they were enqueued. Collectives must be
 * enqueued in the same order on every rank. Sends and receives are matched by peer and tag; those
 * between two collectives run at the same time, so that their order within a rank blocks nobody.
 */
#ifndef MORTISE_ABI_COMMUNICATOR_H_
#define MORTISE_ABI_COMMUNICATOR_H_

#include <mortise/abi/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mortise_plugin;
typedef struct mortise_communicator mortise_communicator_t; /* the provider's: one rank's end */
typedef struct mortise_request mortise_request_t;           /* the provider's */

typedef struct mortise_rendezvous {
  uint64_t struct_size;
  mortise_string_t address; /* where ranks find each other; its form is the provider's */
  uint32_t rank;
  uint32_t size;
  int64_t timeout_nanoseconds; /* for opening, and for each operation that names none */
} mortise_rendezvous_t;

#define MORTISE_REDUCE_SUM 1u
#define MORTISE_REDUCE_PRODUCT 2u
#define MORTISE_REDUCE_MIN 3u
#define MORTISE_REDUCE_MAX 4u
#define MORTISE_REDUCE_MEAN 5u

/* receive[i] = reduce over ranks of send[i]; count elements */
#define MORTISE_COLLECTIVE_ALL_REDUCE 1u
/* rank r receives count elements from r*count of the reduced size*count */
#define MORTISE_COLLECTIVE_REDUCE_SCATTER 2u
/* each sends count elements, each receives size*count */
#define MORTISE_COLLECTIVE_ALL_GATHER 3u
/* peer's send goes to everybody's receive; count elements */
#define MORTISE_COLLECTIVE_BROADCAST 4u
/* block of count elements r of rank s goes to block s of rank r */
#define MORTISE_COLLECTIVE_ALL_TO_ALL 5u
#define MORTISE_COLLECTIVE_SEND 6u    /* count elements to peer */
#define MORTISE_COLLECTIVE_RECEIVE 7u /* count elements from peer */
#define MORTISE_COLLECTIVE_BARRIER 8u

/* One operation. `send` and `receive` may be equal (in place) where their sizes are; memory stays
 * the caller's and untouched by it until the request is done. */
typedef struct mortise_collective {
  uint64_t struct_size;
  uint32_t kind; /* MORTISE_COLLECTIVE_… */
  /* MORTISE_REDUCE_…, where something is reduced. Sums of half types accumulate in float32 */
  uint32_t reduction;
  uint32_t dtype;
  uint32_t peer; /* root or partner */
  uint64_t tag;  /* of send and receive */
  uint64_t count;
  const void* send;
  void* receive;
  int64_t timeout_nanoseconds; /* 0: the communicator's */
} mortise_collective_t;

typedef struct mortise_communicator_interface {
  uint64_t struct_size;
  mortise_string_t name; /* "loopback" */
  /* Waits until all ranks have opened. Any thread. */
  mortise_status_t* (*open)(struct mortise_plugin* plugin, const mortise_rendezvous_t* rendezvous,
                            mortise_communicator_t** out_communicator);
  /* Aborts what is under way and frees. Requires: no other call is running. Requests stay valid. */
  void (*close)(mortise_communicator_t* communicator);
  uint32_t (*rank)(const mortise_communicator_t* communicator);
  uint32_t (*size)(const mortise_communicator_t* communicator);
  /* 1 when memory of that space can be sent and received directly. Any thread. */
  uint32_t (*reaches)(const mortise_communicator_t* communicator, mortise_string_t memory_space);
  /* One communicator at a time. */
  mortise_status_t* (*enqueue)(mortise_communicator_t* communicator,
                               const mortise_collective_t* operation,
                               mortise_request_t** out_request);
  /* Ranks of equal color form a new communicator, ordered by key, then rank. Collective; one at a
   * time. */
  mortise_status_t* (*split)(mortise_communicator_t* communicator, uint32_t color, uint32_t key,
                             mortise_communicator_t** out_communicator);
  /* Ends every operation, here and on all ranks, as CANCELLED with `reason`. Any thread; any number
   * of times. */
  void (*abort)(mortise_communicator_t* communicator, mortise_string_t reason);
  /* `out_done` is 0 or 1. Any thread. */
  mortise_status_t* (*request_test)(mortise_request_t* request, uint32_t* out_done);
  /* The operation's own deadline bounds the wait. Any thread. */
  mortise_status_t* (*request_wait)(mortise_request_t* request);
  void (*request_release)(mortise_request_t* request);
  /* Announces memory that will be used again and again, for engines that gain from it. Optional
   * (null). */
  mortise_status_t* (*buffer_register)(mortise_communicator_t* communicator, void* memory,
                                       uint64_t size);
  void (*buffer_unregister)(mortise_communicator_t* communicator, void* memory);
} mortise_communicator_interface_t;

#ifdef __cplusplus
}
#endif

#endif /* MORTISE_ABI_COMMUNICATOR_H_ */
