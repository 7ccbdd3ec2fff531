// What a chain of additions costs without any runtime: a plain function, called once per node.
#pragma once

#include <cstdint>
#include <vector>

namespace mortise::peers {

/// Seconds of each of `count` runs of `nodes` additions of `elements` floats.
std::vector<double> time_bare_additions(uint64_t nodes, uint64_t elements, uint64_t count);

}  // namespace mortise::peers
