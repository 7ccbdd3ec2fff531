#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/attention_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::MultiHeadAttention";
constexpr size_t kBatch = 2, kHeads = 2, kLength = 3, kKeys = 4, kSize = 4, kValueSize = 3;
const auto kQ = random({2, 3, 8}, 1), kK = random({2, 4, 8}, 2), kV = random({2, 4, 6}, 3);

Heads queries(const Doubles& x) { return heads_of(x, kBatch, kLength, kHeads, kSize); }
Heads keys(const Doubles& x) { return heads_of(x, kBatch, kKeys, kHeads, kSize); }
Heads values(const Doubles& x) { return heads_of(x, kBatch, kKeys, kHeads, kValueSize); }

TEST_CASE("MultiHeadAttention attends to other tokens, with biases before it") {
  const auto bias = random({22}, 4);
  const Doubles b = bias.doubles();
  const Doubles q(b.begin(), b.begin() + 8), k(b.begin() + 8, b.begin() + 16),
      v(b.begin() + 16, b.end());
  const auto y = run_decomposed(kOp, {kQ, kK, kV, bias}, {{"num_heads", 2}})[0];
  require_close(y,
                attended(queries(sum_of(kQ.doubles(), q)), keys(sum_of(kK.doubles(), k)),
                         values(sum_of(kV.doubles(), v)), kNoBias)
                    .output,
                1e-5);
}

TEST_CASE("MultiHeadAttention gives keys, values and scores") {
  const auto mask = tensor<int32_t>({2, 4}, {1, 0, 1, 1, 1, 1, 1, 0});
  const auto y = run_decomposed(kOp, {kQ, kK, kV, std::nullopt, mask},
                                {{"num_heads", 2}, {"unidirectional", 1}}, 4);
  constexpr double kLowest = std::numeric_limits<float>::lowest();
  const Attended expected =
      attended(queries(kQ.doubles()), keys(kK.doubles()), values(kV.doubles()),
               [](size_t item, size_t, size_t row, size_t column) {
                 if (column > row) return kLowest;
                 return column == (item == 0 ? 1u : 3u) ? -10000.0 : 0.0;
               });
  require_close(y[0], expected.output, 1e-5);
  require_close(y[1], keys(kK.doubles()).elements, 1e-6);
  require_close(y[2], values(kV.doubles()).elements, 1e-6);
  require_close(y[3], expected.scores, 1e-5);
}

TEST_CASE("MultiHeadAttention takes keys and values of before, and those that are apart") {
  const auto k = random({2, 2, 4, 4}, 5), v = random({2, 2, 4, 3}, 6);
  Heads past_k{kBatch, kHeads, kKeys, kSize, k.doubles()},
      past_v{kBatch, kHeads, kKeys, kValueSize, v.doubles()};
  require_close(run_decomposed(kOp, {kQ, k, v}, {{"num_heads", 2}})[0],
                attended(queries(kQ.doubles()), past_k, past_v, kNoBias).output, 1e-5);
  const Inputs inputs = {kQ, kK, kV, std::nullopt, std::nullopt, std::nullopt, k, v};
  const auto y = run_decomposed(kOp, inputs, {{"num_heads", 2}}, 3);
  const Heads all_k = joined(past_k, keys(kK.doubles())),
              all_v = joined(past_v, values(kV.doubles()));
  require_close(y[0], attended(queries(kQ.doubles()), all_k, all_v, kNoBias).output, 1e-5);
  require_close(y[1], all_k.elements, 1e-6);
  require_close(y[2], all_v.elements, 1e-6);
}

TEST_CASE("MultiHeadAttention takes what is packed together") {
  const auto all = random({2, 3, 2, 3, 4}, 7);
  const auto part = [&](size_t which, size_t parts, const Tensor& packed, size_t length) {
    Heads result{kBatch, kHeads, length, kSize};
    for (size_t b = 0; b < kBatch; ++b)
      for (size_t l = 0; l < length; ++l)
        for (size_t h = 0; h < kHeads; ++h)
          for (size_t i = 0; i < kSize; ++i)
            result.at(b, h, l, i) =
                packed.doubles()[(((b * length + l) * kHeads + h) * parts + which) * kSize + i];
    return result;
  };
  require_close(
      run_decomposed(kOp, {all}, {{"num_heads", 2}})[0],
      attended(part(0, 3, all, 3), part(1, 3, all, 3), part(2, 3, all, 3), kNoBias).output, 1e-5);
  const auto both = random({2, 4, 2, 2, 4}, 8);
  require_close(
      run_decomposed(kOp, {kQ, both}, {{"num_heads", 2}})[0],
      attended(queries(kQ.doubles()), part(0, 2, both, 4), part(1, 2, both, 4), kNoBias).output,
      1e-5);
}

TEST_CASE("MultiHeadAttention checks its inputs") {
  const auto q = type<float>({2, 3, 8}), k = type<float>({2, 4, 8}), v = type<float>({2, 5, 8});
  REQUIRE_THROWS_WITH(infer(kOp, {q, k, v}, {{"num_heads", 2}}),
                      Catch::Contains("extents 4 and 5 must be equal"));
  REQUIRE_THROWS_WITH(infer(kOp, {q}, {{"num_heads", 2}}),
                      Catch::Contains("input 1 (key) is missing"));
  REQUIRE(infer(kOp, {type<float>({-2, -3, 8}), type<float>({-2, -4, 8}), type<float>({-2, -4, 6})},
                {{"num_heads", 2}}, 2)
              .type(1) == "float32[#0, 2, #2, 4]");
}

}  // namespace
}  // namespace mortise::contrib
