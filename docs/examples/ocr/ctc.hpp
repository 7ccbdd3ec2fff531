// From the recognition model's probabilities to text: connectionist temporal classification, best path (Graves et al.,
// ICML 2006, section 3.2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ocr {

/// The characters that the classes of the model mean, as UTF-8: class 0 is the blank, the last one a space, and those
/// between are the lines of `listing`.
std::vector<std::string> read_charset(std::string_view listing);

struct Reading {
  std::string text;
  float score = 0;  // mean probability of the characters; 0 without any
};

/// `probabilities`: steps x charset.size(), row-major.
Reading decode(const float* probabilities, size_t steps, const std::vector<std::string>& charset);

}  // namespace ocr
