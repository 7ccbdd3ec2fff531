#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// A quarter turn at position 1, none at position 0.
const auto kCosines = tensor<double>({2, 2}, {1, 1, 0, 0});
const auto kSines = tensor<double>({2, 2}, {0, 0, 1, 1});
const auto kX = tensor<double>({1, 1, 2, 4}, {1, 2, 3, 4, 1, 2, 3, 4});

TEST_CASE("RotaryEmbedding turns the halves of a head against each other") {
  const auto y = run("RotaryEmbedding", {kX, kCosines, kSines, tensor<int64_t>({1, 2}, {0, 1})})[0];
  require_close(y, {1, 2, 3, 4, -3, -4, 1, 2}, 1e-12);
}

TEST_CASE("RotaryEmbedding turns neighbours where they are interleaved") {
  const auto y = run("RotaryEmbedding", {kX, kCosines, kSines, tensor<int64_t>({1, 2}, {1, 0})},
                     {{"interleaved", 1}})[0];
  require_close(y, {-2, 1, -4, 3, 1, 2, 3, 4}, 1e-12);
}

TEST_CASE("RotaryEmbedding leaves the rest of a head as it is, and takes caches by token") {
  const auto cosines = tensor<double>({1, 2, 1}, {0, 1}), sines = tensor<double>({1, 2, 1}, {1, 0});
  const auto y = run("RotaryEmbedding", {kX, cosines, sines}, {{"rotary_embedding_dim", 2}})[0];
  require_close(y, {-2, 1, 3, 4, 1, 2, 3, 4}, 1e-12);
}

TEST_CASE("RotaryEmbedding has heads beside each other where its input has rank 3") {
  const auto x = tensor<double>({1, 1, 4}, {1, 2, 3, 4});
  const auto y =
      run("RotaryEmbedding", {x, tensor<double>({1, 1, 1}, {0}), tensor<double>({1, 1, 1}, {1})},
          {{"num_heads", 2}})[0];
  require_close(y, {-2, 1, -4, 3}, 1e-12);
}

TEST_CASE("RotaryEmbedding checks its caches and positions") {
  REQUIRE(infer("RotaryEmbedding", {type<float>({-2, 4, 7, 8}), type<float>({50, 4}),
                                    type<float>({50, 4}), type<int64_t>({-2, 7})})
              .type(0) == "float32[#0, 4, 7, 8]");
  REQUIRE_THROWS_WITH(infer("RotaryEmbedding", {type<float>({1, 4, 7, 8}), type<float>({50, 3}),
                                                type<float>({50, 4}), type<int64_t>({1, 7})}),
                      Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(infer("RotaryEmbedding", {type<float>({1, 7, 8}), type<float>({1, 7, 4}),
                                                type<float>({1, 7, 4})}),
                      Catch::Contains("num_heads"));
  REQUIRE_THROWS_WITH(
      run("RotaryEmbedding", {kX, kCosines, kSines, tensor<int64_t>({1, 2}, {0, 2})}),
      Catch::Contains("out of range"));
}

}  // namespace
}  // namespace mortise::ops::testing
