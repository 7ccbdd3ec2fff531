#include "tests/integration/support/gradient_samples.hpp"

namespace mortise::tests {
namespace {

using sdk::Attrs;
using Ints = std::vector<int64_t>;

void add_convolutions(std::vector<GradientSample>& all) {
  const std::vector<Attrs> windows = {
      {},
      {{"pads", Ints{1, 0, 2, 1}}, {"strides", Ints{2, 3}}},
      {{"dilations", Ints{2, 1}}, {"strides", Ints{1, 2}}},
      {{"auto_pad", "SAME_UPPER"}, {"strides", Ints{2, 2}}},
  };
  for (const Attrs& window : windows) {
    all.push_back({"Conv", {wanted({2, 2, 5, 6}), wanted({3, 2, 2, 3}), wanted({3})}, window});
    all.push_back(
        {"ConvTranspose", {wanted({2, 2, 3, 3}), wanted({2, 3, 2, 3}), wanted({3})}, window});
  }
  Attrs grouped = windows[1];
  grouped.emplace_back("group", 2);
  all.push_back({"Conv", {wanted({2, 4, 5, 6}), wanted({6, 2, 2, 3})}, grouped});
  all.push_back({"ConvTranspose", {wanted({2, 4, 3, 3}), wanted({4, 3, 2, 3})}, grouped});
  all.push_back({"Conv", {wanted({2, 3, 5}), wanted({3, 1, 2})}, {{"group", 3}}});
  all.push_back({"Conv", {wanted({0, 2, 5}), wanted({3, 2, 2})}});
  all.push_back({"ConvTranspose",
                 {wanted({1, 2, 3}), wanted({2, 1, 3})},
                 {{"strides", Ints{3}}, {"output_padding", Ints{2}}}});
  all.push_back({"ConvTranspose",
                 {wanted({1, 2, 3}), wanted({2, 1, 3})},
                 {{"strides", Ints{2}}, {"output_shape", Ints{6}}}});
  all.push_back({"Col2Im", {wanted({2, 8, 6}), whole({4, 3}), whole({2, 2})}});
  all.push_back({"Col2Im",
                 {wanted({1, 4, 4}), whole({3, 3}), whole({2, 2})},
                 {{"strides", Ints{2, 2}}, {"pads", Ints{0, 0, 1, 1}}}});
}

void add_pools(std::vector<GradientSample>& all) {
  const std::vector<Attrs> windows = {
      {{"kernel_shape", Ints{2, 3}}},
      {{"kernel_shape", Ints{3, 3}}, {"pads", Ints{1, 2, 1, 0}}, {"strides", Ints{2, 2}}},
      {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}, {"ceil_mode", 1}},
      {{"kernel_shape", Ints{2, 2}}, {"dilations", Ints{2, 1}}},
      {{"kernel_shape", Ints{3, 2}}, {"auto_pad", "SAME_LOWER"}, {"strides", Ints{2, 2}}},
  };
  for (const Attrs& window : windows) {
    all.push_back({"AveragePool", {wanted({2, 2, 5, 5})}, window});
    all.push_back({"MaxPool", {wanted({2, 2, 5, 5})}, window});
    all.push_back({"LpPool", {wanted({2, 2, 5, 5})}, window});
    Attrs more = window;
    more.emplace_back("count_include_pad", 1);
    all.push_back({"AveragePool", {wanted({1, 2, 5, 5})}, more});
    more.back() = {"p", 3};
    all.push_back({"LpPool", {wanted({1, 2, 5, 5})}, more});
    more.back() = {"storage_order", 1};
    all.push_back({"MaxPool", {wanted({1, 2, 5, 5})}, more, 2, {0}});
  }
  all.push_back({"LpPool", {wanted({1, 1, 6})}, {{"kernel_shape", Ints{2}}, {"p", 1}}});
  for (const char* op : {"GlobalAveragePool", "GlobalLpPool", "GlobalMaxPool"})
    all.push_back({op, {wanted({2, 3, 2, 4})}});
  all.push_back({"GlobalLpPool", {wanted({2, 3, 4})}, {{"p", 3}}});
  all.push_back({"MaxUnpool",
                 {wanted({1, 1, 2, 2}), whole({5, 7, 13, 15}, {1, 1, 2, 2})},
                 {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}}});
}

