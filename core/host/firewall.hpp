// Calls into a plugin that let no exception out.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <utility>

#include "core/base/status.hpp"
#include "core/base/text.hpp"

namespace mortise::host {

/// Runs `call`; an exception becomes an INTERNAL status that names `where`, or OUT_OF_MEMORY.
template <class Call>
Status guard(std::string_view where, Call&& call) {
  try {
    std::forward<Call>(call)();
    return {};
  } catch (const std::bad_alloc&) {
    return out_of_memory("there is no memory left");
  } catch (const std::exception& error) {
    return internal_error(concat({where, " threw an exception: ", error.what()}));
  } catch (...) {
    return internal_error(concat({where, " threw an exception"}));
  }
}

}  // namespace mortise::host
