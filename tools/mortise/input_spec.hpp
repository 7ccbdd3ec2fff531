// What the text after --input says.
//
//   FILE.npy
//   FILE.raw[:DTYPE[:SHAPE]]              also .bin
//   FILE.png[:KEY=VALUE,…]                also .jpg, .jpeg, .bmp; keys: image.hpp
//   random[:SHAPE][:LOW..HIGH]
//   zeros[:SHAPE]
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mortise::cli {

struct InputSpec {
  enum class Kind { kNpy, kRaw, kImage, kRandom, kZeros };
  Kind kind = Kind::kZeros;
  std::string path;
  std::string dtype;                          // of a raw file; empty: the model's
  std::optional<std::vector<int64_t>> shape;  // of a raw file, random or zeros
  std::optional<std::pair<double, double>> range;
  std::string image_options;
};

/// Throws INVALID_ARGUMENT.
InputSpec parse_input_spec(const std::string& text);

/// Splits "name=rest" for one of the names, which may hold any character; the longest that fits wins. Without a name
/// and with a single candidate, that one is meant. `option` begins error messages.
std::pair<std::string, std::string> split_name(const std::string& text,
                                               const std::vector<std::string>& names,
                                               const std::string& option);

}  // namespace mortise::cli
