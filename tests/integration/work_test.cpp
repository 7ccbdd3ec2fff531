// What the report says of the work of a run: operations, and bytes that steps read and write.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

namespace mortise::tests {
namespace {

using Json = nlohmann::json;

// y = Relu(x w): 2x3 by 3x4.
Json program_of(const Runtime& runtime) {
  Model m(runtime);
  const Value x = m.input("x", {2, 3});
  const Value w = m.constant(std::vector<float>(12, 1), {3, 4});
  m.output("y", m.b.node("Relu", {m.b.node("MatMul", {x, w})}));
  const Session session = m.session();
  session.run_ordered({floats(std::vector<float>(6, 1), {2, 3})});
  return Json::parse(session.report())["programs"][0];
}

Json step_of(const Json& program, const std::string& op) {
  for (const Json& step : program["steps"]) {
    if (step["op"] == op) return step;
  }
  return {};
}

}  // namespace

TEST_CASE("the report counts the operations of a run, and those of each step") {
  const Json program = program_of(make_runtime(R"({"backends": [{"name": "reference"}]})"));
  CHECK(program["flops"] == 2 * 2 * 3 * 4 + 2 * 4);
  CHECK(step_of(program, "MatMul")["flops"] == 2 * 2 * 3 * 4);
  // An operator without a rule has one for each element.
  CHECK(step_of(program, "Relu")["flops"] == 2 * 4);
}

TEST_CASE("the report says how many bytes a step reads of constants, and of all else") {
  const Json program = program_of(make_runtime(R"({"backends": [{"name": "reference"}]})"));
  const Json product = step_of(program, "MatMul");
  CHECK(product["constant_bytes"] == 12 * 4);
  CHECK(product["tensor_bytes"] == (6 + 8) * 4);
  CHECK(step_of(program, "Relu")["constant_bytes"] == 0);
}

}  // namespace mortise::tests
