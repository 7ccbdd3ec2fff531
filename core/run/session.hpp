// A session: a graph made ready to run, shared by any number of threads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/run/cancellation.hpp"
#include "core/run/runtime.hpp"
#include "core/run/stage.hpp"

namespace mortise::run {

/// Immutable but for its stage's caches; any thread.
class Session {
 public:
  /// Runs the config's passes and optimisations over a copy of the graph, and infers what types it can.
  static Result<std::unique_ptr<Session>> create(std::shared_ptr<Runtime> runtime,
                                                 const graph::Graph& graph,
                                                 const mortise_session_options_t* options);

  const graph::Graph& graph() const { return stage_->graph(); }
  const std::shared_ptr<Runtime>& runtime() const { return runtime_; }

  /// Null when the index is out of range.
  const mortise_type_t* input_type(uint64_t index) const;
  const mortise_type_t* output_type(uint64_t index) const;

  struct RunOptions {
    int64_t timeout = 0;  // nanoseconds; 0: none
    std::array<const std::atomic<bool>*, 2> cancellations{};
    StateStore* states = nullptr;
    bool profile = false;
  };
  static Result<RunOptions> read_options(const mortise_run_options_t* options);

  /// `inputs` are borrowed. `outputs` holds tensors to fill, or null to create.
  Status run(const RunOptions& options, const std::vector<Tensor*>& inputs,
             std::vector<TensorRef>& outputs);

  /// JSON for mortise_session_report.
  std::string report() const;

 private:
  Session() = default;
  void make_types();

  std::shared_ptr<Runtime> runtime_;
  std::unique_ptr<Stage> stage_;
  std::vector<const mortise_type_t*> input_types_, output_types_;  // the graph's
};

}  // namespace mortise::run
