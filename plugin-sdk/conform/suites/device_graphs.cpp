// Fused subgraphs, small models and random graphs: what the core makes of a device, against reference.
#include <thread>

#include "plugin-sdk/conform/suites/graph_bench.hpp"
#include "plugin-sdk/conform/suites/graph_models.hpp"
#include "plugin-sdk/conform/suites/graph_random.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kRandomGraphs = 16;
constexpr size_t kThreads = 4;

// Two runs in one context show what one leaves behind for the next; other shapes, what a plan leaves behind.
void check_runs(Environment& environment, const GraphBench& bench, const BuildGraph& build,
                const std::vector<int64_t>& extents,
                const std::map<std::string, int64_t>& ranges = {}) {
  const GraphRun actual = bench.on_device(build, ranges);
  const GraphRun expected = bench.on_reference(build);
  environment.trace.add(actual.maker.graph().print());
  for (size_t i = 0; i < extents.size(); ++i) {
    const std::vector<HostTensor> inputs = actual.maker.contents(extents[i], environment.random);
    environment.trace.add("// run ", i + 1, " with n = ", extents[i]);
    const std::vector<HostTensor> results = actual.run(inputs);
    require_device_work(actual);
    check_close(expected.maker, bench.reference(), results, expected.run(inputs),
                sdk::message("in run ", i + 1, " (n = ", extents[i], "): "));
  }
}

void check_model(Environment& environment, const Model& model) {
  check_runs(environment, GraphBench(environment), model.build, {3, 3, 5, 1, 3});
}

// Planned once at a bound.
void check_ranged(Environment& environment) {
  check_runs(environment, GraphBench(environment), model_named("model.mlp").build,
             {3, 8, 1, 5, 8, 2}, {{"n", 8}});
}

void check_random(Environment& environment) {
  const GraphBench bench(environment);
  const uint64_t seed = environment.random.next();
  const std::vector<std::string> claimed = claimed_operators(environment);
  if (claimed.empty())
    skip("the device claims none of the operators that random graphs are made of");
  check_runs(environment, bench, [&](GraphMaker& m) { build_random(m, claimed, seed); }, {2, 2, 3});
}

// A state goes from run to run; two stores have nothing to do with each other.
void check_recurrent(Environment& environment) {
  const GraphBench bench(environment);
  const GraphRun actual = bench.on_device(&build_recurrent);
  const GraphRun expected = bench.on_reference(&build_recurrent);
  environment.trace.add(actual.maker.graph().print());
  for (int sequence = 0; sequence < 2; ++sequence) {
    const StateStore left(bench.device());
    const StateStore right(bench.reference());
    RunOptions left_options, right_options;
    left_options.states = &left;
    right_options.states = &right;
    for (int step = 0; step < 6; ++step) {
      const std::vector<HostTensor> inputs = actual.maker.contents(1, environment.random);
      const std::vector<HostTensor> results = actual.run(inputs, left_options);
      require_device_work(actual);
      check_close(expected.maker, bench.reference(), results, expected.run(inputs, right_options),
                  sdk::message("in step ", step + 1, " of sequence ", sequence + 1, ": "));
    }
  }
}

// Sessions serve many threads, and one run's numbers do not depend on the others.
void check_concurrent(Environment& environment, const Model& model) {
  const GraphBench bench(environment);
  const GraphRun graph = bench.on_device(model.build);
  std::vector<std::vector<HostTensor>> inputs, alone;
  for (size_t i = 0; i < kThreads; ++i) {
    inputs.push_back(graph.maker.contents(3, environment.random));
    alone.push_back(graph.run(inputs.back()));
  }
  require_device_work(graph);
  std::vector<std::string> faults(kThreads);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      try {
        for (int run = 0; run < 8 && faults[i].empty(); ++run) {
          const std::vector<HostTensor> together = graph.run(inputs[i]);
          for (size_t k = 0; k < together.size(); ++k) {
            if (together[k].bytes != alone[i][k].bytes)
              faults[i] = find_difference(together[k], alone[i][k], {}) + " (bit by bit)";
          }
        }
      } catch (const std::exception& error) {
        faults[i] = error.what();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& fault : faults)
    expect(fault.empty(), "a run beside three others differs from the same run alone: ", fault,
           "; kernels are immutable, and launches on different streams share nothing");
}

// A node in the middle fails on the host; what the device did before and would do after must not harm the next run.
void check_after_failure(Environment& environment) {
  const GraphBench bench(environment, {"Gather"});
  const auto build = [](GraphMaker& m) {
    const sdk::Value x = m.input({4, 8});
    const sdk::Value rows = m.node("Relu", {m.node("MatMul", {x, m.weight({8, 8}, 8)})});
    const sdk::Shape one = {1};
    const sdk::Value index = m.builder().input("index", sdk::tensor_type(MORTISE_DTYPE_INT64, one));
    const sdk::Value row = m.node("Gather", {rows, index});
    m.output(m.node("Add", {m.node("Mul", {row, row}), row}));
  };
  const GraphRun actual = bench.on_device(build);
  const GraphRun expected = bench.on_reference(build);
  for (const int64_t index : {2, 99, 1, 3, -77, 0}) {
    std::vector<HostTensor> inputs = actual.maker.contents(1, environment.random);
    inputs.push_back(int64_tensor({index}));
    if (index < 0 || index > 3) {
      try {
        actual.run(inputs);
        fail("a run with an index out of range succeeds");
      } catch (const Error&) {  // as it should
      }
      continue;
    }
    const std::vector<HostTensor> results = actual.run(inputs);
    require_device_work(actual);
    check_close(expected.maker, bench.reference(), results, expected.run(inputs),
                "in a run after one that failed: ");
  }
}

// The core's tensor memory, which is also that of devices which take theirs from the host table.
void check_memory(Environment& environment) {
  TensorMemory memory;
  for (int round = 0; round < 2; ++round) {
    const GraphBench bench(environment, {}, memory.hooks());
    const GraphRun graph = bench.on_device(model_named("model.cnn").build);
    for (const int64_t n : {1, 4, 2}) graph.run(graph.maker.contents(n, environment.random));
    require_device_work(graph);
  }
  expect(memory.live_bytes() == 0, memory.live_bytes(),
         " bytes of memory are not given back when runtime, session and tensors are released");
}

std::string numbered(size_t number) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < 2 ? 1 : 0, '0') + text;
}

}  // namespace

void add_device_graph_tests(TestList& list) {
  const auto add_models = [&](const std::vector<Model>& models) {
    for (const Model& model : models)
      list.add(model.name, [&model](Environment& environment) { check_model(environment, model); });
  };
  add_models(fused_models());
  for (size_t i = 1; i <= kRandomGraphs; ++i)
    list.add("graph.random." + numbered(i), &check_random);
  list.add("graph.runs.ranged", &check_ranged);
  for (const char* name : {"graph.fused.conv_add_relu", "model.transformer"}) {
    const std::string short_name = std::string(name).substr(std::string(name).rfind('.') + 1);
    list.add("graph.runs.concurrent_" + short_name, [name](Environment& environment) {
      check_concurrent(environment, model_named(name));
    });
  }
  list.add("graph.runs.after_failure", &check_after_failure);
  list.add("graph.runs.memory", &check_memory);
  add_models(whole_models());
  list.add("model.recurrent", &check_recurrent);
}

}  // namespace mortise::conform
