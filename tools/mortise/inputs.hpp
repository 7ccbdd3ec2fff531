// A model's inputs, made from the options of a command line.
#pragma once

#include <mortise/mortise.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "tools/common/array.hpp"
#include "tools/mortise/input_spec.hpp"
#include "tools/mortise/types.hpp"

namespace mortise::cli {

/// The tensor that `spec` describes for an input. `shape` is empty, or overrides what the model leaves open. Throws
/// when it does not fit the input.
tools::Array make_input(const InputSpec& spec, const InputType& type,
                        const std::optional<std::vector<int64_t>>& shape, std::mt19937_64& random);

/// Throws when an input of floats holds a NaN: it would only show in the outputs.
/// `source`: the file that it comes from, say.
void refuse_nan(const tools::Array& array, const std::string& input, const std::string& source);

class InputFlags {
 public:
  /// `default_fill`: "" makes inputs without --input an error; "random" fills them.
  void add_to(CLI::App& command, const std::string& default_fill);
  /// In the session's order.
  std::vector<Tensor> make(const Runtime& runtime, const Session& session) const;

 private:
  std::vector<std::string> inputs_;
  std::vector<std::string> shapes_;
  std::string fill_;
  uint64_t seed_ = 0;
  bool allow_nan_ = false;
};

}  // namespace mortise::cli
