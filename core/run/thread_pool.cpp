#include "core/run/thread_pool.hpp"

#include <algorithm>
#include <system_error>

namespace mortise::run {
namespace {

constexpr int kSpins = 4000;  // roughly ten microseconds

thread_local bool inside_loop = false;

void pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

void wait_for_change(const std::atomic<uint32_t>& variable, uint32_t old) {
  for (int spin = 0; spin < kSpins; ++spin) {
    if (variable.load(std::memory_order_acquire) != old) return;
    pause();
  }
  variable.wait(old, std::memory_order_acquire);
}

}  // namespace

ThreadPool::ThreadPool(uint32_t threads) : thread_count_(std::max(1u, threads)) {}

ThreadPool::~ThreadPool() {
  stopping_.store(true, std::memory_order_relaxed);
  generation_.fetch_add(1, std::memory_order_release);
  generation_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::start_workers() {
  workers_.reserve(thread_count_ - 1);
  try {
    while (workers_.size() + 1 < thread_count_) {
      const auto worker = static_cast<uint32_t>(workers_.size() + 1);
      workers_.emplace_back([this, worker] { work(worker); });
    }
  } catch (const std::system_error&) {
    // Fewer threads than wished for: loops are still complete, the caller takes all the chunks that
    // are left.
  }
}

void ThreadPool::parallel_for(uint64_t count, uint64_t grain, mortise_loop_body_t body,
                              void* context) {
  if (count == 0) return;
  const uint64_t least = std::max<uint64_t>(1, grain);
  if (thread_count_ == 1 || count <= least || inside_loop || !busy_.try_lock()) {
    body(context, 0, count, 0);
    return;
  }
  const std::lock_guard<std::mutex> lock(busy_, std::adopt_lock);
  if (workers_.empty()) start_workers();
  loop_.body = body;
  loop_.context = context;
  loop_.count = count;
  // A few chunks per thread even out uneven work.
  loop_.chunk = std::max(least, (count + 4 * thread_count_ - 1) / (4 * thread_count_));
  loop_.next.store(0, std::memory_order_relaxed);
  pending_.store(static_cast<uint32_t>(workers_.size()), std::memory_order_relaxed);
  generation_.fetch_add(1, std::memory_order_release);
  generation_.notify_all();
  run_chunks(0);
  uint32_t left = pending_.load(std::memory_order_acquire);
  while (left != 0) {
    wait_for_change(pending_, left);
    left = pending_.load(std::memory_order_acquire);
  }
}

void ThreadPool::work(uint32_t worker) {
  uint32_t seen = 0;
  while (true) {
    wait_for_change(generation_, seen);
    if (stopping_.load(std::memory_order_relaxed)) return;
    // Every loop waits for every worker, so none is ever missed.
    seen += 1;
    run_chunks(worker);
    if (pending_.fetch_sub(1, std::memory_order_acq_rel) == 1) pending_.notify_one();
  }
}

void ThreadPool::run_chunks(uint32_t worker) {
  inside_loop = true;
  while (true) {
    const uint64_t begin = loop_.next.fetch_add(loop_.chunk, std::memory_order_relaxed);
    if (begin >= loop_.count) break;
    loop_.body(loop_.context, begin, std::min(begin + loop_.chunk, loop_.count), worker);
  }
  inside_loop = false;
}

}  // namespace mortise::run
