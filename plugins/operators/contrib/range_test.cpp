#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::Range";

TEST_CASE("Range counts from one number to another, by one unless told") {
  const auto number = [](int32_t value) { return tensor<int32_t>({1}, {value}); };
  REQUIRE(run_decomposed(kOp, {number(2), number(5)})[0].ints() == std::vector<int64_t>{2, 3, 4});
  REQUIRE(run_decomposed(kOp, {number(5), number(0), number(-2)})[0].ints() ==
          std::vector<int64_t>{5, 3, 1});
  REQUIRE(infer(kOp, {constant(number(5)), constant(number(2))}).type(0) == "int32[0]");
  require_close(run_decomposed(kOp, {tensor<float>({}, {0}), tensor<float>({}, {1}),
                                     tensor<float>({}, {0.3f})})[0],
                {0, 0.3, 0.6, 0.9}, 1e-6);
}

TEST_CASE("Range asks for its numbers, and refuses a step of nothing") {
  REQUIRE(infer(kOp, {type<float>({}), type<float>({})}).needs == std::vector<uint64_t>{0, 1});
  const auto zero = constant(tensor<float>({}, {0}));
  REQUIRE_THROWS_WITH(infer(kOp, {zero, zero, zero}), Catch::Contains("delta is 0"));
}

}  // namespace
}  // namespace mortise::contrib
