#include "backends/opencl/stream.hpp"

#include "backends/opencl/error.hpp"

namespace mortise::opencl {
namespace {

sdk::Error poisoned_by(const sdk::Error& cause) {
  return {cause.code(), "not run, because of: " + cause.text(),
          cause.flags() | MORTISE_STATUS_FLAG_POISONED};
}

/// CL_COMPLETE, above it while the command is not over, below it when it failed.
cl_int status_of(const Event& event) {
  cl_int status = CL_QUEUED;
  const cl_int code = clGetEventInfo(event.get(), CL_EVENT_COMMAND_EXECUTION_STATUS, sizeof(status),
                                     &status, nullptr);
  return code == CL_SUCCESS ? status : code;
}

}  // namespace

Stream::Stream(const Driver& driver)
    : queue_(driver.make_queue()), follower_([this] { follow(); }) {}

Stream::~Stream() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  follower_.join();
  clFinish(queue_.get());  // what was enqueued and then refused
}

std::vector<Stream::Point> Stream::points(const mortise_fence_point_t* points, uint64_t count) {
  std::vector<Point> result;
  for (uint64_t i = 0; i < count; ++i) {
    const auto& fence = static_cast<Fence&>(sdk::from_abi(points[i].fence));
    result.push_back({fence.timeline(), points[i].value});
  }
  return result;
}

// A fence that has failed is not waited for on the device: a driver may wait for a failed event for ever.
std::vector<Event> Stream::events_before(Task& task) {
  std::vector<Event> events;
  for (const Point& wait : task.waits) {
    Event event = wait.timeline->pending(wait.value);
    if (const auto failure = wait.timeline->failure()) {
      task.failure = poisoned_by(*failure);
    } else if (event && status_of(event) < CL_COMPLETE) {
      task.failure = poisoned_by(error_of(status_of(event), "a command failed on the device"));
    } else if (event) {
      events.push_back(std::move(event));
    }
  }
  return events;
}

void Stream::enqueue(const mortise_ordering_t* ordering,
                     const std::function<void(Commands&)>& work) {
  // All memory comes first: what is enqueued cannot be taken back.
  std::list<Task> made(1);
  Task& task = made.front();
  if (ordering != nullptr) {
    task.waits = points(ordering->waits, ordering->wait_count);
    task.signals = points(ordering->signals, ordering->signal_count);
  }
  std::vector<Timeline::Promise> promises;
  for (const Point& signal : task.signals)
    promises.push_back(signal.timeline->prepare(signal.value));
  std::vector<Event> events = events_before(task);
  if (task.failure) events.clear();
  Commands commands(queue_.get(), std::move(events));
  if (!task.failure) work(commands);
  if (commands.events().empty()) commands.mark();
  task.events = commands.take_events();
  for (size_t i = 0; i < promises.size(); ++i)
    task.signals[i].timeline->promise(std::move(promises[i]), task.events.back());
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    tasks_.splice(tasks_.end(), made);
  }
  changed_.notify_all();
  clFlush(queue_.get());  // other queues may wait for it
}

void Stream::follow() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    const Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    report(task);
    lock.lock();
  }
}

void Stream::report(const Task& task) {
  before_ = outcome(task);
  if (before_) failed_.insert(failed_.end(), task.events.begin(), task.events.end());
  std::optional<sdk::Error> failure = before_;
  if (unheard_) failure = unheard_;
  for (const Point& signal : task.signals) {
    if (failure) {
      signal.timeline->fail(*failure);
    } else {
      signal.timeline->reach(signal.value);
    }
  }
  unheard_ = task.signals.empty() ? failure : std::nullopt;
}

std::optional<sdk::Error> Stream::outcome(const Task& task) const {
  const Event& last = task.events.back();
  cl_event raw = last.get();
  const cl_int code = clWaitForEvents(1, &raw);
  const cl_int status = status_of(last);
  if (task.failure) return task.failure;
  try {
    for (const Point& wait : task.waits) wait.timeline->wait(wait.value, -1);
  } catch (const sdk::Error& error) {
    return poisoned_by(error);
  }
  if (status == CL_COMPLETE) return std::nullopt;
  // Drivers let a failure end what is behind it on the queue, too.
  if (before_) return poisoned_by(*before_);
  if (status < CL_COMPLETE) return error_of(status, "a command failed on the device");
  return error_of(code, "clWaitForEvents");
}

}  // namespace mortise::opencl
