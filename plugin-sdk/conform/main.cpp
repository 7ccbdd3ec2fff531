// The program `mortise-conform`, which `mortise conform` runs: tests a plugin against the contract and says what became of
// each test.
#include <mortise/mortise.hpp>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/expectations.hpp"
#include "plugin-sdk/conform/report.hpp"
#include "plugin-sdk/conform/reproduction.hpp"
#include "plugin-sdk/conform/subject.hpp"
#include "plugin-sdk/conform/supervisor.hpp"

namespace {

using namespace mortise::conform;

// As the program `mortise` has them (docs/cli.md).
constexpr int kDoesNotConform = 1;
constexpr int kUsage = 2;
constexpr int kBadInput = 3;
constexpr int kUnavailable = 4;
constexpr int kInternal = 7;

struct Options {
  SuiteOptions suite;
  std::string worker;  // "list" or "run": this process is a worker
  std::string report, html;
  bool list = false, json = false, verbose = false;
};

// A range lets it pass.
std::string refuse_nan(std::string& word) {
  return std::isnan(std::strtod(word.c_str(), nullptr)) ? word + " is not a number" : "";
}

void add_options(CLI::App& app, Options& options) {
  WorkerOptions& worker = options.suite.worker;
  app.add_option("PLUGIN", worker.plugin, "a plugin's manifest or library")->required();
  app.add_option("--filter", options.suite.filter,
                 "only tests whose names contain this, or fit it as a pattern with * and ?")
      ->type_name("TEXT");
  app.add_option("--repeat", worker.repeat, "run each test so often, with other random numbers")
      ->check(CLI::Range(uint64_t{1}, uint64_t{1000000}))
      ->capture_default_str()
      ->type_name("N");
  app.add_option("--seed", worker.seed, "of the random numbers")
      ->capture_default_str()
      ->type_name("N");
  app.add_option("--jobs", options.suite.jobs, "processes that run tests side by side")
      ->check(CLI::Range(1u, 256u))
      ->capture_default_str()
      ->type_name("N");
  app.add_option("--timeout", options.suite.limit_seconds,
                 "seconds that one test may take, and loading too")
      ->check(CLI::Range(0.1, 86400.0) & CLI::Validator(refuse_nan, "", ""))
      ->capture_default_str()
      ->type_name("S");
  app.add_option_function<std::vector<std::string>>(
         "--option",
         [&worker](const std::vector<std::string>& values) {
           worker.options.insert(worker.options.end(), values.begin(), values.end());
         },
         "an option of the plugin, as its manifest declares it")
      ->allow_extra_args(false)
      ->trigger_on_parse()
      ->type_name("NAME=VALUE");
  app.add_flag("--abi", worker.abi, "malformed and unusual calls instead of the ordinary suite");
  app.add_flag("--list", options.list, "name the tests and run none");
  const CLI::Validator named(
      [](const std::string& word) { return std::string(word.empty() ? "the name is empty" : ""); },
      "");
  app.add_option("--report", options.report, "write a report as JSON")
      ->check(named)
      ->type_name("FILE");
  app.add_option("--html", options.html, "write a report as HTML")->check(named)->type_name("FILE");
  app.add_flag("--json", options.json, "print the report as JSON, and nothing else");
  app.add_flag("--verbose", options.verbose, "also name the tests that pass or are skipped");
  app.add_option("--worker", options.worker)->group("");
  app.footer(
      "Exit codes: 0 the plugin conforms, 1 it does not, 2 usage, 3 bad input,\n"
      "4 the plugin cannot be loaded, 7 the suite itself failed.");
}

// Before hours of tests, not after them.
void check_writable(const std::string& path) {
  if (path.empty() || std::ofstream(path, std::ios::app)) return;
  throw mortise::Error(MORTISE_STATUS_INVALID_ARGUMENT,
                       path + " cannot be written: " + std::strerror(errno) +
                           "\nremedy: name a file in a folder that is there and can be written");
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw mortise::Error(MORTISE_STATUS_INVALID_ARGUMENT, path + " cannot be written");
}

// Indented, so that it is seen where it ends.
std::string indented(const std::string& text) {
  std::string result = "    ";
  for (const char letter : text) {
    result += letter;
    if (letter == '\n') result += "    ";
  }
  return result.substr(0, result.find_last_not_of(" \n") + 1) + "\n";
}

class Printer {
 public:
  Printer(const Options& options, size_t total)
      : options_(options), total_(total), terminal_(::isatty(STDERR_FILENO) != 0) {}

  void show(const Verdict& verdict) {
    ++done_;
    if (!options_.json && (is_bad(verdict.outcome) || options_.verbose)) {
      clear();
      std::printf("%s %s%s\n", outcome_name(verdict.outcome), verdict.test.c_str(),
                  verdict.reason.empty() ? "" : ":");
      if (!verdict.reason.empty()) std::fputs(indented(verdict.reason).c_str(), stdout);
      if (!verdict.reproduction.empty())
        std::printf("  reproduce with:\n%s", indented(verdict.reproduction).c_str());
      std::fflush(stdout);
    }
    if (terminal_ && !options_.json) {
      std::fprintf(stderr, "\r\033[K%zu of %zu: %s", done_, total_, verdict.test.c_str());
      if (done_ == total_) clear();
    }
  }

 private:
  void clear() const {
    if (terminal_) std::fputs("\r\033[K", stderr);
  }

