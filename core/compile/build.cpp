#include "core/compile/build.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/dense_size.hpp"
#include "core/base/text.hpp"
#include "core/compile/infer.hpp"
#include "core/compile/memory_plan.hpp"

namespace mortise::compile {
namespace {

// Low enough that sums of such sizes do not overflow.
constexpr uint64_t kLargestTensor = uint64_t{1} << 48;
constexpr uint64_t kWorthLettingGo = 4096;  // bytes of a constant

class Builder {
 public:
  Builder(graph::Graph& graph, const Placements& placements, host::Host& host, Work work,
          const Taken& taken)
      : graph_(graph),
        placements_(placements),
        host_(host),
        work_(std::move(work)),
        taken_(taken),
        program_(std::make_unique<Program>()) {
    program_->spaces.push_back({});
    program_->flops = work_.total();
  }

  Result<std::unique_ptr<Program>> run() {
    MORTISE_TRY(add_inputs());
    MORTISE_TRY(add_states());
    for (const graph::NodeId id : graph_.order()) {
      MORTISE_TRY(add_launch(id).annotate(node_title(*graph_.node(id))));
    }
    MORTISE_TRY(add_outputs());
    MORTISE_TRY(finish_states());
    plan_memory(*program_, in_place_);
    return std::move(program_);
  }

 private:
  // ---- where things are ----

  uint32_t space_of(const std::shared_ptr<Device>& device) {
    if (device->in_host_memory()) {
      program_->spaces[0].alignment = std::max(program_->spaces[0].alignment, device->alignment());
      return 0;
    }
    for (uint32_t i = 1; i < program_->spaces.size(); ++i) {
      if (program_->spaces[i].device->memory_space() == device->memory_space()) return i;
    }
    program_->spaces.push_back({device, 0, device->alignment()});
    return static_cast<uint32_t>(program_->spaces.size() - 1);
  }

  uint32_t index_of(const std::shared_ptr<Device>& device) {
    std::vector<std::shared_ptr<Device>>& devices = program_->devices;
    const auto found = std::find(devices.begin(), devices.end(), device);
    if (found != devices.end()) return static_cast<uint32_t>(found - devices.begin());
    devices.push_back(device);
    return static_cast<uint32_t>(devices.size() - 1);
  }

  Result<uint32_t> add_tensor(graph::ValueId id, const graph::Type& type, uint32_t space,
                              Place place, uint32_t index) {
    if (type.kind != MORTISE_VALUE_TENSOR) {
      return unsupported("value '" + graph_.value(id)->name +
                         "' is a sequence or an optional, which cannot run yet");
    }
    if (!type.fully_known()) {
      return internal_error("the type of value '" + graph_.value(id)->name +
                            "' is not known: " + type.to_string());
    }
    TensorPlan tensor;
    tensor.value = id;
    tensor.type = type;
    MORTISE_ASSIGN(tensor.byte_size, size_of(type));
    if (tensor.byte_size > kLargestTensor) {
      return unsupported("value '" + graph_.value(id)->name + "' (" + type.to_string() +
                         ") is larger than any memory");
    }
    tensor.space = space;
    tensor.place = place;
    tensor.index = index;
    program_->tensors.push_back(std::move(tensor));
    return static_cast<uint32_t>(program_->tensors.size() - 1);
  }

  static Result<uint64_t> size_of(const graph::Type& type) {
    if (type.layout.get() != nullptr) return type.layout.get()->byte_size;
    return dense_size(type.dtype, type.shape);
  }

