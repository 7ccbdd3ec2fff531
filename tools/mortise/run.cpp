// `mortise run`: inputs in, outputs out, and on request where and how fast each node ran.
#include <cmath>
#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/array.hpp"
#include "tools/common/file.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/inputs.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/outputs.hpp"
#include "tools/mortise/progress.hpp"
#include "tools/mortise/report.hpp"
#include "tools/mortise/runtime_flags.hpp"
#include "tools/mortise/statistics.hpp"
#include "tools/mortise/stopwatch.hpp"
#include "tools/mortise/summary.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  RuntimeFlags runtime;
  InputFlags inputs;
  std::string model;
  std::vector<std::string> outputs;
  std::string report;  // "-": print it
  uint64_t repeat = 1;
  double timeout = 0;  // seconds
  size_t shown = 8;
  bool json = false;
};

struct Outcome {
  double load_seconds = 0;
  std::vector<double> run_seconds;
  std::vector<std::string> names;
  std::vector<Tensor> outputs;
  std::map<std::string, std::string> paths;  // by output
  Json report;                               // null unless asked for
};

RunOptions run_options(const Flags& flags) {
  RunOptions options;
  options.timeout = std::chrono::nanoseconds(std::llround(flags.timeout * 1e9));
  options.profile = !flags.report.empty();
  return options;
}

// What is written goes to files of its own.
void check_report_path(const Flags& flags, const std::map<std::string, std::string>& outputs) {
  if (flags.report.empty() || flags.report == "-") return;
  const auto is_report = [&](const std::string& path) {
    std::error_code ignored;
    return path == flags.report || std::filesystem::equivalent(path, flags.report, ignored);
  };
  bool is_taken = is_report(flags.model);
  for (const auto& [name, path] : outputs) is_taken = is_taken || is_report(path);
  if (is_taken) {
    throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                "--report=" + flags.report + ": the model, or an output, has the same file");
  }
}

Outcome execute(const Flags& flags) {
  tools::require_file(flags.model);
  Outcome outcome;
  Progress progress;
  progress.show("loading " + flags.model);
  const Stopwatch load;
  const Runtime runtime = flags.runtime.open();
  const Session session = Session::load(runtime, flags.model);
  outcome.load_seconds = load.seconds();
  for (size_t index = 0; index < session.output_count(); ++index) {
    outcome.names.push_back(session.output_name(index));
  }
  outcome.paths = parse_outputs(flags.outputs, outcome.names);
  check_report_path(flags, outcome.paths);
  progress.show("reading inputs");
  const std::vector<Tensor> inputs = flags.inputs.make(runtime, session);
  const StateStore states(runtime);
  RunOptions options = run_options(flags);
  options.states = &states;
  for (uint64_t number = 1; number <= flags.repeat; ++number) {
    progress.show(number == 1
                      ? "compiling and running"
                      : "run " + std::to_string(number) + " of " + std::to_string(flags.repeat));
    const Stopwatch watch;
    outcome.outputs = session.run_ordered(inputs, options);
    outcome.run_seconds.push_back(watch.seconds());
  }
  if (!flags.report.empty()) outcome.report = parse_json(session.report());
  return outcome;
}

void write_files(const Flags& flags, const Outcome& outcome) {
  for (size_t index = 0; index < outcome.outputs.size(); ++index) {
    const auto path = outcome.paths.find(outcome.names[index]);
    if (path != outcome.paths.end()) write_tensor(path->second, outcome.outputs[index]);
  }
  if (!flags.report.empty() && flags.report != "-") {
    tools::write_file(flags.report, outcome.report.dump(2) + "\n");
  }
}

Json output_json(const Flags& flags, const std::string& name, const Tensor& value) {
  Json entry = {{"name", name}};
  if (value.kind() == MORTISE_VALUE_TENSOR) {
    entry["dtype"] = dtype_name(value.dtype());
    entry["shape"] = value.shape();
    entry.update(to_json(summarise(value, flags.shown)));
    return entry;
  }
  entry["kind"] = value.kind() == MORTISE_VALUE_SEQUENCE ? "sequence" : "optional";
  entry["items"] = Json::array();
  for (const Tensor& item : value.items()) {
    entry["items"].push_back(
        output_json(flags, name + "[" + std::to_string(entry["items"].size()) + "]", item));
  }
  return entry;
}

