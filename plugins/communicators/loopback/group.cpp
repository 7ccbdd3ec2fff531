#include "plugins/communicators/loopback/group.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace mortise::loopback {
namespace {

// The failure of one is the failure of the other, not a consequence of it.
bool share_fate(const Operation& left, const Operation& right) {
  if (left.is_message() != right.is_message()) return false;
  if (!left.is_message()) return left.number == right.number;
  return &left == &right || (left.peer == right.rank && right.peer == left.rank &&
                             left.tag == right.tag && left.kind != right.kind);
}

bool in_time(const Task& task, const Operation& operation) {
  return operation.task == &task || task.arrival() <= operation.deadline;
}

}  // namespace

Group::Group(std::string name, uint32_t size)
    : name_(std::move(name)), size_(size), schedule_(size) {}

void Group::enqueue(const OperationPointer& operation) {
  Lock lock(mutex_);
  schedule_.number(*operation);
  operation->enqueued = Clock::now();
  operation->deadline = operation->enqueued + operation->timeout;
  const std::vector<uint32_t> closed = schedule_.closed_ranks();
  if (!operation->is_message() && !closed.empty()) {
    fail_all({MORTISE_STATUS_UNAVAILABLE, 0, ranks_have(closed) + " closed"}, operation);
  }
  if (failure_) raise(failure_for(*operation, *failure_));
  pending_.push_back(schedule_.add(operation));
  settle();
  if (operation->failure) raise(*operation->failure);
  if (operation->task != nullptr && operation->task->piece_count() == 1) {
    run_piece(operation->task->shared_from_this(), lock);
  }
}

bool Group::test(const OperationPointer& operation) {
  Lock lock(mutex_);
  if (!operation->done) {
    const bool expired = Clock::now() >= operation->deadline;
    const bool worked = run_some(*operation, expired, lock);
    if (!worked && expired && !operation->done && !is_on_its_way(*operation)) expire(operation);
  }
  if (operation->failure) raise(*operation->failure);
  return operation->done;
}

void Group::wait(const OperationPointer& operation) {
  Lock lock(mutex_);
  while (!operation->done) {
    const bool expired = Clock::now() >= operation->deadline;
    if (run_some(*operation, expired, lock)) continue;
    if (!expired) {
      changed_.wait_until(lock, operation->deadline);
    } else if (is_on_its_way(*operation)) {
      changed_.wait(lock);
    } else {
      expire(operation);
    }
  }
  if (operation->failure) raise(*operation->failure);
}

void Group::abort(uint32_t rank, std::string_view reason) {
  const Lock lock(mutex_);
  fail_all({MORTISE_STATUS_CANCELLED, 0, sdk::message("rank ", rank, " aborted: ", reason)},
           nullptr);
}

bool Group::close(uint32_t rank) {
  Lock lock(mutex_);
  Events events;
  const std::vector<OperationPointer> own = schedule_.close(rank, events);
  pending_.push_back(std::move(events));
  settle();
  for (const OperationPointer& operation : own) {
    finish(*operation, Failure{MORTISE_STATUS_CANCELLED, 0, "the rank has closed"});
  }
  const Failure cause{MORTISE_STATUS_UNAVAILABLE, 0, sdk::message("rank ", rank, " has closed")};
  fail_tasks_of(rank, cause);
  if (schedule_.has_unfinished_round()) fail_all(cause, nullptr);
  settle();
  changed_.notify_all();
  changed_.wait(lock, [&] {
    return std::none_of(tasks_.begin(), tasks_.end(), [&](const TaskPointer& task) {
      return task->running != 0 && task->involves(rank);
    });
  });
  return schedule_.closed_ranks().size() == size_;
}

std::vector<uint32_t> Group::open_ranks() const {
  const Lock lock(mutex_);
  const std::vector<uint32_t> closed = schedule_.closed_ranks();
  std::vector<uint32_t> open;
  for (uint32_t rank = 0; rank < size_; ++rank) {
    if (!std::binary_search(closed.begin(), closed.end(), rank)) open.push_back(rank);
  }
  return open;
}

// A loop rather than a recursion: one arrival may let thousands of empty operations follow.
void Group::settle() {
  while (!pending_.empty()) {
    Events events = std::move(pending_.back());
    pending_.pop_back();
    for (const OperationPointer& operation : events.orphaned) {
      finish(*operation, Failure{MORTISE_STATUS_UNAVAILABLE, 0,
                                 sdk::message("rank ", operation->peer, " has closed")});
      if (!failure_) pending_.push_back(schedule_.remove(*operation));
    }
    for (std::vector<OperationPointer>& participants : events.ready) {
      start(std::move(participants));
    }
    if (!events.disagreement.empty()) {
      fail_all({MORTISE_STATUS_INVALID_ARGUMENT, 0, std::move(events.disagreement)},
               std::move(events.disputed));
    }
    changed_.notify_all();
  }
}

