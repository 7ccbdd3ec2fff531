// The programs of docs/examples/embed, on a small model. (That they build against an installed Mortise is checked by
// tools/test, which also reads the sample image.)
#include <catch2/catch.hpp>

#include "tests/cli/program.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"

using namespace mortise::tests;
using Catch::Contains;

namespace {

/// y = 2 x, for x of shape [1, 4].
std::string save_model(const TemporaryFolder& folder) {
  const mortise::Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {1, 4});
  m.output("y", m.b.node("Add", {x, x}));
  m.graph.save(folder.path("double.mortise"));
  return folder.path("double.mortise");
}

}  // namespace

TEST_CASE("the C example prints the outputs of a model for ones") {
  const TemporaryFolder folder;
  const Outcome outcome = run_program("bin/examples/embed-c", {save_model(folder)});
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out == "2\n2\n2\n2\n");
}

TEST_CASE("the C++ example prints outputs by name") {
  const TemporaryFolder folder;
  const Outcome outcome = run_program("bin/examples/embed-cpp", {save_model(folder)});
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out == "y: 2\ny: 4\ny: 6\ny: 8\n");
}

TEST_CASE("the example with hooks gives all tensor memory back") {
  const TemporaryFolder folder;
  const Outcome outcome = run_program("bin/examples/embed-hooks", {save_model(folder)});
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.out, Contains("outputs: 1") && Contains(" at most, 0 bytes now"));
  CHECK_THAT(outcome.out, !Contains("tensor memory: 0 bytes"));
}

TEST_CASE("an example that is given no model says what went wrong") {
  for (const char* program : {"embed-c", "embed-cpp", "embed-hooks"}) {
    const Outcome outcome = run_program(std::string("bin/examples/") + program, {"/no/such.onnx"});
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.err, Contains("/no/such.onnx"));
  }
}
