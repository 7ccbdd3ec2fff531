// The devices that a runtime has.
#pragma once

#include "tools/mortise/output.hpp"
#include "tools/mortise/runtime_flags.hpp"

namespace mortise::cli {

/// As `mortise devices --json` prints them. The plugins are loaded in a process of their own, for at most `timeout` seconds;
/// one that ends the process, or never returns, is left out, and its device has the cause.
Json list_devices(const RuntimeFlags& flags, double timeout);

}  // namespace mortise::cli
