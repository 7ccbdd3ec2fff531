#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::RotaryEmbedding";

Tensor cache(double (*function)(double)) {
  Doubles values;
  for (int64_t position = 0; position < 10; ++position)
    for (int64_t i = 0; i < 2; ++i)
      values.push_back(function(static_cast<double>(position) / (1.0 + static_cast<double>(i))));
  return tensor<float>({10, 2}, {values.begin(), values.end()});
}
const auto kCosines = cache(std::cos), kSines = cache(std::sin);

// [2, 3, heads * size]; the first four elements of each head are turned.
Doubles turned(const Tensor& x, size_t size, const std::vector<int64_t>& positions, bool pairs) {
  Doubles y = x.doubles();
  const size_t width = y.size() / 6;
  for (size_t token = 0; token < 6; ++token) {
    for (size_t head = 0; head < width / size; ++head) {
      double* at = y.data() + token * width + head * size;
      for (size_t i = 0; i < 2; ++i) {
        double& a = at[pairs ? 2 * i : i];
        double& b = at[pairs ? 2 * i + 1 : i + 2];
        const double angle = static_cast<double>(positions[token]) / (1.0 + static_cast<double>(i));
        const double first = a * std::cos(angle) - b * std::sin(angle);
        b = a * std::sin(angle) + b * std::cos(angle);
        a = first;
      }
    }
  }
  return y;
}

TEST_CASE("RotaryEmbedding turns heads as large as the caches say") {
  const auto x = random({2, 3, 8});
  const auto positions = tensor<int64_t>({2, 3}, {0, 1, 2, 7, 3, 9});
  require_close(run_decomposed(kOp, {x, positions, kCosines, kSines})[0],
                turned(x, 4, positions.ints(), false), 1e-6);
  require_close(run_decomposed(kOp, {x, positions, kCosines, kSines}, {{"interleaved", 1}})[0],
                turned(x, 4, positions.ints(), true), 1e-6);
}

TEST_CASE("RotaryEmbedding counts on from one position, and leaves the rest of a head") {
  const auto x = random({2, 3, 12});
  require_close(run_decomposed(kOp, {x, tensor<int64_t>({1}, {4}), kCosines, kSines},
                               {{"num_heads", 2}, {"rotary_embedding_dim", 4}})[0],
                turned(x, 6, {4, 5, 6, 4, 5, 6}, false), 1e-6);
}

TEST_CASE("RotaryEmbedding names what it does not have") {
  const std::vector<InputType> inputs = {type<float>({2, 3, 8}), type<int64_t>({1}),
                                         type<float>({10, 2}), type<float>({10, 2})};
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"scale", 2.0}}), Catch::Contains("attribute scale"));
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"rotary_embedding_dim", 4}}),
                      Catch::Contains("needs num_heads"));
}

}  // namespace
}  // namespace mortise::contrib
