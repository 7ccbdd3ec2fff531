// Upsample became Resize, whose coordinates then became a matter of attributes.
#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

bool is_empty_constant(const Writer& writer, Value value) {
  const Tensor* tensor = value == kNone ? nullptr : writer.constant_of(value);
  return tensor != nullptr && sdk::element_count(sdk::ShapeView(tensor->shape)) == 0;
}

Value scales_constant(Writer& writer, const std::vector<double>& scales) {
  std::vector<float> elements(scales.begin(), scales.end());
  const auto count = static_cast<int64_t>(elements.size());
  return writer.constant(make_tensor<float>({count}, std::move(elements)));
}

/// Upsample-7: a scale per axis instead of one for height and one for width.
std::vector<Value> upsample_7(Writer& writer, Node node) {
  const auto height = node.take_float("height_scale");
  const auto width = node.take_float("width_scale");
  if (!height || !width) sdk::invalid("attributes `height_scale` and `width_scale` are required");
  node.set_input(1, scales_constant(writer, {1, 1, *height, *width}));
  if (const auto mode = node.take_string("mode")) {
    node.set("mode", *mode == "bilinear" ? std::string_view("linear") : std::string_view(*mode));
  }
  return writer.add(std::move(node));
}

/// Upsample-9: the scales are an input.
std::vector<Value> upsample_9(Writer& writer, Node node) {
  if (const auto scales = node.take_floats("scales")) {
    node.set_input(1, scales_constant(writer, *scales));
  }
  return writer.add(std::move(node));
}

std::vector<Value> upsample_10(Writer& writer, Node node) {
  node.op = "Resize";
  return writer.add(std::move(node));
}

/// Resize-11: coordinates are a choice; before, they were the output's times the scale, rounded
/// down for `nearest`.
std::vector<Value> resize_11(Writer& writer, Node node) {
  const Value scales = node.required_input(1);
  node.set_input(1, kNone);
  node.set_input(2, scales);
  node.set("coordinate_transformation_mode", std::string_view("asymmetric"));
  node.set("nearest_mode", std::string_view("floor"));
  return writer.add(std::move(node));
}

/// tf_half_pixel_for_nn, which Resize-13 dropped, takes pixel (x + 0.5) / scale: half_pixel's
/// coordinate plus a half. So the same pixels are chosen by another rounding, where there is one.
/// False where there is none.
bool replace_tf_half_pixel(Node& node) {
  const Attribute* mode = node.find("coordinate_transformation_mode");
  if (mode == nullptr || mode->string_value != "tf_half_pixel_for_nn") return true;
  const Attribute* rounding = node.find("nearest_mode");
  const std::string old = rounding == nullptr ? "round_prefer_floor" : rounding->string_value;
  if (old != "floor" && old != "round_prefer_floor") return false;
  node.set("coordinate_transformation_mode", std::string_view("half_pixel"));
  node.set("nearest_mode",
           old == "floor" ? std::string_view("round_prefer_ceil") : std::string_view("ceil"));
  return true;
}

/// Resize-13: only one of scales and sizes is given, and a region only where it is used; before,
/// scales and region were required and could be empty tensors.
std::vector<Value> resize_13(Writer& writer, Node node) {
  if (!replace_tf_half_pixel(node)) return keep_old_form(writer, std::move(node));
  const Attribute* mode = node.find("coordinate_transformation_mode");
  const bool crops = mode != nullptr && mode->string_value == "tf_crop_and_resize";
  if (!crops && node.inputs.size() > 1) node.inputs[1] = kNone;
  if (node.input(3) != kNone) node.inputs[2] = kNone;
  return writer.add(std::move(node));
}

/// Exporters went on writing empty tensors for what is absent.
std::vector<Value> resize_18(Writer& writer, Node node) {
  for (Value& input : node.inputs) {
    if (is_empty_constant(writer, input)) input = kNone;
  }
  return writer.add(std::move(node));
}

/// GridSample-20 names its modes as Resize does.
std::vector<Value> grid_sample_20(Writer& writer, Node node) {
  const std::string mode = node.take_string("mode").value_or("bilinear");
  node.set("mode", mode == "bilinear"  ? std::string_view("linear")
                   : mode == "bicubic" ? std::string_view("cubic")
                                       : std::string_view(mode));
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"Upsample", 7, upsample_7},        {"Upsample", 9, upsample_9}, {"Upsample", 10, upsample_10},
    {"Resize", 11, resize_11},          {"Resize", 13, resize_13},   {"Resize", 18, resize_18},
    {"GridSample", 20, grid_sample_20},
};

}  // namespace

sdk::Span<const Step> resize_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
