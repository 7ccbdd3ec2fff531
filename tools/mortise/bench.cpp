// `mortise bench`: latency, throughput and memory of a model, runs one after another.
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/array.hpp"
#include "tools/common/file.hpp"
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
  uint64_t warm_up = 3;
  uint64_t runs = 0;  // 0: as many as fit in `seconds`
  double seconds = 3;
  bool json = false;
};

struct Measurement {
  double load_seconds = 0;
  double first_seconds = 0;  // compiles
  std::vector<double> seconds;
  uint64_t peak_bytes = 0;
  uint64_t arena_bytes = 0;
};

void show_progress(Progress& progress, size_t done, double elapsed) {
  // Rarely enough not to disturb what is measured.
  if (progress.visible() && (done & (done - 1)) == 0) {
    progress.show("measuring: " + std::to_string(done) + " runs in " + format_seconds(elapsed));
  }
}

std::vector<double> measure(const Flags& flags, const Session& session, const RunOptions& options,
                            const std::vector<Tensor>& inputs, Progress& progress) {
  std::vector<Tensor> outputs = session.run_ordered(inputs, options);
  for (uint64_t number = 1; number < flags.warm_up; ++number) {
    session.run_into(inputs, outputs, options);
  }
  std::vector<double> seconds;
  const Stopwatch total;
  do {
    const Stopwatch watch;
    session.run_into(inputs, outputs, options);
    seconds.push_back(watch.seconds());
    show_progress(progress, seconds.size(), total.seconds());
  } while (flags.runs > 0 ? seconds.size() < flags.runs : total.seconds() < flags.seconds);
  return seconds;
}

Measurement bench_model(const Flags& flags) {
  tools::require_file(flags.model);
  Progress progress;
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
  measurement.seconds = measure(flags, session, options, inputs, progress);
  measurement.peak_bytes = peak_resident_bytes();
  measurement.arena_bytes = arena_bytes(parse_json(session.report()));
  return measurement;
}

Json to_json(const Flags& flags, const Measurement& measurement) {
  const std::vector<double>& seconds = measurement.seconds;
  const double average = mean(seconds);
  return {{"model", flags.model},
          {"load_seconds", measurement.load_seconds},
          {"first_run_seconds", measurement.first_seconds},
          {"warm_up_runs", flags.warm_up},
          {"runs", seconds.size()},
          {"latency_seconds",
           {{"p50", percentile(seconds, 50)},
            {"p90", percentile(seconds, 90)},
            {"p99", percentile(seconds, 99)},
            {"min", percentile(seconds, 0)},
            {"max", percentile(seconds, 100)},
            {"mean", average}}},
          {"runs_per_second", 1 / average},
          {"arena_bytes", measurement.arena_bytes},
          {"peak_resident_bytes", measurement.peak_bytes}};
}

std::string to_text(const Flags& flags, const Measurement& measurement) {
  const std::vector<double>& seconds = measurement.seconds;
  std::string latency;
  for (const auto& [name, percent] :
       {std::pair("p50", 50), std::pair("p90", 90), std::pair("p99", 99), std::pair("min", 0),
        std::pair("max", 100)}) {
    latency += std::string(name) + " " + format_seconds(percentile(seconds, percent)) + "  ";
  }
  return "model       " + flags.model + "\n" + "start       loaded in " +
         format_seconds(measurement.load_seconds) + ", first run (compiles) " +
         format_seconds(measurement.first_seconds) + "\n" + "runs        " +
         std::to_string(seconds.size()) + " after " + std::to_string(flags.warm_up) +
         " to warm up\n" + "latency     " + latency + "mean " + format_seconds(mean(seconds)) +
         "\n" + "throughput  " + format_number(1 / mean(seconds)) + " runs/s\n" +
         "memory      arena " + format_bytes(measurement.arena_bytes) + ", peak resident " +
         format_bytes(measurement.peak_bytes) + "\n";
}

}  // namespace

void add_bench(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("bench", "Measure a model's latency, throughput and memory");
  auto flags = std::make_shared<Flags>();
  command->add_option("MODEL", flags->model, "a model file, or a saved graph")->required();
  flags->inputs.add_to(*command, "random");
  command->add_option("--warm-up", flags->warm_up, "runs that are not measured")
      ->check(CLI::Range(uint64_t{1}, uint64_t{1'000'000}))
      ->capture_default_str()
      ->type_name("N");
  CLI::Option* runs = command->add_option("--runs", flags->runs, "measure this many runs")
                          ->check(CLI::Range(uint64_t{1}, uint64_t{100'000'000}))
                          ->type_name("N");
  command->add_option("--seconds", flags->seconds, "measure for this long")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str()
      ->excludes(runs)
      ->type_name("S");
  add_json_flag(*command, flags->json);
  flags->runtime.add_to(*command);
  command->callback([flags] {
    const Measurement measurement = bench_model(*flags);
    if (flags->json) {
      print_json(to_json(*flags, measurement));
    } else {
      print(to_text(*flags, measurement));
    }
  });
}

}  // namespace mortise::cli
