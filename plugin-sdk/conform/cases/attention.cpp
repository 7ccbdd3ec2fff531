// Attention, with all that it can be given, and what models put around it.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kBatch = 2, kHeads = 4, kShared = 2, kLength = 3, kKeys = 5, kPast = 2, kSize = 8,
                  kValueSize = 6;

// Scores are sums of products that the softmax turns into weights of at most one; values are up to two.
Case attention(std::string_view what, std::vector<CaseInput> inputs, sdk::Attrs attributes = {}) {
  return accurate(recipe(what, std::move(inputs), std::move(attributes)), {256, 8});
}

std::vector<CaseInput> apart(int64_t shared = kHeads) {
  return {any({kBatch, kHeads, kLength, kSize}), any({kBatch, shared, kKeys, kSize}),
          any({kBatch, shared, kKeys, kValueSize})};
}

std::vector<CaseInput> with(std::vector<CaseInput> inputs, std::vector<CaseInput> more) {
  inputs.insert(inputs.end(), more.begin(), more.end());
  return inputs;
}

void add_attention(Cases& cases) {
  const CaseInput mask = any({kLength, kKeys});
  std::vector<double> seen;
  for (int64_t i = 0; i < kBatch * kLength * kKeys; ++i) seen.push_back(i % 3 == 1 ? 0 : 1);
  const CaseInput bools = of(MORTISE_DTYPE_BOOL, {kBatch, 1, kLength, kKeys}, seen);
  const std::vector<CaseInput> past = {any({kBatch, kShared, kPast, kSize}),
                                       any({kBatch, kShared, kPast, kValueSize})};
  const std::vector<CaseInput> packed = {any({kBatch, kLength, kHeads * kSize}),
                                         any({kBatch, kKeys, kShared * kSize}),
                                         any({kBatch, kKeys, kShared * kValueSize})};
  const sdk::Attrs heads = {{"q_num_heads", kHeads}, {"kv_num_heads", kShared}};
  Case cached =
      attention("cached", with(with(apart(kShared), {absent()}), past), {{"is_causal", 1}});
  cached.output_count = 3;
  Cases recipes = {attention("plain", apart()),
                   attention("grouped", apart(kShared)),
                   attention("mask", with(apart(), {mask})),
                   attention("bools", with(apart(), {bools})),
                   attention("causal", apart(), {{"is_causal", 1}}),
                   attention("scaled", apart(), {{"scale", 0.25}}),
                   attention("capped", with(apart(), {mask}), {{"softcap", 2.0}}),
                   attention("short_mask", with(apart(), {any({kBatch, 1, kLength, kKeys - 2})})),
                   attention("packed", packed, heads),
                   attention("lengths", with(apart(), {absent(), absent(), absent(),
                                                       of(MORTISE_DTYPE_INT64, {kBatch}, {5, 2})})),
                   cached};
  for (const int mode : {0, 1, 2, 3}) {
    Case scores = attention("scores_" + std::to_string(mode), with(apart(), {mask}),
                            {{"qk_matmul_output_mode", mode}, {"softcap", 4.0}});
    scores.output_count = 4;
    recipes.push_back(std::move(scores));
  }
  spread(cases, kFloats, recipes, 4);
}

void add_rotary(Cases& cases) {
  const auto rotary = [](std::string_view what, std::vector<CaseInput> inputs,
                         sdk::Attrs attributes = {}) {
    return accurate(recipe(what, std::move(inputs), std::move(attributes)), {4, 8});
  };
  const CaseInput x = any({kBatch, kHeads, kLength, kSize});
  const CaseInput cache = any({7, kSize / 2}), half = any({7, kSize / 4});
  const CaseInput positions = of(MORTISE_DTYPE_INT64, {kBatch, kLength}, {0, 1, 2, 6, 3, 4});
  const CaseInput by_token = any({kBatch, kLength, kSize / 2});
  spread(
      cases, kFloats,
      {rotary("positions", {x, cache, cache, positions}), rotary("tokens", {x, by_token, by_token}),
       rotary("interleaved", {x, cache, cache, positions}, {{"interleaved", 1}}),
       rotary("partial", {x, half, half, positions}, {{"rotary_embedding_dim", kSize / 2}}),
       rotary("packed", {any({kBatch, kLength, kHeads * kSize}), cache, cache, positions},
              {{"num_heads", kHeads}}),
       rotary("empty", {any({kBatch, kHeads, 0, kSize}), cache, cache,
                        of(MORTISE_DTYPE_INT64, {kBatch, 0}, {})})},
      2);
}

// Small keys, so that the state stays small and errors with it.
void add_linear_attention(Cases& cases) {
  const auto small = [](sdk::Shape shape, double low) {
    std::vector<double> numbers(static_cast<size_t>(count_of(shape)));
    for (size_t i = 0; i < numbers.size(); ++i)
      numbers[i] = low + static_cast<double>(i * 5 % 17) / 32;
    return of(kAny, std::move(shape), std::move(numbers));
  };
  const CaseInput query = any({kBatch, kLength, kHeads * kSize});
  const CaseInput key = small({kBatch, kLength, kShared * kSize}, -0.25);
  const CaseInput value = any({kBatch, kLength, kShared * kValueSize});
  const CaseInput state = any({kBatch, kShared, kSize, kValueSize});
  const CaseInput decay = small({kBatch, kLength, kShared}, -0.75);
  const CaseInput beta = small({kBatch, kLength, kShared}, 0.25);
  const auto attend = [&](std::string_view what, const char* rule, std::vector<CaseInput> more) {
    Case one = accurate(
        recipe(what, with({query, key, value}, std::move(more)),
               {{"update_rule", rule}, {"q_num_heads", kHeads}, {"kv_num_heads", kShared}}),
        {256, 16});
    one.output_count = 2;
    return one;
  };
  spread(
      cases, kFloats,
      {attend("linear", "linear", {}), attend("state", "linear", {state}),
       attend("gated", "gated", {state, decay}),
       attend("gated_keys", "gated", {absent(), small({kBatch, kLength, kShared * kSize}, -0.75)}),
       attend("delta", "delta", {state, absent(), beta}),
       attend("gated_delta", "gated_delta", {state, decay, beta}),
       attend("one_beta", "gated_delta", {absent(), decay, small({kBatch, kLength, 1}, 0.25)})},
      2);
}

}  // namespace

void add_attention(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"Attention", &add_attention},
                                             {"RotaryEmbedding", &add_rotary},
                                             {"LinearAttention", &add_linear_attention}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
