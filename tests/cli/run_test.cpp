// `mortise run` and `mortise bench` on small models.
#include <cstring>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"
#include "tools/common/file.hpp"
#include "tools/common/npy.hpp"

using namespace mortise::tests;
using Catch::Contains;
using mortise::tools::Array;
using nlohmann::json;
using Words = std::vector<std::string>;

namespace {

/// sum = x + bias and product = x * x, for x of shape [rows, 2].
struct SavedModel {
  explicit SavedModel(const TemporaryFolder& folder) : path(folder.path("model.mortise")) {
    const mortise::Runtime runtime = make_runtime();
    Model m(runtime);
    const Value x = m.input("x", {m.symbol("rows"), 2});
    m.output("sum", m.b.node("Add", {x, m.constant(std::vector<float>{10, 20}, {2})}));
    m.output("product", m.b.node("Mul", {x, x}));
    m.graph.save(path);
  }
  std::string path;
};

std::string npy(const std::vector<float>& values, const std::vector<int64_t>& shape) {
  return mortise::tools::npy_header(MORTISE_DTYPE_FLOAT32, shape, "x.npy") +
         std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

std::vector<float> floats_of(const Array& array) {
  std::vector<float> values(array.bytes.size() / sizeof(float));
  std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
  return values;
}

/// The arguments of `mortise run` on the reference backend.
Outcome run(const std::string& model, const Words& more) {
  Words words = {"run", model, "--backend", "reference"};
  words.insert(words.end(), more.begin(), more.end());
  return mortise_program(words);
}

}  // namespace

TEST_CASE("a model runs from .npy to .npy") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const std::string x = folder.file("x.npy", npy({1, 2, 3, 4}, {2, 2}));
  const Outcome outcome =
      run(model.path, {"--input", "x=" + x, "-o", "sum=" + folder.path("sum.npy"), "-o",
                       "product=" + folder.path("product.raw")});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  const Array sum = mortise::tools::read_npy(folder.path("sum.npy"));
  CHECK(sum.shape == std::vector<int64_t>{2, 2});
  CHECK(floats_of(sum) == std::vector<float>{11, 22, 13, 24});
  const std::vector<float> product = {1, 4, 9, 16};
  CHECK(mortise::tools::read_file(folder.path("product.raw")) ==
        std::string(reinterpret_cast<const char*>(product.data()), 16));
}

TEST_CASE("outputs without a file are summarised, as text and as JSON") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const std::string x = folder.file("x.npy", npy({1, 2, 3, 4}, {2, 2}));
  const Outcome text = run(model.path, {"--input", x});
  CHECK_THAT(text.out,
             Contains("sum      float32  2x2    min 11  max 24  mean 17.5  [11, 22, 13, 24]"));

  const Outcome document = run(model.path, {"--input", x, "--json", "--repeat", "3", "--report"});
  INFO(document.err);
  REQUIRE(document.exit_code == 0);
  const json parsed = json::parse(document.out);
  CHECK(parsed["outputs"][1]["name"] == "product");
  CHECK(parsed["outputs"][1]["shape"] == json({2, 2}));
  CHECK(parsed["outputs"][1]["mean"] == 7.5);
  CHECK(parsed["run_seconds"].size() == 3);
  CHECK(parsed["report"]["programs"].size() == 1);
}

TEST_CASE("the report tells where each operator ran") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const Outcome text = run(model.path, {"--input", "random:3x2", "--report"});
  CHECK(text.exit_code == 0);
  CHECK_THAT(text.out, Contains("reference") && Contains("Add") && Contains("first run"));

  const std::string path = folder.path("report.json");
  CHECK(run(model.path, {"--input", "random:3x2", "--report=" + path}).exit_code == 0);
  CHECK(json::parse(mortise::tools::read_file(path))["programs"][0]["profiled_runs"] == 1);
}

