// What the functions of the embedding API share: handles to objects, and checks of arguments.
#pragma once

#include <mortise/mortise.h>

#include <memory>
#include <string>

#include "core/base/firewall.hpp"
#include "core/base/status.hpp"
#include "core/run/session.hpp"

namespace mortise::api {

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
