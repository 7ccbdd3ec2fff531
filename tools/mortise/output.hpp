// Standard output: texts, JSON documents, tables, and numbers as people read them; JSON as people type it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace mortise::cli {

using Json = nlohmann::ordered_json;

/// From here on only print writes to standard output: what a plugin writes there goes to standard error, so that a document
/// stays one.
void claim_standard_output();
/// For a program that takes this one's place.
void release_standard_output();

void print(std::string_view text);
/// False when something that was printed could not be written.
bool flush_output();
void print_json(const Json& document);
/// A document that came from the runtime. Throws INTERNAL when it is not JSON.
Json parse_json(const std::string& text);
/// As a JSON string: control characters are escaped, and what is no UTF-8 is replaced.
std::string quoted(const std::string& text);
/// The value that somebody typed: JSON, or else the text itself.
Json json_or_text(const std::string& text);

/// Columns, separated by two spaces and as wide as their widest cell. A header that begins with `>` makes its column go
/// right.
class Table {
 public:
  explicit Table(std::vector<std::string> header);
  void add(std::vector<std::string> row);
  bool empty() const { return rows_.empty(); }
  std::string text() const;

 private:
  std::vector<std::string> header_;
  std::vector<bool> right_;
  std::vector<std::vector<std::string>> rows_;
};

std::string format_seconds(double seconds);  // "1.23 ms"
std::string format_bytes(uint64_t bytes);    // "12.3 MB" (10^6)
std::string format_number(double value);     // "0.1235", "-inf", "nan"
std::string format_percent(double percent);  // "12.3 %"
std::string join(const std::vector<std::string>& items, std::string_view separator);

/// The largest resident size that this process has had, in bytes; 0 where /proc does not tell.
uint64_t peak_resident_bytes();

}  // namespace mortise::cli
