// Values of any kind as commands and answers have them: a string is the path of a .npy file, {"strings": […], "shape": […]} a tensor
// of strings, and an array a sequence of values.
#pragma once

#include <mortise/mortise.hpp>

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace mortise::peers {

Tensor read_value(const Runtime& runtime, const nlohmann::json& value);
/// Writes the tensors of numbers to files whose paths begin with `path`.
nlohmann::json write_value(const Tensor& value, const std::string& path);

}  // namespace mortise::peers
