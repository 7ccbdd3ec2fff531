#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Asin computes its function") {
  require_close(run("Asin", {tensor<float>({5}, {-0.9, -0.5, 0.0, 0.25, 0.8})})[0],
                {-1.119769515, -0.523598776, 0.0, 0.252680255, 0.927295218}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
