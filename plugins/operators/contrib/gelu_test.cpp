#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

TEST_CASE("Gelu is the standard one") {
  const auto x = random({3, 5}, 1, -3, 3);
  require_close(run_decomposed("com.microsoft::Gelu", {x})[0], each(x, gelu), 1e-6);
  REQUIRE(infer("com.microsoft::Gelu", {type<float>({-2, 3})}).type(0) == "float32[#0, 3]");
}

}  // namespace
}  // namespace mortise::contrib
