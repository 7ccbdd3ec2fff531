// A pass under test, on a graph: what the pass suites share.
#pragma once

#include <mortise/abi/pass.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/graph_run.hpp"
#include "plugin-sdk/conform/graphs.hpp"
#include "plugin-sdk/conform/host.hpp"
#include "plugin-sdk/conform/options.hpp"
#include "plugin-sdk/conform/status.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

/// A pass as the manifest claims it.
struct PassClaim {
  std::string name;
  nlohmann::json schemas;               // of its options
  std::vector<nlohmann::json> options;  // to run it with: the samples', or the defaults alone
  std::vector<std::string> graphs;      // files
};
std::vector<PassClaim> passes_of(const Subject& subject);

struct PassRun {
  Status status;
  bool changed = false;
  bool allocation_failed = false;
  int64_t allocations = 0;
};

/// An instance with the pass, and what is needed to run graphs. One thread at a time, except for run().
class PassBench {
 public:
  /// Throws Failure when the instance has no such pass.
  PassBench(Environment& environment, const PassClaim& claim);

  const mortise_pass_description_t& description() const { return *description_; }
  bool claims(uint32_t flag) const { return (description_->flags & flag) != 0; }
  const GraphRunner& runner() const { return runner_; }
  Host& host() { return host_; }

  /// Any thread, with graphs of its own. `failing_allocation`: how many allocations go through before one fails. Throws
  /// Failure where the call breaks a rule of pass.h.
  PassRun run(const Graph& graph, const OptionList& options,
              const mortise_graph_edit_t* edit = mortise_graph_edit_table(),
              int64_t failing_allocation = INT64_MAX) const;

  /// Throws Failure when the graph is not whole, or its types can no longer be inferred. Infers them.
  void check_whole(Graph& graph, bool computes, const std::string& when) const;
  /// Throws Failure when `after` differs from `before` in what the pass may not change: its interface, and what it computes.
  void check_meaning(const Graph& before, const Graph& after, bool computes, Random& random) const;
  void check_host(const std::string& when);

 private:
  Environment& environment_;
  Host host_;
  Instance instance_;
  GraphRunner runner_;
  const mortise_pass_interface_t* table_ = nullptr;
  const mortise_pass_description_t* description_ = nullptr;
  uint64_t index_ = 0;
};

/// Whether a pass may refuse a graph or options with it.
bool is_refusal(const Status& status);

}  // namespace mortise::conform