TEST_CASE("generated inputs depend on the seed alone") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const auto sum = [&](const std::string& seed) {
    const Outcome outcome =
        run(model.path, {"--fill", "random", "--shape", "x=3x2", "--seed", seed, "--json"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    return json::parse(outcome.out)["outputs"][0]["first"];
  };
  CHECK(sum("1") == sum("1"));
  CHECK(sum("1") != sum("2"));
}

TEST_CASE("inputs that do not fit end with exit code 3 and say what would") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const auto refused = [&](const Words& words, const std::string& message) {
    const Outcome outcome = run(model.path, words);
    CHECK(outcome.exit_code == 3);
    CHECK(outcome.out.empty());
    CHECK_THAT(outcome.err, Contains("mortise: error: ") && Contains(message));
  };
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::string with_nan = folder.file("nan.npy", npy({1, nan}, {1, 2}));
  refused({}, "input `x` is missing; give it with --input x=FILE.npy");
  refused({"--input", "x=" + folder.path("none.npy")}, "none.npy: No such file");
  refused({"--input", "x=" + folder.file("bad.npy", "no array")}, "bad.npy: is not a .npy file");
  refused({"--input", "x=" + folder.file("flat.npy", npy({1, 2}, {2}))}, "takes the shape ?x2");
  refused({"--input", "x=" + with_nan}, "nan.npy is not a number");
  refused({"--input", "w=" + with_nan}, "the model has no `w`; it has x");
  refused({"--input", "random"}, "--shape x=");
  refused({"--input", "random:1x2", "--output", "y=y.npy"}, "it has sum, product");
  refused({"--input", "random:1x2", "--output", "sum=sum.txt"}, "must end in .npy");
  CHECK(run(model.path, {"--input", "x=" + with_nan, "--allow-nan"}).exit_code == 0);
}

TEST_CASE("a model that is missing or malformed ends with exit code 3") {
  const TemporaryFolder folder;
  const Outcome missing = run(folder.path("none.onnx"), {});
  CHECK(missing.exit_code == 3);
  CHECK_THAT(missing.err, Contains("none.onnx: No such file"));
  const SavedModel model(folder);
  const std::string content = mortise::tools::read_file(model.path);
  const Outcome cut =
      run(folder.file("cut.mortise", content.substr(0, content.size() / 2)), {"--fill", "zeros"});
  CHECK(cut.exit_code == 3);
  CHECK_THAT(cut.err, Contains("cut.mortise"));
}

TEST_CASE("a file that no format reads, and a backend that is not there, end with exit code 4") {
  const TemporaryFolder folder;
  const Outcome unknown = run(folder.file("model.xyz", "what is this"), {});
  CHECK(unknown.exit_code == 4);
  CHECK_THAT(unknown.err, Contains("model.xyz"));
  const SavedModel model(folder);
  const Outcome backend =
      mortise_program({"run", model.path, "--backend", "abacus", "--input", "random:1x2"});
  CHECK(backend.exit_code == 4);
  CHECK_THAT(backend.err, Contains("abacus"));
}

TEST_CASE("a run that takes longer than its timeout ends with exit code 6") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const Outcome outcome = run(model.path, {"--input", "random:1000x2", "--timeout", "0.00000001"});
  CHECK(outcome.exit_code == 6);
  CHECK_THAT(outcome.err, Contains("mortise: error: "));
}

TEST_CASE("an error is a document with --json") {
  const Outcome outcome = mortise_program({"run", "none.onnx", "--json"});
  CHECK(outcome.exit_code == 3);
  const json error = json::parse(outcome.out)["error"];
  CHECK(error["code"] == "invalid_argument");
  CHECK(error["exit_code"] == 3);
  CHECK_THAT(outcome.err, Contains(error["message"].get<std::string>()));
}

TEST_CASE("an output that cannot be written ends with exit code 1") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const Outcome outcome =
      run(model.path, {"--input", "random:1x2", "-o", "sum=" + folder.path("no/such/sum.npy")});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.err, Contains("sum.npy"));
}

