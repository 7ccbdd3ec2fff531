#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Greater compares with broadcasting and gives bool") {
  const auto a = tensor<int64_t>({3}, {1, 2, 3});
  require_equal(run("Greater", {a, tensor<int64_t>({}, {2})})[0],
                tensor<bool8>({3}, {false, false, true}));
}

TEST_CASE("Greater compares unsigned integers as unsigned") {
  const auto a = tensor<uint64_t>({1}, {UINT64_MAX});
  require_equal(run("Greater", {a, tensor<uint64_t>({1}, {1})})[0], tensor<bool8>({1}, {true}));
}

TEST_CASE("Greater is false for NaN") {
  const auto a = tensor<float>({1}, {NAN});
  require_equal(run("Greater", {a, a})[0], tensor<bool8>({1}, {false}));
}

}  // namespace
}  // namespace mortise::ops::testing
