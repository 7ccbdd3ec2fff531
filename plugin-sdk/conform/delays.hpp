// Delays at random, seeded, before the plugin's threads take, after they give back, and when they signal a lock: what
// happens to work because of the usual order of events goes wrong under them. The program defines the functions of the
// C library behind these (delays.cpp) and exports them, so that a plugin's calls come here.
#pragma once

#include <cstdint>

namespace mortise::conform {

/// While an object of this class lives, locks are delayed. One at a time.
class InjectedDelays {
 public:
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr bool kAvailable = false;  // the sanitizers' own come first
#else
  static constexpr bool kAvailable = true;
#endif
  /// `library`: an address within it, whose calls count.
  InjectedDelays(uint64_t seed, const void* library);
  InjectedDelays(const InjectedDelays&) = delete;
  InjectedDelays& operator=(const InjectedDelays&) = delete;
  ~InjectedDelays();

  /// Times that the library came here so far: none means that nothing of it was delayed.
  uint64_t count() const;
};

}  // namespace mortise::conform