  // The tensor that holds `id` in `space`; makes a constant's copy or a copying step when it is at
  // home elsewhere.
  Result<uint32_t> read_in(graph::ValueId id, uint32_t space) {
    const auto key = std::make_pair(id, space);
    if (const auto found = tensors_.find(key); found != tensors_.end()) return found->second;
    const graph::Value& value = *graph_.value(id);
    if (value.role == MORTISE_ROLE_CONSTANT) {
      MORTISE_ASSIGN(const uint32_t tensor, add_constant(id, space));
      tensors_[key] = tensor;
      return tensor;
    }
    const auto home = home_.find(id);
    if (home == home_.end())
      return internal_error("value '" + value.name + "' is read before it is made");
    const uint32_t source = home->second;
    MORTISE_TRY(check_layout(id, {}));  // one device of a kind does not read another's memory
    if (program_->tensors[source].space != 0 && space != 0) {
      // Between two devices the way leads through the host.
      MORTISE_ASSIGN(const uint32_t staged, read_in(id, 0));
      MORTISE_ASSIGN(const uint32_t tensor, add_tensor(id, value.type, space, Place::kArena, 0));
      add_copy(staged, tensor);
      tensors_[key] = tensor;
      return tensor;
    }
    MORTISE_ASSIGN(const uint32_t tensor, add_tensor(id, value.type, space, Place::kArena, 0));
    add_copy(source, tensor);
    tensors_[key] = tensor;
    return tensor;
  }

  // `reader`: a device kind; empty for outputs, states and copies.
  Status check_layout(graph::ValueId id, std::string_view reader) const {
    const graph::Value& value = *graph_.value(id);
    const mortise_layout_t* layout = value.type.layout.get();
    if (layout == nullptr || to_view(layout->owner) == reader) return {};
    return internal_error("value '" + value.name + "' leaves " + to_string(layout->owner) +
                          " in that backend's own layout");
  }

  Result<uint32_t> add_constant(graph::ValueId id, uint32_t space) {
    const graph::Value& value = *graph_.value(id);
    const auto index = static_cast<uint32_t>(program_->constants.size());
    ConstantPlan constant;
    constant.host = value.constant;
    if (space != 0) {
      const mortise_tensor_view_t& view = value.constant->view();
      MORTISE_ASSIGN(DeviceMemory memory,
                     DeviceMemory::create(program_->spaces[space].device, view.byte_size));
      MORTISE_TRY(memory.write(view.data, view.byte_size));
      constant.device = std::make_shared<const DeviceMemory>(std::move(memory));
    }
    program_->constants.push_back(std::move(constant));
    return add_tensor(id, value.type, space, Place::kConstant, index);
  }

  // Copies run on the stream of the device that is not the host; host to host on any.
  void add_copy(uint32_t from, uint32_t to) {
    Step step;
    const uint32_t space = std::max(program_->tensors[from].space, program_->tensors[to].space);
    step.device = space == 0 ? kHostCopy : index_of(program_->spaces[space].device);
    step.inputs = {from};
    step.outputs = {to};
    step.op = "copy";
    step.node = graph_.value(program_->tensors[to].value)->name;
    push_step(std::move(step));
  }

  // ---- parts ----

  Status add_inputs() {
    for (size_t i = 0; i < graph_.inputs().size(); ++i) {
      const graph::ValueId id = graph_.inputs()[i];
      MORTISE_ASSIGN(const uint32_t tensor, add_tensor(id, graph_.value(id)->type, 0, Place::kInput,
                                                       static_cast<uint32_t>(i)));
      tensors_[{id, 0}] = tensor;
      home_[id] = tensor;
      program_->inputs.push_back(tensor);
    }
    return {};
  }

  // A state lives where its writer runs, else where its first reader does.
  Status add_states() {
    for (const graph::State& state : graph_.states()) {
      if (graph_.value(state.current)->type.dtype == MORTISE_DTYPE_STRING)
        return unsupported("state '" + state.name + "' holds strings, which no state keeps alive");
      const std::vector<graph::NodeId> readers = graph_.users(state.current);
      graph::NodeId at =
          state.next == graph::kNone ? graph::kNone : graph_.value(state.next)->producer;
      if (at == graph::kNone && !readers.empty()) at = readers.front();
      const bool used = state.next != graph::kNone || graph_.user_count(state.current) > 0;
      if (!used) continue;
      StatePlan plan;
      plan.name = state.name;
      plan.type = graph_.value(state.current)->type;
      plan.space = at == graph::kNone ? 0 : space_of(placements_.nodes.at(at).device);
      plan.flags = state.flags;
      plan.written = state.next != graph::kNone && state.next != state.current;
      plan.initial = state.initial;
      const auto index = static_cast<uint32_t>(program_->states.size());
      MORTISE_ASSIGN(const uint32_t tensor,
                     add_tensor(state.current, plan.type, plan.space, Place::kState, index));
      tensors_[{state.current, plan.space}] = tensor;
      home_[state.current] = tensor;
      program_->states.push_back(std::move(plan));
    }
    return {};
  }

