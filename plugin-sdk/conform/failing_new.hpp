// Memory that runs out: operator new, of the plugin as of everybody in the process, fails when it is told to.
#pragma once

#include <cstdint>

namespace mortise::conform {

/// While an object of this class lives, the request of the calling thread after `count` more throws std::bad_alloc, and
/// no other. One at a time for a thread.
class FailingNew {
 public:
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr bool kAvailable = false;  // the sanitizers' own comes first
#else
  static constexpr bool kAvailable = true;
#endif
  explicit FailingNew(int64_t count);
  FailingNew(const FailingNew&) = delete;
  FailingNew& operator=(const FailingNew&) = delete;
  ~FailingNew();
  /// Whether the request has come.
  bool has_failed() const;
};

}  // namespace mortise::conform
