#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Acosh computes its function") {
  require_close(run("Acosh", {tensor<float>({3}, {1.0, 1.5, 4.0})})[0],
                {0.0, 0.96242365, 2.063437069}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
