#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/attention_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::GroupQueryAttention";
constexpr size_t kBatch = 2, kHeads = 4, kShared = 2, kSize = 4, kPast = 5;
const Attrs kHeadCounts = {{"num_heads", 4}, {"kv_num_heads", 2}};

Attrs with(Attrs attrs) {
  attrs.insert(attrs.end(), kHeadCounts.begin(), kHeadCounts.end());
  return attrs;
}
Tensor lasts(int32_t first, int32_t second) { return tensor<int32_t>({2}, {first, second}); }
Tensor total(int32_t count) { return tensor<int32_t>({1}, {count}); }

// One more token of two items, of which one is shorter, and room for another.
struct Step {
  Tensor q = random({2, 1, 16}, 1), k = random({2, 1, 8}, 2), v = random({2, 1, 8}, 3),
         past_k = random({2, 2, 5, 4}, 4), past_v = random({2, 2, 5, 4}, 5);
  size_t ends[2] = {4, 2};  // of the caches

  Inputs inputs() const { return {q, k, v, past_k, past_v, lasts(4, 2), total(5)}; }
  Heads queries() const { return heads_of(q.doubles(), kBatch, 1, kHeads, kSize); }
  Heads cache(const Tensor& past, const Tensor& now) const {
    Heads result{kBatch, kShared, kPast, kSize, past.doubles()};
    const Heads added = heads_of(now.doubles(), kBatch, 1, kShared, kSize);
    for (size_t b = 0; b < kBatch; ++b)
      for (size_t h = 0; h < kShared; ++h)
        for (size_t i = 0; i < kSize; ++i) result.at(b, h, ends[b], i) = added.at(b, h, 0, i);
    return result;
  }
  Heads keys() const { return cache(past_k, k); }
  Heads values() const { return cache(past_v, v); }
  Bias up_to_end(size_t window = 100) const {
    return [this, window](size_t item, size_t, size_t, size_t column) {
      return column > ends[item] || column + window <= ends[item] ? kNever : 0;
    };
  }
};

TEST_CASE("GroupQueryAttention puts what is new behind each item's own end") {
  const Step step;
  const auto y = run_decomposed(kOp, step.inputs(), kHeadCounts, 3);
  require_close(y[0], attended(step.queries(), step.keys(), step.values(), step.up_to_end()).output,
                1e-5);
  require_close(y[1], step.keys().elements, 1e-6);
  require_close(y[2], step.values().elements, 1e-6);
}

TEST_CASE("GroupQueryAttention lets caches grow to the longest item") {
  Step step;
  step.ends[0] = 5;
  const auto y =
      run_decomposed(kOp, {step.q, step.k, step.v, step.past_k, step.past_v, lasts(5, 2), total(6)},
                     kHeadCounts, 2);
  REQUIRE(y[1].shape == Shape{2, 2, 6, 4});
  REQUIRE(y[1].doubles()[20] == step.k.doubles()[0]);
}

TEST_CASE("GroupQueryAttention looks back as far as its window, and caps scores") {
  const Step step;
  const auto y = run_decomposed(
      kOp, step.inputs(), with({{"local_window_size", 2}, {"softcap", 0.5}, {"scale", 2.0}}))[0];
  require_close(
      y, attended(step.queries(), step.keys(), step.values(), step.up_to_end(2), 2, 0.5).output,
      1e-5);
}

TEST_CASE("GroupQueryAttention smooths the softmax") {
  const Step step;
  require_close(
      run_decomposed(kOp, step.inputs(), with({{"smooth_softmax", 1}}))[0],
      attended(step.queries(), step.keys(), step.values(), step.up_to_end(), 0, 0, {1, 1, 1, 1})
          .output,
      1e-5);
  Inputs inputs = step.inputs();
  inputs.resize(11);
  const auto sink = random({4}, 6);
  inputs.emplace_back(sink);
  require_close(run_decomposed(kOp, inputs, kHeadCounts)[0],
                attended(step.queries(), step.keys(), step.values(), step.up_to_end(), 0, 0,
                         each(sink, [](double x) { return std::exp(x); }))
                    .output,
                1e-5);
}

