// What the bodies of the contract's tests are written with: RAII over the ABI's table, and checks that
// throw.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin-sdk/conform/communicator/group.hpp"
#include "plugin-sdk/conform/status.hpp"

namespace mortise::conform::contract {

/// Of operations that are expected to succeed: above what a sanitizer's build needs, and well below a test's limit of 60 s, so
/// that the other ranks come to an end where one has failed.
inline constexpr std::chrono::nanoseconds kLong = std::chrono::seconds(15);
/// Of operations that are expected to run out of time.
inline constexpr std::chrono::nanoseconds kShort = std::chrono::milliseconds(100);

void expect(bool condition, std::string_view what, const char* file, int line);
#define RANK_EXPECT(condition) \
  ::mortise::conform::contract::expect(static_cast<bool>(condition), #condition, __FILE__, __LINE__)

/// A status, released.
class Outcome : public Status {
 public:
  Outcome() = default;
  Outcome(Status status) : Status(std::move(status)) {}
  /// True when the message has `text` in it.
  bool says(std::string_view text) const { return message().find(text) != std::string::npos; }
};

void expect_ok(const Outcome& outcome, const char* file, int line);
#define RANK_OK(outcome) ::mortise::conform::contract::expect_ok(outcome, __FILE__, __LINE__)
void expect_code(const Outcome& outcome, uint32_t code, std::string_view text, const char* file,
                 int line);
/// The outcome has the code, and its message names `text`.
#define RANK_FAILS(outcome, code, text) \
  ::mortise::conform::contract::expect_code(outcome, code, text, __FILE__, __LINE__)

/// Host memory.
class Buffer {
 public:
  explicit Buffer(size_t bytes);
  explicit Buffer(const std::vector<uint8_t>& content);
  Buffer(Buffer&& other) noexcept
      : bytes_(other.bytes_), memory_(std::exchange(other.memory_, nullptr)) {}
  Buffer& operator=(Buffer&&) = delete;
  ~Buffer();
  void* data() const { return memory_; }
  size_t size() const { return bytes_; }
  std::vector<uint8_t> content() const;
  void set(const std::vector<uint8_t>& content);

 private:
  size_t bytes_;
  void* memory_;
};

class Request {
 public:
  Request() = default;
  explicit Request(mortise_request_t* request) : request_(request) {}
  Request(Request&& other) noexcept : request_(std::exchange(other.request_, nullptr)) {}
  Request& operator=(Request&& other) noexcept {
    std::swap(request_, other.request_);
    return *this;
  }
  ~Request();
  Outcome wait();
  Outcome test(bool& done);
  /// Tests until it is done or fails.
  Outcome poll();

 private:
  mortise_request_t* request_ = nullptr;
};

class Communicator {
 public:
  Communicator() = default;
  Communicator(Communicator&& other) noexcept
      : communicator_(std::exchange(other.communicator_, nullptr)) {}
  Communicator& operator=(Communicator&& other) noexcept {
    std::swap(communicator_, other.communicator_);
    return *this;
  }
  ~Communicator() { close(); }

  /// Throws unless it succeeds.
  explicit Communicator(const RankInfo& info, std::chrono::nanoseconds timeout = kLong);
  static Outcome open(const mortise_rendezvous_t& rendezvous, Communicator& out);

  uint32_t rank() const;
  uint32_t size() const;
  Outcome enqueue(const mortise_collective_t& operation, Request& out);
  /// Enqueues and waits: the first error of the two.
  Outcome run(const mortise_collective_t& operation);
  Outcome barrier(std::chrono::nanoseconds timeout = std::chrono::nanoseconds(0));
  Outcome split(uint32_t color, uint32_t key, Communicator& out);
  void abort(std::string_view reason);
  /// Registers memory, and takes it back.
  Outcome announce(const Buffer& buffer);
  void forget(const Buffer& buffer);
  void close();

 private:
  mortise_communicator_t* communicator_ = nullptr;
};

mortise_rendezvous_t rendezvous(const RankInfo& info, std::chrono::nanoseconds timeout);

/// An operation with what all kinds have; members are set on the result.
mortise_collective_t operation(uint32_t kind, uint32_t dtype, uint64_t count, const void* send,
                               void* receive);
mortise_collective_t all_reduce(uint32_t dtype, uint64_t count, const void* send, void* receive,
                                uint32_t reduction = MORTISE_REDUCE_SUM);
mortise_collective_t send_to(uint32_t peer, uint64_t tag, const Buffer& bytes);
mortise_collective_t receive_from(uint32_t peer, uint64_t tag, const Buffer& bytes);

/// Launches the body on the running test's group. Throws Failure or Skip.
void on_ranks(uint32_t size, const Group::Body& body);

}  // namespace mortise::conform::contract
