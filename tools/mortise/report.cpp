#include "tools/mortise/report.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "tools/mortise/output.hpp"

namespace mortise::cli {
namespace {

struct Share {
  uint64_t steps = 0;
  double seconds = 0;
};

std::string steps_text(const Json& steps) {
  std::map<std::pair<std::string, std::string>, Share> shares;  // by device and operator
  double total = 0;
  for (const Json& step : steps) {
    Share& share = shares[{step.value("device", ""), step.value("op", "")}];
    const double seconds = step.value("seconds", 0.0);
    ++share.steps;
    share.seconds += seconds;
    total += seconds;
  }
  std::vector<std::pair<std::pair<std::string, std::string>, Share>> sorted(shares.begin(),
                                                                            shares.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& left, const auto& right) {
    return left.second.seconds > right.second.seconds;
  });
  Table table({"DEVICE", "OPERATOR", ">STEPS", ">TIME", ">SHARE"});
  for (const auto& [place, share] : sorted) {
    const double percent = total > 0 ? 100 * share.seconds / total : 0;
    table.add({place.first, place.second, std::to_string(share.steps),
               format_seconds(share.seconds), format_percent(percent)});
  }
  return table.empty() ? "" : table.text();
}

/// Nodes that share operator, device and reason are told once.
std::string fallbacks_text(const Json& fallbacks) {
  std::map<std::string, uint64_t> counts;
  for (const Json& fallback : fallbacks) {
    ++counts[fallback.value("op", "") + " ran on " + fallback.value("device", "") + ": " +
             fallback.value("reason", "")];
  }
  std::string text;
  for (const auto& [what, count] : counts) {
    text += "  " + std::to_string(count) + " x " + what + "\n";
  }
  return text.empty() ? "" : "fallbacks:\n" + text;
}

std::string shapes_text(const Json& shapes) {
  std::string text;
  for (const Json& shape : shapes) {
    std::string extents;
    if (shape.is_array()) {
      for (const Json& extent : shape) extents += (extents.empty() ? "" : "x") + extent.dump();
    }
    text += (text.empty() ? "" : ", ") + (extents.empty() ? "scalar" : extents);
  }
  return text.empty() ? "no inputs" : text;
}

void append_programs(const Json& programs, const std::string& title, std::string& text) {
  size_t number = 0;
  for (const Json& program : programs) {
    text += "\n" + title + " " + std::to_string(++number) + " for " +
            shapes_text(program.value("input_shapes", Json::array())) + "\n";
    for (const Json& arena : program.value("memory", Json::array())) {
      text += "arena in " + arena.value("space", "") + ": " +
              format_bytes(arena.value("arena_bytes", uint64_t{0})) + "\n";
    }
    text += "profiled runs: " + std::to_string(program.value("profiled_runs", uint64_t{0})) + "\n";
    text += steps_text(program.value("steps", Json::array()));
    text += fallbacks_text(program.value("fallbacks", Json::array()));
    for (const Json& loop : program.value("loops", Json::array())) {
      append_programs(loop.value("programs", Json::array()),
                      "  the body of " + loop.value("node", ""), text);
    }
    append_programs(program.value("rest", Json::array()), "  its next segment", text);
  }
}

uint64_t arena_bytes_of(const Json& programs) {
  uint64_t bytes = 0;
  for (const Json& program : programs) {
    for (const Json& arena : program.value("memory", Json::array())) {
      bytes += arena.value("arena_bytes", uint64_t{0});
    }
    for (const Json& loop : program.value("loops", Json::array()))
      bytes += arena_bytes_of(loop.value("programs", Json::array()));
    bytes += arena_bytes_of(program.value("rest", Json::array()));
  }
  return bytes;
}

}  // namespace

std::string report_text(const Json& report) {
  std::string text;
  append_programs(report.value("programs", Json::array()), "program", text);
  const Json cache = report.value("cache", Json::object());
  text += "\nprogram cache: " + std::to_string(cache.value("hits", uint64_t{0})) + " hits, " +
          std::to_string(cache.value("misses", uint64_t{0})) + " misses\n";
  const auto packed = report.value("packed_constant_bytes", uint64_t{0});
  if (packed > 0) text += "packed constants: " + format_bytes(packed) + "\n";
  return text;
}

uint64_t arena_bytes(const Json& report) {
  return arena_bytes_of(report.value("programs", Json::array()));
}

}  // namespace mortise::cli
