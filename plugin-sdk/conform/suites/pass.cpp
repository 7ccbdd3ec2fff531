// Passes: graphs stay whole, meaning and idempotence are kept where they are claimed, out_changed is honest.
#include "plugin-sdk/conform/graph_check.hpp"
#include "plugin-sdk/conform/suites/pass_bench.hpp"
#include "plugin-sdk/conform/suites/pass_faults.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;

constexpr int kRandomGraphs = 40;
constexpr uint32_t kKnownFlags = MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;

// One way to run the pass, on any graph.
class GraphCheck {
 public:
  GraphCheck(Environment& environment, PassBench& bench, const OptionList& options)
      : environment_(environment), bench_(bench), options_(options) {}

  /// Throws Failure. The status is that of the pass: a refusal leaves the graph whole, and no more is asked of it.
  Status check(const GraphRecipe& recipe, uint64_t seed, Types types = Types::kInferred,
               Ids ids = Ids::kDense) {
    const Runtime& runtime = bench_.runner().runtime();
    environment_.trace.add("// graph ", recipe.label, ", seed ", seed);
    const Graph before = make_graph(runtime, recipe, seed, types, ids);
    Graph after = make_graph(runtime, recipe, seed, types, ids);
    return check(before, after, recipe.computes);
  }

  /// Two of the same graph.
  Status check(const Graph& before, Graph& after, bool computes) {
    const Runtime& runtime = bench_.runner().runtime();
    const PassRun run = bench_.run(after, options_);
    bench_.check_host("in a run of the pass");
    check_honesty(before, after, run);
    Graph inferred = copy_of(runtime, after);
    if (!run.status.ok()) {
      expect(is_refusal(run.status), "the pass fails: ", run.status.text());
      bench_.check_whole(inferred, computes,
                         "after the pass refused it (" + run.status.text() + ")");
      return run.status;
    }
    bench_.check_whole(inferred, computes, "after the pass");
    if (bench_.claims(MORTISE_PASS_MEANING_PRESERVED))
      bench_.check_meaning(before, inferred, computes, environment_.random);
    if (bench_.claims(MORTISE_PASS_IDEMPOTENT)) check_second_run(after);
    return run.status;
  }

 private:
  void check_honesty(const Graph& before, const Graph& after, const PassRun& run) const {
    if (!run.status.ok()) return;
    const std::string difference = before.difference(after);
    if (!run.changed) {
      expect(difference.empty(), "out_changed is 0, but the graph was changed: ", difference);
    } else {
      // Names of intermediate values are no difference, but a change.
      expect(!difference.empty() || before.print("json") != after.print("json"),
             "out_changed is 1, but the graph is as it was");
    }
  }

  void check_second_run(const Graph& graph) {
    const Graph first = copy_of(bench_.runner().runtime(), graph);
    const PassRun again = bench_.run(graph, options_);
    expect(again.status.ok(),
           "the pass claims IDEMPOTENT, and its second run fails: ", again.status.text());
    const std::string difference = first.difference(graph);
    expect(difference.empty(),
           "the pass claims IDEMPOTENT, and its second run changes the graph: ", difference);
    expect(!again.changed,
           "the pass claims IDEMPOTENT, and its second run says that it changed the graph");
  }

  Environment& environment_;
  PassBench& bench_;
  const OptionList& options_;
};

void check_description(Environment& environment, const PassClaim& claim) {
  PassBench bench(environment, claim);
  const mortise_pass_description_t& d = bench.description();
  expect(d.struct_size >= sizeof(d), "the description's struct_size is ", d.struct_size);
  expect(d.summary.size > 0, "the description has no summary");
  expect((d.flags & ~kKnownFlags) == 0, "the description has unknown flags: ", d.flags);
  const auto* table = environment.subject.table<mortise_pass_interface_t>(MORTISE_INTERFACE_PASS);
  Host host(&environment.reference);
  const Instance instance(environment.subject, host.table());
  const uint64_t count = table->count(instance.get());
  expect(table->describe(instance.get(), count) == nullptr,
         "describe gives a description for a position out of range");
}

// With each of the options; a graph that none of them accepts is a skip with the pass's reason.
template <class Check>
void with_each_option(Environment& environment, const PassClaim& claim, const Check& check) {
  PassBench bench(environment, claim);
  Status refusal;
  bool accepted = false;
  for (const Json& values : claim.options) {
    const OptionList options(claim.schemas, values);
    GraphCheck graph_check(environment, bench, options);
    const Status status = check(bench, graph_check);
    accepted = accepted || status.ok();
    if (!status.ok()) refusal = status;
  }
  if (!accepted) skip("the pass refuses the graph: ", refusal.message());
}

void check_recipe(Environment& environment, const PassClaim& claim, const GraphRecipe& recipe) {
  with_each_option(environment, claim,
                   [&](PassBench&, GraphCheck& check) { return check.check(recipe, 1); });
}

