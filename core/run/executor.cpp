#include "core/run/executor.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/base/firewall.hpp"
#include "core/compile/device.hpp"

namespace mortise::run {

using compile::Step;
using compile::WaitPlan;

namespace {

constexpr int64_t kPollNanoseconds = 5'000'000;  // how often a wait looks at the run's limits
constexpr size_t kMostWaits = 16;                // devices in one program

// On the host `data` says it all.
mortise_copy_end_t copy_end(const mortise_tensor_view_t& view) {
  if (view.buffer == nullptr) return {nullptr, view.data, 0};
  return {view.buffer, nullptr, view.byte_offset};
}

bool is_poisoned(const Status& status) {
  return (status.flags() & MORTISE_STATUS_FLAG_POISONED) != 0;
}

std::string step_title(const Step& step) {
  return step.node.empty() ? step.op : step.op + " '" + step.node + "'";
}

}  // namespace

Executor::Outcome Executor::run(Context& context, const Limits& limits, Profile* profile) {
  Executor executor(context, limits);
  Outcome outcome;
  const bool synchronous =
      std::all_of(context.streams_.begin(), context.streams_.end(),
                  [](const Context::Stream& stream) { return stream.fence == nullptr; });
  if (profile != nullptr) profile->runs.fetch_add(1, std::memory_order_relaxed);
  // What a kernel throws ends here, so that the work of the other devices is waited for all the same.
  const auto walk = [&](auto run_steps) {
    bool returned = false;
    outcome.status = Status(firewall([&] {
      Status status = (executor.*run_steps)(profile, outcome.begun);
      returned = true;
      return status;
    }));
    if (!returned) {
      const Step& step = context.program_.steps[executor.at_];
      outcome.status = std::move(outcome.status).annotate(step_title(step));
    }
    return returned;
  };
  if (synchronous && context.device_arenas_.empty()) {
    outcome.reusable = walk(&Executor::run_synchronous);
    return outcome;
  }
  if (context.streams_.size() > kMostWaits) {
    outcome.status =
        unsupported("a program on more than " + std::to_string(kMostWaits) + " devices");
    return outcome;
  }
  for (Context::Stream& stream : context.streams_) stream.base = stream.last;
  const bool returned = walk(&Executor::run_asynchronous);
  Status end = executor.finish();
  outcome.reusable = returned && end.ok();
  // What a device failed with says more than what a wait for it was told.
  if (outcome.status.ok() || is_poisoned(outcome.status)) {
    if (!end.ok()) outcome.status = std::move(end);
  }
  return outcome;
}

Status Executor::run_synchronous(Profile* profile, bool& begun) {
  const std::vector<Step>& steps = context_.program_.steps;
  const bool has_deadline = limits_.deadline != INT64_MAX;
  for (size_t i = 0; i < steps.size(); ++i) {
    if (has_deadline || limits_.cancelled()) MORTISE_TRY(limits_.check(context_.services_));
    begun = true;
    at_ = i;
    const int64_t begin = profile != nullptr ? context_.services_.now() : 0;
    const mortise_launch_t& launch = context_.launches_[i];
    const mortise_kernel_t* kernel = steps[i].kernel.get();
    if (kernel != nullptr) {
      if (mortise_status_t* failure = kernel->launch(kernel, &launch); failure != nullptr) {
        return Status(failure).annotate(step_title(steps[i]));
      }
    } else if (launch.inputs[0]->byte_size > 0) {
      std::memcpy(launch.outputs[0]->data, launch.inputs[0]->data,
                  static_cast<size_t>(launch.inputs[0]->byte_size));
    }
    if (profile != nullptr) {
      profile->nanoseconds[i].fetch_add(context_.services_.now() - begin,
                                        std::memory_order_relaxed);
    }
  }
  return {};
}

Status Executor::run_asynchronous(Profile* profile, bool& begun) {
  const std::vector<Step>& steps = context_.program_.steps;
  for (size_t i = 0; i < steps.size(); ++i) {
    MORTISE_TRY(limits_.check(context_.services_));
    begun = true;
    at_ = i;
    const int64_t begin = profile != nullptr ? context_.services_.now() : 0;
    if (Status status = enqueue(i); !status.ok())
      return std::move(status).annotate(step_title(steps[i]));
    if (profile != nullptr) {
      MORTISE_TRY(finish());
      profile->nanoseconds[i].fetch_add(context_.services_.now() - begin,
                                        std::memory_order_relaxed);
    }
  }
  return {};
}

// Waits that the step's own device cannot do happen here, on the host.
Status Executor::enqueue(size_t index) {
  const Step& step = context_.program_.steps[index];
  const bool on_host = step.device == compile::kHostCopy;
  Context::Stream* own = on_host ? nullptr : &context_.streams_[step.device];
  std::array<mortise_fence_point_t, kMostWaits> waits{};
  size_t wait_count = 0;
  for (const WaitPlan& wait : step.waits) {
    const Context::Stream& other = context_.streams_[wait.device];
    const uint64_t value = other.base + wait.step + 1;
    const bool native = own != nullptr && own->fence != nullptr &&
                        own->device->fence_kind() == other.device->fence_kind() &&
                        !other.device->fence_kind().empty();
    if (native) {
      waits[wait_count++] = {other.fence, value};
    } else {
      MORTISE_TRY(wait_on_host(wait.device, value));
    }
  }
  mortise_fence_point_t signal{};
  mortise_ordering_t ordering{};
  ordering.struct_size = sizeof(ordering);
  ordering.wait_count = wait_count;
  ordering.waits = waits.data();
  const bool asynchronous = own != nullptr && own->fence != nullptr;
  if (asynchronous) {
    signal = {own->fence, own->base + index + 1};
    ordering.signal_count = 1;
    ordering.signals = &signal;
  }
  const mortise_kernel_t* kernel = step.kernel.get();
  if (kernel == nullptr) {
    MORTISE_TRY(copy(index, asynchronous ? &ordering : nullptr));
  } else {
    mortise_launch_t launch = context_.launches_[index];
    launch.ordering = asynchronous ? &ordering : nullptr;
    MORTISE_TRY(kernel->launch(kernel, &launch));
  }
  if (asynchronous) own->last = signal.value;
  return {};
}

Status Executor::copy(size_t index, const mortise_ordering_t* ordering) {
  const Step& step = context_.program_.steps[index];
  const mortise_tensor_view_t& from = *context_.launches_[index].inputs[0];
  const mortise_tensor_view_t& to = *context_.launches_[index].outputs[0];
  if (step.device == compile::kHostCopy) {
    if (from.byte_size > 0) std::memcpy(to.data, from.data, static_cast<size_t>(from.byte_size));
    return {};
  }
  const Context::Stream& stream = context_.streams_[step.device];
  const mortise_copy_end_t source = copy_end(from);
  const mortise_copy_end_t target = copy_end(to);
  return Status(stream.device->table().copy(stream.device->handle(), stream.stream, &source,
                                            &target, from.byte_size, ordering));
}

Status Executor::wait_on_host(uint32_t device, uint64_t value) {
  const Context::Stream& stream = context_.streams_[device];
  while (true) {
    Status status = fence_wait(stream, value, kPollNanoseconds);
    if (status.ok()) return {};
    uint64_t reached = 0;
    Status failure(
        stream.device->table().fence_query(stream.device->handle(), stream.fence, &reached));
    // The other device's failure: finish() reports it in that device's name.
    if (!failure.ok())
      return {failure.code(), failure.message(), failure.flags() | MORTISE_STATUS_FLAG_POISONED};
    if (status.code() != MORTISE_STATUS_DEADLINE_EXCEEDED) return status;
    MORTISE_TRY(limits_.check(context_.services_));
  }
}

Status Executor::fence_wait(const Context::Stream& stream, uint64_t value, int64_t timeout) {
  return Status(
      stream.device->table().fence_wait(stream.device->handle(), stream.fence, value, timeout));
}

// Everything that was enqueued must end before its memory is used again, whatever the run's limits
// say. The first failure that no other one caused is the run's.
Status Executor::finish() {
  Status first;
  for (const Context::Stream& stream : context_.streams_) {
    if (stream.fence == nullptr || stream.last == stream.base) continue;
    Status status = fence_wait(stream, stream.last, -1);
    if (first.ok() || (is_poisoned(first) && !status.ok() && !is_poisoned(status)))
      first = std::move(status).annotate(stream.device->name());
  }
  return first;
}

}  // namespace mortise::run
