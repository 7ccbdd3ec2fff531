#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::FusedMatMul";

// [batch, rows, columns] of a random tensor, by any order of its axes.
template <class At>
Tensor arranged(const Shape& shape, At&& at) {
  Doubles values;
  for (int64_t i = 0; i < shape[0]; ++i)
    for (int64_t j = 0; j < shape[1]; ++j)
      for (int64_t k = 0; k < shape[2]; ++k) values.push_back(at(i, j, k));
  return tensor<float>(shape, {values.begin(), values.end()});
}

double left(int64_t batch, int64_t row, int64_t column) {
  return std::sin(static_cast<double>(batch * 7 + row * 3 + column));
}
double right(int64_t batch, int64_t row, int64_t column) {
  return std::cos(static_cast<double>(batch * 5 + row * 2 + column));
}

Doubles expected(double alpha) {
  Doubles y;
  for (int64_t batch = 0; batch < 2; ++batch) {
    for (int64_t i = 0; i < 3; ++i) {
      for (int64_t j = 0; j < 5; ++j) {
        double sum = 0;
        for (int64_t k = 0; k < 4; ++k) sum += left(batch, i, k) * right(batch, k, j);
        y.push_back(alpha * sum);
      }
    }
  }
  return y;
}

TEST_CASE("FusedMatMul transposes its operands in every way") {
  const Tensor lefts[] = {
      arranged({2, 3, 4}, left),
      arranged({2, 4, 3}, [](auto b, auto i, auto j) { return left(b, j, i); }),
      arranged({3, 2, 4}, [](auto i, auto b, auto j) { return left(b, i, j); }),
      arranged({4, 2, 3}, [](auto j, auto b, auto i) { return left(b, i, j); })};
  const Tensor rights[] = {
      arranged({2, 4, 5}, right),
      arranged({2, 5, 4}, [](auto b, auto i, auto j) { return right(b, j, i); }),
      arranged({4, 2, 5}, [](auto i, auto b, auto j) { return right(b, i, j); }),
      arranged({5, 2, 4}, [](auto j, auto b, auto i) { return right(b, i, j); })};
  for (int way = 0; way < 16; ++way) {
    const int a = way % 4, b = way / 4;
    const Attrs attrs = {{"transA", a & 1},
                         {"transBatchA", a >> 1},
                         {"transB", b & 1},
                         {"transBatchB", b >> 1},
                         {"alpha", 0.5}};
    const auto y = run_decomposed(kOp, {lefts[a], rights[b]}, attrs)[0];
    require_close(y, expected(0.5), 1e-5);
    REQUIRE(y.shape == Shape{2, 3, 5});
  }
}

TEST_CASE("FusedMatMul takes vectors, which have nothing to transpose") {
  const auto a = random({4}, 1), b = random({4, 3}, 2);
  const auto y = run_decomposed(kOp, {a, b}, {{"transA", 1}})[0];
  require_close(y, product(a.doubles(), b.doubles(), 1, 4, 3), 1e-6);
  REQUIRE(y.shape == Shape{3});
}

TEST_CASE("FusedMatMul refuses matrices that do not fit") {
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({2, 3}), type<float>({2, 3})}),
                      Catch::Contains("extents 3 and 2 must be equal"));
  REQUIRE(infer(kOp, {type<float>({-2, 3}), type<float>({4, 3})}, {{"transB", 1}}).type(0) ==
          "float32[#0, 4]");
}

TEST_CASE("TransposeMatMul is the same without the batch") {
  const auto a = random({3, 2}, 1), b = random({3, 4}, 2);
  Doubles expected(8);
  for (size_t i = 0; i < 2; ++i)
    for (size_t j = 0; j < 4; ++j)
      for (size_t k = 0; k < 3; ++k)
        expected[i * 4 + j] += 2 * a.doubles()[k * 2 + i] * b.doubles()[k * 4 + j];
  require_close(
      run_decomposed("com.microsoft::TransposeMatMul", {a, b}, {{"transA", 1}, {"alpha", 2.0}})[0],
      expected, 1e-6);
}

}  // namespace
}  // namespace mortise::contrib
