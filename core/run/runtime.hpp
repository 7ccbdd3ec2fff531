// A runtime: services, plugins and configuration under one roof, and the devices that the
// configuration names, opened when the first program needs them.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/compile/place.hpp"
#include "core/config/config.hpp"
#include "core/host/host.hpp"
#include "core/run/run_queue.hpp"
#include "core/run/services.hpp"

namespace mortise::run {

/// Any thread.
class Runtime : public std::enable_shared_from_this<Runtime> {
 public:
  static Result<std::shared_ptr<Runtime>> create(const mortise_runtime_options_t* options);

  const config::Config& config() const { return config_; }
  Services& services() { return *services_; }
  /// What a step may read and write beside constants before its batch goes in pieces.
  uint64_t piece_bytes() const;
  host::Host& host() { return *host_; }
  RunQueue& queue() { return queue_; }

  /// The config's backends, opened on first use. A failure is tried again the next time.
  Result<compile::Backends> backends();

  /// Reads a model with the format plugin that claims it, or a graph in Mortise's own form.
  Result<graph::Graph> read_graph(const std::string& path);
  /// Runs a pass; `options` is a JSON object or empty.
  Status transform(graph::Graph& graph, std::string_view pass, std::string_view options);
  /// Infers what types can be known before a run, folds what follows from constants alone, and optimises: what all programs
  /// of the graph can share.
  Status simplify(graph::Graph& graph);
  /// Runs the config's optimisations. Requires: types are inferred. True when the graph was changed, after which those of
  /// new values have to be.
  Result<bool> optimise(graph::Graph& graph);
  /// JSON for mortise_runtime_devices.
  std::string describe_devices();

 private:
  Runtime() = default;
  void warn_of_unknown_operators() const;
  /// True when the graph was changed; after an error it is anything.
  Result<bool> run_pass(graph::Graph& graph, std::string_view pass, std::string_view options);

  struct Opened {
    std::vector<compile::Backend> backends;
    std::vector<std::string> left_out;  // of what is not required, with the cause
  };
  /// Devices that are opened once, by the first thread that needs them, with no lock held.
  struct Devices {
    std::optional<Opened> opened;
    std::thread::id opener;  // of nobody: they are not being opened
  };

  Result<Opened> open(const std::vector<config::Backend>& entries);
  /// Shared with the backends when they have opened it before.
  Result<std::shared_ptr<compile::Device>> open_device(const std::string& kind, uint64_t index);
  /// What is in `devices`, which is opened now or by another thread if need be.
  Result<Opened> open_once(Devices& devices, const std::vector<config::Backend>& entries);

  config::Config config_;
  std::unique_ptr<Services> services_;  // outlives the host's instances
  std::unique_ptr<host::Host> host_;    // outlives the devices
  std::mutex mutex_;
  std::condition_variable changed_;
  Devices preferred_, fallbacks_;
  RunQueue queue_;  // its threads end first
};

}  // namespace mortise::run