void add_normalizations(std::vector<GradientSample>& all) {
  const std::vector<SampleInput> batch = {wanted({3, 2, 4}), wanted({2}), wanted({2}), wanted({2}),
                                          wanted({2}, 0.5, 1.5)};
  all.push_back({"BatchNormalization", batch});
  all.push_back({"BatchNormalization", batch, {{"training_mode", 1}}});
  all.push_back(
      {"BatchNormalization", batch, {{"training_mode", 1}, {"momentum", 0.6}}, 3, {0, 1, 2}});
  all.push_back({"BatchNormalization", batch, {{"training_mode", 1}}, 3, {2}});
  all.push_back({"BatchNormalization",
                 {wanted({4, 2}), wanted({2}), wanted({2}), wanted({2}), wanted({2}, 0.5, 1.5)},
                 {{"training_mode", 1}}});
  all.push_back({"InstanceNormalization", {wanted({2, 3, 4}), wanted({3}), wanted({3})}});
  all.push_back(
      {"GroupNormalization", {wanted({2, 4, 3}), wanted({4}), wanted({4})}, {{"num_groups", 2}}});
  all.push_back({"LayerNormalization", {wanted({2, 3, 4}), wanted({4}), wanted({4})}});
  all.push_back({"LayerNormalization", {wanted({2, 3, 4}), wanted({3, 4})}, {{"axis", 1}}});
  all.push_back({"RMSNormalization", {wanted({2, 3, 4}), wanted({4})}});
  all.push_back({"MeanVarianceNormalization", {wanted({2, 3, 2, 2})}});
  for (const int64_t p : {1, 2})
    all.push_back({"LpNormalization", {wanted({3, 4})}, {{"p", p}, {"axis", 0}}});
  all.push_back({"LRN", {wanted({2, 5, 3})}, {{"size", 3}, {"alpha", 0.5}}});
  all.push_back({"LRN", {wanted({2, 5})}, {{"size", 4}, {"alpha", 0.5}, {"bias", 2.0}}});
}

void add_losses(std::vector<GradientSample>& all) {
  for (const char* op : {"Hardmax", "LogSoftmax", "Softmax"}) {
    all.push_back({op, {wanted({3, 4})}});
    all.push_back({op, {wanted({3, 4, 2})}, {{"axis", 1}}});
  }
  for (const char* reduction : {"mean", "sum", "none"}) {
    const Attrs attrs = {{"reduction", reduction}, {"ignore_index", 1}};
    const SampleInput labels = whole({2, 1, 0}), weights = wanted({4}, 0.5, 1.5);
    all.push_back({"NegativeLogLikelihoodLoss", {wanted({3, 4}), labels, weights}, attrs});
    all.push_back({"SoftmaxCrossEntropyLoss", {wanted({3, 4}), labels, weights}, attrs});
    all.push_back({"SoftmaxCrossEntropyLoss",
                   {wanted({3, 4}), labels},
                   {{"reduction", reduction}},
                   2,
                   {0, 1}});
  }
  all.push_back({"Dropout", {wanted({3, 4})}});
}

void add_resizes(std::vector<GradientSample>& all) {
  const SampleInput image = wanted({1, 2, 4, 3});
  for (const char* mode : {"nearest", "linear", "cubic"}) {
    all.push_back({"Resize", {image, absent(), absent(), whole({1, 2, 3, 7})}, {{"mode", mode}}});
    const SampleInput scales = whole({1, 1, 2, 0.6}, {4}, MORTISE_DTYPE_FLOAT32);
    all.push_back({"Resize", {image, absent(), scales}, {{"mode", mode}}});
    all.push_back({"Resize",
                   {image, absent(), scales},
                   {{"mode", mode}, {"antialias", 1}, {"exclude_outside", 1}}});
  }
  all.push_back({"Resize",
                 {image, whole({0, 0, 0.2, -0.3, 1, 1, 0.9, 1.1}, {8}, MORTISE_DTYPE_FLOAT64),
                  absent(), whole({1, 2, 3, 3})},
                 {{"mode", "linear"},
                  {"coordinate_transformation_mode", "tf_crop_and_resize"},
                  {"extrapolation_value", 2.0}}});
}

