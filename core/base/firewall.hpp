// Where exceptions end: nothing thrown may cross the C ABI.
#pragma once

#include <exception>
#include <new>
#include <utility>

#include "core/base/status.hpp"

namespace mortise {

/// Calls `body`, which returns a Status, and turns what it throws into one.
template <class Body>
mortise_status_t* firewall(Body&& body) noexcept {
  try {
    return std::forward<Body>(body)().release();
  } catch (const std::bad_alloc&) {
    return out_of_memory("out of memory").release();
  } catch (const std::exception& error) {
    return internal_error(error.what()).release();
  } catch (...) {
    return internal_error("an exception that is no std::exception").release();
  }
}

/// Calls `body`; when it throws, the answer is `fallback`.
template <class T, class Body>
T firewall_or(T fallback, Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (...) {
    return fallback;
  }
}

}  // namespace mortise
