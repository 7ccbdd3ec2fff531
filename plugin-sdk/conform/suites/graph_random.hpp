// Random graphs over the operators that a device claims.
#pragma once

#include "plugin-sdk/conform/suites/graph_maker.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

/// Which of the operators that random graphs are made of the device supports, for small matrices.
std::vector<std::string> claimed_operators(Environment& environment);

/// Some thirty nodes, most of them reading one of the last few; also an output from the middle. The same for the same seed.
void build_random(GraphMaker& m, const std::vector<std::string>& operators, uint64_t seed);

}  // namespace mortise::conform
