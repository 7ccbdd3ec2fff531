#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

std::vector<double> einsum(const std::string& equation, const Inputs& inputs) {
  return run("Einsum", inputs, {{"equation", equation}})[0].doubles();
}

const auto kMatrix = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});

TEST_CASE("Einsum sums over the labels that the output does not have") {
  const auto other = tensor<float>({3, 2}, {1, 0, 0, 1, 1, 1});
  REQUIRE(einsum("ij,jk->ik", {kMatrix, other}) == std::vector<double>{4, 5, 10, 11});
  REQUIRE(einsum("ij,jk", {kMatrix, other}) == std::vector<double>{4, 5, 10, 11});
  REQUIRE(einsum("ij->", {kMatrix}) == std::vector<double>{21});
  REQUIRE(einsum("ij->j", {kMatrix}) == std::vector<double>{5, 7, 9});
  REQUIRE(einsum("ij->ji", {kMatrix}) == std::vector<double>{1, 4, 2, 5, 3, 6});
}

TEST_CASE("Einsum takes the diagonal where one input has a label twice") {
  const auto square = tensor<float>({2, 2}, {1, 2, 3, 4});
  REQUIRE(einsum("ii->i", {square}) == std::vector<double>{1, 4});
  REQUIRE(einsum("ii", {square}) == std::vector<double>{5});
}

TEST_CASE("Einsum broadcasts what an ellipsis stands for") {
  const auto batch = tensor<float>({2, 1, 2}, {1, 2, 3, 4});
  const auto vector = tensor<float>({2}, {1, 10});
  REQUIRE(einsum("...i, i -> ...", {batch, vector}) == std::vector<double>{21, 43});
  REQUIRE(einsum("...,...", {batch, vector}) == std::vector<double>{1, 20, 3, 40});
  REQUIRE(run("Einsum", {batch, vector}, {{"equation", "...i,...i->i..."}})[0].shape ==
          Shape{2, 2, 1});
}

TEST_CASE("Einsum multiplies any number of inputs") {
  const auto two = tensor<int32_t>({2}, {1, 2}), three = tensor<int32_t>({3}, {1, 10, 100});
  REQUIRE(run("Einsum", {two, three, two}, {{"equation", "a,b,a->b"}})[0].ints() ==
          std::vector<int64_t>{5, 50, 500});
}

TEST_CASE("Einsum sums nothing to zero") {
  REQUIRE(einsum("ij->i", {tensor<float>({2, 0}, {})}) == std::vector<double>{0, 0});
}

TEST_CASE("Einsum checks the equation and the shapes") {
  const auto rule = [](const std::string& equation, const std::vector<InputType>& inputs) {
    return infer("Einsum", inputs, {{"equation", equation}}).type(0);
  };
  REQUIRE(rule("bij,bjk->bik", {type<float>({-2, 3, 4}), type<float>({-2, 4, 5})}) ==
          "float32[#0, 3, 5]");
  REQUIRE(rule("ij", {unranked<float>()}) == "float32[*]");
  const std::vector<InputType> one = {type<float>({2, 3})};
  REQUIRE_THROWS_WITH(rule("ij,jk->ik", one), Catch::Contains("is not one for 1 inputs"));
  REQUIRE_THROWS_WITH(rule("ijk->i", one), Catch::Contains("rank 2"));
  REQUIRE_THROWS_WITH(rule("ij->k", one), Catch::Contains("must be in an input"));
  REQUIRE_THROWS_WITH(rule("ij->ii", one), Catch::Contains("once in the output"));
  REQUIRE_THROWS_WITH(rule("i1->i", one), Catch::Contains("`1`"));
  REQUIRE_THROWS_WITH(rule("i->i,j", one), Catch::Contains("rank 2") || Catch::Contains("`,`"));
  REQUIRE_THROWS_WITH(rule("ij,jk->ik", {type<float>({2, 3}), type<float>({4, 5})}),
                      Catch::Contains("broadcast"));
}

}  // namespace
}  // namespace mortise::ops::testing
