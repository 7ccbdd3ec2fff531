// Writing files: what is written is read back as it was, and replaces what was there as a whole or not at all.
#include "plugin-sdk/conform/suites/format_write.hpp"

#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/graph_check.hpp"
#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/resources.hpp"

namespace mortise::conform {
namespace {

constexpr int kRandomGraphs = 30;
constexpr int64_t kMostMemoryFailures = 1000;

// Skips what the format says it cannot hold.
void write_or_skip(const FormatBench& bench, const std::string& path, const Graph& graph) {
  const Status status = bench.write(path, graph);
  if (status.code() == MORTISE_STATUS_UNSUPPORTED) skip(status.message());
  expect(status.ok(), "writing fails: ", status.text());
}

// A plugin cannot list a graph's metadata, and may state some of its own: both get all that either has.
void level_metadata(const Graph& one, const Graph& other) {
  for (const auto& [from, to] : {std::pair(&one, &other), std::pair(&other, &one)}) {
    const auto document = nlohmann::json::parse(from->print("json"));
    for (const auto& [key, value] : document.at("metadata").items()) {
      const auto text = value.get<std::string>();
      sdk::check(Graph::edit().metadata_set(to->get(), sdk::to_abi(key), sdk::to_abi(text)));
    }
  }
}

void check_round_trip(const FormatBench& bench, const GraphRecipe& recipe, uint64_t seed) {
  Graph graph = make_graph(bench.runtime(), recipe, seed, Types::kDeclared);
  const std::string path = bench.file("written");
  write_or_skip(bench, path, graph);
  Graph again(bench.runtime());
  const Status status = bench.read(path, again);
  expect(status.ok(), "what was written cannot be read: ", status.text());
  if (recipe.computes) {
    graph.infer(bench.runtime());
    again.infer(bench.runtime());
  }
  level_metadata(graph, again);
  const std::string difference = graph.difference(again);
  expect(difference.empty(),
         "what was written (left) is read back as another graph (right): ", difference);
}

void check_recipe(Environment& environment, const FormatClaim& claim, const GraphRecipe& recipe) {
  const FormatBench bench(environment, claim);
  check_round_trip(bench, recipe, 1);
  bench.check_host();
}

void check_random(Environment& environment, const FormatClaim& claim) {
  const FormatBench bench(environment, claim);
  std::string refusal;
  bool tested = false;
  for (int i = 0; i < kRandomGraphs; ++i) {
    const GraphRecipe recipe = random_recipe(environment.random.below(30));
    try {
      check_round_trip(bench, recipe, environment.random.next());
      tested = true;
    } catch (const Skip& unsupported) {
      refusal = unsupported.reason;
    }
  }
  if (!tested) skip(refusal);
}

// The graphs of the suite that the format can hold, with the size of the file of each.
std::map<uint64_t, const GraphRecipe*> recipes_by_size(const FormatBench& bench) {
  std::map<uint64_t, const GraphRecipe*> recipes;
  for (const GraphRecipe& recipe : graph_recipes()) {
    const std::string path = bench.file("tried");
    const Graph graph = make_graph(bench.runtime(), recipe, 1, Types::kDeclared);
    if (!bench.write(path, graph).ok()) continue;
    recipes[std::filesystem::file_size(path)] = &recipe;
    std::filesystem::remove(path);
  }
  return recipes;
}

// A file that is there, and a bigger graph that is to replace it.
class Replacement {
 public:
  explicit Replacement(const FormatBench& bench) : Replacement(bench, recipes_by_size(bench)) {}

  const Graph& graph() const { return graph_; }
  const std::string& path() const { return path_; }
  uint64_t size() const { return size_; }

  /// Throws Failure unless the file is what it was, or what it should become, and alone.
  void check(bool written, const std::string& when) const {
    expect(std::filesystem::exists(path_), "the file that was there is gone ", when);
    const std::string now = read_bytes(path_);
    if (written) {
      check_written(when);
    } else {
      expect(
          now == before_, "writing failed ", when,
          ", and the file that was there is another one: it is replaced as a whole or not at all");
    }
    for (const auto& entry : std::filesystem::directory_iterator(bench_.folder().path()))
      expect(entry.path() == path_, "writing leaves ", entry.path().filename().string(), " behind ",
             when);
  }

 private:
  using Recipes = std::map<uint64_t, const GraphRecipe*>;
  Replacement(const FormatBench& bench, const Recipes& recipes)
      : bench_(bench), path_(bench.file("kept")), graph_(bench.runtime()) {
    if (recipes.size() < 2) skip("the format holds too few of the suite's graphs");
    const auto make = [&](const GraphRecipe& recipe) {
      return make_graph(bench.runtime(), recipe, 1, Types::kDeclared);
    };
    write_or_skip(bench, path_, make(*recipes.begin()->second));
    before_ = read_bytes(path_);
    graph_ = make(*recipes.rbegin()->second);
    size_ = recipes.rbegin()->first;
  }
  void check_written(const std::string& when) const {
    const Graph again(bench_.runtime());
    const Status status = bench_.read(path_, again);
    if (status.ok()) level_metadata(graph_, again);
    expect(status.ok(), "writing succeeded ", when,
           ", but the file cannot be read: ", status.text());
    const std::string difference = graph_.difference(again);
    expect(difference.empty(), "writing succeeded ", when,
           ", but the file holds another graph: ", difference);
  }

