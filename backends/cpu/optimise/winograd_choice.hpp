// Which convolutions are computed by Winograd's minimal filtering.
#pragma once

#include <cstdint>
#include <set>

#include "backends/cpu/optimise/rewriter.hpp"

namespace mortise::cpu {

/// Private Conv nodes. Their weights become four times as large: those that gain most for that are taken as long as all of them
/// together add no more than the weights of the other convolutions, whose originals go (mortise_kernel_t.taken_inputs), and a
/// fifth of their own.
std::set<uint32_t> choose_winograd(const Rewriter& graph);

}  // namespace mortise::cpu
