#include "core/run/thread_pool.hpp"

#include <algorithm>
#include <exception>

namespace mortise::run {
namespace {

constexpr int kSpins = 4000;  // roughly ten microseconds

thread_local bool inside_loop = false;

void pause() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

// The parts of state_.
constexpr uint32_t kInside = 0xfff;       // workers in the loop
constexpr uint32_t kOpen = 0x1000;        // workers may join
constexpr uint32_t kGeneration = 0x2000;  // one loop

/// Returns the first value of `state` that `wanted` accepts.
template <class Wanted>
uint32_t wait_for(const std::atomic<uint32_t>& state, Wanted wanted) {
  for (int spin = 0; spin < kSpins; ++spin) {
    const uint32_t now = state.load(std::memory_order_acquire);
    if (wanted(now)) return now;
    pause();
  }
  while (true) {
    const uint32_t now = state.load(std::memory_order_acquire);
    if (wanted(now)) return now;
    state.wait(now, std::memory_order_acquire);
  }
}

}  // namespace

ThreadPool::ThreadPool(uint32_t threads)
    : thread_count_(std::max(1u, threads)), shares_(thread_count_) {}

ThreadPool::~ThreadPool() {
  stopping_.store(true, std::memory_order_relaxed);
  state_.fetch_add(kGeneration, std::memory_order_release);
  state_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::start_workers() {
  try {
    workers_.reserve(thread_count_ - 1);
    while (workers_.size() + 1 < thread_count_) {
      const auto worker = static_cast<uint32_t>(workers_.size() + 1);
      workers_.emplace_back([this, worker] { work(worker); });
    }
  } catch (const std::exception&) {
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
  // A few chunks per thread even out uneven work.
  loop_.chunk = std::max(least, (count + 4 * thread_count_ - 1) / (4 * thread_count_));
  deal(count);
  // Nobody is inside, so nobody else changes the state.
  const uint32_t generation =
      (state_.load(std::memory_order_relaxed) & ~(kInside | kOpen)) + kGeneration;
  state_.store(generation | kOpen, std::memory_order_release);
  state_.notify_all();
  run_chunks(0);
  state_.fetch_and(~kOpen, std::memory_order_acq_rel);
  wait_for(state_, [](uint32_t state) { return (state & kInside) == 0; });
}

// Whole chunks to each thread; where they are not as many for all, the first ones get one more.
void ThreadPool::deal(uint64_t count) {
  const uint64_t chunks = (count + loop_.chunk - 1) / loop_.chunk;
  uint64_t begin = 0;
  for (uint32_t thread = 0; thread < thread_count_; ++thread) {
    const uint64_t own = chunks / thread_count_ + (thread < chunks % thread_count_ ? 1 : 0);
    shares_[thread].next.store(begin, std::memory_order_relaxed);
    begin = std::min(count, begin + own * loop_.chunk);
    shares_[thread].end = begin;
  }
}

void ThreadPool::work(uint32_t worker) {
  uint32_t seen = 0;
  while (true) {
    uint32_t state = wait_for(state_, [&](uint32_t now) {
      return ((now & kOpen) != 0 && (now & ~(kInside | kOpen)) != seen) ||
             stopping_.load(std::memory_order_relaxed);
    });
    if (stopping_.load(std::memory_order_relaxed)) return;
    if (!state_.compare_exchange_strong(state, state + 1, std::memory_order_acq_rel)) continue;
    seen = state & ~(kInside | kOpen);
    run_chunks(worker);
    const uint32_t left = state_.fetch_sub(1, std::memory_order_acq_rel) - 1;
    if ((left & (kInside | kOpen)) == 0) state_.notify_all();
  }
}

void ThreadPool::run_chunks(uint32_t worker) {
  inside_loop = true;
  for (uint32_t i = 0; i < thread_count_; ++i) {
    Share& share = shares_[(worker + i) % thread_count_];
    while (true) {
      const uint64_t begin = share.next.fetch_add(loop_.chunk, std::memory_order_relaxed);
      if (begin >= share.end) break;
      loop_.body(loop_.context, begin, std::min(begin + loop_.chunk, share.end), worker);
    }
  }
  inside_loop = false;
}

}  // namespace mortise::run
