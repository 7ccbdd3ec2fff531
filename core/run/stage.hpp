// A stage: a graph, and the programs compiled from it for the input shapes that were seen, in the
// session's cache. What a program leaves open, because only a run can know it, is a stage of its own
// behind that program.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/compile/compiler.hpp"
#include "core/run/context.hpp"
#include "core/run/executor.hpp"
#include "core/run/flat.hpp"
#include "core/run/program_cache.hpp"
#include "core/run/taken_constants.hpp"
#include "core/run/tensor.hpp"

namespace mortise::run {

class LoopStage;
class Runtime;
class Stage;

/// A dimension that one plan serves from 1 to `bound`.
struct Range {
  uint32_t symbol = 0;  // of the graph
  int64_t bound = 0;
};

/// A program with the contexts that its runs borrow.
struct Compiled {
  Compiled();
  ~Compiled();

  std::unique_ptr<compile::Program> program;
  std::vector<std::unique_ptr<LoopStage>> loops;  // between the program and the rest
  std::unique_ptr<Stage> rest;
  std::unique_ptr<Profile> profile;
  std::vector<std::vector<int64_t>> input_shapes;  // bounds where ranged; of the whole batch
  std::vector<bool> divided;  // inputs of which each piece of the batch has its own part

  std::mutex mutex;
  std::vector<std::unique_ptr<Context>> idle;  // for later runs; as many as it has room for
  // by the inputs' extents
  std::map<std::vector<int64_t>, std::shared_ptr<const ShapeTable>> shape_tables;
};

/// Immutable but for its caches; any thread.
class Stage {
 public:
  /// `lets_go`: constants may go whose content kernels keep in forms of their own (TakenConstants). `graph()` has no
  /// content of them then.
  Stage(Runtime& runtime, std::shared_ptr<ProgramCache> cache, graph::Graph graph,
        std::vector<bool> values_matter, std::vector<Range> ranges, bool lets_go = false);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  struct Run {
    Limits limits;
    StateLease* states = nullptr;
    bool profile = false;
  };

  /// `outputs` holds a tensor to be filled, or null to be created, for each output. Inputs must be
  /// dense.
  Status run(const Run& run, const std::vector<const Tensor*>& inputs,
             std::vector<TensorRef>& outputs);

  const graph::Graph& graph() const { return graph_; }
  /// The programs in the cache, newest first.
  std::vector<std::shared_ptr<Compiled>> programs() const { return cache_->programs(*this); }
  uint64_t hits() const { return hits_.load(std::memory_order_relaxed); }
  uint64_t misses() const { return misses_.load(std::memory_order_relaxed); }

 private:
  using Inputs = FlatInputs;

  std::string key_of(const Inputs& inputs, bool ranged) const;
  /// The program for these inputs. Who holds it keeps it in the cache.
  Result<std::shared_ptr<Compiled>> compiled_for(const Inputs& inputs, bool ranged,
                                                 const Limits& limits);
  Result<std::shared_ptr<Compiled>> compile_for(const Inputs& inputs, bool ranged);
  compile::Request request_for(const Inputs& inputs, bool bounds) const;
  /// Lets the program be one for a part of the batch, where the graph has one.
  void divide_batch(compile::Request& request) const;
  /// The program for these inputs, and the shapes to run it with (null: as planned).
  Status find(const Inputs& inputs, const Limits& limits, std::shared_ptr<Compiled>& out_compiled,
              std::shared_ptr<const ShapeTable>& out_shapes);
  Status find_ranged(const Inputs& inputs, const Limits& limits,
                     std::shared_ptr<Compiled>& out_compiled,
                     std::shared_ptr<const ShapeTable>& out_shapes);
  Status execute(Compiled& compiled, const ShapeTable* shapes, const Run& run, const Inputs& inputs,
                 std::vector<TensorRef>& outputs);
  /// `context` null: as the program was planned.
  Status prepare_outputs(const Compiled& compiled, const Context* context,
                         std::vector<TensorRef>& outputs) const;
  Status settle_outputs(const Context& context, std::vector<TensorRef>& outputs) const;
  Status run_program(Compiled& compiled, const ShapeTable* shapes, const Run& run,
                     const Inputs& inputs, std::vector<TensorRef>& outputs);
  Status run_rest(Compiled& compiled, const Run& run, const Inputs& inputs,
                  std::vector<TensorRef>& border, std::vector<TensorRef>& outputs);

  Runtime& runtime_;
  const std::shared_ptr<ProgramCache> cache_;
  graph::Graph graph_;  // edited by taken_ alone
  TakenConstants taken_;
  const bool lets_go_;
  const std::vector<bool> values_matter_;  // of each input
  const std::vector<Range> ranges_;

  std::atomic<uint64_t> hits_{0};
  std::atomic<uint64_t> misses_{0};
};

}  // namespace mortise::run