  Status add_launch(graph::NodeId id) {
    const graph::Node& node = *graph_.node(id);
    const Placement& placement = placements_.nodes.at(id);
    const uint32_t space = space_of(placement.device);
    Step step;
    for (const graph::ValueId input : node.inputs) {
      if (input == graph::kNone) {
        step.inputs.push_back(kNoTensor);
        continue;
      }
      MORTISE_TRY(check_layout(input, placement.device->kind()));
      MORTISE_ASSIGN(const uint32_t tensor, read_in(input, space));
      step.inputs.push_back(tensor);
    }
    for (const graph::ValueId output : node.outputs) {
      if (output == graph::kNone) {
        step.outputs.push_back(kNoTensor);
        continue;
      }
      MORTISE_ASSIGN(const uint32_t tensor,
                     add_tensor(output, graph_.value(output)->type, space, Place::kArena, 0));
      tensors_[{output, space}] = tensor;
      home_[output] = tensor;
      step.outputs.push_back(tensor);
    }
    MORTISE_ASSIGN(step.kernel, make_kernel(id, placement));
    step.device = index_of(placement.device);
    step.space = space;
    MORTISE_TRY(add_workspace(step));
    step.node = node.name;
    step.op = qualified_name(node.domain, node.op);
    step.flops = work_.take(graph_, id);
    note_traits(node, step);
    if (space == 0 && taken_) MORTISE_TRY(let_constants_go(node, step.kernel));
    if ((step.kernel.get()->flags & MORTISE_KERNEL_RANGED) == 0 &&
        program_->ranged_refusal.empty()) {
      program_->ranged_refusal =
          node_title(node) + " on " + placement.device->name() + " needs fixed extents";
    }
    push_step(std::move(step));
    return {};
  }

  Result<Kernel> make_kernel(graph::NodeId id, const Placement& placement) {
    mortise_kernel_t* kernel = nullptr;
    const mortise_node_t* node = graph_.abi_node(id);
    if (placement.kernel != nullptr) {
      MORTISE_TRY(Status(
          placement.kernel->create(placement.kernel, placement.device->handle(), node, &kernel)));
    } else {
      const std::string title = node_title(*graph_.node(id));
      MORTISE_TRY(
          Status(placement.device->table().kernel_create(placement.device->handle(), node, &kernel))
              .strip(title)
              .annotate(placement.device->name()));
    }
    return Kernel::take(kernel, placement.device);
  }

  // The content of constants that none of their readers looks at goes as soon as the last of them has its kernel: what
  // kernels keep instead comes to memory while that leaves it.
  Status let_constants_go(const graph::Node& node, const Kernel& kernel) {
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      const graph::ValueId id = node.inputs[i];
      if (id == graph::kNone || graph_.value(id)->role != MORTISE_ROLE_CONSTANT) continue;
      Readers& readers = readers_[id];
      ++readers.built;
      readers.all_take = readers.all_take && kernel.takes(i);
      if (kernel.takes(i) && kernel.get()->restore != nullptr) readers.restorer = {kernel, i};
      if (readers.all_take && readers.built == graph_.user_count(id))
        MORTISE_TRY(let_go(id, readers.restorer));
    }
    return {};
  }

  Status let_go(graph::ValueId id, const Restorer& restorer) {
    const graph::ConstantRef content = graph_.value(id)->constant;
    if (content->view().byte_size < kWorthLettingGo) return {};
    if (restorer) taken_(content, restorer);
    graph::ConstantRef rest = graph::Constant::without_content(*content);
    MORTISE_TRY(graph_.set_constant(id, rest));
    program_->constants[program_->tensors[tensors_.at({id, 0})].index].host = std::move(rest);
    return {};
  }

