#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// Three pages of two slots of two elements, all zero.
Tensor pages() { return tensor<float>({3, 2, 2}, std::vector<float>(12, 0)); }

TEST_CASE("PagedAppend writes each row at its slot") {
  const auto rows = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("mortise::PagedAppend", {pages(), rows, tensor<int64_t>({2}, {5, 0})})[0],
                tensor<float>({3, 2, 2}, {3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2}));
}

TEST_CASE("PagedAppend drops the rows of slot -1, and keeps what was there") {
  auto old = pages();
  old = run("mortise::PagedAppend",
            {old, tensor<float>({1, 2}, {7, 8}), tensor<int64_t>({1}, {3})})[0];
  const auto rows = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("mortise::PagedAppend", {old, rows, tensor<int64_t>({2}, {-1, 2})})[0],
                tensor<float>({3, 2, 2}, {0, 0, 0, 0, 3, 4, 7, 8, 0, 0, 0, 0}));
}

TEST_CASE("PagedAppend of no rows changes nothing") {
  require_equal(run("mortise::PagedAppend",
                    {pages(), tensor<float>({0, 2}, {}), tensor<int64_t>({0}, {})})[0],
                pages());
}

TEST_CASE("PagedAppend refuses a slot that no page has") {
  const auto rows = tensor<float>({1, 2}, {1, 2});
  REQUIRE_THROWS_WITH(run("mortise::PagedAppend", {pages(), rows, tensor<int64_t>({1}, {6})}),
                      "PagedAppend: slot 6 of row 0 is out of range; there are 6");
  REQUIRE_THROWS_WITH(run("mortise::PagedAppend", {pages(), rows, tensor<int64_t>({1}, {-2})}),
                      Catch::Contains("slot -2"));
}

TEST_CASE("PagedAppend has the type of its pages, and refuses rows that do not fit") {
  REQUIRE(infer("mortise::PagedAppend",
                {type<float>({8, 4, 2, 16}), type<float>({-2, 2, 16}), type<int64_t>({-2})})
              .type(0) == "float32[8, 4, 2, 16]");
  REQUIRE_THROWS_WITH(infer("mortise::PagedAppend",
                            {type<float>({8, 4, 2}), type<float>({3, 5}), type<int64_t>({3})}),
                      Catch::Contains("extents 5 and 2 must be equal"));
  REQUIRE_THROWS_WITH(infer("mortise::PagedAppend",
                            {type<float>({8, 4, 2}), type<float>({3, 2}), type<int64_t>({4})}),
                      Catch::Contains("extents 3 and 4 must be equal"));
  REQUIRE_THROWS_WITH(
      infer("mortise::PagedAppend", {type<float>({8, 4, 2}), type<float>({3}), type<int64_t>({3})}),
      Catch::Contains("one axis more than rows"));
}

}  // namespace
}  // namespace mortise::ops::testing
