// The configuration of a runtime: which backends, with what options, and what stands in for them. docs/config.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.hpp"

namespace mortise::config {

/// An object of options as JSON text; checked against the schema in the plugin's manifest when that is known.
using OptionsText = std::string;

struct Plugins {
  std::vector<std::string> paths;  // absolute
  bool search_defaults = true;
  std::vector<std::pair<std::string, OptionsText>> options;  // by plugin id, sorted
  std::vector<std::string> require_conformance;              // plugin ids
};

struct Backend {
  std::string name;  // a device kind
  std::vector<uint64_t> devices = {0};
  std::vector<std::string> allow = {};  // "Op" or "domain::Op"; empty: everything
  std::vector<std::string> deny = {};   // stronger than allow
  OptionsText options = "{}";
  bool required = true;  // otherwise it is left out, and reported, where it cannot be opened

  /// Whether this backend may be asked to run an operator; "ai.onnx" and "" name the same domain.
  bool permits(std::string_view domain, std::string_view op) const;
};

struct Execution {
  uint64_t threads = 0;         // 0: one per core
  uint64_t program_cache = 64;  // compiled programs kept per session
  bool batch_pieces = true;     // large batches are computed a few entries at a time
  uint64_t piece_bytes = 0;     // that a step may read and write of a piece; 0: by the caches
};

/// A pass, or the communicator.
struct Named {
  std::string name;
  OptionsText options = "{}";
};

/// A pass that makes graphs cheaper and computes what they did.
struct Optimisation {
  Named pass;
  bool enabled = true;
  bool required = false;  // otherwise it is left out where no plugin provides it
};

struct Optimise {
  bool fold = true;  // what follows from constants alone is computed before the run
  std::vector<Optimisation> passes = {
      {{.name = "dead_code"}},
      {{.name = "algebra"}},
      {{.name = "common_subexpressions"}},
      {{.name = "transposes"}},
      {{.name = "normalisations"}},
      {.pass = {.name = "merge_products"}, .enabled = false}};  // in the order in which they run
};

struct Config {
  Plugins plugins;
  std::vector<Backend> backends = {{.name = "cpu", .required = false}};  // in order of preference
  std::vector<std::string> fallback = {
      "reference"};  // where nodes go that no backend takes, in order
  Execution execution;
  Optimise optimise;
  std::vector<Named> passes;  // in the order in which they run, before those of `optimise`
  std::optional<Named> communicator;
};

/// Parses a config; what it leaves out has its default. An error reads `source:line:column: /pointer: what is wrong`.
Result<Config> parse(std::string_view text, std::string_view source_name);

/// Reads and parses a file of at most 1 MiB.
Result<Config> load(const std::string& path);

/// The configuration in JSON, defaults filled in; parses to the same configuration.
std::string to_json(const Config& config);

}  // namespace mortise::config
