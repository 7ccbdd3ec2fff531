// Mortise's own operators over pages: attention of one query per sequence, and what fills the pages.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

CaseInput int64s(sdk::Shape shape, std::vector<double> numbers) {
  return of(MORTISE_DTYPE_INT64, std::move(shape), std::move(numbers));
}

void add_append(Cases& cases) {
  // A slot of -1 drops its row.
  spread(cases, kPlain,
         {recipe("rows", {any({3, 4, 2, 5}), any({3, 2, 5}), int64s({3}, {5, 0, 11})}),
          recipe("dropped", {any({3, 4, 2, 5}), any({3, 2, 5}), int64s({3}, {7, -1, 2})}),
          recipe("none", {any({2, 4, 3}), any({0, 3}), int64s({0}, {})}),
          recipe("numbers", {any({2, 4}), any({2}), int64s({2}, {7, 3})})},
         2);
}

// Scores of up to 4 per element of a head, off by a step for each, move the weights by as much; the rest is a sum over
// tokens.
Case attention(std::string_view what, int64_t heads, int64_t key_heads, int64_t size,
               std::vector<double> lengths, sdk::Attrs attributes = {}) {
  const auto batch = static_cast<int64_t>(lengths.size());
  const int64_t row = 3;
  const int64_t page_size = 4;
  std::vector<double> table;  // the pages of the sequences lie among each other
  for (int64_t i = 0; i < batch * row; ++i) table.push_back(static_cast<double>((i * 5 + 2) % 7));
  Case one = recipe(what,
                    {any({batch, heads, size}), any({7, page_size, key_heads, size}),
                     any({7, page_size, key_heads, size + 1}), int64s({batch, row}, table),
                     int64s({batch}, std::move(lengths))},
                    std::move(attributes));
  return accurate(one, {static_cast<double>(8 * size + row * page_size + 16), 2});
}

void add_attention(Cases& cases) {
  spread(cases, kFloats,
         {attention("one_head", 1, 1, 8, {5}), attention("ragged", 4, 4, 8, {12, 1, 7}),
          attention("grouped", 6, 2, 5, {3, 9}), attention("empty_sequence", 2, 1, 8, {0, 4}),
          attention("scale", 2, 2, 4, {11}, {{"scale", 0.25}})},
         3);
}

}  // namespace

void add_paged(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"mortise::PagedAppend", &add_append},
                                             {"mortise::PagedAttention", &add_attention}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
