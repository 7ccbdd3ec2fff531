#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;
using Ints = std::vector<int64_t>;
constexpr const char* kZipMap = "ai.onnx.ml::ZipMap";

TEST_CASE("ZipMap gives each row as a map from class labels to its numbers") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  const auto maps = run_restructured(kZipMap, {x}, {{"classlabels_strings", Texts{"b", "a", "c"}}});
  REQUIRE(maps[0].kind == MORTISE_VALUE_SEQUENCE);
  REQUIRE(maps[0].items.size() == 4);
  REQUIRE(maps[0].items[0].strings() == Texts{"b", "a", "c"});
  require_equal(maps[0].items[1], tensor<float>({3}, {1, 2, 3}));
  REQUIRE(maps[0].items[2].strings() == Texts{"b", "a", "c"});
  require_equal(maps[0].items[3], tensor<float>({3}, {4, 5, 6}));
}

TEST_CASE("ZipMap takes one row without a batch, one class, and no rows") {
  const Attrs one = {{"classlabels_int64s", Ints{7}}};
  const auto row = run_restructured(kZipMap, {tensor<float>({1}, {0.5f})}, one)[0].items;
  require_equal(row[0], tensor<int64_t>({1}, {7}));
  require_equal(row[1], tensor<float>({1}, {0.5f}));
  const auto none = run_restructured(kZipMap, {tensor<float>({0, 1}, {})}, one);
  REQUIRE(none[0].kind == MORTISE_VALUE_SEQUENCE);
  REQUIRE(none[0].items.empty());
}

TEST_CASE("ZipMap gives the last of the numbers that have one label") {
  const auto maps = run_restructured(kZipMap, {tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6})},
                                     {{"classlabels_int64s", Ints{9, 9, 4}}});
  require_equal(maps[0].items[0], tensor<int64_t>({2}, {9, 4}));
  require_equal(maps[0].items[1], tensor<float>({2}, {2, 3}));
  require_equal(maps[0].items[3], tensor<float>({2}, {5, 6}));
}

TEST_CASE("ZipMap refuses what it cannot label") {
  const Attrs two = {{"classlabels_int64s", Ints{1, 2}}};
  const auto refusal = [](const Tensor& x, const Attrs& attrs, const char* why) {
    REQUIRE_THROWS_WITH(run_restructured(kZipMap, {x}, attrs), Catch::Contains(why));
  };
  refusal(tensor<float>({1, 3}, {1, 2, 3}), two, "3 numbers in a row for 2 class labels");
  refusal(tensor<float>({}, {1}), two, "it must be a row, or rows, of numbers");
  refusal(tensor<float>({1, 1, 2}, {1, 2}), two, "it must be a row, or rows, of numbers");
  refusal(tensor<double>({1, 2}, {1, 2}), two, "float64");
  refusal(tensor<float>({1, 2}, {1, 2}), {}, "it has 0 of the attributes classlabels_strings");
}

}  // namespace
}  // namespace mortise::ops::testing