void check_file(Environment& environment, const PassClaim& claim, const std::string& file) {
  with_each_option(environment, claim, [&](PassBench& bench, GraphCheck& check) {
    const Runtime& runtime = bench.runner().runtime();
    Graph before = Graph::read(runtime, file);
    before.infer(runtime);
    Graph after = copy_of(runtime, before);
    return check.check(before, after, true);
  });
}

void check_random(Environment& environment, const PassClaim& claim) {
  with_each_option(environment, claim, [&](PassBench&, GraphCheck& check) {
    Status refusal;
    bool accepted = false;
    for (int i = 0; i < kRandomGraphs; ++i) {
      Status one =
          check.check(random_recipe(environment.random.below(20)), environment.random.next(),
                      Types::kInferred, i % 2 == 0 ? Ids::kDense : Ids::kSparse);
      accepted = accepted || one.ok();
      if (!one.ok()) refusal = std::move(one);
    }
    return accepted ? Status() : std::move(refusal);
  });
}

// As a session runs passes: over a graph whose types are those that its file declares.
void check_untyped(Environment& environment, const PassClaim& claim) {
  PassBench bench(environment, claim);
  for (const Json& values : claim.options) {
    const OptionList options(claim.schemas, values);
    GraphCheck check(environment, bench, options);
    for (const GraphRecipe& recipe : graph_recipes()) check.check(recipe, 2, Types::kDeclared);
  }
}

void check_sparse(Environment& environment, const PassClaim& claim) {
  PassBench bench(environment, claim);
  for (const Json& values : claim.options) {
    const OptionList options(claim.schemas, values);
    GraphCheck check(environment, bench, options);
    for (const GraphRecipe& recipe : graph_recipes())
      check.check(recipe, 3, Types::kInferred, Ids::kSparse);
  }
}

// The suite's graphs, and those that the manifest names.
std::vector<Graph> graphs_to_act_on(const PassBench& bench, const PassClaim& claim) {
  const Runtime& runtime = bench.runner().runtime();
  std::vector<Graph> graphs;
  for (const GraphRecipe& recipe : graph_recipes())
    graphs.push_back(make_graph(runtime, recipe, 1));
  for (const std::string& file : claim.graphs) {
    graphs.push_back(Graph::read(runtime, file));
    graphs.back().infer(runtime);
  }
  return graphs;
}

// A pass that no graph gets to act would pass every other test.
void check_acts(Environment& environment, const PassClaim& claim) {
  PassBench bench(environment, claim);
  Status refusal;
  bool accepted = false;
  for (const Json& values : claim.options) {
    const OptionList options(claim.schemas, values);
    for (const Graph& graph : graphs_to_act_on(bench, claim)) {
      const PassRun run = bench.run(graph, options);
      if (run.changed) return;
      accepted = accepted || run.status.ok();
      if (!run.status.ok()) refusal = run.status;
    }
  }
  expect(accepted,
         "the pass refuses every graph of the suite; the manifest can name options and graphs with "
         "which it runs (conformance.samples.passes). It says: ",
         refusal.message());
  fail(
      "the pass changes no graph of the suite and none that the manifest names, so that nothing is "
      "known of it; the manifest can name graphs that it changes (conformance.samples.passes)");
}

void check_option(Environment& environment, const PassClaim& claim, const std::string& name,
                  const Json& value) {
  PassBench bench(environment, claim);
  Json values = claim.options.front();
  values[name] = value;
  const OptionList options(claim.schemas, values);
  GraphCheck check(environment, bench, options);
  for (const GraphRecipe& recipe : graph_recipes()) check.check(recipe, 4);
}

void add_pass(TestList& list, const PassClaim& claim) {
  const std::string prefix = "pass." + claim.name + ".";
  const auto add = [&](const std::string& name, const auto& check, const auto&... arguments) {
    list.add(prefix + name,
             [=](Environment& environment) { check(environment, claim, arguments...); });
  };
  add("description", &check_description);
  add("acts", &check_acts);
  for (const GraphRecipe& recipe : graph_recipes())
    add("graph." + recipe.label, &check_recipe, recipe);
  for (const std::string& file : claim.graphs)
    add("graph." + file.substr(file.rfind('/') + 1), &check_file, file);
  add("random_graphs", &check_random);
  add("types_not_inferred", &check_untyped);
  add("sparse_ids", &check_sparse);
  for (const auto& [name, schema] : claim.schemas.items()) {
    for (const Json& value : values_to_try(schema)) {
      std::string text = value.is_string() ? value.get<std::string>() : value.dump();
      add("option." + name + "=" + text, &check_option, name, value);
    }
  }
}

}  // namespace

void add_pass_tests(TestList& list, const Subject& subject) {
  for (const PassClaim& claim : passes_of(subject)) {
    add_pass(list, claim);
    add_pass_fault_tests(list, claim);
  }
}

}  // namespace mortise::conform
