// The programs that failing tests print compile as they stand.
#include "plugin-sdk/conform/suites/operator_program.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/reference.hpp"

namespace mortise::conform {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

bool compiles(const std::string& program) {
  const std::filesystem::path source =
      std::filesystem::path(variable("MORTISE_PROGRAM_DIR")) / "program.cpp";
  std::ofstream(source) << program;
  const std::string command = variable("MORTISE_COMPILER") +
                              " -std=c++17 -Wall -Wextra -Werror -fsyntax-only " +
                              variable("MORTISE_INCLUDES") + " " + source.string();
  return std::system(command.c_str()) == 0;
}

// Of each operator the case with the rarest things in it: attributes, dtypes, constants.
Case chosen(const Cases& cases) {
  const Case* best = &cases.front();
  for (const Case& one : cases) {
    if (one.attributes.size() > best->attributes.size()) best = &one;
  }
  return *best;
}

std::string program_of(const Case& one) {
  Random random(1);
  return program_text(R"({"backends": [{"name": "acme"}]})", one, contents_of(one, random));
}

}  // namespace

TEST_CASE("the programs that reproduce operators' cases compile") {
  const Reference reference;
  std::string all;
  size_t count = 0;
  // One translation unit: each program's main gets a name of its own.
  for (const mortise_operator_t* op : reference.operators()) {
    const Cases cases = cases_of(*op);
    if (cases.empty()) continue;
    for (const Case& one : {cases.front(), chosen(cases)}) {
      std::string program = program_of(one);
      program.replace(program.find("int main()"), 10, "int main" + std::to_string(++count) + "()");
      program.insert(program.rfind('}'), "  return 0;\n");
      all += program;
    }
  }
  CHECK(count > 200);
  CHECK(compiles(all + "int main() {}\n"));
}

TEST_CASE("a program holds few elements itself, and many as a seed") {
  Case one;
  one.op = "Add";
  one.label = "float32.pair";
  one.inputs.resize(2);
  one.inputs[0].shape = {2};
  one.inputs[0].numbers = {1, -0.5};
  one.inputs[1].shape = {100, 2};
  const std::string program = program_of(one);
  CHECK_THAT(program, Catch::Contains("const std::vector<float> x0 = {float(1.0), float(-0.5)};"));
  CHECK_THAT(program, Catch::Contains("const auto x1 = sdk::random_elements(MORTISE_DTYPE_FLOAT32, "
                                      "200, sdk::Fill::kOrdinary, "));
}

}  // namespace mortise::conform
