// Where a model's outputs go: files that the command line names, or a line of summary each.
#pragma once

#include <mortise/mortise.hpp>

#include <map>
#include <string>
#include <vector>

namespace mortise::cli {

struct NamedTensor {
  std::string name;
  Tensor tensor;  // none: an empty sequence or optional
};

/// The tensor, or the tensors of a sequence or an optional: "name[0]", "name[1]", ….
std::vector<NamedTensor> tensors_of(const std::string& name, const Tensor& value);

/// From "NAME=FILE" (or just "FILE" when there is one output) to paths by output name. Throws INVALID_ARGUMENT before
/// anything is run: for a name that is not there, and for a file that is neither .npy, .raw nor .bin.
std::map<std::string, std::string> parse_outputs(const std::vector<std::string>& flags,
                                                 const std::vector<std::string>& names);

/// Writes a tensor in the form that the file's name asks for.
void write_tensor(const std::string& path, const Tensor& tensor);

}  // namespace mortise::cli
