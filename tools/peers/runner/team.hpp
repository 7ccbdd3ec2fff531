// Threads that start at once, and the best of some trials of them.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

namespace mortise::peers {

/// Calls work(thread) on `threads` threads at once; gives the seconds until the last has returned.
template <class Work>
double time_team(uint64_t threads, const Work& work) {
  using Clock = std::chrono::steady_clock;
  std::atomic<uint64_t> ready{0};
  std::vector<Clock::time_point> begins(threads), ends(threads);
  const auto member = [&](uint64_t thread) {
    ready.fetch_add(1);
    while (ready.load() < threads) std::this_thread::yield();
    begins[thread] = Clock::now();
    work(thread);
    ends[thread] = Clock::now();
  };
  std::vector<std::thread> others;
  for (uint64_t thread = 1; thread < threads; ++thread) others.emplace_back(member, thread);
  member(0);
  for (std::thread& other : others) other.join();
  Clock::time_point begin = begins[0], end = ends[0];
  for (uint64_t thread = 1; thread < threads; ++thread) {
    begin = std::min(begin, begins[thread]);
    end = std::max(end, ends[thread]);
  }
  return std::chrono::duration<double>(end - begin).count();
}

/// Of ten calls of `trial`, which gives seconds.
template <class Trial>
double least_seconds(const Trial& trial) {
  double least = trial();
  for (int i = 1; i < 10; ++i) least = std::min(least, trial());
  return least;
}

}  // namespace mortise::peers
