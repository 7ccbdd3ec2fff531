// Puts the plugin's operators beside the library's before the first test.
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include "ops/testing/library.hpp"

#include <catch2/catch.hpp>

#include "plugins/operators/contrib/operator_table.hpp"

namespace mortise::contrib {
namespace {

struct Registration : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;
  void testRunStarting(const Catch::TestRunInfo&) override {
    ops::testing::add_to_library(operator_table());
  }
};
CATCH_REGISTER_LISTENER(Registration)

}  // namespace
}  // namespace mortise::contrib
