#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("Unique keeps elements in the order of their first") {
  const auto y =
      run_decomposed("com.microsoft::Unique", {tensor<float>({6}, {4, 1, 4, 3, 1, 4})}, {}, 3);
  require_close(y[0], {4, 1, 3}, 0);
  REQUIRE(y[1].ints() == std::vector<int64_t>{0, 1, 0, 2, 1, 0});
  REQUIRE(y[2].ints() == std::vector<int64_t>{3, 2, 1});
  REQUIRE(infer("com.microsoft::Unique", {type<float>({6})}, {}, 3).type(2) == "int64[<=6]");
}

}  // namespace
}  // namespace mortise::contrib
