// Calls into a plugin that let no exception out.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "core/base/status.hpp"
#include "core/base/text.hpp"

namespace mortise::host {

/// Runs `call`; an exception becomes an INTERNAL status that names `where`.
template <class Call>
Status guard(std::string_view where, Call&& call) {
  try {
    std::forward<Call>(call)();
    return {};
  } catch (const std::exception& error) {
    return internal_error(concat({where, " threw an exception: ", error.what()}));
  } catch (...) {
    return internal_error(concat({where, " threw an exception"}));
  }
}

}  // namespace mortise::host
