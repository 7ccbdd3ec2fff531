#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::Pad";

TEST_CASE("Pad puts a number around, repeats edges or mirrors them") {
  const auto x = tensor<float>({1, 3}, {1, 2, 3});
  const auto pads = tensor<int64_t>({1, 4}, {0, 2, 1, 0});
  require_close(run_decomposed(kOp, {x, pads, tensor<float>({1}, {9})})[0],
                {9, 9, 1, 2, 3, 9, 9, 9, 9, 9}, 0);
  const auto sides = tensor<int64_t>({4}, {0, 2, 0, 1});
  require_close(run_decomposed(kOp, {x, sides}, {{"mode", "reflect"}})[0], {3, 2, 1, 2, 3, 2}, 0);
  require_close(run_decomposed(kOp, {x, sides}, {{"mode", "edge"}})[0], {1, 1, 1, 2, 3, 3}, 0);
}

TEST_CASE("Pad asks for the pads, and refuses those that leave nothing") {
  REQUIRE(infer(kOp, {type<float>({1, 3}), type<int64_t>({4})}).needs == std::vector<uint64_t>{1});
  REQUIRE_THROWS_WITH(
      infer(kOp, {type<float>({1, 3}), constant(tensor<int64_t>({4}, {0, -2, 0, -2}))}),
      Catch::Contains("pads leave nothing of axis 1"));
}

}  // namespace
}  // namespace mortise::contrib
