#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Identity copies every dtype") {
  for (uint32_t dtype : {MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_INT8, MORTISE_DTYPE_BOOL}) {
    const auto x = convert(tensor<float>({3}, {0, 1, 1}), dtype);
    require_equal(run("Identity", {x})[0], x);
  }
}

TEST_CASE("Identity keeps the type") {
  REQUIRE(infer("Identity", {type<mortise_string_t>({-2, -1})}).type(0) == "string[#0, ?]");
}

}  // namespace
}  // namespace mortise::ops::testing
