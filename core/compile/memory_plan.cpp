#include "core/compile/memory_plan.hpp"

#include <algorithm>
#include <numeric>

#include "core/compile/arena.hpp"

namespace mortise::compile {
namespace {

constexpr uint32_t kNever = UINT32_MAX;

class Planner {
 public:
  Planner(Program& program, const std::vector<InPlace>& in_place)
      : program_(program),
        in_place_(in_place),
        first_(program.tensors.size(), kNever),
        last_(program.tensors.size(), 0),
        taken_(program.tensors.size(), kNever),
        storage_(program.tensors.size()) {
    std::iota(storage_.begin(), storage_.end(), 0u);
  }

  void run() {
    find_lifetimes();
    share_in_place();
    for (uint32_t space = 0; space < program_.spaces.size(); ++space) plan_space(space);
    const bool any_asynchronous =
        std::any_of(program_.devices.begin(), program_.devices.end(),
                    [](const std::shared_ptr<Device>& device) { return !device->synchronous(); });
    if (any_asynchronous) plan_waits();
  }

 private:
  void find_lifetimes() {
    for (uint32_t i = 0; i < program_.steps.size(); ++i) {
      const Step& step = program_.steps[i];
      for (const uint32_t tensor : step.inputs) {
        if (tensor != kNoTensor) last_[tensor] = i;
      }
      for (const uint32_t tensor : step.outputs) {
        if (tensor == kNoTensor) continue;
        first_[tensor] = i;
        last_[tensor] = std::max(last_[tensor], i);
      }
    }
  }

  // Lets an output take over an input's block where the input dies.
  void share_in_place() {
    for (const InPlace& pair : in_place_) {
      const TensorPlan& input = program_.tensors[pair.input];
      const TensorPlan& output = program_.tensors[pair.output];
      const uint32_t root = storage_[pair.input];
      if (input.place != Place::kArena || output.place != Place::kArena ||
          input.space != output.space || input.byte_size != output.byte_size ||
          storage_[pair.output] != pair.output || last_[root] > pair.step ||
          taken_[root] == pair.step) {
        continue;
      }
      storage_[pair.output] = root;
      taken_[root] = pair.step;
      last_[root] = std::max(last_[root], last_[pair.output]);
    }
  }

  void plan_space(uint32_t space) {
    std::vector<Block> blocks;
    std::vector<uint32_t> owners;  // tensor, or step number + number of tensors for a workspace
    const auto tensor_count = static_cast<uint32_t>(program_.tensors.size());
    for (uint32_t i = 0; i < tensor_count; ++i) {
      const TensorPlan& tensor = program_.tensors[i];
      if (tensor.space != space || tensor.place != Place::kArena || storage_[i] != i ||
          first_[i] == kNever)
        continue;
      blocks.push_back({std::max<uint64_t>(tensor.byte_size, 1), first_[i], last_[i], 0});
      owners.push_back(i);
    }
    for (uint32_t i = 0; i < program_.steps.size(); ++i) {
      const Step& step = program_.steps[i];
      if (step.workspace_size == 0 || step.space != space) continue;
      blocks.push_back({step.workspace_size, i, i, 0});
      owners.push_back(tensor_count + i);
    }
    program_.spaces[space].arena_size = plan_arena(blocks, program_.spaces[space].alignment);
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (owners[i] < tensor_count) {
        program_.tensors[owners[i]].offset = blocks[i].offset;
      } else {
        program_.steps[owners[i] - tensor_count].workspace_offset = blocks[i].offset;
      }
    }
    for (uint32_t i = 0; i < tensor_count; ++i) {
      if (storage_[i] != i) program_.tensors[i].offset = program_.tensors[storage_[i]].offset;
    }
  }

  // ---- fences ----

  bool asynchronous(const Step& step) const {
    return step.device != kHostCopy && !program_.devices[step.device]->synchronous();
  }

  bool overlap(uint32_t a, uint32_t b) const {
    const TensorPlan& left = program_.tensors[a];
    const TensorPlan& right = program_.tensors[b];
    if (a == b) return true;
    if (left.space != right.space || left.place != right.place) return false;
    if (left.place == Place::kArena) {
      return left.offset < right.offset + right.byte_size &&
             right.offset < left.offset + left.byte_size;
    }
    return left.place != Place::kConstant && left.index == right.index;
  }

  bool overlaps_workspace(uint32_t index, const Step& step) const {
    const TensorPlan& tensor = program_.tensors[index];
    return step.workspace_size > 0 && tensor.place == Place::kArena && tensor.space == step.space &&
           tensor.offset < step.workspace_offset + step.workspace_size &&
           step.workspace_offset < tensor.offset + tensor.byte_size;
  }

  bool workspaces_overlap(const Step& left, const Step& right) const {
    return left.workspace_size > 0 && right.workspace_size > 0 && left.space == right.space &&
           left.workspace_offset < right.workspace_offset + right.workspace_size &&
           right.workspace_offset < left.workspace_offset + left.workspace_size;
  }

  // A workspace, which its step writes, meets a tensor of the other step.
  bool workspace_meets(const Step& owner, const Step& other) const {
    const auto meets = [&](uint32_t tensor) {
      return tensor != kNoTensor && overlaps_workspace(tensor, owner);
    };
    return std::any_of(other.inputs.begin(), other.inputs.end(), meets) ||
           std::any_of(other.outputs.begin(), other.outputs.end(), meets);
  }

  // True when the two steps touch the same memory and at least one of them writes there.
  bool conflict(const Step& earlier, const Step& later) const {
    const auto touches = [&](const std::vector<uint32_t>& left,
                             const std::vector<uint32_t>& right) {
      return std::any_of(left.begin(), left.end(), [&](uint32_t a) {
        return a != kNoTensor && std::any_of(right.begin(), right.end(), [&](uint32_t b) {
                 return b != kNoTensor && overlap(a, b);
               });
      });
    };
    return touches(earlier.outputs, later.inputs) || touches(earlier.outputs, later.outputs) ||
           touches(earlier.inputs, later.outputs) || workspaces_overlap(earlier, later) ||
           workspace_meets(earlier, later) || workspace_meets(later, earlier);
  }

  // A step waits for the last conflicting step on each other asynchronous device. Streams keep
  // their own order, and a synchronous step is over before the next one begins.
  void plan_waits() {
    for (uint32_t i = 0; i < program_.steps.size(); ++i) {
      Step& step = program_.steps[i];
      std::vector<bool> covered(program_.devices.size(), false);
      for (uint32_t j = i; j-- > 0;) {
        const Step& earlier = program_.steps[j];
        if (!asynchronous(earlier) || covered[earlier.device] || earlier.device == step.device)
          continue;
        if (!conflict(earlier, step)) continue;
        step.waits.push_back({earlier.device, j});
        covered[earlier.device] = true;
      }
    }
  }

  Program& program_;
  const std::vector<InPlace>& in_place_;
  std::vector<uint32_t> first_, last_;
  std::vector<uint32_t> taken_;    // of a block's owner: the last step that an output took it at
  std::vector<uint32_t> storage_;  // the tensor whose block a tensor lives in
};

}  // namespace

void plan_memory(Program& program, const std::vector<InPlace>& in_place) {
  Planner(program, in_place).run();
}

}  // namespace mortise::compile
