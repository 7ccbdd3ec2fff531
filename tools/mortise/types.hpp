// Types of a model's inputs and outputs, as people write them and as inputs are checked against them.
#pragma once

#include <mortise/mortise.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace mortise::cli {

/// "float32[1, 3, height, ?]"; symbols are named when their graph is given.
std::string format_type(const mortise_type_t* type, const mortise_graph_t* graph = nullptr);

/// A model's input.
struct InputType {
  std::string name;
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;  // undefined: any
  bool ranked = false;                       // false: any shape
  std::vector<int64_t> shape;                // -1: any extent
  bool is_tensor = true;
};

std::vector<InputType> input_types(const Session& session);

}  // namespace mortise::cli
