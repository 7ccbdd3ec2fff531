// The session's report: what was compiled, where each node runs and why, memory, and profiled
// times.
#include <set>

#include <nlohmann/json.hpp>

#include "core/run/loop_stage.hpp"
#include "core/run/session.hpp"

namespace mortise::run {
namespace {

using Json = nlohmann::ordered_json;

Json memory_json(const compile::Program& program) {
  Json arenas = Json::array();
  for (size_t i = 0; i < program.spaces.size(); ++i) {
    const compile::Space& space = program.spaces[i];
    arenas.push_back({{"space", i == 0 ? "host" : space.device->memory_space()},
                      {"arena_bytes", space.arena_size}});
  }
  return arenas;
}

// A run of all pieces of the batch is one.
uint64_t runs_of(const compile::Program& program, const Profile& profile) {
  return profile.runs.load(std::memory_order_relaxed) / program.pieces;
}

// What a step reads of constants, and what it reads and writes of all else; each tensor once. Constants are read again for
// each piece of a batch.
void add_bytes(const compile::Program& program, const compile::Step& step, Json& entry) {
  std::set<uint32_t> tensors(step.inputs.begin(), step.inputs.end());
  tensors.insert(step.outputs.begin(), step.outputs.end());
  tensors.erase(compile::kNoTensor);
  uint64_t constants = 0, others = 0;
  for (const uint32_t index : tensors) {
    const compile::TensorPlan& tensor = program.tensors[index];
    (tensor.place == compile::Place::kConstant ? constants : others) += tensor.byte_size;
  }
  entry["constant_bytes"] = constants * program.pieces;
  entry["tensor_bytes"] = others * program.pieces;
}

Json steps_json(const compile::Program& program, const Profile& profile) {
  Json steps = Json::array();
  const uint64_t runs = runs_of(program, profile);
  for (size_t i = 0; i < program.steps.size(); ++i) {
    const compile::Step& step = program.steps[i];
    Json entry = {
        {"node", step.node},
        {"op", step.op},
        {"device",
         step.device == compile::kHostCopy ? "host" : program.devices[step.device]->name()}};
    if (step.flops) entry["flops"] = *step.flops * program.pieces;
    add_bytes(program, step, entry);
    if (runs > 0) {
      const int64_t total = profile.nanoseconds[i].load(std::memory_order_relaxed);
      entry["seconds"] = static_cast<double>(total) * 1e-9 / static_cast<double>(runs);
    }
    steps.push_back(std::move(entry));
  }
  return steps;
}

void add_programs(const Stage& stage, Json& programs) {
  for (const std::shared_ptr<Compiled>& compiled : stage.programs()) {
    const std::lock_guard<std::mutex> lock(compiled->mutex);
    const compile::Program& program = *compiled->program;
    Json entry;
    entry["input_shapes"] = compiled->input_shapes;
    entry["pieces"] = program.pieces;
    entry["flops"] = program.flops * program.pieces;
    entry["ranged"] = program.ranged;
    if (!program.ranged_refusal.empty()) entry["ranged_refusal"] = program.ranged_refusal;
    entry["memory"] = memory_json(program);
    entry["profiled_runs"] = runs_of(program, *compiled->profile);
    entry["steps"] = steps_json(program, *compiled->profile);
    entry["fallbacks"] = Json::array();
    for (const compile::Fallback& fallback : program.fallbacks) {
      entry["fallbacks"].push_back({{"node", fallback.node},
                                    {"op", fallback.op},
                                    {"device", fallback.device},
                                    {"reason", fallback.reason}});
    }
    for (const auto& loop : compiled->loops) {
      Json programs_of_loop = Json::array();
      add_programs(loop->stage(), programs_of_loop);
      entry["loops"].push_back({{"node", loop->loop().title}, {"programs", programs_of_loop}});
    }
    if (compiled->rest != nullptr) {
      entry["rest"] = Json::array();
      add_programs(*compiled->rest, entry["rest"]);
    }
    programs.push_back(std::move(entry));
  }
}

}  // namespace

std::string Session::report() const {
  Json report;
  report["cache"] = {{"hits", stage_->hits()}, {"misses", stage_->misses()}};
  report["packed_constant_bytes"] = runtime_->services().packed().size();
  report["programs"] = Json::array();
  add_programs(*stage_, report["programs"]);
  return report.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mortise::run
