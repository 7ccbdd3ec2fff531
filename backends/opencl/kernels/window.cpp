#include "backends/opencl/kernels/window.hpp"

#include <algorithm>

namespace mortise::opencl {
namespace {

AutoPad auto_pad_of(const sdk::Node& node) {
  const std::string_view text = node.attr_string("auto_pad", "NOTSET");
  if (text == "SAME_UPPER") return AutoPad::kSameUpper;
  if (text == "SAME_LOWER") return AutoPad::kSameLower;
  return AutoPad::kExplicit;  // VALID pads by nothing, which is also what no `pads` means
}

}  // namespace

void Window::check(const sdk::Node& node) {
  if (node.rank(0) == 3 || node.rank(0) == 4) return;
  sdk::unsupported("input 0 has ", node.rank(0) - 2, " spatial axes; one or two are supported");
}

Window::Window(const sdk::Node& node, sdk::ShapeView kernel) : auto_pad_(auto_pad_of(node)) {
  const auto dims = static_cast<size_t>(node.rank(0) - 2);
  const auto kernels = node.attr_ints("kernel_shape", kernel.to_vector());
  const auto strides = node.attr_ints("strides", std::vector<int64_t>(dims, 1));
  const auto dilations = node.attr_ints("dilations", std::vector<int64_t>(dims, 1));
  std::vector<int64_t> pads(2 * dims, 0);
  if (node.attr_string("auto_pad", "NOTSET") != "VALID") pads = node.attr_ints("pads", pads);
  for (size_t i = 0; i < dims; ++i)
    axes_[2 - dims + i] = {kernels.at(i), strides.at(i), dilations.at(i), pads.at(i),
                           pads.at(i + dims)};
}

WindowAxis Window::axis(size_t index, int64_t extent) const {
  WindowAxis axis = axes_[index];
  if (auto_pad_ == AutoPad::kExplicit) return axis;
  const int64_t windows = (extent + axis.stride - 1) / axis.stride;
  const int64_t total = std::max<int64_t>(0, (windows - 1) * axis.stride + axis.reach() - extent);
  axis.pad_begin = auto_pad_ == AutoPad::kSameLower ? total - total / 2 : total / 2;
  axis.pad_end = total - axis.pad_begin;
  return axis;
}

Geometry Window::geometry(sdk::ShapeView in, sdk::ShapeView out, int64_t groups) const {
  const auto height = [](sdk::ShapeView shape) { return shape.size() == 3 ? 1 : shape[2]; };
  const WindowAxis y = axis(0, height(in));
  const WindowAxis x = axis(1, in.back());
  Geometry g{};
  g.in_channels = in[1] / groups;
  g.out_channels = out[1] / groups;
  g.groups = groups;
  g.height = height(in);
  g.width = in.back();
  g.out_height = height(out);
  g.out_width = out.back();
  g.kernel_y = y.kernel;
  g.kernel_x = x.kernel;
  g.stride_y = y.stride;
  g.stride_x = x.stride;
  g.dilation_y = y.dilation;
  g.dilation_x = x.dilation;
  g.pad_y = y.pad_begin;
  g.pad_x = x.pad_begin;
  return g;
}

}  // namespace mortise::opencl
