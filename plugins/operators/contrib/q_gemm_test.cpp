#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/integer_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::QGemm";
const auto kA = random_bytes<uint8_t>({3, 4}, 0.05f, 117, 1);

TEST_CASE("QGemm adds a bias in steps of the product, and gives floats or bytes") {
  const ColumnBytes b;
  const auto c = random_tensor(MORTISE_DTYPE_INT32, {5}, -500, 500, 6);
  Inputs inputs = {kA.tensor, kA.scale_tensor(), kA.zero_tensor(), b.tensor, b.scales, b.zeros, c};
  Doubles expected = product(kA.values(), b.values(), 3, 4, 5);
  for (size_t i = 0; i < expected.size(); ++i)
    expected[i] = 0.5 * (expected[i] + c.doubles()[i % 5] * static_cast<double>(kA.scale) *
                                           b.scales.doubles()[i % 5]);
  require_close(run_decomposed(kOp, inputs, {{"alpha", 0.5}})[0], expected, 1e-4);
  inputs.emplace_back(tensor<float>({}, {0.7f}));
  inputs.emplace_back(tensor<uint8_t>({}, {120}));
  REQUIRE(run_decomposed(kOp, inputs, {{"alpha", 0.5}})[0].ints() ==
          steps_of<uint8_t>(expected, static_cast<double>(0.7f), 120));
}

TEST_CASE("QGemm transposes") {
  const auto b = random_bytes<uint8_t>({5, 4}, 0.1f, 99, 2);
  Doubles turned(20);
  for (size_t i = 0; i < 5; ++i)
    for (size_t j = 0; j < 4; ++j) turned[j * 5 + i] = b.values()[i * 4 + j];
  require_close(run_decomposed(kOp,
                               {kA.tensor, kA.scale_tensor(), kA.zero_tensor(), b.tensor,
                                b.scale_tensor(), b.zero_tensor()},
                               {{"transB", 1}})[0],
                product(kA.values(), turned, 3, 4, 5), 1e-4);
}

}  // namespace
}  // namespace mortise::contrib