  const Options& options_;
  size_t total_;
  bool terminal_;
  size_t done_ = 0;
};

int print_list(const Options& options, const std::vector<Listed>& tests) {
  if (options.json) {
    nlohmann::json names = nlohmann::json::array();
    for (const Listed& test : tests) names.push_back(test.name);
    std::puts(json_text(names).c_str());
    return 0;
  }
  for (const Listed& test : tests) std::puts(test.name.c_str());
  return 0;
}

void print_report(const Options& options, const Report& report) {
  if (!options.report.empty()) write_file(options.report, json_text(to_json(report)) + "\n");
  if (!options.html.empty()) write_file(options.html, to_html(report));
  if (options.json) {
    std::puts(json_text(to_json(report)).c_str());
    return;
  }
  std::vector<std::string> bad;
  for (const Verdict& verdict : report.verdicts) {
    if (is_bad(verdict.outcome))
      bad.push_back(std::string(outcome_name(verdict.outcome)) + " " + verdict.test);
  }
  if (!bad.empty()) std::puts("\nwhat keeps it from conforming, with its reason above:");
  for (const std::string& line : bad) std::printf("  %s\n", line.c_str());
  const std::string skips = skip_table(report);
  if (!skips.empty()) std::printf("\nskipped, by reason:\n%s", skips.c_str());
  std::printf("\n%s\n%s\n%s %s %s\n", group_table(report).c_str(), summary_line(report).c_str(),
              report.plugin.c_str(), report.version.c_str(),
              report.conforms() ? "conforms" : "does not conform");
}

// Not a failure: which tests there are may depend on the machine.
void warn_of_unmatched(const Expectations& expectations, const std::vector<Listed>& tests,
                       bool abi) {
  std::vector<std::string> names;
  names.reserve(tests.size());
  for (const Listed& test : tests) names.push_back(test.name);
  for (const std::string& pattern : expectations.unmatched(names, abi))
    std::fprintf(stderr,
                 "mortise conform: warning: no test fits `%s`, which the manifest expects to fail\n"
                 "remedy: remove that entry of conformance.expected_failures, or see --list\n",
                 pattern.c_str());
}

int run(const Options& options) {
  if (options.worker == "list") return list_tests(options.suite.worker);
  if (options.worker == "run") return run_tests(options.suite.worker);
  check_writable(options.report);
  check_writable(options.html);
  const WorkerOptions& worker = options.suite.worker;
  const Subject subject(worker.plugin, worker.options);
  const Expectations expectations(subject.manifest());
  const std::vector<Listed> tests = list_suite(options.suite);
  if (options.list) return print_list(options, tests);
  if (tests.empty())
    throw mortise::Error(MORTISE_STATUS_INVALID_ARGUMENT,
                         "no test fits --filter " + options.suite.filter + "\nremedy: see --list");
  if (options.suite.filter.empty()) warn_of_unmatched(expectations, tests, worker.abi);
  Report report;
  report.plugin = subject.id();
  report.version = subject.version();
  report.manifest = subject.manifest_path();
  report.sha256 = subject.manifest().value("sha256", std::string());
  report.filter = options.suite.filter;
  report.options = worker.options;
  report.abi = worker.abi;
  report.seed = worker.seed;
  report.repeat = worker.repeat;
  Printer printer(options, tests.size());
  const auto finished = [&](Verdict verdict) {
    verdict.reproduction = program_of(subject, verdict.reason, verdict.reproduction);
    return expectations.judge(std::move(verdict));
  };
  report.verdicts = run_suite(options.suite, tests,
                              [&](const Verdict& verdict) { printer.show(finished(verdict)); });
  for (Verdict& verdict : report.verdicts) verdict = finished(std::move(verdict));
  print_report(options, report);
  return report.conforms() ? 0 : kDoesNotConform;
}

int report_error(const Options& options, const std::string& message, int exit_code) {
  std::fprintf(stderr, "mortise conform: error: %s\n", message.c_str());
  if (options.json) {
    const nlohmann::json error = {{"exit_code", exit_code}, {"message", message}};
    std::puts(json_text({{"error", error}}).c_str());
  }
  return exit_code;
}

// A run whose results nobody got is no success.
int flushed(const Options& options, int exit_code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  return report_error(options, "cannot write to standard output", kInternal);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Tests a plugin against the contract, in processes of its own: device, operator, pass, "
      "format or communicator.",
      "mortise conform");
  Options options;
  options.suite.jobs = std::max(1u, std::thread::hardware_concurrency());
  add_options(app, options);
  try {
    app.parse(argc, argv);
    if (app.count("--timeout") > 0) options.suite.listing_seconds = options.suite.limit_seconds;
    return flushed(options, run(options));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    options.json =
        std::any_of(argv, argv + argc, [](const std::string& word) { return word == "--json"; });
    return report_error(options, std::string(error.what()) + "\nremedy: see mortise conform --help",
                        kUsage);
  } catch (const Broken& broken) {
    return report_error(
        options,
        broken.reason + "\nremedy: see `mortise doctor " + options.suite.worker.plugin + "`",
        kUnavailable);
  } catch (const mortise::Error& error) {
    return report_error(options, error.what(),
                        error.code() == MORTISE_STATUS_UNAVAILABLE ? kUnavailable : kBadInput);
  } catch (const std::exception& error) {
    return report_error(options, std::string("the suite itself failed: ") + error.what(),
                        kInternal);
  }
}
