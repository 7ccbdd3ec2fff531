#include "plugin-sdk/conform/communicator/rank.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace mortise::conform::contract {
namespace {

// "collectives.cpp:52": where in the suite, for who reads its source.
std::string at(const char* file, int line) {
  const std::string_view path = file;
  return sdk::message(" (", path.substr(path.rfind('/') + 1), ":", line, ")");
}

}  // namespace

void expect(bool condition, std::string_view what, const char* file, int line) {
  if (!condition) fail_rank(sdk::message("it is not so that ", what, at(file, line)));
}

void expect_ok(const Outcome& outcome, const char* file, int line) {
  if (outcome.code() == MORTISE_STATUS_UNSUPPORTED) throw Unsupported{outcome.message()};
  if (!outcome.ok())
    fail_rank(sdk::message("an operation fails: ", outcome.text(), at(file, line)));
}

void expect_code(const Outcome& outcome, uint32_t code, std::string_view text, const char* file,
                 int line) {
  if (outcome.code() == code && outcome.says(text)) return;
  if (outcome.code() == MORTISE_STATUS_UNSUPPORTED) throw Unsupported{outcome.message()};
  fail_rank(sdk::message("where an operation must fail with ", code_name(code), " and name \"",
                         text, "\", it gives ", outcome.text(), at(file, line)));
}

Buffer::Buffer(size_t bytes) : bytes_(bytes), memory_(std::malloc(std::max<size_t>(bytes, 1))) {}
Buffer::Buffer(const std::vector<uint8_t>& content) : Buffer(content.size()) { set(content); }
Buffer::~Buffer() { std::free(memory_); }

std::vector<uint8_t> Buffer::content() const {
  std::vector<uint8_t> host(bytes_);
  if (bytes_ != 0) std::memcpy(host.data(), memory_, bytes_);
  return host;
}

void Buffer::set(const std::vector<uint8_t>& content) {
  if (!content.empty()) std::memcpy(memory_, content.data(), content.size());
}

Request::~Request() {
  if (request_ != nullptr) group().table().request_release(request_);
}

Outcome Request::wait() { return Outcome(conform::take(group().table().request_wait(request_))); }

Outcome Request::test(bool& done) {
  uint32_t is_done = 0;
  const Outcome outcome(conform::take(group().table().request_test(request_, &is_done)));
  done = is_done != 0;
  return outcome;
}

Outcome Request::poll() {
  bool done = false;
  while (true) {
    const Outcome outcome = test(done);
    if (done || !outcome.ok()) return outcome;
    std::this_thread::yield();
  }
}

Communicator::Communicator(const RankInfo& info, std::chrono::nanoseconds timeout) {
  RANK_OK(open(rendezvous(info, timeout), *this));
}

Outcome Communicator::open(const mortise_rendezvous_t& rendezvous, Communicator& out) {
  mortise_communicator_t* opened = nullptr;
  const Outcome outcome(
      conform::take(group().table().open(group().plugin(), &rendezvous, &opened)));
  if (outcome.ok()) {
    out.close();
    out.communicator_ = opened;
  }
  return outcome;
}

uint32_t Communicator::rank() const { return group().table().rank(communicator_); }
uint32_t Communicator::size() const { return group().table().size(communicator_); }

Outcome Communicator::enqueue(const mortise_collective_t& operation, Request& out) {
  mortise_request_t* request = nullptr;
  const Outcome outcome(
      conform::take(group().table().enqueue(communicator_, &operation, &request)));
  if (outcome.ok()) out = Request(request);
  return outcome;
}

Outcome Communicator::run(const mortise_collective_t& operation) {
  Request request;
  const Outcome outcome = enqueue(operation, request);
  return outcome.ok() ? request.wait() : outcome;
}

Outcome Communicator::barrier(std::chrono::nanoseconds timeout) {
  mortise_collective_t description = operation(MORTISE_COLLECTIVE_BARRIER, 0, 0, nullptr, nullptr);
  description.timeout_nanoseconds = timeout.count();
  return run(description);
}

Outcome Communicator::split(uint32_t color, uint32_t key, Communicator& out) {
  mortise_communicator_t* part = nullptr;
  const Outcome outcome(conform::take(group().table().split(communicator_, color, key, &part)));
  if (outcome.ok()) {
    out.close();
    out.communicator_ = part;
  }
  return outcome;
}

void Communicator::abort(std::string_view reason) {
  group().table().abort(communicator_, {reason.data(), reason.size()});
}

Outcome Communicator::announce(const Buffer& buffer) {
  return Outcome(
      conform::take(group().table().buffer_register(communicator_, buffer.data(), buffer.size())));
}

void Communicator::forget(const Buffer& buffer) {
  if (group().table().buffer_unregister != nullptr)
    group().table().buffer_unregister(communicator_, buffer.data());
}

void Communicator::close() {
  if (communicator_ != nullptr) group().table().close(std::exchange(communicator_, nullptr));
}

mortise_rendezvous_t rendezvous(const RankInfo& info, std::chrono::nanoseconds timeout) {
  mortise_rendezvous_t result{};
  result.struct_size = sizeof result;
  result.address = {info.address.data(), info.address.size()};
  result.rank = info.rank;
  result.size = info.size;
  result.timeout_nanoseconds = timeout.count();
  return result;
}

mortise_collective_t operation(uint32_t kind, uint32_t dtype, uint64_t count, const void* send,
                               void* receive) {
  mortise_collective_t result{};
  result.struct_size = sizeof result;
  result.kind = kind;
  result.dtype = dtype;
  result.count = count;
  result.send = send;
  result.receive = receive;
  return result;
}

mortise_collective_t all_reduce(uint32_t dtype, uint64_t count, const void* send, void* receive,
                                uint32_t reduction) {
  mortise_collective_t result =
      operation(MORTISE_COLLECTIVE_ALL_REDUCE, dtype, count, send, receive);
  result.reduction = reduction;
  return result;
}

mortise_collective_t send_to(uint32_t peer, uint64_t tag, const Buffer& bytes) {
  mortise_collective_t result =
      operation(MORTISE_COLLECTIVE_SEND, MORTISE_DTYPE_UINT8, bytes.size(), bytes.data(), nullptr);
  result.peer = peer;
  result.tag = tag;
  return result;
}

mortise_collective_t receive_from(uint32_t peer, uint64_t tag, const Buffer& bytes) {
  mortise_collective_t result = operation(MORTISE_COLLECTIVE_RECEIVE, MORTISE_DTYPE_UINT8,
                                          bytes.size(), nullptr, bytes.data());
  result.peer = peer;
  result.tag = tag;
  return result;
}

void on_ranks(uint32_t size, const Group::Body& body) { group().launch(size, body); }

}  // namespace mortise::conform::contract
