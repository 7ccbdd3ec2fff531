#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor cast(const Tensor& x, uint32_t dtype) { return run("Cast", {x}, {{"to", dtype}})[0]; }

TEST_CASE("Cast converts between all plain dtypes") {
  const std::vector<uint32_t> dtypes = {
      MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_BFLOAT16, MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT64,
      MORTISE_DTYPE_INT8,    MORTISE_DTYPE_UINT8,    MORTISE_DTYPE_INT16,   MORTISE_DTYPE_UINT16,
      MORTISE_DTYPE_INT32,   MORTISE_DTYPE_UINT32,   MORTISE_DTYPE_INT64,   MORTISE_DTYPE_UINT64};
  const auto x = tensor<float>({3}, {0, 1, 100});
  for (uint32_t from : dtypes) {
    for (uint32_t to : dtypes) require_equal(cast(convert(x, from), to), convert(x, to));
  }
}

TEST_CASE("Cast to bool asks whether the value differs from zero") {
  require_equal(cast(tensor<float>({3}, {0, 0.5f, -1}), MORTISE_DTYPE_BOOL),
                tensor<bool8>({3}, {false, true, true}));
}

TEST_CASE("Cast to integers goes towards zero and saturates") {
  const auto x = tensor<float>({5}, {-1.7f, 1.7f, 1e20f, -1e20f, NAN});
  require_equal(cast(x, MORTISE_DTYPE_INT32),
                tensor<int32_t>({5}, {-1, 1, INT32_MAX, INT32_MIN, 0}));
}

TEST_CASE("Cast keeps large integers exact") {
  require_equal(cast(tensor<int64_t>({1}, {INT64_MAX}), MORTISE_DTYPE_UINT64),
                tensor<uint64_t>({1}, {INT64_MAX}));
}

TEST_CASE("Cast works on more elements than one block") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {1000});
  require_close(cast(x, MORTISE_DTYPE_FLOAT64), x.doubles(), 0);
}

TEST_CASE("Cast keeps symbols and says what is no dtype") {
  REQUIRE(infer("Cast", {type<float>({-2})}, {{"to", MORTISE_DTYPE_INT8}}).type(0) == "int8[#0]");
  REQUIRE_THROWS_WITH(infer("Cast", {type<float>({2})}, {{"to", 999}}),
                      "Cast: attribute to is 999, which is no dtype");
  REQUIRE_THROWS_WITH(infer("Cast", {type<float>({2})}), "Cast: attribute to is missing");
}

TEST_CASE("Cast has the identity as its gradient") {
  check_gradient("Cast", {random_tensor(MORTISE_DTYPE_FLOAT64, {3})}, {0},
                 {{"to", MORTISE_DTYPE_FLOAT64}});
}

}  // namespace
}  // namespace mortise::ops::testing
