#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor hann(int64_t size, const Attrs& attrs = {}) {
  return run("HannWindow", {tensor<int64_t>({}, {size})}, attrs)[0];
}

TEST_CASE("HannWindow is periodic, or symmetric") {
  require_close(hann(4), {0, 0.5, 1, 0.5}, 1e-6);
  require_close(hann(5, {{"periodic", 0}}), {0, 0.5, 1, 0.5, 0}, 1e-6);
}

TEST_CASE("HannWindow may have one element, or none") {
  require_close(hann(1), {0}, 1e-6);
  require_close(hann(1, {{"periodic", 0}}), {0}, 1e-6);
  REQUIRE(hann(0).shape == Shape{0});
}

TEST_CASE("HannWindow takes its dtype from the attribute") {
  REQUIRE(hann(4, {{"output_datatype", MORTISE_DTYPE_FLOAT64}}).dtype == MORTISE_DTYPE_FLOAT64);
  REQUIRE_THROWS_WITH(hann(4, {{"output_datatype", MORTISE_DTYPE_BOOL}}),
                      Catch::Contains("attribute output_datatype is"));
}

TEST_CASE("HannWindow needs to know its size") {
  const auto inferred = infer("HannWindow", {type<int32_t>({})});
  REQUIRE(inferred.type(0) == "float32[?]");
  REQUIRE(inferred.needs == std::vector<uint64_t>{0});
  REQUIRE_THROWS_WITH(hann(-1), Catch::Contains("size is -1"));
}

}  // namespace
}  // namespace mortise::ops::testing
