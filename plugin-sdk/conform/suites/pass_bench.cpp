#include "plugin-sdk/conform/suites/pass_bench.hpp"

#include "plugin-sdk/conform/graph_check.hpp"
#include "plugin-sdk/conform/graph_tables.hpp"
#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/samples.hpp"

namespace mortise::conform {

using Json = nlohmann::json;

namespace {

constexpr uint32_t kUntouched = 77;

void add_samples(const Subject& subject, PassClaim& claim) {
  for (const Json& sample : samples_of(subject, "passes")) {
    if (sample.value("name", std::string()) != claim.name) continue;
    for (const Json& options : sample.value("options", Json::array()))
      claim.options.push_back(options);
    for (const Json& file : sample.value("graphs", Json::array()))
      claim.graphs.push_back(sample_path(subject, file.get<std::string>()));
  }
}

}  // namespace

std::vector<PassClaim> passes_of(const Subject& subject) {
  std::vector<PassClaim> claims;
  const Json provides = subject.manifest().value("provides", Json::object());
  for (const Json& pass : provides.value("passes", Json::array())) {
    PassClaim claim{
        pass.at("name").get<std::string>(), pass.value("options", Json::object()), {}, {}};
    add_samples(subject, claim);
    if (claim.options.empty()) claim.options.push_back(Json::object());
    claims.push_back(std::move(claim));
  }
  return claims;
}

bool is_refusal(const Status& status) {
  switch (status.code()) {
    case MORTISE_STATUS_INVALID_ARGUMENT:
    case MORTISE_STATUS_NOT_FOUND:
    case MORTISE_STATUS_ALREADY_EXISTS:
    case MORTISE_STATUS_UNSUPPORTED:
    case MORTISE_STATUS_FAILED_PRECONDITION: return true;
    default: return false;
  }
}

PassBench::PassBench(Environment& environment, const PassClaim& claim)
    : environment_(environment),
      host_(&environment.reference),
      instance_(environment.subject, host_.table()),
      runner_(environment.subject) {
  table_ = environment.subject.table<mortise_pass_interface_t>(MORTISE_INTERFACE_PASS);
  expect(table_ != nullptr, "the description has no pass interface, which the manifest claims");
  for (index_ = 0; index_ < table_->count(instance_.get()); ++index_) {
    description_ = table_->describe(instance_.get(), index_);
    expect(description_ != nullptr, "describe(", index_, ") is null");
    if (sdk::to_view(description_->name) == claim.name) return;
  }
  fail("the instance has no pass '", claim.name, "', which the manifest claims");
}

PassRun PassBench::run(const Graph& graph, const OptionList& options,
                       const mortise_graph_edit_t* edit, int64_t failing_allocation) const {
  const mortise_pass_context_t context{sizeof(context), graph.get(), steady_view(), edit,
                                       options.get()};
  uint32_t changed = kUntouched;
  environment_.trace.add("table->run(plugin, ", index_, ", &context, &changed);");
  PassRun result;
  mortise_status_t* status = nullptr;
  {
    const FailingAllocation failing(failing_allocation);
    status = table_->run(instance_.get(), index_, &context, &changed);
    result.allocation_failed = failing.happened();
    result.allocations = failing.count();
  }
  result.status = take(status);
  if (!result.status.ok()) {
    expect(changed == kUntouched, "run failed (", result.status.text(),
           ") and wrote out_changed: outputs are written only on success");
    return result;
  }
  expect(changed <= 1, "out_changed is ",
         changed == kUntouched ? "not written" : std::to_string(changed), "; it must be 0 or 1");
  result.changed = changed == 1;
  return result;
}

void PassBench::check_whole(Graph& graph, bool computes, const std::string& when) const {
  const std::string defect = find_defect(graph);
  if (!defect.empty()) fail("the graph is broken ", when, ": ", defect);
  if (!computes) return;
  try {
    graph.infer(runner_.runtime());
  } catch (const Error& error) {
    fail("types can no longer be inferred ", when, ": ", error.what());
  }
}

void PassBench::check_meaning(const Graph& before, const Graph& after, bool computes,
                              Random& random) const {
  const std::string change = interface_difference(before, after);
  if (!change.empty())
    fail("the pass claims MEANING_PRESERVED and changes the graph's interface: ", change);
  if (!computes) return;
  for (const Fill fill : {Fill::kOrdinary, Fill::kNonFinite, Fill::kUnit}) {
    const NamedTensors inputs = inputs_for(before, fill, random);
    const NamedTensors expected = runner_.run(before, inputs);
    NamedTensors actual;
    try {
      actual = runner_.run(after, inputs);
    } catch (const Error& error) {
      fail("the graph can no longer be run: ", error.what());
    }
    const std::string difference = results_difference(actual, expected);
    if (!difference.empty())
      fail("the pass claims MEANING_PRESERVED and changes what the graph computes, on ",
           fill == Fill::kNonFinite ? "inputs with NaN and infinity" : "random inputs", ": ",
           difference);
  }
}

void PassBench::check_host(const std::string& when) {
  const std::vector<std::string> faults = host_.take_faults();
  if (!faults.empty()) fail("with the host's services, ", when, ": ", faults.front());
}

}  // namespace mortise::conform
