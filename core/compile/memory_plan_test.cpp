#include "core/compile/memory_plan.hpp"

#include <random>

#include <catch2/catch.hpp>

namespace mortise::compile {
namespace {

// A program on the host whose steps are filled in by hand.
struct Draft {
  uint32_t tensor(uint64_t byte_size, Place place = Place::kArena) {
    TensorPlan plan;
    plan.byte_size = byte_size;
    plan.place = place;
    program.tensors.push_back(plan);
    return static_cast<uint32_t>(program.tensors.size() - 1);
  }
  uint32_t step(std::vector<uint32_t> inputs, std::vector<uint32_t> outputs,
                uint64_t workspace = 0) {
    Step made;
    made.device = kHostCopy;
    made.inputs = std::move(inputs);
    made.outputs = std::move(outputs);
    made.workspace_size = workspace;
    program.steps.push_back(std::move(made));
    return static_cast<uint32_t>(program.steps.size() - 1);
  }
  /// `output` of the last step may take the memory of `input`.
  void in_place(uint32_t input, uint32_t output) {
    pairs.push_back({input, output, static_cast<uint32_t>(program.steps.size() - 1)});
  }
  void plan() { plan_memory(program, pairs); }
  uint64_t offset(uint32_t tensor_index) const { return program.tensors[tensor_index].offset; }
  uint64_t arena() const { return program.spaces[0].arena_size; }

  Draft() { program.spaces.push_back({}); }
  Program program;
  std::vector<InPlace> pairs;
};

}  // namespace

TEST_CASE("an output takes the memory of an input that dies there") {
  Draft d;
  const uint32_t x = d.tensor(256, Place::kInput);
  const uint32_t a = d.tensor(256);
  const uint32_t b = d.tensor(256);
  d.step({x}, {a});
  d.step({a}, {b});
  d.in_place(a, b);
  d.plan();
  CHECK(d.offset(a) == d.offset(b));
  CHECK(d.arena() == 256);
}

TEST_CASE("an output does not take the memory of an input that is read again") {
  Draft d;
  const uint32_t a = d.tensor(256);
  const uint32_t b = d.tensor(256);
  const uint32_t c = d.tensor(256);
  d.step({}, {a});
  d.step({a}, {b});
  d.in_place(a, b);
  d.step({a, b}, {c});
  d.plan();
  CHECK(d.offset(a) != d.offset(b));
}

TEST_CASE("a chain of outputs lives in one block, as long as its last reader") {
  Draft d;
  std::vector<uint32_t> chain = {d.tensor(256)};
  d.step({}, {chain[0]});
  for (int i = 0; i < 5; ++i) {
    chain.push_back(d.tensor(256));
    d.step({chain[chain.size() - 2]}, {chain.back()});
    d.in_place(chain[chain.size() - 2], chain.back());
  }
  const uint32_t other = d.tensor(256);
  d.step({}, {other});
  d.step({chain.back(), other}, {d.tensor(256)});
  d.plan();
  for (const uint32_t tensor : chain) CHECK(d.offset(tensor) == d.offset(chain[0]));
  CHECK(d.offset(other) != d.offset(chain[0]));
}

TEST_CASE("two outputs of one step never take the same input's memory") {
  for (const bool read : {false, true}) {
    Draft d;
    const uint32_t a = d.tensor(256);
    const uint32_t left = d.tensor(256);
    const uint32_t right = d.tensor(256);
    d.step({}, {a});
    d.step({a}, {left, right});
    d.in_place(a, left);
    d.in_place(a, right);
    if (read) d.step({left, right}, {d.tensor(256)});
    d.plan();
    CHECK(d.offset(left) != d.offset(right));
  }
}

TEST_CASE("memory of another size, and memory that is not the arena's, is not taken") {
  Draft d;
  const uint32_t x = d.tensor(256, Place::kInput);
  const uint32_t a = d.tensor(256);
  const uint32_t b = d.tensor(128);
  d.step({x}, {a});
  d.in_place(x, a);
  d.step({a}, {b});
  d.in_place(a, b);
  d.plan();
  CHECK(d.offset(a) != d.offset(b));
  CHECK(d.arena() == 384);
}

TEST_CASE("a workspace has its step's memory for itself") {
  Draft d;
  const uint32_t a = d.tensor(256);
  const uint32_t b = d.tensor(256);
  d.step({}, {a});
  d.step({a}, {b}, 512);
  d.step({b}, {d.tensor(256)});
  d.plan();
  const uint64_t begin = d.program.steps[1].workspace_offset;
  for (const uint32_t tensor : {a, b}) {
    const bool apart = d.offset(tensor) + 256 <= begin || begin + 512 <= d.offset(tensor);
    CHECK(apart);
  }
}

TEST_CASE("in random programs nothing that is still read is overwritten") {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    const auto below = [&](size_t count) { return static_cast<size_t>(random() % count); };
    Draft d;
    std::vector<uint32_t> tensors;
    for (int step = 0; step < 40; ++step) {
      std::vector<uint32_t> inputs;
      for (size_t i = 0; i < 2 && !tensors.empty(); ++i)
        inputs.push_back(tensors[tensors.size() - 1 - below(std::min<size_t>(6, tensors.size()))]);
      const uint32_t output = d.tensor(64 * (1 + below(3)));
      d.step(inputs, {output}, below(4) == 0 ? 64 * below(4) : 0);
      for (const uint32_t input : inputs) d.in_place(input, output);
      tensors.push_back(output);
    }
    d.plan();
    // Walk through the program: each byte range remembers who wrote it last.
    std::vector<uint32_t> owner(d.arena(), kNoTensor);
    for (const Step& step : d.program.steps) {
      for (const uint32_t input : step.inputs) {
        const TensorPlan& plan = d.program.tensors[input];
        for (uint64_t at = plan.offset; at < plan.offset + plan.byte_size; ++at)
          REQUIRE(owner[at] == input);
      }
      for (uint64_t at = 0; at < step.workspace_size; ++at)
        owner[step.workspace_offset + at] = kNoTensor;
      for (const uint32_t input : step.inputs) {
        // The workspace left the inputs alone.
        const TensorPlan& plan = d.program.tensors[input];
        for (uint64_t at = plan.offset; at < plan.offset + plan.byte_size; ++at)
          REQUIRE(owner[at] == input);
      }
      const TensorPlan& plan = d.program.tensors[step.outputs[0]];
      for (uint64_t at = plan.offset; at < plan.offset + plan.byte_size; ++at)
        owner[at] = step.outputs[0];
    }
  }
}

}  // namespace mortise::compile
