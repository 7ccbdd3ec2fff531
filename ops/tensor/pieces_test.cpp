// Piece rules of operators that move elements.
#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;

Tensor zeros(const Shape& shape) { return random_tensor(MORTISE_DTYPE_FLOAT32, shape); }
Tensor ints(const std::vector<int64_t>& values) {
  return tensor<int64_t>({static_cast<int64_t>(values.size())}, values);
}

}  // namespace

TEST_CASE("a reshape needs of its input what holds the same elements") {
  const Tensor x = zeros({4, 6, 5});
  CHECK(pieces("Reshape", {x, ints({24, 5})}, 0, 6, 12) == Texts{"[1,2)@0", "shape"});
  CHECK(pieces("Reshape", {x, ints({24, 5})}, 0, 5, 7) == Texts{"[0,2)@0", "shape"});
  CHECK(pieces("Reshape", {x, ints({24, 5})}, 1, 1, 2) == Texts{"[1,2)@2", "shape"});
  CHECK(pieces("Reshape", {x, ints({4, 2, 15})}, 1, 1, 2) == Texts{"[3,6)@1", "shape"});
  CHECK(pieces("Reshape", {x, ints({8, 15})}, 1, 1, 2) == Texts{"whole", "shape"});
  CHECK(pieces("Flatten", {x}, 0, 1, 3) == Texts{"[1,3)@0"});
  CHECK(pieces("Unsqueeze", {x, ints({0})}, 1, 1, 3) == Texts{"[1,3)@0", "shape"});
  CHECK(pieces("Squeeze", {zeros({1, 4, 5}), ints({0})}, 0, 1, 3) == Texts{"[1,3)@1", "shape"});
}

TEST_CASE("what moves elements needs those that end in the piece") {
  const Tensor x = zeros({4, 6, 5}), table = zeros({9, 7});
  CHECK(pieces("Concat", {x, x}, 0, 1, 3, {{"axis", 1}}) == Texts{"[1,3)@0", "[1,3)@0"});
  CHECK(pieces("Concat", {x, x}, 1, 5, 8, {{"axis", 1}}) == Texts{"[5,6)@1", "[0,2)@1"});
  CHECK(pieces("Concat", {x, x}, 1, 7, 8, {{"axis", 1}}) == Texts{"[6,6)@1", "[1,2)@1"});
  CHECK(pieces("Gather", {table, ints({1, 2, 3})}, 0, 1, 2) == Texts{"whole", "[1,2)@0"});
  CHECK(pieces("Gather", {table, ints({1, 2, 3})}, 1, 1, 2) == Texts{"[1,2)@1", "whole"});
  CHECK(pieces("Gather", {table, ints({1, 2, 3})}, 0, 1, 2, {{"axis", 1}}) ==
        Texts{"[1,2)@0", "whole"});
  CHECK(pieces("Slice", {x, ints({1}), ints({6}), ints({1}), ints({2})}, 1, 1, 3)[0] == "[3,6)@1");
  CHECK(pieces("Slice", {x, ints({5}), ints({0}), ints({1}), ints({-2})}, 1, 1, 2)[0] == "whole");
  CHECK(pieces("Split", {x, ints({6})}, 0, 1, 2, {{"axis", 1}})[0] == "[1,2)@0");
  CHECK(pieces("Expand", {zeros({6, 1}), ints({4, 6, 5})}, 1, 2, 3) == Texts{"[2,3)@0", "shape"});
  CHECK(pieces("Expand", {zeros({6, 1}), ints({4, 6, 5})}, 0, 2, 3) == Texts{"whole", "shape"});
  CHECK(pieces("ConvTranspose", {zeros({4, 2, 5, 5}), zeros({2, 3, 3, 3})}, 0, 2, 3) ==
        Texts{"[2,3)@0", "whole"});
}

}  // namespace mortise::ops::testing
