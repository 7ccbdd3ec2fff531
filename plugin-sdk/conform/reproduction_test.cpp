#include "plugin-sdk/conform/reproduction.hpp"

#include <cstdlib>

#include <catch2/catch.hpp>

#include "plugin-sdk/conform/subject.hpp"

namespace mortise::conform {
namespace {

std::string reproduction_of(const std::string& trace) {
  const std::string build = std::getenv("MORTISE_BUILD_DIR");
  const Subject subject(build + "/lib/mortise/plugins/reference.mortise.json", {});
  return program_of(subject, "byte 3\nis wrong", trace);
}

}  // namespace

TEST_CASE("calls become a program, and those that it cannot make become comments") {
  const std::string program = reproduction_of(
      "table->open(plugin, 0, &device1);\n"
      "table->query(device1, 1, nodes, &support);\n");
  CHECK_THAT(program, Catch::StartsWith("// byte 3\n// is wrong\n#include"));
  CHECK_THAT(program, Catch::Contains("\n  mortise_device_t* device1 = nullptr;\n"));
  CHECK_THAT(program, Catch::Contains("\n  say(table->open(plugin, 0, &device1));\n"));
  CHECK_THAT(program, Catch::Contains("\n  // table->query(device1, 1, nodes, &support);\n"));
}

TEST_CASE(
    "a program in the trace stays as it is, and the calls around it are left out or comments") {
  const std::string given =
      "#include <mortise/mortise.hpp>\n\nint main() {\n  for (;;) {\n  }\n}\n";
  CHECK(reproduction_of("table->open(plugin, 0, &device1);\n// Relu\n" + given +
                        "\n// in place\ntable->kernel_create(device1, node, &kernel);\n") ==
        "// byte 3\n// is wrong\n" + given +
            "\n// The test itself called:\n// \n// in place\n"
            "// table->kernel_create(device1, node, &kernel);\n");
  CHECK(reproduction_of(given) == "// byte 3\n// is wrong\n" + given);
}

}  // namespace mortise::conform
