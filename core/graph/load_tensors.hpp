// The tensor table of a saved graph.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/graph/decoder.hpp"
#include "core/graph/mapped_file.hpp"
#include "core/graph/type.hpp"

namespace mortise::graph {

/// Reads the table; the tensors' elements lie in `data`. With `file` they stay there, otherwise they are copied.
Result<std::vector<ConstantRef>> load_tensors(Decoder& in, std::span<const unsigned char> data,
                                              const std::shared_ptr<const MappedFile>& file);

}  // namespace mortise::graph
