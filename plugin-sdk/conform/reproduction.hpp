// A failure's trace as a program that makes the same calls (mortise/sdk/reproduce.hpp). What a program cannot do in a few
// lines, a kernel's node say, stands in it as a comment.
#pragma once

#include <string>

#include "plugin-sdk/conform/subject.hpp"

namespace mortise::conform {

/// The trace itself where it holds no call of a device, or is not whole.
std::string program_of(const Subject& subject, const std::string& reason, const std::string& trace);

}  // namespace mortise::conform
