#include "backends/cpu/attention.hpp"

#include <string_view>
#include <utility>

namespace mortise::cpu {
namespace {

using Ints = std::vector<int64_t>;

constexpr size_t kSizes = 6, kViewFields = 6;

Ints fields_of(const HeadsView& view) {
  return {view.offset, view.batch, view.head, view.row, view.column, view.repeat};
}

HeadsView read_view(const sdk::Node& node, std::string_view name) {
  const Ints f = node.attr_ints(name, {0, 0, 0, 0, 0, 1});
  if (f.size() != kViewFields || f[5] < 1) sdk::invalid("attribute ", name, " is no view of heads");
  for (const int64_t field : f) {
    if (field < 0) sdk::invalid("attribute ", name, " has the negative number ", field);
  }
  return {f[0], f[1], f[2], f[3], f[4], f[5]};
}

/// Extents and strides of a tensor multiply to less than 2^63 elements, but these are attributes.
int64_t checked_end(int64_t end, int64_t extent, int64_t stride) {
  int64_t way = 0, sum = 0;
  if (__builtin_mul_overflow(extent - 1, stride, &way) || __builtin_add_overflow(end, way, &sum)) {
    sdk::invalid("a stride of ", stride, " over ", extent, " elements overflows");
  }
  return sum;
}

void check_view(const AttentionForm& form, const HeadsView& view, int64_t rows, int64_t columns,
                sdk::ShapeView shape, std::string_view what) {
  int64_t last = checked_end(view.offset, form.batch, view.batch);
  last = checked_end(last, (form.heads - 1) / view.repeat + 1, view.head);
  last = checked_end(last, rows, view.row);
  last = checked_end(last, columns, view.column);
  if (last >= sdk::element_count(shape))
    sdk::invalid("the view of ", what, " leaves its tensor of shape ", shape);
}

void check(const sdk::Node& node, const AttentionForm& form) {
  const auto inside = [&](size_t input, const HeadsView& view, int64_t rows, int64_t columns,
                          std::string_view what) {
    if (node.has_input(input)) check_view(form, view, rows, columns, node.shape(input), what);
  };
  for (const size_t input : {kAttentionQuery, kAttentionKey, kAttentionValue}) {
    if (!node.has_input(input)) sdk::invalid("input ", input, " is missing");
  }
  inside(kAttentionQuery, form.query, form.queries, form.size, "the queries");
  inside(kAttentionKey, form.key, form.keys, form.size, "the keys");
  inside(kAttentionValue, form.value, form.keys, form.value_size, "the values");
  inside(kAttentionBias, form.bias, form.queries, form.keys, "the bias");
  inside(kAttentionCondition, form.condition, form.queries, form.keys, "the condition");
  check_view(form, form.result, form.queries, form.value_size, node.output_shape(0), "the result");
}

}  // namespace

void append_attention(sdk::Attrs& attributes, const AttentionForm& form) {
  attributes.emplace_back(
      "sizes", Ints{form.batch, form.heads, form.queries, form.keys, form.size, form.value_size});
  attributes.emplace_back("query", fields_of(form.query));
  attributes.emplace_back("key", fields_of(form.key));
  attributes.emplace_back("value", fields_of(form.value));
  attributes.emplace_back("result", fields_of(form.result));
  attributes.emplace_back("bias", fields_of(form.bias));
  attributes.emplace_back("condition", fields_of(form.condition));
  attributes.emplace_back("scale", static_cast<double>(form.scale));
  attributes.emplace_back("fill", static_cast<double>(form.fill));
  attributes.emplace_back("hides_where_true", form.hides_where_true);
  attributes.emplace_back("bias_last", form.bias_last);
  if (form.causal) attributes.emplace_back("causal", *form.causal);
}

AttentionForm read_attention(const sdk::Node& node) {
  AttentionForm form;
  const Ints sizes = node.attr_ints("sizes", {});
  if (sizes.size() != kSizes) sdk::invalid("attribute sizes has ", sizes.size(), " entries, not 6");
  for (const int64_t size : sizes) {
    if (size < 1) sdk::invalid("attribute sizes has the entry ", size, "; each must be positive");
  }
  int64_t* const fields[] = {&form.batch, &form.heads, &form.queries,
                             &form.keys,  &form.size,  &form.value_size};
  for (size_t i = 0; i < kSizes; ++i) *fields[i] = sizes[i];
  const std::pair<std::string_view, HeadsView*> views[] = {
      {"query", &form.query},   {"key", &form.key},   {"value", &form.value},
      {"result", &form.result}, {"bias", &form.bias}, {"condition", &form.condition}};
  for (const auto& [name, view] : views) *view = read_view(node, name);
  form.scale = static_cast<float>(node.attr_float("scale", 1));
  form.fill = static_cast<float>(node.attr_float("fill", 0));
  form.hides_where_true = node.attr_bool("hides_where_true", false);
  form.bias_last = node.attr_bool("bias_last", false);
  if (node.has_attr("causal")) form.causal = node.attr_int("causal");
  check(node, form);
  return form;
}

}  // namespace mortise::cpu
