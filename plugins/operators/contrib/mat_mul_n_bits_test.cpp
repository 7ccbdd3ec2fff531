#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::MatMulNBits";

// Three rows of weights in blocks; the last block hangs over where `columns` is no multiple of its size.
struct Weights {
  size_t bits, block, columns, rows = 3;
  size_t blocks = (columns + block - 1) / block;
  size_t blob = block * bits / 8, zero_bytes = (blocks * bits + 7) / 8;
  Tensor packed = random_tensor(MORTISE_DTYPE_UINT8, shape({rows, blocks, blob}), 0, 255, 1);
  Tensor scales = random(shape({rows, blocks}), 2, 0.1, 1);
  Tensor packed_zeros = random_tensor(MORTISE_DTYPE_UINT8, shape({rows, zero_bytes}), 0, 255, 3);
  Tensor float_zeros = random(shape({rows, blocks}), 4, 0, 10);
  Tensor a = random(shape({2, 3, columns}), 5), bias = random(shape({rows}), 6);

  static Shape shape(const std::vector<size_t>& extents) {
    return {extents.begin(), extents.end()};
  }
  Attrs attrs() const {
    return {{"N", static_cast<int64_t>(rows)},
            {"K", static_cast<int64_t>(columns)},
            {"bits", static_cast<int64_t>(bits)},
            {"block_size", static_cast<int64_t>(block)}};
  }
  // The i-th number of a row of bytes, low bits first.
  double number(const Tensor& bytes, size_t row_bytes, size_t row, size_t i) const {
    const size_t byte = bytes.bytes[row * row_bytes + i * bits / 8];
    return static_cast<double>(byte >> i * bits % 8 & ((1u << bits) - 1));
  }
  template <class Zero>
  Doubles expected(Zero&& zero) const {
    Doubles y;
    for (size_t token = 0; token < 6; ++token) {
      for (size_t row = 0; row < rows; ++row) {
        double sum = 0;
        for (size_t i = 0; i < columns; ++i) {
          const size_t at = i / block;
          sum += a.doubles()[token * columns + i] *
                 (number(packed, blocks * blob, row, i) - zero(row, at)) *
                 scales.doubles()[row * blocks + at];
        }
        y.push_back(sum);
      }
    }
    return y;
  }
};

TEST_CASE("MatMulNBits multiplies by weights of a few bits") {
  for (const size_t bits : {2, 4, 8}) {
    for (const size_t block : {16, 32, 64}) {
      for (const size_t columns : {64, 83}) {
        CAPTURE(bits, block, columns);
        const Weights w{bits, block, columns};
        const double half = static_cast<double>(1 << (bits - 1));
        const auto y = run_decomposed(kOp, {w.a, w.packed, w.scales}, w.attrs())[0];
        REQUIRE(y.shape == Shape{2, 3, 3});
        require_close(y, w.expected([&](size_t, size_t) { return half; }), 1e-4);
        require_close(run_decomposed(kOp, {w.a, w.packed, w.scales, w.packed_zeros}, w.attrs())[0],
                      w.expected([&](size_t row, size_t at) {
                        return w.number(w.packed_zeros, w.zero_bytes, row, at);
                      }),
                      1e-4);
      }
    }
  }
}

TEST_CASE("MatMulNBits takes zero points that are floats, and a bias") {
  const Weights w{4, 16, 40};
  const auto y = run_decomposed(kOp, {w.a, w.packed, w.scales, w.float_zeros, std::nullopt, w.bias},
                                w.attrs())[0];
  require_close(y,
                sum_of(w.expected([&](size_t row, size_t at) {
                  return w.float_zeros.doubles()[row * w.blocks + at];
                }),
                       w.bias.doubles()),
                1e-4);
}

TEST_CASE("MatMulNBits checks its packing") {
  const Weights w{4, 16, 40};
  const std::vector<InputType> inputs = {type<float>({-2, 40}), type<uint8_t>({3, 3, 8}),
                                         type<float>({3, 3})};
  REQUIRE(infer(kOp, inputs, w.attrs()).type(0) == "float32[#0, 3]");
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({2, 41}), inputs[1], inputs[2]}, w.attrs()),
                      Catch::Contains("extents 41 and 40 must be equal"));
  REQUIRE_THROWS_WITH(infer(kOp, {inputs[0], type<uint8_t>({3, 2, 8}), inputs[2]}, w.attrs()),
                      Catch::Contains("it must have 72 elements"));
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"N", 3}, {"K", 40}, {"block_size", 24}}),
                      Catch::Contains("it must be a power of two from 16 on"));
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"N", 3}, {"K", 40}, {"block_size", 16}, {"bits", 3}}),
                      Catch::Contains("attribute bits is 3; it is 2, 4 or 8"));
}

}  // namespace
}  // namespace mortise::contrib
