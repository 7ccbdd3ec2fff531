// onnx-tests: runs the node tests of ONNX (Debian package libonnx-testdata) on a device and says
// what became of each.
#include <mortise/mortise.hpp>

#include <cstdio>
#include <memory>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "tools/node_tests/isolation.hpp"
#include "tools/node_tests/runner.hpp"
#include "tools/node_tests/summary.hpp"

namespace {

using namespace mortise::node_tests;

constexpr int kUsage = 2;  // also when nothing could be run

struct Options {
  std::string data = "/usr/share/libonnx-testdata/data/node";
  std::string filter;
  std::string device = "cpu";
  std::vector<std::string> plugin_paths;
  Tolerance tolerance;
  double limit_seconds = 60;
  bool json = false;
  bool verbose = false;
};

void add_options(CLI::App& app, Options& options) {
  app.add_option("--data", options.data, "folder of tests")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--filter", options.filter, "only tests whose names contain this")
      ->type_name("TEXT");
  app.add_option("--device", options.device,
                 "backend to test; what it lacks runs on the reference backend")
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--plugin-path", options.plugin_paths, "search this folder for plugins first")
      ->type_name("DIR");
  app.add_option("--rtol", options.tolerance.relative, "relative tolerance")->capture_default_str();
  app.add_option("--atol", options.tolerance.absolute, "absolute tolerance")->capture_default_str();
  app.add_option("--timeout", options.limit_seconds, "seconds that a test may take")
      ->capture_default_str();
  app.add_flag("--json", options.json, "print one JSON document");
  app.add_flag("--verbose", options.verbose, "also name the tests that pass");
  app.footer(
      "Exit codes: 0 no test failed or crashed, 1 some did, 2 usage, or nothing could be run.");
}

mortise::RuntimeOptions runtime_options(const Options& options) {
  mortise::RuntimeOptions runtime;
  runtime.plugin_paths = options.plugin_paths;
  const std::string backend = R"({"name": ")" + options.device + R"("})";
  const std::string fallback = options.device == "reference" ? "" : R"("reference")";
  runtime.config_json = R"({"backends": [)" + backend + R"(], "fallback": [)" + fallback + "]}";
  return runtime;
}

void print_verdict(const Options& options, const TestCase& test, const Verdict& verdict) {
  if (options.json || (verdict.outcome == Outcome::kPass && !options.verbose)) return;
  std::printf("%-5s %s%s%s\n", outcome_name(verdict.outcome), test.name.c_str(),
              verdict.reason.empty() ? "" : ": ", verdict.reason.c_str());
  std::fflush(stdout);
}

int run(const Options& options) {
  const std::vector<TestCase> tests = find_tests(options.data, options.filter);
  const auto make = [&]() -> TestFunction {
    auto runner =
        std::make_shared<Runner>(runtime_options(options), options.device, options.tolerance);
    return [runner, &tests](size_t index) { return runner->run(tests[index]); };
  };
  const std::vector<Verdict> verdicts = run_isolated(
      tests.size(), make, options.limit_seconds,
      [&](size_t index, const Verdict& verdict) { print_verdict(options, tests[index], verdict); });
  const Counts counts = count(verdicts);
  if (options.json) {
    std::puts(to_json(options.device, tests, verdicts).c_str());
  } else {
    const std::string skips = skip_table(verdicts);
    if (!skips.empty()) std::printf("\nskipped, by reason:\n%s", skips.c_str());
    std::printf("\n%s\n", summary_line(counts).c_str());
  }
  return counts.fail + counts.crash == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Runs ONNX's node tests and says what became of each: pass, fail, skip or crash.",
               "onnx-tests");
  Options options;
  add_options(app, options);
  try {
    app.parse(argc, argv);
    return run(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "onnx-tests: error: %s\n", error.what());
    return kUsage;
  }
}