Json to_json(const Flags& flags, const Outcome& outcome) {
  Json outputs = Json::array();
  for (size_t index = 0; index < outcome.outputs.size(); ++index) {
    Json entry = output_json(flags, outcome.names[index], outcome.outputs[index]);
    const auto path = outcome.paths.find(outcome.names[index]);
    if (path != outcome.paths.end()) entry["file"] = path->second;
    outputs.push_back(std::move(entry));
  }
  Json document = {{"model", flags.model},
                   {"outputs", std::move(outputs)},
                   {"load_seconds", outcome.load_seconds},
                   {"run_seconds", outcome.run_seconds},
                   {"peak_resident_bytes", peak_resident_bytes()}};
  if (!outcome.report.is_null()) document["report"] = outcome.report;
  return document;
}

std::string times_text(const Outcome& outcome) {
  const std::vector<double>& all = outcome.run_seconds;
  std::string text = "loaded in " + format_seconds(outcome.load_seconds) + ", first run " +
                     format_seconds(all.front());
  if (all.size() > 1) {
    const std::vector<double> later(all.begin() + 1, all.end());
    text += ", later runs " + format_seconds(percentile(later, 0)) + " at best, " +
            format_seconds(mean(later)) + " on average";
  }
  return text + "; peak memory " + format_bytes(peak_resident_bytes()) + "\n";
}

std::string to_text(const Flags& flags, const Outcome& outcome) {
  Table table({"OUTPUT", "DTYPE", "SHAPE", "CONTENT"});
  for (size_t index = 0; index < outcome.outputs.size(); ++index) {
    const auto path = outcome.paths.find(outcome.names[index]);
    for (const auto& [name, tensor] : tensors_of(outcome.names[index], outcome.outputs[index])) {
      if (!tensor) {
        table.add({name, "", "", "empty"});
        continue;
      }
      table.add({name, dtype_name(tensor.dtype()), tools::format_shape(tensor.shape()),
                 path != outcome.paths.end() ? "written to " + path->second
                                             : to_text(summarise(tensor, flags.shown))});
    }
  }
  std::string text = table.text();
  if (flags.repeat > 1 || !flags.report.empty()) text += "\n" + times_text(outcome);
  if (flags.report == "-") text += report_text(outcome.report);
  return text;
}

void run(const Flags& flags) {
  const Outcome outcome = execute(flags);
  write_files(flags, outcome);
  if (flags.json) {
    print_json(to_json(flags, outcome));
  } else {
    print(to_text(flags, outcome));
  }
}

}  // namespace

void add_run(CLI::App& app) {
  CLI::App* command = app.add_subcommand("run", "Run a model");
  auto flags = std::make_shared<Flags>();
  command->add_option("MODEL", flags->model, "a model file, or a saved graph")->required();
  flags->inputs.add_to(*command, "");
  add_repeated(*command, "-o,--output", flags->outputs,
               "write an output to FILE.npy or FILE.raw; the others are summarised")
      ->type_name("NAME=FILE");
  command->add_flag("--report{-}", flags->report,
                    "print placement, times and memory; --report=FILE writes them as JSON");
  command->add_option("--repeat", flags->repeat, "run this many times")
      ->check(whole_number(1, 1'000'000'000))
      ->type_name("N");
  command->add_option("--timeout", flags->timeout, "stop a run that takes longer, with exit code 6")
      ->check(number(0, 1e9))
      ->type_name("SECONDS");
  command->add_option("--show", flags->shown, "elements of each output to print")
      ->check(whole_number(0, 1'000'000'000))
      ->capture_default_str()
      ->type_name("N");
  add_json_flag(*command, flags->json);
  flags->runtime.add_to(*command);
  command->footer(
      "Examples:\n"
      "  mortise run model.onnx --input x=x.npy --output y=y.npy\n"
      "  mortise run model.onnx --input x=photo.png:width=224,height=224 --config cpu.json\n"
      "  mortise run model.onnx --input random --shape 1x3x64x64 --report --repeat 10");
  command->callback([flags] { run(*flags); });
}

}  // namespace mortise::cli
