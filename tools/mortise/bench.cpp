// `mortise bench`: latency, throughput and memory of a model, by one caller or several at once.
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/array.hpp"
#include "tools/common/file.hpp"
#include "tools/mortise/callers.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/inputs.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/progress.hpp"
#include "tools/mortise/report.hpp"
#include "tools/mortise/runtime_flags.hpp"
#include "tools/mortise/statistics.hpp"
#include "tools/mortise/stopwatch.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  RuntimeFlags runtime;
  InputFlags inputs;
  std::string model;
  Load load{.warm_up = 3, .seconds = 3};
  bool json = false;
};

struct Measurement {
  double load_seconds = 0;
  double first_seconds = 0;  // compiles
  LoadResult runs;
  uint64_t peak_bytes = 0;
  uint64_t arena_bytes = 0;
};

void show_progress(const Progress& progress, uint64_t callers, size_t done, double elapsed) {
  // Rarely enough not to disturb what is measured.
  if (progress.visible() && (done & (done - 1)) == 0) {
    progress.show("measuring: " + std::to_string(done) + " runs " +
                  (callers > 1 ? "of one caller " : "") + "in " + format_seconds(elapsed));
  }
}

Measurement bench_model(const Flags& flags) {
  tools::require_file(flags.model);
  const Progress progress;
  Measurement measurement;
  progress.show("loading " + flags.model);
  const Stopwatch load;
  const Runtime runtime = flags.runtime.open();
  const Session session = Session::load(runtime, flags.model);
  measurement.load_seconds = load.seconds();
  const std::vector<Tensor> inputs = flags.inputs.make(runtime, session);
  const StateStore states(runtime);
  RunOptions options;
  options.states = &states;
  progress.show("compiling");
  const Stopwatch first;
  session.run_ordered(inputs, options);
  measurement.first_seconds = first.seconds();
  progress.show("warming up");
  measurement.runs =
      apply_load(runtime, session, inputs, flags.load, [&](size_t done, double elapsed) {
        show_progress(progress, flags.load.callers, done, elapsed);
      });
  measurement.peak_bytes = peak_resident_bytes();
  measurement.arena_bytes = arena_bytes(parse_json(session.report()));
  return measurement;
}

double runs_per_second(const Measurement& measurement) {
  return static_cast<double>(measurement.runs.seconds.size()) / measurement.runs.elapsed;
}

Json to_json(const Flags& flags, const Measurement& measurement) {
  const std::vector<double>& seconds = measurement.runs.seconds;
  Json document = {{"model", flags.model},
                   {"load_seconds", measurement.load_seconds},
                   {"first_run_seconds", measurement.first_seconds},
                   {"warm_up_runs", flags.load.warm_up},
                   {"concurrency", flags.load.callers},
                   {"runs", seconds.size()},
                   {"latency_seconds",
                    {{"p50", percentile(seconds, 50)},
                     {"p90", percentile(seconds, 90)},
                     {"p99", percentile(seconds, 99)},
                     {"min", percentile(seconds, 0)},
                     {"max", percentile(seconds, 100)},
                     {"mean", mean(seconds)}}},
                   {"runs_per_second", runs_per_second(measurement)},
                   {"arena_bytes", measurement.arena_bytes},
                   {"peak_resident_bytes", measurement.peak_bytes}};
  if (flags.load.verify) document["wrong_runs"] = measurement.runs.wrong;
  return document;
}

std::string to_text(const Flags& flags, const Measurement& measurement) {
  const std::vector<double>& seconds = measurement.runs.seconds;
  const Load& load = flags.load;
  std::string text = "model       " + flags.model + "\n";
  text += "start       loaded in " + format_seconds(measurement.load_seconds) +
          ", first run (compiles) " + format_seconds(measurement.first_seconds) + "\n";
  text += "runs        " + std::to_string(seconds.size()) + " after " +
          std::to_string(load.warm_up) + " to warm up";
  if (load.callers > 1) text += ", " + std::to_string(load.callers) + " at once";
  if (load.verify) text += "; all outputs equal those of a run alone";
  text += "\nlatency     ";
  for (const auto& [name, percent] :
       {std::pair("p50", 50), std::pair("p90", 90), std::pair("p99", 99), std::pair("min", 0),
        std::pair("max", 100)}) {
    text += std::string(name) + " " + format_seconds(percentile(seconds, percent)) + "  ";
  }
  text += "mean " + format_seconds(mean(seconds)) + "\n";
  text += "throughput  " + format_number(runs_per_second(measurement)) + " runs/s\n";
  text += "memory      arena " + format_bytes(measurement.arena_bytes) + ", peak resident " +
          format_bytes(measurement.peak_bytes) + "\n";
  return text;
}

void check_outputs(const Measurement& measurement) {
  if (measurement.runs.wrong == 0) return;
  throw Error(MORTISE_STATUS_INTERNAL,
              std::to_string(measurement.runs.wrong) + " of " +
                  std::to_string(measurement.runs.seconds.size()) +
                  " runs gave other outputs than a run alone; a model with states, or that draws "
                  "random numbers, does so rightly");
}

}  // namespace

void add_bench(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("bench", "Measure a model's latency, throughput and memory");
  auto flags = std::make_shared<Flags>();
  command->add_option("MODEL", flags->model, "a model file, or a saved graph")->required();
  flags->inputs.add_to(*command, "random");
  command->add_option("--warm-up", flags->load.warm_up, "runs that are not measured")
      ->check(whole_number(1, 1'000'000))
      ->capture_default_str()
      ->type_name("N");
  CLI::Option* runs = command->add_option("--runs", flags->load.runs, "measure this many runs")
                          ->check(whole_number(1, 100'000'000))
                          ->type_name("N");
  command->add_option("--seconds", flags->load.seconds, "measure for this long")
      ->check(number(0, 1e6))
      ->capture_default_str()
      ->excludes(runs)
      ->type_name("S");
  command->add_option("--concurrency", flags->load.callers, "threads that run the model at once")
      ->check(whole_number(1, 1024))
      ->capture_default_str()
      ->type_name("N");
  command->add_flag("--verify", flags->load.verify,
                    "fail unless every output equals that of a run alone, bit by bit");
  add_json_flag(*command, flags->json);
  flags->runtime.add_to(*command);
  command->callback([flags] {
    const Measurement measurement = bench_model(*flags);
    check_outputs(measurement);
    if (flags->json) {
      print_json(to_json(*flags, measurement));
    } else {
      print(to_text(*flags, measurement));
    }
  });
}

}  // namespace mortise::cli
