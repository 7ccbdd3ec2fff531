// A run of a program that is made for a part of the batch: once for each part.
#pragma once

#include <vector>

#include "core/run/flat.hpp"
#include "core/run/stage.hpp"

namespace mortise::run {

/// Of a program with `pieces` above 1, which has no states. Pieces go to the runtime's threads where that divides evenly and
/// those do not drive each other out of the caches; else all threads work on one after the other. `outputs` are of the whole
/// batch.
Status run_pieces(Compiled& compiled, const Stage::Run& run, Runtime& runtime,
                  const FlatInputs& inputs, const std::vector<TensorRef>& outputs);

}  // namespace mortise::run
