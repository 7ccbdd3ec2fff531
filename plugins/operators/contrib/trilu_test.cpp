#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("Trilu keeps a triangle") {
  const auto x = tensor<int32_t>({2, 3}, {1, 2, 3, 4, 5, 6});
  constexpr const char* kOp = "com.microsoft::Trilu";
  REQUIRE(run_decomposed(kOp, {x})[0].ints() == std::vector<int64_t>{1, 2, 3, 0, 5, 6});
  REQUIRE(run_decomposed(kOp, {x}, {{"upper", 0}})[0].ints() ==
          std::vector<int64_t>{1, 0, 0, 4, 5, 0});
  REQUIRE(run_decomposed(kOp, {x, tensor<int64_t>({}, {1})})[0].ints() ==
          std::vector<int64_t>{0, 2, 3, 0, 0, 6});
}

}  // namespace
}  // namespace mortise::contrib
