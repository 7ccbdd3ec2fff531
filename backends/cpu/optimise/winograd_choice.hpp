// Which convolutions are computed by Winograd's minimal filtering.
#pragma once

#include <cstdint>
#include <set>

#include "backends/cpu/optimise/rewriter.hpp"

namespace mortise::cpu {

/// Private Conv nodes. Their weights become four times as large: those that gain most for that are taken as long as all of them
/// together add no more than two fifths of what the weights of all convolutions take.
std::set<uint32_t> choose_winograd(const Rewriter& graph);

}  // namespace mortise::cpu