void Group::start(std::vector<OperationPointer> participants) {
  const auto task = std::make_shared<Task>(std::move(participants));
  for (const OperationPointer& operation : task->participants()) operation->task = task.get();
  tasks_.push_back(task);
  if (failure_) {
    fail_task(*task, *failure_);
  } else if (task->piece_count() == 0) {
    complete(*task);
  }
}

void Group::complete(Task& task) {
  const TaskPointer keep = task.shared_from_this();
  tasks_.remove(keep);
  task.completed = true;
  const std::vector<OperationPointer>& participants = task.participants();
  if (participants.front()->kind == kSplit && !task.failure) split(participants);
  for (const OperationPointer& operation : participants) {
    finish(*operation, task.failure);
    // A failed group has forgotten its schedule.
    if (!failure_) pending_.push_back(schedule_.remove(*operation));
  }
  changed_.notify_all();
}

void Group::split(const std::vector<OperationPointer>& participants) const {
  std::map<uint32_t, std::vector<OperationPointer>> colors;
  for (const OperationPointer& operation : participants) {
    colors[operation->color].push_back(operation);
  }
  for (auto& [color, members] : colors) {
    std::stable_sort(members.begin(), members.end(),
                     [](const OperationPointer& left, const OperationPointer& right) {
                       return left->key < right->key;
                     });
    const auto child = std::make_shared<Group>(
        sdk::message(name_, ", ", title(*members.front()), ", color ", color),
        static_cast<uint32_t>(members.size()));
    for (uint32_t rank = 0; rank < members.size(); ++rank) {
      members[rank]->child = child;
      members[rank]->child_rank = rank;
    }
  }
}

void Group::finish(Operation& operation, const std::optional<Failure>& cause) {
  if (cause) operation.failure = failure_for(operation, *cause);
  operation.task = nullptr;
  operation.done = true;
}

void Group::fail_all(Failure cause, OperationPointer origin) {
  if (failure_) return;
  failure_ = std::move(cause);
  origin_ = std::move(origin);
  for (const OperationPointer& operation : schedule_.clear()) finish(*operation, failure_);
  const std::list<TaskPointer> tasks = tasks_;
  for (const TaskPointer& task : tasks) fail_task(*task, *failure_);
  changed_.notify_all();
}

void Group::fail_task(Task& task, const Failure& cause) {
  if (!task.failure) task.failure = cause;
  // Otherwise whoever does its last piece completes it.
  if (task.running == 0 && !task.completed) complete(task);
}

void Group::fail_tasks_of(uint32_t rank, const Failure& cause) {
  const std::list<TaskPointer> tasks = tasks_;
  for (const TaskPointer& task : tasks) {
    if (!task->involves(rank)) continue;
    const OperationPointer& first = task->participants().front();
    if (first->is_message()) {
      fail_task(*task, cause);
    } else {
      fail_all(cause, first);
    }
  }
}

void Group::expire(const OperationPointer& operation) {
  fail_all(
      {MORTISE_STATUS_DEADLINE_EXCEEDED, 0,
       sdk::message("rank ", operation->rank, " gave up ", title(*operation), " after ",
                    format_duration(operation->timeout), ": ", schedule_.obstacle(*operation))},
      operation);
}

Failure Group::failure_for(const Operation& operation, const Failure& cause) const {
  Failure failure = cause;
  failure.message =
      sdk::message(name_, ": rank ", operation.rank, ": ", title(operation), ": ", cause.message);
  if (origin_ != nullptr && !share_fate(*origin_, operation)) {
    failure.flags |= MORTISE_STATUS_FLAG_POISONED;
  }
  return failure;
}

// Does a piece of any work. Once the operation's deadline has passed, only of what had all its ranks
// before: that is still owed, while newer work could go on for ever.
bool Group::run_some(const Operation& operation, bool expired, Lock& lock) {
  for (const TaskPointer& task : tasks_) {
    if (task->failure || task->next == task->piece_count()) continue;
    if (expired && !in_time(*task, operation)) continue;
    run_piece(TaskPointer(task), lock);
    return true;
  }
  return false;
}

void Group::run_piece(const TaskPointer& task, Lock& lock) {
  const uint64_t piece = task->next++;
  ++task->running;
  lock.unlock();
  task->run_piece(piece);
  lock.lock();
  --task->running;
  ++task->finished;
  const bool last = task->failure ? task->running == 0 : task->finished == task->piece_count();
  if (!last) return;
  complete(*task);
  settle();
}

bool Group::is_on_its_way(const Operation& operation) const {
  return std::any_of(tasks_.begin(), tasks_.end(),
                     [&](const TaskPointer& task) { return in_time(*task, operation); });
}

}  // namespace mortise::loopback
