#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/attention_loops.hpp"
#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::QAttention";

TEST_CASE("QAttention projects bytes, and attends as Attention does") {
  const auto x = random_bytes<uint8_t>({2, 3, 5}, 0.01f, 120, 1);
  const auto weights = random_bytes<int8_t>({5, 24}, 0.01f, 4, 2);
  const auto bias = random({24}, 3);
  const auto mask = tensor<int32_t>({2}, {2, 3});
  const auto y =
      run_decomposed(kOp,
                     {x.tensor, weights.tensor, bias, x.scale_tensor(), weights.scale_tensor(),
                      mask, x.zero_tensor(), weights.zero_tensor()},
                     {{"num_heads", 2}, {"unidirectional", 1}}, 2);
  const Doubles all = sum_of(product(x.values(), weights.values(), 6, 5, 24), bias.doubles());
  const auto part = [&](size_t i) { return heads_of(all, 2, 3, 2, 4, i * 8, 24); };
  require_close(y[0],
                attended(part(0), part(1), part(2),
                         [](size_t item, size_t, size_t row, size_t column) {
                           return column > row || (item == 0 && column >= 2) ? kNever : 0;
                         })
                    .output,
                1e-4);
  Doubles present = part(1).elements;
  const Doubles values = part(2).elements;
  present.insert(present.end(), values.begin(), values.end());
  require_close(y[1], present, 1e-4);
}

}  // namespace
}  // namespace mortise::contrib
