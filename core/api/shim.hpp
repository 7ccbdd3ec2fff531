// The firewall of the embedding API: handles to objects, and calls that let no exception out.
#pragma once

#include <mortise/mortise.h>

#include <exception>
#include <memory>
#include <new>
#include <string>

#include "core/base/status.hpp"
#include "core/run/session.hpp"

namespace mortise::api {

/// Runs `body` (returning Status) and turns what it throws into a status.
template <class Body>
mortise_status_t* guard(Body&& body) noexcept {
  try {
    return Status(body()).release();
  } catch (const std::bad_alloc&) {
    return make_status(MORTISE_STATUS_OUT_OF_MEMORY, MORTISE_STATUS_FLAG_RETRYABLE,
                       "out of memory");
  } catch (const std::exception& error) {
    return make_status(MORTISE_STATUS_INTERNAL, 0, error.what());
  } catch (...) {
    return make_status(MORTISE_STATUS_INTERNAL, 0, "an exception of an unknown type");
  }
}

/// An error when a required pointer is null.
inline Status require(const void* pointer, std::string_view name) {
  return pointer != nullptr ? Status() : invalid_argument(std::string(name) + " is null");
}

using RuntimeRef = std::shared_ptr<run::Runtime>;

inline RuntimeRef& runtime_of(mortise_runtime_t* handle) {
  return *reinterpret_cast<RuntimeRef*>(handle);
}

mortise_text_t* make_text(std::string text);

}  // namespace mortise::api