void add_grid_samples(std::vector<GradientSample>& all) {
  for (const char* mode : {"nearest", "linear", "cubic"}) {
    for (const char* padding : {"zeros", "border", "reflection"}) {
      for (const int64_t align : {0, 1}) {
        all.push_back({"GridSample",
                       {wanted({2, 2, 3, 4}), wanted({2, 2, 3, 2}, -1.6, 1.6)},
                       {{"mode", mode}, {"padding_mode", padding}, {"align_corners", align}}});
      }
    }
  }
  all.push_back({"GridSample", {wanted({1, 2, 2, 3, 2}), wanted({1, 1, 2, 2, 3}, -1.2, 1.2)}});
}

void add_sampled_layers(std::vector<GradientSample>& all) {
  all.push_back(
      {"DeformConv",
       {wanted({2, 2, 4, 3}), wanted({2, 2, 2, 2}), wanted({2, 8, 3, 2}, -0.8, 0.8), wanted({2})}});
  all.push_back(
      {"DeformConv",
       {wanted({1, 4, 5, 4}), wanted({2, 2, 2, 2}), wanted({1, 16, 3, 2}, -0.8, 0.8), absent(),
        wanted({1, 8, 3, 2})},
       {{"group", 2}, {"offset_group", 2}, {"strides", Ints{2, 2}}, {"pads", Ints{1, 0, 0, 0}}}});
  for (const char* mode : {"half_pixel", "output_half_pixel"})
    all.push_back({"RoiAlign",
                   {wanted({2, 2, 5, 6}), given({0.3, 0.6, 3.7, 2.9, 1.2, -0.7, 5.1, 4.4}, {2, 4}),
                    whole({1, 0})},
                   {{"sampling_ratio", 2},
                    {"output_height", 2},
                    {"output_width", 3},
                    {"spatial_scale", 0.9},
                    {"coordinate_transformation_mode", mode}}});
  all.push_back({"LinearAttention",
                 {wanted({1, 3, 8}), wanted({1, 3, 4}), wanted({1, 3, 6}), wanted({1, 2, 2, 3}),
                  wanted({1, 3, 2}), wanted({1, 3, 2})},
                 {{"q_num_heads", 4}, {"kv_num_heads", 2}},
                 2,
                 {0, 1}});
  all.push_back({"LinearAttention",
                 {wanted({2, 2, 2}), wanted({2, 2, 2}), wanted({2, 2, 3})},
                 {{"q_num_heads", 1}, {"kv_num_heads", 1}, {"update_rule", "linear"}},
                 2,
                 {0}});
}

