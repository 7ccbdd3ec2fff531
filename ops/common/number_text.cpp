#include "ops/common/number_text.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kShown = 40;  // bytes of a text that a message repeats

template <class T>
std::string_view write(T value, NumberText& text) {
  if constexpr (std::is_floating_point_v<T>) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "INF" : "-INF";
  }
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), static_cast<size_t>(end - text.data())};
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == text.npos) return {};
  text = text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  return text;
}

// Whether all of the text is a T.
template <class T>
bool read(std::string_view text, T& value) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end;
}

template <class T>
T read_real(std::string_view given) {
  T value{};
  if (!read(trim(given), value))
    invalid("the string \"", given.substr(0, kShown), "\" is no number that fits ",
            dtype_name(kDtype<T>));
  return value;
}

template <class T>
T read_integer(std::string_view given) {
  T value{};
  if (read(trim(given), value)) return value;
  return saturating_cast<T>(read_real<double>(given));
}

}  // namespace

std::string_view write_number(double value, NumberText& text) { return write(value, text); }
std::string_view write_number(float value, NumberText& text) { return write(value, text); }
std::string_view write_number(int64_t value, NumberText& text) { return write(value, text); }
std::string_view write_number(uint64_t value, NumberText& text) { return write(value, text); }

double read_double(std::string_view text) { return read_real<double>(text); }
float read_float(std::string_view text) { return read_real<float>(text); }
int64_t read_int64(std::string_view text) { return read_integer<int64_t>(text); }
uint64_t read_uint64(std::string_view text) { return read_integer<uint64_t>(text); }

}  // namespace mortise::ops
