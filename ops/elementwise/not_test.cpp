#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Not negates") {
  require_equal(run("Not", {tensor<bool8>({2}, {true, false})})[0],
                tensor<bool8>({2}, {false, true}));
}

}  // namespace
}  // namespace mortise::ops::testing