void add_attention(std::vector<GradientSample>& all) {
  all.push_back({"Attention", {wanted({2, 2, 3, 4}), wanted({2, 2, 5, 4}), wanted({2, 2, 5, 2})}});
  all.push_back({"Attention",
                 {wanted({1, 3, 8}), wanted({1, 3, 4}), wanted({1, 3, 6})},
                 {{"q_num_heads", 4}, {"kv_num_heads", 2}, {"is_causal", 1}, {"softcap", 2.0}}});
  all.push_back({"Attention",
                 {wanted({1, 2, 2, 3}), wanted({1, 1, 2, 3}), wanted({1, 1, 2, 2}), wanted({2, 3}),
                  wanted({1, 1, 2, 3}), wanted({1, 1, 2, 2})},
                 {{"is_causal", 1}, {"scale", 0.7}, {"qk_matmul_output_mode", 2}},
                 3,
                 {0, 1, 2}});
  all.push_back(
      {"Attention",
       {wanted({2, 1, 2, 3}), wanted({2, 1, 3, 3}), wanted({2, 1, 3, 2}),
        whole({1, 0, 1, 1, 1, 0}, {2, 3}, MORTISE_DTYPE_BOOL), absent(), absent(), whole({3, 2})}});
  all.push_back({"ai.onnx.preview::FlexAttention",
                 {wanted({1, 2, 3, 4}), wanted({1, 2, 3, 4}), wanted({1, 2, 3, 2})}});
  for (const int64_t interleaved : {0, 1}) {
    all.push_back({"RotaryEmbedding",
                   {wanted({1, 2, 3, 6}), wanted({4, 2}), wanted({4, 2}), whole({2, 0, 3}, {1, 3})},
                   {{"rotary_embedding_dim", 4}, {"interleaved", interleaved}}});
    all.push_back({"RotaryEmbedding",
                   {wanted({2, 3, 8}), wanted({2, 3, 2}), wanted({2, 3, 2})},
                   {{"num_heads", 2}, {"interleaved", interleaved}}});
  }
  all.push_back({"CausalConvWithState", {wanted({2, 3, 4}), wanted({3, 1, 3})}, {}, 2, {0, 1}});
  all.push_back({"CausalConvWithState",
                 {wanted({1, 2, 4}), wanted({2, 1, 3}), wanted({2}), wanted({1, 2, 2})},
                 {{"activation", "silu"}},
                 2,
                 {0, 1}});
}

void add_recurrent(std::vector<GradientSample>& all) {
  const auto layer = [&](const char* op, int64_t gates, int64_t directions, const Attrs& attrs,
                         std::vector<SampleInput> more, size_t outputs) {
    std::vector<SampleInput> inputs = {wanted({3, 2, 2}), wanted({directions, 2 * gates, 2}),
                                       wanted({directions, 2 * gates, 2})};
    inputs.insert(inputs.end(), more.begin(), more.end());
    std::vector<size_t> read;
    for (size_t i = 0; i < outputs; ++i) read.push_back(i);
    all.push_back({op, inputs, attrs, outputs, read});
  };
  const SampleInput lengths = whole({3, 2}, {2}, MORTISE_DTYPE_INT32);
  const std::pair<const char*, int64_t> layers[] = {{"RNN", 1}, {"GRU", 3}, {"LSTM", 4}};
  for (const auto& [op, gates] : layers) {
    const size_t outputs = gates == 4 ? 3 : 2;
    layer(op, gates, 1, {}, {}, outputs);
    layer(op, gates, 2, {{"direction", "bidirectional"}, {"clip", 0.9}},
          {wanted({2, 4 * gates}), lengths, wanted({2, 2, 2})}, outputs);
    layer(op, gates, 1, {{"direction", "reverse"}}, {wanted({1, 4 * gates}), lengths}, outputs);
  }
  all.push_back({"RNN",
                 {wanted({2, 3, 2}), wanted({1, 2, 2}), wanted({1, 2, 2}), absent(), absent(),
                  wanted({2, 1, 2})},
                 {{"layout", 1},
                  {"activations", std::vector<std::string>{"Affine"}},
                  {"activation_alpha", std::vector<double>{0.5}},
                  {"activation_beta", std::vector<double>{0.1}}},
                 2,
                 {0, 1}});
  layer("GRU", 3, 1, {{"linear_before_reset", 1}}, {wanted({1, 12})}, 2);
  layer("LSTM", 4, 1, {{"input_forget", 1}},
        {wanted({1, 16}), absent(), wanted({1, 2, 2}), wanted({1, 2, 2}), wanted({1, 6})}, 3);
}

}  // namespace

std::vector<GradientSample> nn_gradient_samples() {
  std::vector<GradientSample> all;
  add_convolutions(all);
  add_pools(all);
  add_normalizations(all);
  add_losses(all);
  add_resizes(all);
  add_grid_samples(all);
  add_sampled_layers(all);
  add_attention(all);
  add_recurrent(all);
  return all;
}

}  // namespace mortise::tests
