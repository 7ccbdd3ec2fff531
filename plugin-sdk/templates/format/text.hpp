// Words: what reader and writer agree on. All is independent of the process's locale.
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace acme {

/// The first line; its number grows when the format changes.
inline constexpr std::string_view kFirstLine = "layers 1";
inline constexpr std::string_view kLastLine = "end";
/// An input that a node does not have, or an output that nobody wants.
inline constexpr std::string_view kAbsent = "-";
/// Between a node's inputs and its outputs.
inline constexpr std::string_view kArrow = "->";
/// Before the words of values that have no name of their own.
inline constexpr char kNameless = '$';

/// The words of a line.
std::vector<std::string_view> split(std::string_view line);
/// Splits at every `separator`.
std::vector<std::string_view> split(std::string_view text, char separator);

/// A name as one word, and back: what is no letter, digit or one of _./: is written as %XX. Throws for a word that
/// cannot be a name.
std::string escaped(std::string_view name);
std::string unescaped(std::string_view word);

std::string to_word(float number);
std::string to_word(double number);
std::string to_word(int64_t number);

/// Throw when the word is not a number, all of it, in the type's range.
float to_float(std::string_view word);
double to_double(std::string_view word);
int64_t to_int(std::string_view word);

}  // namespace acme
