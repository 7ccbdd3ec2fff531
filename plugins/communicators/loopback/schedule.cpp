#include "plugins/communicators/loopback/schedule.hpp"

#include <algorithm>
#include <utility>

namespace mortise::loopback {

void Schedule::number(Operation& operation) {
  End& end = ends_[operation.rank];
  operation.number = operation.is_message() ? end.next_message++ : end.next_collective++;
}

Events Schedule::add(const OperationPointer& operation) {
  Events events;
  ends_[operation->rank].waiting.push_back(operation);
  if (!operation->is_message()) {
    Round& round = rounds_[operation->number];
    round.enqueued.resize(ends_.size());
    round.enqueued[operation->rank] = operation;
    if (round.first == nullptr) round.first = operation;
    if (!agree(*round.first, *operation)) {
      dispute(round.first, operation, events);
      return events;
    }
  }
  enter(operation->rank, events);
  return events;
}

void Schedule::dispute(const OperationPointer& left, const OperationPointer& right,
                       Events& events) {
  events.disagreement = sdk::message("the ranks disagree: rank ", left->rank, " enqueued ",
                                     summary(*left), ", rank ", right->rank, " ", summary(*right));
  events.disputed = right;
}

Events Schedule::remove(const Operation& operation) {
  End& end = ends_[operation.rank];
  if (operation.is_message()) {
    --end.messages;
  } else {
    end.collective = nullptr;
  }
  Events events;
  enter(operation.rank, events);
  return events;
}

void Schedule::enter(uint32_t rank, Events& events) {
  End& end = ends_[rank];
  while (!end.waiting.empty() && end.collective == nullptr) {
    const OperationPointer operation = end.waiting.front();
    if (!operation->is_message() && end.messages != 0) return;
    end.waiting.pop_front();
    if (operation->is_message()) {
      ++end.messages;
      enter_message(operation, events);
    } else {
      end.collective = operation;
      enter_collective(operation, events);
    }
  }
}

void Schedule::enter_collective(const OperationPointer& operation, Events& events) {
  const auto round = rounds_.find(operation->number);
  if (++round->second.entered != ends_.size()) return;
  events.ready.push_back(std::move(round->second.enqueued));
  rounds_.erase(round);
}

void Schedule::enter_message(const OperationPointer& operation, Events& events) {
  if (ends_[operation->peer].closed) {
    events.orphaned.push_back(operation);
    return;
  }
  const Envelope key = envelope(*operation);
  Mailbox& mailbox = mailboxes_[key];
  const bool sends = operation->kind == MORTISE_COLLECTIVE_SEND;
  std::deque<OperationPointer>& partners = sends ? mailbox.receives : mailbox.sends;
  if (partners.empty()) {
    (sends ? mailbox.sends : mailbox.receives).push_back(operation);
    return;
  }
  const OperationPointer partner = partners.front();
  const OperationPointer& sender = sends ? operation : partner;
  const OperationPointer& receiver = sends ? partner : operation;
  if (sender->dtype != receiver->dtype || sender->count != receiver->count) {
    dispute(sender, receiver, events);
    (sends ? mailbox.sends : mailbox.receives).push_back(operation);
    return;
  }
  events.ready.push_back({sender, receiver});
  partners.pop_front();
  if (mailbox.sends.empty() && mailbox.receives.empty()) mailboxes_.erase(key);
}

Schedule::Envelope Schedule::envelope(const Operation& operation) {
  if (operation.kind == MORTISE_COLLECTIVE_SEND) {
    return {operation.rank, operation.peer, operation.tag};
  }
  return {operation.peer, operation.rank, operation.tag};
}

std::vector<OperationPointer> Schedule::close(uint32_t rank, Events& events) {
  End& end = ends_[rank];
  end.closed = true;
  std::vector<OperationPointer> own(end.waiting.begin(), end.waiting.end());
  end.waiting.clear();
  if (end.collective != nullptr && end.collective->task == nullptr) {
    own.push_back(std::exchange(end.collective, nullptr));
  }
  leave_rounds(rank);
  for (auto entry = mailboxes_.begin(); entry != mailboxes_.end();) {
    const auto& [source, destination, tag] = entry->first;
    if (source != rank && destination != rank) {
      ++entry;
      continue;
    }
    for (auto* queue : {&entry->second.sends, &entry->second.receives}) {
      for (const OperationPointer& operation : *queue) {
        (operation->rank == rank ? own : events.orphaned).push_back(operation);
      }
    }
    entry = mailboxes_.erase(entry);
  }
  return own;
}

void Schedule::leave_rounds(uint32_t rank) {
  for (auto round = rounds_.begin(); round != rounds_.end();) {
    std::vector<OperationPointer>& enqueued = round->second.enqueued;
    enqueued[rank] = nullptr;
    const bool empty = std::all_of(enqueued.begin(), enqueued.end(),
                                   [](const OperationPointer& other) { return other == nullptr; });
    round = empty ? rounds_.erase(round) : std::next(round);
  }
}

std::vector<OperationPointer> Schedule::clear() {
  std::vector<OperationPointer> all;
  for (const auto& [number, round] : rounds_) {
    for (const OperationPointer& operation : round.enqueued) {
      if (operation != nullptr) all.push_back(operation);
    }
  }
  for (const auto& [key, mailbox] : mailboxes_) {
    all.insert(all.end(), mailbox.sends.begin(), mailbox.sends.end());
    all.insert(all.end(), mailbox.receives.begin(), mailbox.receives.end());
  }
  for (End& end : ends_) {
    for (const OperationPointer& operation : end.waiting) {
      if (operation->is_message()) all.push_back(operation);  // collectives are in their rounds
    }
    end.waiting.clear();
    end.collective = nullptr;
    end.messages = 0;
  }
  rounds_.clear();
  mailboxes_.clear();
  return all;
}

std::vector<uint32_t> Schedule::closed_ranks() const {
  std::vector<uint32_t> ranks;
  for (uint32_t rank = 0; rank < ends_.size(); ++rank) {
    if (ends_[rank].closed) ranks.push_back(rank);
  }
  return ranks;
}

std::string Schedule::absence(const Operation& collective) const {
  const auto round = rounds_.find(collective.number);
  if (round == rounds_.end()) return "it is under way";
  std::vector<uint32_t> missing;
  std::string busy;
  for (uint32_t rank = 0; rank < ends_.size(); ++rank) {
    const End& end = ends_[rank];
    if (round->second.enqueued[rank] == nullptr) {
      missing.push_back(rank);
    } else if (end.collective != round->second.enqueued[rank] && end.messages != 0) {
      busy += sdk::message(busy.empty() ? "" : ", ", "rank ", rank,
                           " still has sends or receives before it");
    }
  }
  if (missing.empty()) return busy;
  const std::string text = ranks_have(missing) + " not arrived";
  return busy.empty() ? text : text + ", " + busy;
}

std::string Schedule::obstacle(const Operation& operation) const {
  const End& end = ends_[operation.rank];
  if (end.collective != nullptr && end.collective.get() != &operation) {
    return sdk::message("it waits for ", title(*end.collective), ", in which ",
                        absence(*end.collective));
  }
  if (!operation.is_message()) return absence(operation);
  const char* partner_kind = operation.kind == MORTISE_COLLECTIVE_SEND ? "receive" : "send";
  return sdk::message("rank ", operation.peer, " has not come to a matching ", partner_kind, " (",
                      summary(operation), ")");
}

}  // namespace mortise::loopback
