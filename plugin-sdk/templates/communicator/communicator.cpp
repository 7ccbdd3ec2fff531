#include "communicator.hpp"

#include <cstring>

#include "operation.hpp"

namespace acme {
namespace {

using namespace mortise::sdk;

class Done final : public Request {
 public:
  bool test() override { return true; }
  void wait() override {}
};

class MessageRequest final : public Request {
 public:
  MessageRequest(std::shared_ptr<Mailbox> mailbox, std::shared_ptr<Message> message)
      : mailbox_(std::move(mailbox)), message_(std::move(message)) {}
  bool test() override { return mailbox_->test(message_); }
  void wait() override { mailbox_->wait(message_); }

 private:
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<Message> message_;
};

}  // namespace

Communicator::~Communicator() { mailbox_->end("the communicator was closed"); }

void Communicator::abort(std::string_view reason) noexcept { mailbox_->end(reason); }

// REPLACE: hand the operation to the engine and return; its request then says when it is done. An error names the rank and
// the operation's number.
std::unique_ptr<Request> Communicator::enqueue(const mortise_collective_t& operation) {
  const uint64_t number = ++sequence_;
  try {
    mailbox_->check_open();
    const uint64_t bytes = checked_bytes(host_, operation);
    if (operation.kind != MORTISE_COLLECTIVE_SEND && operation.kind != MORTISE_COLLECTIVE_RECEIVE) {
      if (bytes != 0 && operation.send != operation.receive)
        std::memcpy(operation.receive, operation.send, bytes);
      return std::make_unique<Done>();
    }
    const auto message = std::make_shared<Message>();
    message->number = number;
    message->tag = operation.tag;
    message->bytes = bytes;
    if (operation.kind == MORTISE_COLLECTIVE_SEND) {
      message->source = operation.send;
    } else {
      message->target = operation.receive;
      message->receives = true;
    }
    const int64_t timeout =
        operation.timeout_nanoseconds == 0 ? timeout_ : operation.timeout_nanoseconds;
    message->deadline = deadline_after(timeout);
    auto request = std::make_unique<MessageRequest>(mailbox_, message);
    mailbox_->post(message);
    return request;
  } catch (const Error& error) {
    throw Error(error.code(),
                mortise::sdk::message("rank 0, operation ", number, ": ", error.text()),
                error.flags());
  }
}

// Color and key change nothing: the one rank is alone whatever they are.
std::unique_ptr<mortise::sdk::Communicator> Communicator::split(uint32_t, uint32_t) {
  mailbox_->check_open();
  ++sequence_;
  return std::make_unique<Communicator>(host_, timeout_);
}

}  // namespace acme
