// Splitting a graph where only a run can know what comes next: a shape, or what a loop comes to.
#pragma once

#include <memory>

#include "core/compile/infer.hpp"
#include "core/compile/program.hpp"

namespace mortise::compile {

/// Splits off what inference could not reach. `graph` keeps what can run now, with the values that
/// cross the border as further outputs; the rest gets them as inputs. Null: nothing
/// depends on what was not reached.
Result<std::unique_ptr<Rest>> split(graph::Graph& graph, const Inferred& inferred,
                                    host::Host& host);

}  // namespace mortise::compile
