// Numbers as text: the shortest that reads back as the same number, and what Cast takes for one.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mortise::ops {

/// Room for every number.
using NumberText = std::array<char, 32>;

/// Borrowed from `text`. Infinities are INF and -INF, and what is not a number NaN, as ONNX writes them.
std::string_view write_number(double value, NumberText& text);
std::string_view write_number(float value, NumberText& text);
std::string_view write_number(int64_t value, NumberText& text);
std::string_view write_number(uint64_t value, NumberText& text);

/// Throws when the text, without white space around it, is no number or one that is out of range.
double read_double(std::string_view text);
float read_float(std::string_view text);
/// Those with a fraction go towards zero, those that are too large saturate.
int64_t read_int64(std::string_view text);
uint64_t read_uint64(std::string_view text);

}  // namespace mortise::ops
