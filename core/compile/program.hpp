// A program: what compiling a graph for one set of input shapes gives. A flat list of launches and
// copies over tensors whose places are fixed: an offset in a planned arena, a constant, an argument
// of the run, or a state.
//
// Immutable, shared by all runs. What a run needs of its own (arenas, bound tensors, streams) is a
// run::Context.
#pragma once

#include <mortise/abi/device.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/compile/device.hpp"
#include "core/compile/kernel.hpp"
#include "core/compile/loop.hpp"
#include "core/compile/structure.hpp"
#include "core/graph/graph.hpp"

namespace mortise::compile {

inline constexpr uint32_t kNoTensor = UINT32_MAX;
// as a step's device: the executor copies within host memory
inline constexpr uint32_t kHostCopy = UINT32_MAX;

/// Memory that tensors of a program share addresses in. Number 0 is host memory.
struct Space {
  std::shared_ptr<Device> device;  // null: host memory
  uint64_t arena_size = 0;         // bytes
  uint64_t alignment = 64;
};

enum class Place : uint8_t { kArena, kInput, kOutput, kConstant, kState };

/// A value in one memory space.
struct TensorPlan {
  graph::ValueId value = graph::kNone;
  graph::Type type;  // fully known
  uint64_t byte_size = 0;
  uint32_t space = 0;
  Place place = Place::kArena;
  uint64_t offset = 0;  // in the arena
  uint32_t index = 0;   // which input, output, constant or state
};

/// A constant in the memory space that reads it: shared host memory, or a copy on the device.
struct ConstantPlan {
  graph::ConstantRef host;
  std::shared_ptr<const DeviceMemory> device;  // null: read from host memory
};

struct StatePlan {
  std::string name;
  graph::Type type;
  uint32_t space = 0;
  uint32_t flags = 0;  // MORTISE_STATE_…
  bool written = false;
  graph::ConstantRef initial;  // null: zeros
};

/// A point on the timeline of another device's stream that a step waits for.
struct WaitPlan {
  uint32_t device = 0;  // index in Program::devices
  uint64_t step = 0;    // that step's signal
};

struct Step {
  Kernel kernel;  // empty: a copy of inputs[0] to outputs[0]
  uint32_t device = 0;
  uint32_t space = 0;                     // where the workspace is
  bool elementwise = false;               // MORTISE_OPERATOR_ELEMENTWISE
  std::vector<uint32_t> inputs, outputs;  // tensor indices; kNoTensor: absent
  uint64_t workspace_offset = 0;
  uint64_t workspace_size = 0;
  std::vector<WaitPlan> waits;
  // For reports.
  std::string node, op;
  std::optional<double> flops;  // nothing: not known
};

struct Fallback {
  std::string node, op, device, reason;
};

/// The rest of a graph behind what only a run can know: a shape, or what a loop comes to.
struct Rest {
  struct Source {
    enum class From : uint8_t { kProgram, kStage, kLoop };
    From from = From::kStage;  // the program's outputs, the stage's own input tensors, a loop
    uint32_t index = 0;
    uint32_t output = 0;         // of the loop
    bool value_matters = false;  // its content, not only its shape, decides the next program
  };
  std::vector<Loop> loops;  // run between the program and the rest
  graph::Graph graph;
  std::vector<Source> inputs;  // for each input of `graph`
  // For each output of the whole: from the program (else from the rest), and which.
  std::vector<std::pair<bool, uint32_t>> outputs;
};

struct Program {
  std::vector<std::shared_ptr<Device>> devices;  // those with steps
  std::vector<Space> spaces;
  std::vector<ConstantPlan> constants;
  std::vector<StatePlan> states;
  std::vector<TensorPlan> tensors;
  std::vector<Step> steps;
  std::vector<uint32_t> inputs;   // tensor of each graph input
  std::vector<uint32_t> outputs;  // tensor of each graph output
  // What the graph's outputs were before `outputs` took their tensors; empty: tensors all.
  std::vector<Structure> structures;
  std::vector<Fallback> fallbacks;
  // By round, in the order in which it happened.
  std::vector<std::vector<graph::NodeId>> decomposed;
  double flops = 0;            // of one run, before devices rewrote the graph; for reports
  uint32_t pieces = 1;         // of the batch; this program is for one of them
  bool ranged = false;         // every kernel takes smaller extents
  std::string ranged_refusal;  // why it is not, when ranges were asked for
  std::unique_ptr<Rest> rest;  // null: the program computes every output
};

}  // namespace mortise::compile