TEST_CASE("GroupQueryAttention turns queries and keys by their positions") {
  Step step;
  const auto cosines = random({8, 2}, 7), sines = random({8, 2}, 8);
  Inputs inputs = step.inputs();
  inputs.emplace_back(cosines);
  inputs.emplace_back(sines);
  const auto turned = [&](const Tensor& x) {
    std::vector<float> values;
    const Doubles given = x.doubles();
    const size_t columns = given.size() / 2;
    for (size_t i = 0; i < given.size(); ++i) {
      const size_t at = i % 4, pair = at % 2, row = step.ends[i / columns] * 2 + pair;
      const double other = at < 2 ? -given[i + 2] : given[i - 2];
      values.push_back(
          static_cast<float>(given[i] * cosines.doubles()[row] + other * sines.doubles()[row]));
    }
    return tensor<float>(x.shape, values);
  };
  const auto y = run_decomposed(kOp, inputs, with({{"do_rotary", 1}}), 2);
  step.q = turned(step.q);
  step.k = turned(step.k);
  require_close(y[0], attended(step.queries(), step.keys(), step.values(), step.up_to_end()).output,
                1e-5);
  require_close(y[1], step.keys().elements, 1e-6);
}

TEST_CASE("GroupQueryAttention normalises heads where there are weights for it") {
  Step step;
  const auto weights = random({4}, 9);
  Inputs inputs = step.inputs();
  inputs.resize(14);
  inputs.emplace_back(weights);
  inputs.emplace_back(weights);
  const auto normalised = [&](const Tensor& x) {
    Doubles y = x.doubles();
    const Doubles inverse = inverse_root_mean_squares(y, 4, 1e-6);
    for (size_t i = 0; i < y.size(); ++i) y[i] *= inverse[i / 4] * weights.doubles()[i % 4];
    return tensor<float>(x.shape, {y.begin(), y.end()});
  };
  const auto y = run_decomposed(kOp, inputs, kHeadCounts)[0];
  step.q = normalised(step.q);
  step.k = normalised(step.k);
  require_close(y, attended(step.queries(), step.keys(), step.values(), step.up_to_end()).output,
                1e-5);
}

TEST_CASE("GroupQueryAttention takes a prompt whose parts are packed") {
  const auto packed = random({2, 3, 32}, 1);
  const auto part = [&](size_t from, size_t heads) {
    return heads_of(packed.doubles(), kBatch, 3, heads, kSize, from, 32);
  };
  const Inputs inputs = {packed,       std::nullopt, std::nullopt, std::nullopt,
                         std::nullopt, lasts(2, 2),  total(3)};
  const auto bias = [](bool is_causal) -> Bias {
    return [=](size_t, size_t, size_t row, size_t column) {
      return is_causal && column > row ? kNever : 0;
    };
  };
  for (const bool is_causal : {true, false}) {
    const auto y = run_decomposed(kOp, inputs, with({{"causal", is_causal}}), 2);
    require_close(y[0], attended(part(0, 4), part(16, 2), part(24, 2), bias(is_causal)).output,
                  1e-5);
    require_close(y[1], part(16, 2).elements, 1e-6);
  }
}

TEST_CASE("GroupQueryAttention adds a bias, which may end before the caches") {
  const Step step;
  const auto added = random({1, 4, 1, 4}, 6);
  Inputs inputs = step.inputs();
  inputs[5] = lasts(3, 2);
  inputs[6] = total(4);
  inputs.resize(10);
  inputs.emplace_back(added);
  Step shorter;
  shorter.ends[0] = 3;
  const Bias seen = shorter.up_to_end();
  require_close(run_decomposed(kOp, inputs, kHeadCounts)[0],
                attended(shorter.queries(), shorter.keys(), shorter.values(),
                         [&](size_t item, size_t head, size_t row, size_t column) {
                           return column > 3 ? kNever
                                             : seen(item, head, row, column) +
                                                   added.doubles()[head * 4 + column];
                         })
                    .output,
                1e-5);
}

TEST_CASE("GroupQueryAttention asks for the total, and names what it does not have") {
  const std::vector<InputType> inputs = {
      type<float>({2, 1, 16}), type<float>({2, 1, 8}), type<float>({2, 1, 8}), absent(), absent(),
      type<int32_t>({2}),      type<int32_t>({1})};
  const auto found = infer(kOp, inputs, kHeadCounts, 2);
  REQUIRE(found.needs == std::vector<uint64_t>{6});
  REQUIRE(found.type(1) == "float32[2, 2, ?, 4]");
  REQUIRE_THROWS_WITH(infer(kOp, inputs, with({{"sliding_window_cache", 1}})),
                      Catch::Contains("attribute sliding_window_cache"));
  REQUIRE_THROWS_WITH(infer(kOp, inputs, with({{"do_rotary", 1}})),
                      Catch::Contains("do_rotary needs cos_cache and sin_cache"));
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"num_heads", 4}, {"kv_num_heads", 3}}),
                      Catch::Contains("the first must be a multiple of the second"));
}

}  // namespace
}  // namespace mortise::contrib
