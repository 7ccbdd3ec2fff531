// A C++ program that reproduces one case of an operator: what a failing test prints.
#pragma once

#include "plugin-sdk/conform/case.hpp"
#include "plugin-sdk/conform/subject.hpp"

namespace mortise::conform {

/// A config under which graphs run on the subject's devices of that kind, and what they do not support on reference.
std::string config_text(const Subject& subject, const std::string& kind);

/// Builds the one-node graph with the embedding API, runs it under `config` and on reference alone, and prints both results.
/// It needs Mortise's headers (with the plugin SDK's) and libmortise, and nothing else.
std::string program_text(const std::string& config, const Case& one,
                         const std::vector<HostTensor>& inputs);

}  // namespace mortise::conform
