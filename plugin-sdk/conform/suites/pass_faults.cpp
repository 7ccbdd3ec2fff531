// Passes when something goes wrong, what they leave behind, and several runs at once.
#include "plugin-sdk/conform/suites/pass_faults.hpp"

#include <exception>
#include <thread>

#include "plugin-sdk/conform/graph_check.hpp"
#include "plugin-sdk/conform/graph_tables.hpp"
#include "plugin-sdk/conform/memory.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;

constexpr int64_t kMostEditFailures = 60;
constexpr int64_t kMostMemoryFailures = 400;

// What is left of a graph when the pass failed in the middle: whole, though not what the pass wanted.
void check_failed(PassBench& bench, const PassRun& run, Graph& graph, bool computes,
                  const std::string& what) {
  expect(run.status.ok() || run.status.code() == MORTISE_STATUS_OUT_OF_MEMORY ||
             is_refusal(run.status),
         "after ", what, " the pass says: ", run.status.text());
  bench.check_whole(graph, computes, "after " + what);
}

// Fails the first call, the second, … until the pass comes through without meeting a failure. How many it met.
template <class Attempt>
int64_t fail_each(int64_t most, const Attempt& attempt) {
  for (int64_t at = 0; at < most; ++at) {
    if (!attempt(at)) return at;
  }
  return most;
}

void check_edit_failures(Environment& environment, const PassClaim& claim) {
  PassBench bench(environment, claim);
  const OptionList options(claim.schemas, claim.options.front());
  int64_t failures = 0;
  for (const GraphRecipe& recipe : graph_recipes()) {
    failures += fail_each(kMostEditFailures, [&](int64_t at) {
      environment.trace.add("// graph ", recipe.label, "; edit ", at, " fails");
      Graph graph = make_graph(bench.runner().runtime(), recipe, 1);
      const FailingEdit failing(at);
      const PassRun run = bench.run(graph, options, FailingEdit::table());
      if (!failing.happened()) return false;
      check_failed(bench, run, graph, recipe.computes, "an edit failed for lack of memory");
      return true;
    });
  }
  bench.check_host("with edits that fail");
  if (failures == 0) skip("the pass edits none of the suite's graphs");
}

// One failed allocation in a run. False when there was none to fail.
bool fail_allocation(PassBench& bench, const OptionList& options, const GraphRecipe& recipe,
                     int64_t at) {
  Graph graph = make_graph(bench.runner().runtime(), recipe, 1);
  const PassRun run = bench.run(graph, options, mortise_graph_edit_table(), at);
  if (run.allocation_failed)
    check_failed(bench, run, graph, recipe.computes, "an allocation failed");
  return run.allocation_failed;
}

void check_memory_failures(Environment& environment, const PassClaim& claim) {
  FailingAllocation::require();
  PassBench bench(environment, claim);
  const OptionList options(claim.schemas, claim.options.front());
  int64_t failures = 0;
  for (const GraphRecipe& recipe : graph_recipes()) {
    fail_allocation(bench, options, recipe, INT64_MAX);  // what is made once is made now
    failures += fail_each(kMostMemoryFailures, [&](int64_t at) {
      environment.trace.clear();
      environment.trace.add("// graph ", recipe.label, "; allocation ", at, " fails");
      const int64_t before = live_allocations();
      const bool happened = fail_allocation(bench, options, recipe, at);
      const int64_t leaked = live_allocations() - before;
      // Once more: a cache may have grown the first time.
      const bool again = leaked > 0 && (fail_allocation(bench, options, recipe, at),
                                        live_allocations() - before > leaked);
      expect(!again, "on graph ", recipe.label, ", ", leaked,
             " allocations are never freed when allocation ", at, " of the pass fails");
      return happened;
    });
  }
  bench.check_host("with allocations that fail");
  if (failures == 0) skip("a run of the pass allocates nothing with operator new");
}

