// Where nodes run, why, and what is said when they cannot.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Json = nlohmann::json;

const std::vector<float> kInput = {1, -1, 2, -2};

// y = Relu(x) + Sub(x, x): the simulated device has no Sub.
void add_nodes(Model& m) {
  const Value x = m.input("x", {4});
  const Value positive = m.b.nodes("Relu", {x}, 1, {}, "", 0, "positive")[0];
  const Value zero = m.b.nodes("Sub", {x, x}, 1, {}, "", 0, "difference")[0];
  m.output("y", m.b.nodes("Add", {positive, zero}, 1, {}, "", 0, "sum")[0]);
}

Session checked_session(const Runtime& runtime) {
  Model m(runtime);
  add_nodes(m);
  Session session = m.session();
  CHECK(content(session.run_ordered({floats(kInput, {4})})[0]) == std::vector<float>{1, 0, 2, 0});
  return session;
}

Json program_of(const Session& session) { return Json::parse(session.report())["programs"][0]; }

// Node → device.
std::map<std::string, std::string> devices_of(const Session& session) {
  std::map<std::string, std::string> devices;
  const Json program = program_of(session);
  for (const Json& step : program["steps"]) {
    if (step["op"] != "copy") devices[step["node"]] = step["device"];
  }
  return devices;
}

}  // namespace

TEST_CASE("operators that the config denies to a backend run on the fallback, with the reason") {
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "simulated", "deny": ["Relu"]}], "fallback": ["reference"]})",
      {"simulated"});
  const Session session = checked_session(runtime);
  CHECK(devices_of(session) == std::map<std::string, std::string>{{"positive", "reference"},
                                                                  {"difference", "reference"},
                                                                  {"sum", "simulated"}});
  const Json fallbacks = program_of(session)["fallbacks"];
  REQUIRE(fallbacks.size() == 2);
  for (const Json& fallback : fallbacks) {
    CHECK(fallback["device"] == "reference");
    const std::string reason = fallback["reason"];
    if (fallback["node"] == "positive") {
      CHECK(fallback["op"] == "Relu");
      CHECK_THAT(reason, Catch::Contains("simulated") && Catch::Contains("the config denies Relu"));
    } else {
      CHECK(fallback["node"] == "difference");
      CHECK_THAT(reason, Catch::Contains("simulated") && Catch::Contains("no kernel for Sub"));
    }
  }
}

TEST_CASE("backends take nodes in the config's order, which is no fallback") {
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "simulated", "allow": ["Relu"]}, {"name": "reference"}]})",
      {"simulated"});
  const Session session = checked_session(runtime);
  CHECK(devices_of(session) == std::map<std::string, std::string>{{"positive", "simulated"},
                                                                  {"difference", "reference"},
                                                                  {"sum", "reference"}});
  CHECK(program_of(session)["fallbacks"].empty());
}

TEST_CASE("a backend that the config names and that is missing is an error") {
  const Runtime runtime =
      make_runtime(R"({"backends": [{"name": "warp9"}, {"name": "reference"}]})");
  Model m(runtime);
  add_nodes(m);
  const Session session = m.session();
  const Error error = error_of([&] { session.run_ordered({floats(kInput, {4})}); });
  CHECK(error.code() == MORTISE_STATUS_NOT_FOUND);
  CHECK_THAT(error.what(), Catch::Contains("warp9"));
}

TEST_CASE("a backend that is missing and not required is left out, and the report says so") {
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "warp9", "required": false}], "fallback": ["reference"]})");
  const Session session = checked_session(runtime);
  const Json program = program_of(session);
  REQUIRE(program["fallbacks"].size() == 3);
  for (const Json& fallback : program["fallbacks"]) {
    CHECK_THAT(fallback["reason"].get<std::string>(), Catch::Contains("warp9"));
  }
  const Runtime strict =
      make_runtime(R"({"backends": [{"name": "warp9", "required": false}], "fallback": []})");
  Model m(strict);
  add_nodes(m);
  const Error error = error_of([&] { m.session().run_ordered({floats(kInput, {4})}); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(), Catch::Contains("warp9"));
}

TEST_CASE("a device that its backend does not have is an error") {
  const Runtime runtime =
      make_runtime(R"({"backends": [{"name": "simulated", "devices": [0, 3]}]})", {"simulated"});
  Model m(runtime);
  add_nodes(m);
  const Error error = error_of([&] { m.session().run_ordered({floats(kInput, {4})}); });
  CHECK(error.code() == MORTISE_STATUS_NOT_FOUND);
  CHECK_THAT(error.what(), Catch::Contains("simulated") && Catch::Contains("3"));
}

TEST_CASE("a fallback that is missing is an error only when a node needs it") {
  const std::string all = R"({"backends": [{"name": "reference"}], "fallback": ["warp9"]})";
  checked_session(make_runtime(all));
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "simulated"}], "fallback": ["warp9"]})", {"simulated"});
  Model m(runtime);
  add_nodes(m);
  const Error error = error_of([&] { m.session().run_ordered({floats(kInput, {4})}); });
  CHECK_THAT(error.what(), Catch::Contains("warp9") && Catch::Contains("difference"));
}

