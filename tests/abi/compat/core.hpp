// A miniature core, built once from each version of the toy headers, with Mortise's own version rule and struct checks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mortise::compat {

enum class Extension { kNone, kKnown, kUnknownOptional, kUnknownRequired };

/// What the core is to ask of the plugin: the sum and the maximum of 1, 2, 3, and then what is set here.
struct Order {
  bool scaled = false;  // sets the request's member that 1.1 added
  bool mean = false;    // asks for the mode that 1.1 added
  Extension extension = Extension::kNone;
};

struct Outcome {
  std::string refusal;  // empty: the plugin was loaded, and answered all requests
  std::vector<std::string> reports;
  std::vector<double> results;
  uint64_t calls = 0;      // of the plugin's table
  uint64_t looked_at = 0;  // values, as counted through the extension
};

/// The one export, `toy_core_run`.
using RunFunction = void (*)(const char* library, const Order* order, Outcome* out_outcome);

}  // namespace mortise::compat
