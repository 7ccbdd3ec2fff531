// Reproducible random numbers (SplitMix64; Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
#pragma once

#include <cstdint>
#include <string_view>

namespace mortise::conform {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  /// For a test of that name: its numbers do not depend on which other tests run.
  Random(uint64_t seed, std::string_view name) : state_(seed) {
    for (const char letter : name) state_ = (state_ ^ static_cast<uint8_t>(letter)) * kPrime;
  }

  uint64_t next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// In [0, limit). Requires: limit > 0.
  uint64_t below(uint64_t limit) { return next() % limit; }
  /// In [low, high], both included.
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(below(static_cast<uint64_t>(high - low) + 1));
  }
  double uniform(double low, double high) {
    return low + (high - low) * static_cast<double>(next() >> 11) * 0x1p-53;
  }
  bool one_in(uint64_t count) { return below(count) == 0; }

 private:
  static constexpr uint64_t kPrime = 0x100000001b3u;
  uint64_t state_;
};

}  // namespace mortise::conform
