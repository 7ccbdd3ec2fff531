#include "plugins/communicators/loopback/schedule.hpp"

#include <catch2/catch.hpp>

namespace mortise::loopback {
namespace {

OperationPointer make(uint32_t rank, uint32_t kind, uint32_t peer = 0, uint64_t tag = 0,
                      uint64_t count = 0) {
  mortise_collective_t description{};
  description.kind = kind;
  description.reduction = MORTISE_REDUCE_SUM;
  description.dtype = MORTISE_DTYPE_FLOAT32;
  description.peer = peer;
  description.tag = tag;
  description.count = count;
  auto operation = std::make_shared<Operation>(description, rank);
  operation->dtype_name = "float32";
  return operation;
}

OperationPointer barrier(uint32_t rank) { return make(rank, MORTISE_COLLECTIVE_BARRIER); }
OperationPointer send(uint32_t from, uint32_t to, uint64_t tag, uint64_t count = 1) {
  return make(from, MORTISE_COLLECTIVE_SEND, to, tag, count);
}
OperationPointer receive(uint32_t at, uint32_t from, uint64_t tag, uint64_t count = 1) {
  return make(at, MORTISE_COLLECTIVE_RECEIVE, from, tag, count);
}

Events add(Schedule& schedule, const OperationPointer& operation) {
  schedule.number(*operation);
  return schedule.add(operation);
}

TEST_CASE("a collective is ready when its last rank has come") {
  Schedule schedule(3);
  const OperationPointer operations[] = {barrier(0), barrier(1), barrier(2)};
  CHECK(add(schedule, operations[2]).ready.empty());
  CHECK(add(schedule, operations[0]).ready.empty());
  CHECK(schedule.obstacle(*operations[0]) == "rank 1 has not arrived");
  const Events events = add(schedule, operations[1]);
  REQUIRE(events.ready.size() == 1);
  CHECK(events.ready[0] ==
        std::vector<OperationPointer>{operations[0], operations[1], operations[2]});
  CHECK_FALSE(schedule.has_unfinished_round());
}

TEST_CASE("an operation waits for the collective before it") {
  Schedule schedule(2);
  const OperationPointer first = barrier(0);
  const OperationPointer second = barrier(0);
  const OperationPointer other_first = barrier(1);
  add(schedule, first);
  add(schedule, second);
  REQUIRE(add(schedule, other_first).ready.size() == 1);
  CHECK(add(schedule, barrier(1)).ready.empty());
  CHECK(schedule.obstacle(*second) == "it waits for barrier 0, in which it is under way");
  CHECK(schedule.remove(*first).ready.empty());
  REQUIRE(schedule.remove(*other_first).ready.size() == 1);
}

TEST_CASE("messages are matched by tag, and in order where tags are equal") {
  Schedule schedule(2);
  const OperationPointer a = send(0, 1, 7);
  const OperationPointer b = send(0, 1, 8);
  const OperationPointer c = send(0, 1, 7);
  for (const OperationPointer& message : {a, b, c}) CHECK(add(schedule, message).ready.empty());
  CHECK(add(schedule, receive(1, 0, 8)).ready.at(0).at(0) == b);
  CHECK(add(schedule, receive(1, 0, 7)).ready.at(0).at(0) == a);
  CHECK(add(schedule, receive(1, 0, 7)).ready.at(0).at(0) == c);
}

TEST_CASE("sends and receives of one rank do not block each other") {
  Schedule schedule(2);
  add(schedule, receive(0, 1, 0));
  add(schedule, receive(1, 0, 0));
  CHECK(add(schedule, send(0, 1, 0)).ready.size() == 1);
  CHECK(add(schedule, send(1, 0, 0)).ready.size() == 1);
}

TEST_CASE("a collective waits for the messages before it") {
  Schedule schedule(2);
  const OperationPointer message = send(0, 1, 0);
  const OperationPointer after = barrier(0);
  add(schedule, message);
  add(schedule, after);
  const OperationPointer partner = receive(1, 0, 0);
  CHECK(add(schedule, partner).ready.size() == 1);
  CHECK(add(schedule, barrier(1)).ready.empty());
  CHECK(schedule.obstacle(*after).find("rank 0 still has sends or receives before it") !=
        std::string::npos);
  CHECK(schedule.remove(*partner).ready.empty());
  CHECK(schedule.remove(*message).ready.size() == 1);
}

TEST_CASE("different collectives at the same place are a disagreement that names both") {
  Schedule schedule(2);
  add(schedule, make(0, MORTISE_COLLECTIVE_ALL_REDUCE, 0, 0, 8));
  const Events events = add(schedule, make(1, MORTISE_COLLECTIVE_BROADCAST, 1, 0, 8));
  CHECK(events.ready.empty());
  CHECK(events.disagreement ==
        "the ranks disagree: rank 0 enqueued all-reduce, sum of 8 float32, "
        "rank 1 broadcast of 8 float32 from rank 1");
  CHECK(schedule.clear().size() == 2);
}

TEST_CASE("a message of another length is a disagreement, and none of the two is lost") {
  Schedule schedule(2);
  add(schedule, send(0, 1, 3, 5));
  const Events events = add(schedule, receive(1, 0, 3, 4));
  CHECK(events.disagreement ==
        "the ranks disagree: rank 0 enqueued send of 5 float32 to rank 1 with tag 3, "
        "rank 1 receive of 4 float32 from rank 0 with tag 3");
  CHECK(schedule.clear().size() == 2);
}

TEST_CASE("a rank that closes leaves nothing behind, and orphans messages to it") {
  Schedule schedule(3);
  const OperationPointer own = receive(1, 2, 0);
  const OperationPointer to_it = send(0, 1, 0);
  const OperationPointer elsewhere = send(0, 2, 0);
  const OperationPointer alone = barrier(1);
  for (const auto& operation : {own, to_it, elsewhere, alone}) add(schedule, operation);
  Events events;
  CHECK(schedule.close(1, events).size() == 2);
  CHECK(events.orphaned == std::vector<OperationPointer>{to_it});
  CHECK_FALSE(schedule.has_unfinished_round());
  CHECK(schedule.closed_ranks() == std::vector<uint32_t>{1});
  CHECK(add(schedule, send(2, 1, 0)).orphaned.size() == 1);
  CHECK(add(schedule, receive(2, 0, 0)).ready.size() == 1);
}

}  // namespace
}  // namespace mortise::loopback