void check_leaks(Environment& environment, const PassClaim& claim) {
  FailingAllocation::require();  // what counts them is what makes them fail
  PassBench bench(environment, claim);
  int64_t allocations = 0;
  for (const Json& values : claim.options) {
    const OptionList options(claim.schemas, values);
    for (const GraphRecipe& recipe : graph_recipes()) {
      const auto run = [&] {
        const Graph graph = make_graph(bench.runner().runtime(), recipe, 1);
        allocations += bench.run(graph, options).allocations;
      };
      run();
      const int64_t before = live_allocations();
      constexpr int kRuns = 5;
      for (int i = 0; i < kRuns; ++i) run();
      const int64_t leaked = live_allocations() - before;
      expect(leaked < kRuns, "on graph ", recipe.label, ", each run of the pass leaves about ",
             leaked / kRuns, " allocations behind that are never freed");
    }
  }
  if (allocations == 0) skip("a run of the pass allocates nothing with operator new");
}

// Freed nodes and values are garbage: a pass that reads one after it was removed, or a list after an edit, trips.
void check_stale_reads(Environment& environment, const PassClaim& claim) {
  FailingAllocation::require();  // the same operator delete overwrites what is freed
  PassBench bench(environment, claim);
  const Quarantine quarantine;
  for (const Json& values : claim.options) {
    const OptionList options(claim.schemas, values);
    for (const GraphRecipe& recipe : graph_recipes()) {
      environment.trace.add("// graph ", recipe.label, ", with freed memory overwritten");
      Graph graph = make_graph(bench.runner().runtime(), recipe, 5, Types::kInferred, Ids::kSparse);
      const Graph before = copy_of(bench.runner().runtime(), graph);
      const PassRun run = bench.run(graph, options);
      bench.check_whole(graph, recipe.computes,
                        "after a run in which freed memory is overwritten: it may be that the pass "
                        "reads a node after it was removed");
      if (run.status.ok() && bench.claims(MORTISE_PASS_MEANING_PRESERVED))
        bench.check_meaning(before, graph, recipe.computes, environment.random);
    }
  }
}

// Runs the pass over every graph; the results as text.
std::vector<std::string> results_of(const PassBench& bench, const Runtime& runtime,
                                    const OptionList& options) {
  std::vector<std::string> results;
  for (const GraphRecipe& recipe : graph_recipes()) {
    const Graph graph = make_graph(runtime, recipe, 6);
    const PassRun run = bench.run(graph, options);
    results.push_back(run.status.ok() ? graph.print("text") : run.status.text());
  }
  return results;
}

void check_threads(Environment& environment, const PassClaim& claim) {
  PassBench bench(environment, claim);
  const OptionList options(claim.schemas, claim.options.front());
  const Runtime& runtime = bench.runner().runtime();
  const std::vector<std::string> expected = results_of(bench, runtime, options);
  std::vector<std::exception_ptr> errors(2);
  std::vector<std::vector<std::string>> results(2);
  std::vector<std::thread> threads;
  for (size_t thread = 0; thread < results.size(); ++thread) {
    threads.emplace_back([&, thread] {
      try {
        for (int round = 0; round < 5; ++round)
          results[thread] = results_of(bench, runtime, options);
      } catch (...) {
        errors[thread] = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
  for (const auto& result : results) {
    for (size_t i = 0; i < expected.size(); ++i)
      expect(result[i] == expected[i], "on two threads with two graphs, graph ",
             graph_recipes()[i].label, " becomes something else than on one thread");
  }
}

}  // namespace

void add_pass_fault_tests(TestList& list, const PassClaim& claim) {
  const auto add = [&](const char* name, const auto& check) {
    list.add("pass." + claim.name + "." + name,
             [=](Environment& environment) { check(environment, claim); });
  };
  add("failure.edit", &check_edit_failures);
  add("failure.memory", &check_memory_failures);
  add("memory.leaks", &check_leaks);
  add("memory.stale_reads", &check_stale_reads);
  add("threads.two_graphs", &check_threads);
}

}  // namespace mortise::conform
