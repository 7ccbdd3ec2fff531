#include "mailbox.hpp"

#include <algorithm>
#include <cstring>

namespace acme {
namespace {

using mortise::sdk::Error;
using mortise::sdk::message;

Error failure_of(uint32_t code, const Message& of, const std::string& what) {
  return Error(code, message("rank 0, operation ", of.number, ": ", what));
}

// Both ends are done, or both have failed.
void deliver(Message& send, Message& receive) {
  if (send.bytes != receive.bytes) {
    const std::string what = message("a message of ", send.bytes, " bytes, where ", receive.bytes,
                                     " were expected, with tag ", send.tag);
    send.failure = failure_of(MORTISE_STATUS_INVALID_ARGUMENT, send, what);
    receive.failure = failure_of(MORTISE_STATUS_INVALID_ARGUMENT, receive, what);
    return;
  }
  if (send.bytes != 0) std::memmove(receive.target, send.source, send.bytes);
  send.done = receive.done = true;
}

}  // namespace

Clock::time_point deadline_after(int64_t nanoseconds) {
  const Clock::time_point now = Clock::now();
  const Clock::duration wanted = std::chrono::nanoseconds(nanoseconds);
  return wanted < Clock::time_point::max() - now ? now + wanted : Clock::time_point::max();
}

void Mailbox::require_open() const {
  if (ended_) mortise::sdk::fail(MORTISE_STATUS_CANCELLED, reason_);
}

void Mailbox::check_open() {
  const std::lock_guard<std::mutex> lock(mutex_);
  require_open();
}

void Mailbox::post(const std::shared_ptr<Message>& message) {
  const std::lock_guard<std::mutex> lock(mutex_);
  require_open();
  const auto partner = std::find_if(waiting_.begin(), waiting_.end(), [&](const auto& other) {
    return other->tag == message->tag && other->receives != message->receives;
  });
  if (partner == waiting_.end()) {
    waiting_.push_back(message);
    return;
  }
  Message& other = **partner;
  if (message->receives) {
    deliver(other, *message);
  } else {
    deliver(*message, other);
  }
  waiting_.erase(partner);
  changed_.notify_all();
}

// Requires: the lock is held.
bool Mailbox::settled(const std::shared_ptr<Message>& message) {
  if (!message->done && !message->failure && Clock::now() >= message->deadline) {
    waiting_.erase(std::remove(waiting_.begin(), waiting_.end(), message), waiting_.end());
    message->failure =
        failure_of(MORTISE_STATUS_DEADLINE_EXCEEDED, *message,
                   mortise::sdk::message("rank 0 has not ", message->receives ? "sent" : "received",
                                         " a message with tag ", message->tag, " in time"));
  }
  if (message->failure) throw *message->failure;
  return message->done;
}

bool Mailbox::test(const std::shared_ptr<Message>& message) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return settled(message);
}

void Mailbox::wait(const std::shared_ptr<Message>& message) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!settled(message)) changed_.wait_until(lock, message->deadline);
}

void Mailbox::end(std::string_view reason) noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (ended_) return;
  ended_ = true;
  try {
    reason_ = reason;
    for (const auto& message : waiting_)
      message->failure = failure_of(MORTISE_STATUS_CANCELLED, *message, reason_);
  } catch (const std::bad_alloc&) {
    // Without memory for the reason their deadlines end them.
  }
  waiting_.clear();
  changed_.notify_all();
}

}  // namespace acme
