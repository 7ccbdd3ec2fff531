#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("BitwiseNot turns every bit") {
  REQUIRE(run("BitwiseNot", {tensor<uint8_t>({3}, {0, 255, 3})})[0].ints() ==
          std::vector<int64_t>{255, 0, 252});
  REQUIRE(run("BitwiseNot", {tensor<int16_t>({2}, {0, -5})})[0].ints() ==
          std::vector<int64_t>{-1, 4});
  REQUIRE(infer("BitwiseNot", {type<uint64_t>({-2, 3})}).type(0) == "uint64[#0, 3]");
}

}  // namespace
}  // namespace mortise::ops::testing
