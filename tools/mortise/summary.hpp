// What a tensor holds, in a few numbers.
#pragma once

#include <mortise/mortise.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace mortise::cli {

struct Summary {
  uint64_t elements = 0;
  uint64_t nan_count = 0;
  bool numeric = false;  // false: the numbers below are not set
  double minimum = 0;    // of what is not NaN; all three are NaN when nothing is
  double maximum = 0;
  double mean = 0;
  std::vector<double> first;       // of a numeric tensor
  std::vector<std::string> texts;  // of a string tensor
};

/// Looks at every element; keeps the first `shown`.
Summary summarise(const Tensor& tensor, size_t shown);

nlohmann::ordered_json to_json(const Summary& summary);
/// "min -1.2  max 3.4  mean 0.56  [0.1, 0.2, …]"
std::string to_text(const Summary& summary);

}  // namespace mortise::cli
