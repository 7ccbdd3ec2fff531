// Convolution and its transpose: lines, images and volumes; strides, dilations, pads and groups, and channel counts on both
// sides of every vector's length.
#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/cases/families.hpp"

namespace mortise::conform {
namespace {

using Ints = std::vector<int64_t>;

struct Form {
  std::string_view what;
  sdk::Shape x, w;
  sdk::Attrs attributes;
  sdk::Shape smaller;
};

const std::vector<Form>& forms() {
  static const std::vector<Form> list = {
      {"padded", {2, 3, 7, 9}, {5, 3, 3, 3}, {{"pads", Ints{1, 1, 1, 1}}}, {1, 3, 5, 9}},
      {"grouped", {1, 6, 5, 7}, {4, 3, 3, 3}, {{"group", 2}}, {}},
      {"strided",
       {1, 3, 9, 11},
       {4, 3, 3, 3},
       {{"strides", Ints{2, 2}}, {"pads", Ints{1, 1, 1, 1}}},
       {}},
      {"point", {2, 17, 5, 7}, {19, 17, 1, 1}, {}, {1, 17, 3, 7}},
      {"plain", {1, 2, 6, 5}, {3, 2, 3, 2}, {}, {}},
      {"depthwise", {1, 17, 7, 9}, {17, 1, 3, 3}, {{"group", 17}, {"pads", Ints{1, 1, 1, 1}}}, {}},
      {"depthwise_strided",
       {1, 16, 9, 9},
       {16, 1, 5, 5},
       {{"group", 16}, {"strides", Ints{2, 2}}, {"pads", Ints{2, 2, 2, 2}}},
       {}},
      {"depth_multiplied", {1, 4, 6, 6}, {8, 1, 3, 3}, {{"group", 4}}, {}},
      {"dilated", {1, 3, 11, 9}, {4, 3, 3, 3}, {{"dilations", Ints{2, 3}}}, {}},
      {"dilated_padded",
       {1, 3, 8, 8},
       {5, 3, 3, 3},
       {{"dilations", Ints{2, 2}}, {"pads", Ints{2, 2, 2, 2}}},
       {}},
      {"pads_differ", {1, 3, 6, 7}, {4, 3, 3, 4}, {{"pads", Ints{0, 1, 2, 3}}}, {}},
      {"point_strided", {1, 16, 7, 9}, {8, 16, 1, 1}, {{"strides", Ints{2, 3}}}, {}},
      {"point_grouped", {1, 32, 5, 5}, {32, 16, 1, 1}, {{"group", 2}}, {}},
      {"same_upper",
       {1, 3, 8, 9},
       {4, 3, 3, 4},
       {{"auto_pad", "SAME_UPPER"}, {"strides", Ints{2, 1}}},
       {}},
      {"same_lower",
       {1, 3, 8, 9},
       {4, 3, 3, 4},
       {{"auto_pad", "SAME_LOWER"}, {"strides", Ints{2, 1}}},
       {}},
      {"valid", {1, 3, 8, 9}, {4, 3, 3, 3}, {{"auto_pad", "VALID"}}, {}},
      {"blocks", {2, 16, 6, 7}, {32, 16, 3, 3}, {{"pads", Ints{1, 1, 1, 1}}}, {1, 16, 5, 7}},
      {"few_channels",
       {1, 3, 17, 19},
       {16, 3, 7, 7},
       {{"strides", Ints{2, 2}}, {"pads", Ints{3, 3, 3, 3}}},
       {}},
      {"many_channels", {1, 129, 5, 5}, {33, 129, 3, 3}, {{"pads", Ints{1, 1, 1, 1}}}, {}},
      {"one_channel", {1, 1, 7, 7}, {1, 1, 3, 3}, {}, {}},
      {"whole", {2, 3, 5, 7}, {4, 3, 5, 7}, {}, {}},
      {"tall_kernel", {1, 8, 9, 3}, {8, 8, 7, 1}, {{"pads", Ints{3, 0, 3, 0}}}, {}},
      {"empty_batch", {0, 3, 7, 9}, {5, 3, 3, 3}, {}, {}},
      {"line", {2, 3, 19}, {4, 3, 5}, {{"pads", Ints{2, 2}}, {"strides", Ints{2}}}, {}},
      {"line_depthwise", {1, 8, 19}, {8, 1, 3}, {{"group", 8}, {"pads", Ints{1, 1}}}, {}},
      {"volume", {1, 2, 4, 5, 6}, {3, 2, 2, 3, 3}, {{"pads", Ints{0, 1, 1, 1, 1, 0}}}, {}},
      {"kernel_shape", {1, 3, 7, 7}, {4, 3, 3, 3}, {{"kernel_shape", Ints{3, 3}}}, {}},
  };
  return list;
}

// The output's channels are those of the bias.
Case convolution(const Form& form, const std::string& suffix, bool constant, int64_t terms,
                 std::optional<int64_t> bias) {
  Case one = recipe(sdk::message(form.what, suffix), {any(form.x), any(form.w)}, form.attributes);
  if (bias) one.inputs.push_back(any({*bias}));
  for (size_t i = 1; i < one.inputs.size(); ++i) one.inputs[i].constant = constant;
  one.accuracy.terms = terms + 1;
  if (!form.smaller.empty()) one.smaller = {form.smaller, form.w, {bias.value_or(0)}};
  return one;
}

// Constant weights with a bias, as models have them; without a bias; and weights that another node computes.
void add_conv(Cases& cases) {
  Cases recipes;
  for (const Form& form : forms()) {
    const int64_t terms = count_of(form.w) / form.w[0];
    recipes.push_back(convolution(form, "", true, terms, form.w[0]));
  }
  spread(cases, kFloats, recipes, 3);
  Cases rest;
  for (size_t i = 0; i < 8; ++i) {
    const Form& form = forms()[i];
    const int64_t terms = count_of(form.w) / form.w[0];
    rest.push_back(convolution(form, "_without_bias", true, terms, std::nullopt));
    rest.push_back(convolution(form, "_variable", false, terms, form.w[0]));
  }
  const Form& padded = forms()[0];
  Case special = convolution(padded, "_non_finite", true, 27, 5);
  special.inputs[0].fill =
      Fill::kNonFinite;  // weights stay finite: padding times infinity is nobody's definition
  rest.push_back(special);
  spread(cases, kFloats, rest, 1);
}

const std::vector<Form>& transposed_forms() {
  static const std::vector<Form> list = {
      {"plain", {2, 3, 5, 4}, {3, 4, 3, 3}, {}, {}},
      {"strided", {1, 3, 5, 4}, {3, 5, 2, 2}, {{"strides", Ints{2, 2}}}, {}},
      {"padded",
       {1, 3, 5, 4},
       {3, 4, 3, 3},
       {{"pads", Ints{1, 1, 1, 1}}, {"strides", Ints{2, 2}}},
       {}},
      {"output_padding",
       {1, 3, 5, 4},
       {3, 4, 3, 3},
       {{"output_padding", Ints{1, 1}}, {"pads", Ints{1, 1, 1, 1}}, {"strides", Ints{2, 2}}},
       {}},
      {"grouped", {1, 6, 5, 4}, {6, 2, 3, 3}, {{"group", 3}}, {}},
      {"depthwise", {1, 9, 5, 4}, {9, 1, 3, 3}, {{"group", 9}, {"strides", Ints{2, 2}}}, {}},
      {"dilated", {1, 3, 5, 4}, {3, 4, 3, 2}, {{"dilations", Ints{2, 3}}}, {}},
      {"output_shape",
       {1, 3, 5, 4},
       {3, 4, 3, 3},
       {{"output_shape", Ints{10, 9}}, {"strides", Ints{2, 2}}},
       {}},
      {"same_upper",
       {1, 3, 5, 4},
       {3, 4, 3, 3},
       {{"auto_pad", "SAME_UPPER"}, {"strides", Ints{2, 2}}},
       {}},
      {"same_lower",
       {1, 3, 5, 4},
       {3, 4, 3, 3},
       {{"auto_pad", "SAME_LOWER"}, {"strides", Ints{2, 2}}},
       {}},
      {"gaps", {1, 2, 4, 4}, {2, 3, 2, 2}, {{"strides", Ints{3, 3}}}, {}},
      {"point", {1, 17, 5, 4}, {17, 9, 1, 1}, {}, {}},
      {"blocks", {2, 16, 6, 7}, {16, 32, 2, 2}, {{"strides", Ints{2, 2}}}, {}},
      {"empty_batch", {0, 3, 5, 4}, {3, 4, 3, 3}, {}, {}},
      {"line", {1, 3, 9}, {3, 4, 5}, {{"strides", Ints{2}}, {"pads", Ints{1, 2}}}, {}},
      {"volume", {1, 2, 3, 4, 3}, {2, 3, 2, 2, 2}, {{"strides", Ints{1, 2, 2}}}, {}},
  };
  return list;
}

int64_t group_of(const Form& form) {
  return form.what == "grouped" ? 3 : form.what == "depthwise" ? 9 : 1;
}

void add_conv_transpose(Cases& cases) {
  Cases recipes, rest;
  for (const Form& form : transposed_forms()) {
    const int64_t group = group_of(form);
    // At most all taps of all input channels of the group meet in one element.
    const int64_t terms = count_of(form.w) / form.w[1] / group;
    recipes.push_back(convolution(form, "", true, terms, form.w[1] * group));
    if (rest.size() >= 12) continue;
    rest.push_back(convolution(form, "_without_bias", true, terms, std::nullopt));
    rest.push_back(convolution(form, "_variable", false, terms, form.w[1] * group));
  }
  spread(cases, kFloats, recipes, 3);
  spread(cases, kFloats, rest, 1);
}

// Offsets that are sums of sixteenths, so that places are exact.
void add_deform_conv(Cases& cases) {
  const auto offsets = [](sdk::Shape shape) {
    std::vector<double> numbers(static_cast<size_t>(count_of(shape)));
    for (size_t i = 0; i < numbers.size(); ++i)
      numbers[i] = static_cast<double>(i * 7 % 41) / 16 - 1.25;
    return of(kAny, std::move(shape), std::move(numbers));
  };
  const auto deform = [](std::string_view what, std::vector<CaseInput> inputs,
                         sdk::Attrs attributes = {}) {
    const sdk::Shape& w = inputs[1].shape;
    const double terms = static_cast<double>(count_of(w) / w[0]);
    return accurate(recipe(what, std::move(inputs), std::move(attributes)),
                    {terms + 16, 4 * terms});
  };
  const CaseInput x = any({2, 4, 6, 7});
  spread(cases, sdk::dtype_set(sdk::TypeList<float, double>{}),
         {deform("plain", {x, any({3, 4, 3, 2}), offsets({2, 12, 4, 6})}),
          deform("biased_masked",
                 {x, any({3, 4, 3, 2}), offsets({2, 12, 4, 6}), any({3}), any({2, 6, 4, 6})}),
          deform("no_bias_masked",
                 {x, any({3, 4, 3, 2}), offsets({2, 12, 4, 6}), absent(), any({2, 6, 4, 6})}),
          deform("grouped", {x, any({6, 2, 3, 3}), offsets({2, 36, 6, 7})},
                 {{"group", 2}, {"offset_group", 2}, {"pads", Ints{1, 1, 1, 1}}}),
          deform("strided", {x, any({3, 4, 2, 2}), offsets({2, 8, 3, 2})},
                 {{"strides", Ints{2, 3}}, {"dilations", Ints{1, 2}}}),
          deform("line", {any({1, 2, 9}), any({2, 2, 3}), offsets({1, 3, 7})})});
}

void add_causal_conv(Cases& cases) {
  const auto causal = [](std::string_view what, std::vector<CaseInput> inputs,
                         sdk::Attrs attributes = {}) {
    const int64_t taps = inputs[1].shape[2];
    Case one = accurate(recipe(what, std::move(inputs), std::move(attributes)),
                        {static_cast<double>(taps) + 16, 4 * static_cast<double>(taps)});
    one.output_count = 2;
    return one;
  };
  const CaseInput x = any({2, 5, 9}), w = any({5, 1, 4});
  spread(cases, kFloats,
         {causal("plain", {x, w}), causal("all", {x, w, any({5}), any({2, 5, 3})}),
          causal("silu", {x, w, any({5}), any({2, 5, 3})}, {{"activation", "silu"}}),
          causal("one_token", {any({2, 5, 1}), w, absent(), any({2, 5, 3})}),
          causal("one_tap", {x, any({5, 1, 1})}), causal("empty", {any({0, 5, 9}), w})},
         3);
}

void add_col2im(Cases& cases) {
  const auto blocks = [](std::string_view what, sdk::Shape x, const Ints& image, const Ints& block,
                         sdk::Attrs attributes = {}) {
    const int64_t terms = count_of({block.begin(), block.end()});
    return accurate(
        recipe(what, {any(std::move(x)), ints(image), ints(block)}, std::move(attributes)),
        {0, 0, terms});
  };
  spread(cases, kNumbers,
         {blocks("image", {2, 18, 20}, {6, 7}, {3, 3}),
          blocks("strided", {1, 4, 6}, {4, 6}, {2, 2}, {{"strides", Ints{2, 2}}}),
          blocks("padded", {1, 9, 25}, {5, 5}, {3, 3}, {{"pads", Ints{1, 1, 1, 1}}}),
          blocks("dilated", {1, 6, 15}, {5, 6}, {2, 3},
                 {{"dilations", Ints{2, 1}}, {"pads", Ints{0, 1, 0, 0}}}),
          blocks("line", {2, 3, 5}, {7}, {3}), blocks("volume", {1, 8, 12}, {3, 3, 4}, {2, 2, 2}),
          blocks("empty", {0, 18, 20}, {6, 7}, {3, 3})},
         2);
}

}  // namespace

void add_convolution(std::string_view op, Cases& cases) {
  static constexpr FamilyEntry kEntries[] = {{"Conv", &add_conv},
                                             {"ConvTranspose", &add_conv_transpose},
                                             {"DeformConv", &add_deform_conv},
                                             {"CausalConvWithState", &add_causal_conv},
                                             {"Col2Im", &add_col2im}};
  add_from(kEntries, op, cases);
}

}  // namespace mortise::conform
