#include "tools/peers/runner/stopping.hpp"

#include <mortise/mortise.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

namespace mortise::peers {
namespace {

using std::chrono::nanoseconds;

constexpr int kMostAttempts = 20;  // of a trial, each earlier in the run
constexpr double kLatest = 0.9;    // of a run's duration: what comes later might miss it

int64_t now() {
  return std::chrono::duration_cast<nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// The runtime's clock, which remembers when it was last read: a profiled run reads it when a node ends.
struct Clock {
  Clock() {
    hooks.struct_size = sizeof(hooks);
    hooks.context = this;
    hooks.now = [](void* context) {
      const int64_t time = now();
      static_cast<Clock*>(context)->last_read.store(time, std::memory_order_relaxed);
      return time;
    };
  }
  std::atomic<int64_t> last_read{0};
  mortise_hooks_t hooks{};
};

class Stopper {
 public:
  Stopper(const std::string& model, const std::string& config)
      : runtime_(make_runtime(config)), session_(Session::load(runtime_, model)) {
    for (size_t i = 0; i < session_.input_count(); ++i) inputs_.push_back(zeros(i));
    options_.profile = true;
    session_.run_ordered(inputs_, options_);  // compiles
    const int64_t start = now();
    session_.run_ordered(inputs_, options_);
    duration_ = now() - start;
  }

  /// `part`: of a run's duration, when to stop it.
  double stop(StopBy by, double part) {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
      const nanoseconds moment(std::max<int64_t>(
          1, static_cast<int64_t>(part * kLatest * static_cast<double>(duration_))));
      const std::optional<int64_t> taken =
          by == StopBy::kDeadline ? stop_by_deadline(moment) : stop_by_cancellation(moment);
      if (taken) return static_cast<double>(*taken) * 1e-9;
      part /= 2;
    }
    throw Error(MORTISE_STATUS_FAILED_PRECONDITION,
                "runs end before they can be stopped; take a model that runs longer");
  }

 private:
  Runtime make_runtime(const std::string& config) const {
    RuntimeOptions options;
    options.config_json = config;
    options.hooks = &clock_.hooks;
    return Runtime(options);
  }

  Tensor zeros(size_t index) const {
    const mortise_type_t& type = *session_.input_type(index);
    const Shape shape(type.shape, type.shape + std::max(type.rank, 0));
    const bool open = std::any_of(shape.begin(), shape.end(), [](int64_t e) { return e < 0; });
    if (type.rank < 0 || open) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "the input `" + session_.input_name(index) + "` has no fixed shape");
    }
    return Tensor(runtime_, type.dtype, shape);
  }

  std::optional<int64_t> stop_by_deadline(nanoseconds moment) {
    RunOptions options = options_;
    options.timeout = moment;
    if (!is_stopped(options)) return std::nullopt;
    return now() - clock_.last_read;
  }

  std::optional<int64_t> stop_by_cancellation(nanoseconds moment) {
    const Cancellation cancellation;
    RunOptions options = options_;
    options.cancellation = &cancellation;
    int64_t cancelled_at = 0;
    std::thread other([&, at = std::chrono::steady_clock::now() + moment] {
      std::this_thread::sleep_until(at);
      cancelled_at = now();
      cancellation.cancel();
    });
    const bool stopped = is_stopped(options);
    const int64_t returned_at = now();
    const int64_t node_ended_at = clock_.last_read;
    other.join();
    if (!stopped) return std::nullopt;
    return returned_at - std::max(node_ended_at, cancelled_at);
  }

  bool is_stopped(const RunOptions& options) const {
    try {
      session_.run_ordered(inputs_, options);
      return false;
    } catch (const Error& error) {
      if (error.code() == MORTISE_STATUS_CANCELLED ||
          error.code() == MORTISE_STATUS_DEADLINE_EXCEEDED)
        return true;
      throw;
    }
  }

  Clock clock_;  // outlives the runtime
  Runtime runtime_;
  Session session_;
  std::vector<Tensor> inputs_;
  RunOptions options_;
  int64_t duration_ = 0;
};

}  // namespace

std::vector<double> time_stops(const std::string& model, const std::string& config, StopBy by,
                               uint64_t trials) {
  Stopper stopper(model, config);
  std::vector<double> seconds;
  for (uint64_t i = 0; i < trials; ++i) {
    const double part = (static_cast<double>(i) + 0.5) / static_cast<double>(trials);
    seconds.push_back(stopper.stop(by, part));
  }
  return seconds;
}

}  // namespace mortise::peers