TEST_CASE("bench tells percentiles, throughput and memory") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const Outcome outcome = mortise_program({"bench", model.path, "--backend", "reference", "--shape",
                                           "x=4x2", "--runs", "20", "--json"});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const json parsed = json::parse(outcome.out);
  CHECK(parsed["runs"] == 20);
  const json latency = parsed["latency_seconds"];
  CHECK(latency["min"] > 0);
  CHECK(latency["min"] <= latency["p50"]);
  CHECK(latency["p50"] <= latency["p90"]);
  CHECK(latency["p90"] <= latency["p99"]);
  CHECK(latency["p99"] <= latency["max"]);
  CHECK(parsed["runs_per_second"] > 0);
  CHECK(parsed["peak_resident_bytes"] > 1'000'000);
  const Outcome text = mortise_program(
      {"bench", model.path, "--shape", "x=4x2", "--seconds", "0", "--backend", "reference"});
  CHECK_THAT(text.out, Contains("latency     p50") && Contains("runs/s"));
}

TEST_CASE("bench runs a session from several threads, and compares what they get") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const Outcome outcome =
      mortise_program({"bench", model.path, "--backend", "reference", "--shape", "x=4x2", "--runs",
                       "500", "--concurrency", "4", "--verify", "--json"});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const json parsed = json::parse(outcome.out);
  CHECK(parsed["runs"] == 500);
  CHECK(parsed["concurrency"] == 4);
  CHECK(parsed["wrong_runs"] == 0);
}

TEST_CASE("bench --verify fails where a run gives something else than the first") {
  const TemporaryFolder folder;
  const std::string path = folder.path("counter.mortise");
  {
    const mortise::Runtime runtime = make_runtime();
    Model m(runtime);
    const Value count = m.state("count", {1}, {0});
    const Value next = m.b.node("Add", {count, m.input("step", {1})});
    m.b.state_next("count", next);
    m.output("next", next);
    m.graph.save(path);
  }
  const Outcome outcome = mortise_program({"bench", path, "--backend", "reference", "--input",
                                           "step=random:1:1..2", "--runs", "3", "--verify"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.err, Contains("3 of 3 runs gave other outputs"));
}

TEST_CASE("a backend whose files are damaged is not available, and the error says why") {
  const TemporaryFolder folder;
  const SavedModel model(folder);
  const std::string plugins =
      std::string(std::getenv("MORTISE_BUILD_DIR")) + "/lib/mortise/plugins/";
  const std::string config = folder.file(
      "config.json", R"({"plugins": {"paths": [")" + folder.path("") +
                         R"("], "search_defaults": false}, "backends": [{"name": "reference"}]})");
  const auto refusal = [&](const std::vector<std::string>& words) {
    const Outcome outcome = mortise_program(words);
    CHECK(outcome.exit_code == 4);
    return outcome.out + outcome.err;
  };
  const Words run_words = {"run",   model.path, "--fill", "random", "--shape",
                           "x=1x2", "--config", config,   "--log",  "none"};

  const std::string library = mortise::tools::read_file(plugins + "libmortise_reference.so");
  folder.file("libmortise_reference.so", library.substr(0, library.size() / 2));
  folder.file("reference.mortise.json",
              mortise::tools::read_file(plugins + "reference.mortise.json"));
  // Operators are needed to get as far as the backend.
  folder.file("libmortise_ops.so", mortise::tools::read_file(plugins + "libmortise_ops.so"));
  folder.file("ops.mortise.json", mortise::tools::read_file(plugins + "ops.mortise.json"));
  CHECK_THAT(refusal({"config", "check", config}), Contains("truncated"));
  CHECK_THAT(refusal(run_words), Contains("truncated"));

  folder.file("reference.mortise.json", "{\"id\":");
  CHECK_THAT(refusal(run_words),
             Contains("no plugin provides the device `reference`") && Contains("not valid JSON"));
}