  // Offsets in an arena are aligned as the kernel wants; the arena itself can only be as its device
  // makes buffers.
  Status add_workspace(Step& step) {
    step.workspace_size = step.kernel.get()->workspace_size;
    uint64_t& alignment = program_->spaces[step.space].alignment;
    if (step.workspace_size == 0 || step.kernel.alignment() <= alignment) return {};
    if (step.space != 0) {
      return internal_error("its kernel wants a workspace aligned to " +
                            std::to_string(step.kernel.alignment()) +
                            " bytes, its device aligns buffers to " + std::to_string(alignment));
    }
    alignment = step.kernel.alignment();
    return {};
  }

  // Remembers which output may take over which input's memory. An input that the node reads in a
  // second place as well can only be overwritten element by element.
  void note_traits(const graph::Node& node, Step& step) {
    const mortise_operator_t* definition = host_.find_operator(node.domain, node.op, node.version);
    if (definition == nullptr) return;
    step.elementwise = (definition->flags & MORTISE_OPERATOR_ELEMENTWISE) != 0;
    for (uint64_t pair = 0; pair < definition->in_place_count; ++pair) {
      const uint32_t input = definition->in_place[pair][0];
      const uint32_t output = definition->in_place[pair][1];
      if (input >= step.inputs.size() || output >= step.outputs.size()) continue;
      if (step.inputs[input] == kNoTensor || step.outputs[output] == kNoTensor) continue;
      if (step.elementwise ||
          std::count(step.inputs.begin(), step.inputs.end(), step.inputs[input]) == 1) {
        pairs_of_[step.outputs[output]].push_back(in_place_.size());
        in_place_.push_back({step.inputs[input], step.outputs[output],
                             static_cast<uint32_t>(program_->steps.size())});
      }
    }
  }

  // The first output that a value serves is written where it is needed; everything else is copied
  // at the end.
  Status add_outputs() {
    for (size_t i = 0; i < graph_.outputs().size(); ++i) {
      const graph::ValueId id = graph_.outputs()[i].value;
      const auto index = static_cast<uint32_t>(i);
      MORTISE_TRY(check_layout(id, {}));
      MORTISE_ASSIGN(const uint32_t source, read_in(id, 0));
      TensorPlan& tensor = program_->tensors[source];
      if (tensor.place == Place::kArena && !(becomes_state(id) && source == home_.at(id))) {
        tensor.place = Place::kOutput;
        tensor.index = index;
        program_->outputs.push_back(source);
        continue;
      }
      MORTISE_ASSIGN(const uint32_t target,
                     add_tensor(id, graph_.value(id)->type, 0, Place::kOutput, index));
      add_copy(source, target);
      program_->outputs.push_back(target);
    }
    return {};
  }

  bool becomes_state(graph::ValueId id) const {
    return std::any_of(graph_.states().begin(), graph_.states().end(),
                       [id](const graph::State& state) { return state.next == id; });
  }

  // A new content that was not computed in the state's own memory is copied there. What another
  // state held at the beginning is put aside first, because that state changes too.
  Status finish_states() {
    std::vector<std::pair<uint32_t, uint32_t>> contents;  // of a state: new content, the state
    for (const graph::State& state : graph_.states()) {
      if (state.next == graph::kNone || state.next == state.current) continue;
      MORTISE_TRY(check_next(state));
      const uint32_t tensor = home_.at(state.current);
      MORTISE_ASSIGN(uint32_t source, read_in(state.next, program_->tensors[tensor].space));
      if (program_->tensors[source].place == Place::kState) {
        MORTISE_ASSIGN(const uint32_t aside,
                       add_tensor(state.next, program_->tensors[source].type,
                                  program_->tensors[source].space, Place::kArena, 0));
        add_copy(source, aside);
        source = aside;
      }
      contents.emplace_back(source, tensor);
    }
    for (const auto& [source, tensor] : contents) {
      if (take_over_state(source, tensor)) continue;
      const TensorPlan state = program_->tensors[tensor];
      MORTISE_ASSIGN(const uint32_t target,
                     add_tensor(program_->tensors[source].value, program_->states[state.index].type,
                                state.space, Place::kState, state.index));
      add_copy(source, target);
    }
    return {};
  }