  const FormatBench& bench_;
  std::string path_;
  Graph graph_;
  std::string before_;
  uint64_t size_ = 0;
};

void check_replaces(Environment& environment, const FormatClaim& claim) {
  const FormatBench bench(environment, claim);
  const Replacement replacement(bench);
  const Status status = bench.write(replacement.path(), replacement.graph());
  expect(status.ok(), "writing over a file fails: ", status.text());
  replacement.check(true, "over a file");
}

void check_full_disk(Environment& environment, const FormatClaim& claim) {
  const FormatBench bench(environment, claim);
  const Replacement replacement(bench);
  for (const uint64_t size : {uint64_t{0}, replacement.size() / 2, replacement.size() - 1}) {
    Status status;
    {
      const FileSizeLimit limit(size);
      status = bench.write(replacement.path(), replacement.graph());
    }
    const std::string when = sdk::message("when the disk is full after ", size, " bytes");
    expect(!status.ok(), "writing succeeds ", when);
    replacement.check(false, when);
  }
}

void check_no_folder(Environment& environment, const FormatClaim& claim) {
  const FormatBench bench(environment, claim);
  const Replacement replacement(bench);
  // Also for the superuser, whom permissions do not stop.
  for (const std::string& path : {bench.file("nowhere/file"), replacement.path() + "/below"}) {
    const Status status = bench.write(path, replacement.graph());
    expect(!status.ok(), "writing to ", path, " succeeds, and there is no such folder");
    expect(status.code() != MORTISE_STATUS_INTERNAL, "writing to a folder that is not there gives ",
           status.text());
  }
  replacement.check(false, "for want of a folder");
  const std::string folder = bench.file("folder");
  std::filesystem::create_directory(folder);
  expect(!bench.write(folder, replacement.graph()).ok(), "writing over a directory succeeds");
  expect(std::filesystem::is_directory(folder), "writing over a directory removes it");
}

void check_memory(Environment& environment, const FormatClaim& claim) {
  FailingAllocation::require();
  const FormatBench bench(environment, claim);
  const Replacement replacement(bench);
  bool written = false;
  for (int64_t at = 0; at < kMostMemoryFailures; ++at) {
    environment.trace.clear();
    environment.trace.add("// allocation ", at, " fails");
    FormatBench::MemoryFailure failure{at};
    const Status status = bench.write(replacement.path(), replacement.graph(), &failure);
    written = written || status.ok();
    replacement.check(written, "when an allocation fails");
    if (!failure.happened) {
      if (at == 0) skip("writing allocates nothing with operator new");
      return;
    }
    expect(status.ok() || status.code() == MORTISE_STATUS_OUT_OF_MEMORY,
           "after an allocation failed, writing says: ", status.text());
  }
}

void check_left(Environment& environment, const FormatClaim& claim) {
  const FormatBench bench(environment, claim);
  const Replacement replacement(bench);
  bench.write(replacement.path(), replacement.graph());
  const uint64_t descriptors = open_descriptors();
  for (int i = 0; i < 10; ++i) {
    bench.write(replacement.path(), replacement.graph());
    bench.write(bench.file("nowhere/file"), replacement.graph());
  }
  expect(open_descriptors() <= descriptors, "writing leaves files open");
}

// Why the format cannot be written; empty when it can.
std::string refusal_of(const Subject& subject, const Reference& reference,
                       const FormatClaim& claim) {
  Trace trace;
  Environment environment{subject, reference, trace, Random(1)};
  const FormatBench bench(environment, claim);
  if (!bench.writes()) return "the format can be read only: its table has no write";
  std::string refusal;
  for (const GraphRecipe& recipe : graph_recipes()) {
    const Graph graph = make_graph(bench.runtime(), recipe, 1, Types::kDeclared);
    const Status status = bench.write(bench.file(), graph);
    if (status.code() != MORTISE_STATUS_UNSUPPORTED) return {};
    refusal = status.message();
  }
  return refusal;
}

}  // namespace

void add_format_write_tests(TestList& list, const Subject& subject, const Reference& reference,
                            const FormatClaim& claim) {
  const std::string prefix = "format." + claim.name + ".write.";
  const std::string refusal = refusal_of(subject, reference, claim);
  if (!refusal.empty()) return list.add_skipped(prefix + "*", refusal);
  const auto add = [&](const std::string& name, const auto& check, const auto&... arguments) {
    list.add(prefix + name,
             [=](Environment& environment) { check(environment, claim, arguments...); });
  };
  for (const GraphRecipe& recipe : graph_recipes())
    add("round_trip." + recipe.label, &check_recipe, recipe);
  add("round_trip.random", &check_random);
  add("replaces", &check_replaces);
  add("failure.full_disk", &check_full_disk);
  add("failure.no_folder", &check_no_folder);
  add("failure.memory", &check_memory);
  add("left", &check_left);
}

}  // namespace mortise::conform
