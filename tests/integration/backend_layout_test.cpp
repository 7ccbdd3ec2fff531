// A layout that a backend owns: what lies between two of its nodes is in its own arrangement, and nobody else sees it.
#include <unistd.h>

#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

constexpr const char* kConfig = R"({
  "backends": [{"name": "simulated", "options": {"reversed_layout": true}}], "fallback": ["reference"],
  "optimise": false})";

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a chain on one backend stays in that backend's layout") {
  const Runtime runtime = make_runtime(kConfig, {"simulated"});
  Model m(runtime);
  Value value = m.input("x", {m.symbol("n"), 3});
  for (int i = 0; i < 4; ++i) value = m.b.node("Relu", {value});
  m.output("y", value);
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats({1, -2, 3, -4, 5, -6}, {2, 3})})[0]) ==
        std::vector<float>{1, 0, 3, 0, 5, 0});
  CHECK(content(session.run_ordered({floats({-1, 2, -3}, {1, 3})})[0]) ==
        std::vector<float>{0, 2, 0});
  const std::string report = session.report();
  CHECK(count_of(report, "simulated::ReversedRelu") == 2 * 4);
  CHECK(count_of(report, "simulated::Reverse\"") == 2);
  CHECK(count_of(report, "simulated::Unreverse\"") == 2);
}

TEST_CASE("what leaves the backend is dense: outputs, and inputs of other backends") {
  const Runtime runtime = make_runtime(kConfig, {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {4});
  const Value first = m.b.node("Relu", {x});
  const Value second = m.b.node("Relu", {m.b.node("Relu", {first})});
  m.output("first", first);
  m.output("elsewhere", m.b.node("Sub", {second, first}));  // on the fallback
  m.output("sum", m.b.node("Add", {second, first}));
  const Session session = m.session();
  const std::vector<Tensor> results = session.run_ordered({floats({1, -2, 3, -4}, {4})});
  CHECK(content(results[0]) == std::vector<float>{1, 0, 3, 0});
  CHECK(content(results[1]) == std::vector<float>{0, 0, 0, 0});
  CHECK(content(results[2]) == std::vector<float>{2, 0, 6, 0});
}

TEST_CASE("each of two devices of a kind rewrites its own nodes, and what crosses is dense") {
  const std::string shared = GENERATE("true", "false");
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "simulated", "devices": [0, 1]}], "plugins": {"options": {"simulated":
          {"devices": 2, "reversed_layout": true, "first_refuses": "second", "shared_memory": )" +
          shared + "}}}, \"optimise\": false}",
      {"simulated"});
  Model m(runtime);
  Value value = m.input("x", {4});
  for (const char* name : {"first/a", "first/b", "second/c", "second/d", "first/e"})
    value = m.b.nodes("Relu", {value}, 1, {}, "", 0, name)[0];
  m.output("y", value);
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats({1, -2, 3, -4}, {4})})[0]) ==
        std::vector<float>{1, 0, 3, 0});
  std::map<std::string, std::string> devices;
  const auto report = nlohmann::json::parse(session.report());
  for (const auto& step : report["programs"][0]["steps"]) {
    if (step["op"] != "copy") devices[step["node"]] = step["device"];
  }
  CHECK(devices == std::map<std::string, std::string>{{"first/a/Reverse", "simulated"},
                                                      {"first/a/ReversedRelu", "simulated"},
                                                      {"first/b/ReversedRelu", "simulated"},
                                                      {"first/b/Unreverse", "simulated"},
                                                      {"second/c/Reverse", "simulated:1"},
                                                      {"second/c/ReversedRelu", "simulated:1"},
                                                      {"second/d/ReversedRelu", "simulated:1"},
                                                      {"second/d/Unreverse", "simulated:1"},
                                                      {"first/e/Reverse", "simulated"},
                                                      {"first/e/ReversedRelu", "simulated"},
                                                      {"first/e/Unreverse", "simulated"}});
}

TEST_CASE("a backend that is its own fallback is one device, with one memory") {
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "simulated", "deny": ["Relu"], "options": {"reversed_layout": true}}],
          "fallback": ["simulated"]})",
      {"simulated"});
  Model m(runtime);
  const Value x = m.input("x", {4});
  const Value positive = m.b.node("Relu", {m.b.node("Relu", {m.b.node("Add", {x, x})})});
  m.output("y", m.b.node("Add", {positive, x}));
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats({1, -2, 3, -4}, {4})})[0]) ==
        std::vector<float>{3, -2, 9, -4});
  CHECK(count_of(session.report(), "\"op\": \"copy\"") == 2);  // x there, y back
}

TEST_CASE("a saved model cannot hold a backend's private operators, even with all types known") {
  const Runtime runtime = make_runtime(kConfig, {"simulated"});
  Model m(runtime);
  const Value made = m.b.nodes("ReversedRelu", {m.input("x", {4})}, 1, {}, "simulated")[0];
  const Shape shape = {4};
  m.b.set_type(made, sdk::tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  m.output("y", made);
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      ("mortise-private-operator-" + std::to_string(getpid()) + ".mortise");
  m.graph.save(path.string());
  const Graph saved = Graph::read(runtime, path.string());
  std::filesystem::remove(path);
  const Error error = error_of([&] { const Session session(runtime, saved); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(),
             Catch::Contains("simulated::ReversedRelu: no plugin provides this operator"));
}

}  // namespace mortise::tests
