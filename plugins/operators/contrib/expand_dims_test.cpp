#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::ExpandDims";

TEST_CASE("ExpandDims puts an axis anywhere") {
  const auto x = random({2, 3});
  const auto shape = [&](int32_t axis) {
    const auto y = run_decomposed(kOp, {x, tensor<int32_t>({}, {axis})})[0];
    REQUIRE(y.bytes == x.bytes);
    REQUIRE(infer(kOp, {type<float>({2, 3}), constant(tensor<int32_t>({}, {axis}))}).type(0) ==
            infer("Identity", {type<float>(y.shape)}).type(0));
    return y.shape;
  };
  REQUIRE(shape(0) == Shape{1, 2, 3});
  REQUIRE(shape(1) == Shape{2, 1, 3});
  REQUIRE(shape(-1) == Shape{2, 3, 1});
  REQUIRE_THROWS_WITH(shape(3), Catch::Contains("axis 3 is out of range for rank 3"));
}

TEST_CASE("ExpandDims asks for its axis") {
  const auto found = infer(kOp, {type<float>({2, 3}), type<int32_t>({})});
  REQUIRE(found.needs == std::vector<uint64_t>{1});
  REQUIRE(found.type(0) == "float32[?, ?, ?]");
}

}  // namespace
}  // namespace mortise::contrib