  Status check_next(const graph::State& state) const {
    const graph::Type& type = graph_.value(state.current)->type;
    const graph::Type& next = graph_.value(state.next)->type;
    MORTISE_TRY(check_layout(state.next, {}));
    if (next.dtype == type.dtype && next.shape == type.shape && next.bounded_dims == 0) return {};
    return invalid_argument("state '" + state.name + "' is " + type.to_string() +
                            ", but its next content is " + next.to_string());
  }

  // Follows in-place pairs back from the new content to the old one. When every tensor on the way
  // is read for the last time by the step that overwrites it, all of them live in the state's
  // memory and nothing is copied.
  bool take_over_state(uint32_t last, uint32_t state) {
    std::vector<uint32_t> chain;
    std::set<uint32_t> seen;
    if (!find_chain(last, state, chain, seen)) return false;
    for (const uint32_t member : chain) {
      program_->tensors[member].place = Place::kState;
      program_->tensors[member].index = program_->tensors[state].index;
    }
    return true;
  }

  // `chain` gets the tensors from `tensor` back to, and without, `state`. Depth first, without
  // recursion: chains may be long.
  bool find_chain(uint32_t tensor, uint32_t state, std::vector<uint32_t>& chain,
                  std::set<uint32_t>& seen) const {
    std::vector<std::pair<uint32_t, size_t>> path = {{tensor, 0}};  // tensor, next pair to try
    while (!path.empty() && path.back().first != state) {
      auto& [at, next] = path.back();
      const uint32_t input = next_input(at, next);
      if (input == kNoTensor) {
        path.pop_back();
      } else if (seen.insert(input).second) {
        path.emplace_back(input, 0);
      }
    }
    if (path.empty()) return false;
    path.pop_back();
    for (const auto& [member, ignored] : path) chain.push_back(member);
    return true;
  }

  // The next input whose memory `tensor` may take; `next` counts its pairs.
  uint32_t next_input(uint32_t tensor, size_t& next) const {
    const auto pairs = pairs_of_.find(tensor);
    if (program_->tensors[tensor].place != Place::kArena || pairs == pairs_of_.end())
      return kNoTensor;
    while (next < pairs->second.size()) {
      const InPlace& pair = in_place_[pairs->second[next++]];
      if (program_->tensors[pair.input].byte_size == program_->tensors[tensor].byte_size &&
          last_read_.at(pair.input) <= pair.step) {
        return pair.input;
      }
    }
    return kNoTensor;
  }

  void push_step(Step step) {
    for (const uint32_t input : step.inputs)
      last_read_[input] = static_cast<uint32_t>(program_->steps.size());
    program_->steps.push_back(std::move(step));
  }

  struct Readers {
    uint32_t built = 0;  // uses whose nodes have kernels
    bool all_take = true;
    Restorer restorer;
  };

  graph::Graph& graph_;
  const Placements& placements_;
  host::Host& host_;
  Work work_;
  const Taken& taken_;
  std::map<graph::ValueId, Readers> readers_;  // of constants in host memory
  std::unique_ptr<Program> program_;
  std::map<std::pair<graph::ValueId, uint32_t>, uint32_t> tensors_;  // (value, space) → tensor
  // value → the tensor that its producer writes
  std::map<graph::ValueId, uint32_t> home_;
  std::vector<InPlace> in_place_;
  std::map<uint32_t, std::vector<size_t>> pairs_of_;  // output → its pairs in in_place_
  std::map<uint32_t, uint32_t> last_read_;            // tensor → step
};

}  // namespace

Result<std::unique_ptr<Program>> build(graph::Graph& graph, const Placements& placements,
                                       host::Host& host, Work work, const Taken& taken) {
  return Builder(graph, placements, host, std::move(work), taken).run();
}

}  // namespace mortise::compile
