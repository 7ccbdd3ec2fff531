// The private Attention beside its definition, in double precision.
#include "backends/cpu/attention.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/testing/kernel_case.hpp"

namespace mortise::cpu::testing {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// One head after the other, each matrix dense.
AttentionForm plain_form(int64_t heads, int64_t queries, int64_t keys, int64_t size) {
  AttentionForm form;
  form.heads = heads;
  form.queries = queries;
  form.keys = keys;
  form.size = form.value_size = size;
  form.query = form.result = {0, 0, queries * size, size, 1, 1};
  form.key = form.value = {0, 0, keys * size, size, 1, 1};
  form.scale = 0.5f;
  return form;
}

struct Operands {
  explicit Operands(const AttentionForm& f)
      : form(f),
        query({f.heads, f.queries, f.size}),
        key({f.heads, f.keys, f.size}),
        q(random_floats(query, 1)),
        k(random_floats(key, 2)),
        v(random_floats(key, 3)) {}

  Floats run() const {
    sdk::Attrs attributes;
    append_attention(attributes, form);
    return KernelCase().input(query, q).input(key, k).input(key, v).run("Attention", query,
                                                                        attributes, kPrivateDomain);
  }
  double score(int64_t h, int64_t i, int64_t j) const {
    if (form.causal && j > i + *form.causal) return form.fill;
    double sum = 0;
    for (int64_t d = 0; d < form.size; ++d)
      sum += static_cast<double>(q[at(h, form.queries, i, d)]) * k[at(h, form.keys, j, d)];
    return sum * form.scale;
  }
  Floats expected() const {
    Floats y;
    for (int64_t h = 0; h < form.heads; ++h) {
      for (int64_t i = 0; i < form.queries; ++i) append_row(h, i, y);
    }
    return y;
  }

  AttentionForm form;
  Shape query, key;
  Floats q, k, v;

 private:
  size_t at(int64_t head, int64_t rows, int64_t row, int64_t column) const {
    return static_cast<size_t>((head * rows + row) * form.size + column);
  }
  void append_row(int64_t h, int64_t i, Floats& y) const {
    std::vector<double> weights;
    double peak = -kInfinity, total = 0;
    for (int64_t j = 0; j < form.keys; ++j) {
      weights.push_back(score(h, i, j));
      peak = std::max(peak, weights.back());
    }
    for (double& weight : weights) total += weight = std::exp(weight - peak);
    for (int64_t d = 0; d < form.size; ++d) {
      double sum = 0;
      for (int64_t j = 0; j < form.keys; ++j)
        sum += weights[static_cast<size_t>(j)] * v[at(h, form.keys, j, d)];
      y.push_back(static_cast<float>(sum / total));
    }
  }
};

TEST_CASE("attention of odd sizes") {
  for (const int64_t queries : {1, 3, 17, 40}) {
    for (const int64_t keys : {1, 2, 65, 200}) {
      for (const int64_t size : {1, 6, 33}) {
        const Operands x(plain_form(3, queries, keys, size));
        CAPTURE(queries, keys, size);
        CHECK(difference(x.run(), x.expected()) < 1e-5);
      }
    }
  }
}

TEST_CASE("causal attention falls back to the fill where that is all there is to see") {
  for (const float fill : {-kInfinity, -3e38f, -1e4f, 0.0f}) {
    for (const int64_t causal : {0, 7, -5}) {
      Operands x(plain_form(2, 70, 150, 8));
      x.form.fill = fill;
      x.form.causal = causal;
      CAPTURE(fill, causal);
      CHECK(difference(x.run(), x.expected()) < 1e-5);
    }
  }
}

TEST_CASE("large scores do not overflow, and NaN stays in its row") {
  Operands x(plain_form(1, 20, 100, 4));
  for (float& q : x.q) q *= 1000;
  x.q[4 * 7] = NAN;
  const Floats y = x.run();
  CHECK(difference(y, x.expected()) < 1e-4);
  CHECK(std::isnan(y[4 * 7 + 3]));
  CHECK_FALSE(std::isnan(y[4 * 8]));
}

TEST_CASE("a view that leaves its tensor is refused") {
  for (int64_t HeadsView::*const field : {&HeadsView::offset, &HeadsView::row, &HeadsView::head}) {
    Operands x(plain_form(2, 3, 4, 5));
    x.form.key.*field += 1;
    CHECK_THROWS_WITH(x.run(), Catch::Matchers::Contains("the view of the keys"));
  }
}

}  // namespace
}  // namespace mortise::cpu::testing
