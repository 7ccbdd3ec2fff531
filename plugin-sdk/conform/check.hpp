// How a test ends early: it failed, or it does not apply. Both are exceptions that only the runner catches.
#pragma once

#include <mortise/sdk/status.hpp>

#include <string>

namespace mortise::conform {

/// What is wrong, and which rule of the ABI it breaks.
struct Failure {
  std::string text;
};

/// Why the test does not apply: a reason that the plugin stated, or that follows from its description.
struct Skip {
  std::string reason;
};

/// Told of each failure before the test unwinds, which may crash or hang while the plugin's work is still under way. Null:
/// nobody. Set before the tests start.
inline void (*on_failure)(const std::string& text) = nullptr;

template <class... Parts>
[[noreturn]] void fail(const Parts&... parts) {
  Failure failure{sdk::message(parts...)};
  if (on_failure != nullptr) on_failure(failure.text);
  throw failure;
}

template <class... Parts>
[[noreturn]] void skip(const Parts&... parts) {
  throw Skip{sdk::message(parts...)};
}

template <class... Parts>
void expect(bool condition, const Parts&... parts) {
  if (!condition) fail(parts...);
}

}  // namespace mortise::conform
