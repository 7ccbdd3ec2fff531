// The plugins of this tree that are no devices.
#include <catch2/catch.hpp>

#include "tests/conform/kinds/conform_run.hpp"

using namespace mortise::tests;

TEST_CASE("the tree's own plugins conform") {
  const std::string id = GENERATE(as<std::string>(), CONFORMING_PLUGINS);
  const ConformReport report = conform("lib/mortise/plugins/" + id, {});
  INFO(id);
  CHECK(report.first_problem() == "passed");
  CHECK(report.conforms);
}
