// Ways to damage a file.
#pragma once

#include <string>

#include "plugin-sdk/conform/random.hpp"

namespace mortise::conform {

/// Flipped bits, overwritten, inserted, removed or repeated runs, and what a length field must not say. Says what it did.
std::string corrupt(std::string& bytes, Random& random);

}  // namespace mortise::conform
