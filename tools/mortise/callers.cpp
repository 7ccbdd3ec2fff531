#include "tools/mortise/callers.hpp"

#include <atomic>
#include <cstring>
#include <exception>
#include <mutex>
#include <thread>

#include "tools/mortise/stopwatch.hpp"

namespace mortise::cli {
namespace {

bool same_bytes(const std::vector<Tensor>& left, const std::vector<Tensor>& right);

bool same_bytes(const Tensor& left, const Tensor& right) {
  if (left.kind() != right.kind()) return false;
  if (left.kind() != MORTISE_VALUE_TENSOR) return same_bytes(left.items(), right.items());
  const mortise_tensor_view_t a = left.view();
  const mortise_tensor_view_t b = right.view();
  return left.dtype() == right.dtype() && left.shape() == right.shape() &&
         a.byte_size == b.byte_size &&
         (a.byte_size == 0 || std::memcmp(a.data, b.data, static_cast<size_t>(a.byte_size)) == 0);
}

bool same_bytes(const std::vector<Tensor>& left, const std::vector<Tensor>& right) {
  if (left.size() != right.size()) return false;
  for (size_t i = 0; i < left.size(); ++i) {
    if (!same_bytes(left[i], right[i])) return false;
  }
  return true;
}

/// Tensors are written again by the next run; a sequence or an optional is made anew.
void keep_tensors(std::vector<Tensor>& outputs) {
  for (Tensor& output : outputs) {
    if (output.kind() != MORTISE_VALUE_TENSOR) output = Tensor();
  }
}

class Callers {
 public:
  Callers(const Runtime& runtime, const Session& session, const std::vector<Tensor>& inputs,
          const Load& load)
      : runtime_(runtime), session_(session), inputs_(inputs), load_(load) {}

  LoadResult run(const std::function<void(size_t, double)>& on_progress) {
    const StateStore states(runtime_);
    RunOptions options;
    options.states = &states;
    if (load_.verify) expected_ = session_.run_ordered(inputs_, options);
    std::vector<std::thread> threads;
    guarded([&] {  // there may be no more threads
      for (uint64_t i = 1; i < load_.callers; ++i)
        threads.emplace_back([this] { guarded([this] { call({}); }); });
      call(on_progress);
    });
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    result_.elapsed = last_end_ - first_start_;
    return std::move(result_);
  }

 private:
  static constexpr double kNotBegun = -1;

  template <typename Function>
  void guarded(const Function& function) {
    try {
      function();
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop_ = true;
    }
  }

  // Measured time begins when the first caller has warmed up.
  void call(const std::function<void(size_t, double)>& on_progress) {
    const StateStore states(runtime_);
    RunOptions options;
    options.states = &states;
    std::vector<Tensor> outputs = session_.run_ordered(inputs_, options);
    for (uint64_t i = 1; i < load_.warm_up && !stop_; ++i) {
      keep_tensors(outputs);
      session_.run_into(inputs_, outputs, options);
    }
    std::vector<double> seconds;
    uint64_t wrong = 0;
    const double start = clock_.seconds();
    double none = kNotBegun;
    first_start_.compare_exchange_strong(none, start);
    while (may_run(seconds.size(), clock_.seconds() - first_start_)) {
      keep_tensors(outputs);
      const Stopwatch watch;
      session_.run_into(inputs_, outputs, options);
      seconds.push_back(watch.seconds());
      if (load_.verify && !same_bytes(outputs, expected_)) ++wrong;
      if (on_progress) on_progress(seconds.size(), clock_.seconds() - first_start_);
    }
    const double end = clock_.seconds();
    const std::lock_guard<std::mutex> lock(mutex_);
    if (end > last_end_) last_end_ = end;
    result_.seconds.insert(result_.seconds.end(), seconds.begin(), seconds.end());
    result_.wrong += wrong;
  }

  bool may_run(size_t done, double elapsed) {
    if (stop_) return false;
    if (load_.runs > 0) return begun_.fetch_add(1) < load_.runs;
    return elapsed < load_.seconds || (done == 0 && begun_.fetch_add(1) == 0);
  }

  const Runtime& runtime_;
  const Session& session_;
  const std::vector<Tensor>& inputs_;
  const Load& load_;
  std::vector<Tensor> expected_;
  const Stopwatch clock_;
  std::atomic<uint64_t> begun_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  LoadResult result_;
  std::atomic<double> first_start_{kNotBegun};
  double last_end_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

LoadResult apply_load(const Runtime& runtime, const Session& session,
                      const std::vector<Tensor>& inputs, const Load& load,
                      const std::function<void(size_t, double)>& on_progress) {
  return Callers(runtime, session, inputs, load).run(on_progress);
}

}  // namespace mortise::cli
