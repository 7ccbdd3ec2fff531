#include "tools/mortise/output.hpp"

#include <mortise/mortise.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mortise::cli {
namespace {

std::FILE* results = nullptr;  // where print writes once standard output is claimed

/// Columns on a terminal: code points, which is right for all but wide and combining characters.
size_t width_of(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }));
}

std::string scaled(double value, std::initializer_list<std::pair<double, const char*>> units) {
  for (const auto& [size, name] : units) {
    if (value >= size) return fmt::format("{:.3g} {}", value / size, name);
  }
  return "0";
}

}  // namespace

void claim_standard_output() {
  if (results != nullptr) return;
  const int copy = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (copy >= 0) results = ::fdopen(copy, "w");
  if (results != nullptr) ::dup2(STDERR_FILENO, STDOUT_FILENO);
}

void release_standard_output() {
  if (results == nullptr) return;
  std::fflush(results);
  ::dup2(::fileno(results), STDOUT_FILENO);
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), results == nullptr ? stdout : results);
}

bool flush_output() {
  std::FILE* const file = results == nullptr ? stdout : results;
  return std::fflush(file) == 0 && std::ferror(file) == 0;
}

void print_json(const Json& document) {
  // Names in models need not be UTF-8.
  print(document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_or_text(const std::string& text) {
  // The parser takes the last of two equal keys without a word.
  std::vector<std::set<std::string>> keys;
  const auto check = [&keys](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key &&
        !keys.back().insert(parsed.get<std::string>()).second) {
      throw Error(
          MORTISE_STATUS_INVALID_ARGUMENT,
          "the key " + parsed.dump() + " is given twice in one object; keep one of the two");
    }
    return true;
  };
  Json value = Json::parse(text, check, false);
  return value.is_discarded() ? Json(text) : value;
}

Json parse_json(const std::string& text) {
  Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) {
    throw Error(MORTISE_STATUS_INTERNAL,
                "the runtime returned malformed JSON: " + text.substr(0, 80));
  }
  return document;
}

Table::Table(std::vector<std::string> header) : header_(std::move(header)) {
  for (std::string& name : header_) {
    right_.push_back(name[0] == '>');
    if (right_.back()) name.erase(0, 1);
  }
}

// Names come from models: what would move the cursor, or do worse, is no part of a table.
void Table::add(std::vector<std::string> row) {
  for (std::string& cell : row) {
    std::replace_if(
        cell.begin(), cell.end(),
        [](unsigned char letter) { return letter < ' ' || letter == 0x7f; }, '?');
  }
  rows_.push_back(std::move(row));
}

std::string Table::text() const {
  std::vector<std::vector<std::string>> lines = {header_};
  lines.insert(lines.end(), rows_.begin(), rows_.end());
  std::vector<size_t> widths(header_.size(), 0);
  for (const auto& line : lines) {
    for (size_t column = 0; column < line.size(); ++column) {
      widths[column] = std::max(widths[column], width_of(line[column]));
    }
  }
  std::string text;
  for (const auto& line : lines) {
    std::string row;
    for (size_t column = 0; column < line.size(); ++column) {
      const std::string padding(widths[column] - width_of(line[column]), ' ');
      row += right_[column] ? padding + line[column] : line[column] + padding;
      row += "  ";
    }
    row.resize(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  }
  return text;
}

std::string format_seconds(double seconds) {
  return scaled(seconds, {{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}});
}

std::string format_bytes(uint64_t bytes) {
  return scaled(static_cast<double>(bytes), {{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {1, "B"}});
}

std::string format_number(double value) { return fmt::format("{:.4g}", value); }

std::string format_percent(double percent) { return fmt::format("{:.1f} %", percent); }

std::string join(const std::vector<std::string>& items, std::string_view separator) {
  return fmt::format("{}", fmt::join(items, separator));
}

uint64_t peak_resident_bytes() {
  // getrusage would also count what the parent had before it started this program.
  std::FILE* file = std::fopen("/proc/self/status", "re");
  if (file == nullptr) return 0;
  char line[256];
  unsigned long long kilobytes = 0;
  while (std::fgets(line, sizeof(line), file) != nullptr) {
    if (std::sscanf(line, "VmHWM: %llu kB", &kilobytes) == 1) break;
  }
  std::fclose(file);
  return kilobytes * 1024;
}

}  // namespace mortise::cli