TEST_CASE("a node that nobody can run is named, with each backend's reason") {
  const Runtime runtime =
      make_runtime(R"({"backends": [{"name": "simulated"}]})", {"simulated", "probe"});
  SECTION("no backend has the operator, and there is no fallback") {
    Model m(runtime);
    add_nodes(m);
    const Error error = error_of([&] { m.session().run_ordered({floats(kInput, {4})}); });
    CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
    CHECK_THAT(error.what(), Catch::Contains("Sub 'difference'") &&
                                 Catch::Contains("the simulated device has no kernel for Sub") &&
                                 Catch::Contains("add a backend or a fallback"));
  }
  SECTION("a dtype that the backend lacks") {
    Model m(runtime);
    const Value x = m.input("x", {4}, MORTISE_DTYPE_FLOAT64);
    m.output("y", m.b.node("Relu", {x}));
    const Error error = error_of([&] {
      m.session().run_ordered({Tensor::from(std::vector<double>{1, 2, 3, 4}, {4})});
    });
    CHECK_THAT(error.what(), Catch::Contains("only float32 is supported"));
  }
}

TEST_CASE(
    "an operator that only a decomposition explains is decomposed, not sent to the fallback") {
  const Runtime runtime =
      make_runtime(R"({"backends": [{"name": "simulated"}], "fallback": ["reference"]})",
                   {"simulated", "probe"});
  Model m(runtime);
  const Value x = m.input("x", {4});
  m.output("y", m.probe("Twice", {m.probe("Twice", {x})}));
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats(kInput, {4})})[0]) == std::vector<float>{4, -4, 8, -8});
  const Json program = program_of(session);
  CHECK(program["fallbacks"].empty());
  size_t additions = 0;
  for (const Json& step : program["steps"]) {
    if (step["op"] == "copy") continue;
    CHECK(step["op"] == "Add");
    CHECK(step["device"] == "simulated");
    ++additions;
  }
  CHECK(additions == 2);
}

TEST_CASE("each backend's reason is given once, however often nodes around are decomposed") {
  const Runtime runtime =
      make_runtime(R"({"backends": [{"name": "simulated"}], "fallback": ["reference"]})",
                   {"simulated", "probe"});
  Model m(runtime);
  const Value x = m.input("x", {4});
  const Value difference = m.b.nodes("Sub", {x, x}, 1, {}, "", 0, "difference")[0];
  m.output("y", m.b.node("Add", {m.probe("FourTimes", {x}), difference}));
  const Session session = m.session();
  CHECK(content(session.run_ordered({floats(kInput, {4})})[0]) == std::vector<float>{4, -4, 8, -8});
  const Json fallbacks = program_of(session)["fallbacks"];
  REQUIRE(fallbacks.size() == 1);
  CHECK(fallbacks[0]["reason"] == "simulated: the simulated device has no kernel for Sub");
}

TEST_CASE("an operator without kernel, decomposition or fallback is an error that names it") {
  const Runtime runtime = make_runtime("{}", {"probe"});
  Model m(runtime);
  m.output("y", m.probe("NoKernel", {m.input("x", {4})}));
  const Error error = error_of([&] { m.session().run_ordered({floats(kInput, {4})}); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(), Catch::Contains("test::NoKernel") && Catch::Contains("reference"));
}

TEST_CASE("an operator that no plugin defines is an error that names it") {
  const Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.nodes("Frobnicate", {m.input("x", {4})}, 1, {}, "acme", 0, "odd")[0]);
  const Error error = error_of([&] { m.session().run_ordered({floats(kInput, {4})}); });
  CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
  CHECK_THAT(error.what(), Catch::Contains("acme::Frobnicate 'odd'"));
}

TEST_CASE("a backend's options reach its plugin, and wrong ones are refused") {
  const Runtime runtime = make_runtime(
      R"({"backends": [{"name": "simulated", "options": {"fail_at_launch": 1}}], "fallback": ["reference"]})",
      {"simulated"});
  Model m(runtime);
  add_nodes(m);
  const Session session = m.session();
  CHECK(error_of([&] { session.run_ordered({floats(kInput, {4})}); }).code() ==
        MORTISE_STATUS_UNAVAILABLE);
  const Runtime wrong = make_runtime(
      R"({"backends": [{"name": "simulated", "options": {"fail_at_lunch": 1}}]})", {"simulated"});
  Model other(wrong);
  add_nodes(other);
  const Error error = error_of([&] { other.session().run_ordered({floats(kInput, {4})}); });
  CHECK_THAT(error.what(), Catch::Contains("fail_at_lunch") && Catch::Contains("fail_at_launch"));
}

}  // namespace mortise::tests
