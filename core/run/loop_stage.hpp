// A loop: the body is a stage of its own, compiled once per set of shapes, which runs until the trips
// are done or the condition is false.
#pragma once

#include <memory>
#include <vector>

#include "core/compile/loop.hpp"
#include "core/run/stage.hpp"

namespace mortise::run {

/// Immutable but for its stage's caches; any thread.
class LoopStage {
 public:
  LoopStage(Runtime& runtime, std::shared_ptr<ProgramCache> cache, compile::Loop loop);

  const compile::Loop& loop() const { return loop_; }
  const Stage& stage() const { return stage_; }

  /// `inputs` of the node, null where absent; dense. Gives its outputs, null where nothing reads them.
  Result<std::vector<TensorRef>> run(const Stage::Run& run, std::vector<TensorRef> inputs);

 private:
  friend class LoopRun;

  Runtime& runtime_;
  compile::Loop loop_;  // without its body
  const std::vector<bool> values_matter_;
  Stage stage_;
};

}  // namespace mortise::run
