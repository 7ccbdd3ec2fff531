#include "ops/common/window.hpp"

namespace mortise::ops {

std::vector<int64_t> window_attribute(const Node& node, std::string_view name, size_t count,
                                      int64_t least, int64_t absent) {
  auto values = node.attr_ints(name);
  if (!values) return std::vector<int64_t>(count, absent);
  if (values->size() != count) {
    invalid("attribute ", name, " has ", values->size(), " numbers; it must have ", count);
  }
  for (int64_t value : *values) {
    if (value < least || value >= kWindowLimit) {
      invalid("attribute ", name, " holds ", value, "; it must lie in [", least, ", ", kWindowLimit,
              ")");
    }
  }
  return *values;
}

Window::Window(const Node& node, size_t dims, ShapeView kernel) : dims_(dims) {
  if (dims > kMaxRank) unsupported("more than ", kMaxRank, " spatial axes");
  const std::string_view auto_pad = node.attr_string("auto_pad", "NOTSET");
  if (auto_pad == "NOTSET" || auto_pad.empty()) {
    auto_pad_ = AutoPad::kExplicit;
  } else if (auto_pad == "SAME_UPPER") {
    auto_pad_ = AutoPad::kSameUpper;
  } else if (auto_pad == "SAME_LOWER") {
    auto_pad_ = AutoPad::kSameLower;
  } else if (auto_pad == "VALID") {
    auto_pad_ = AutoPad::kValid;
  } else {
    invalid("attribute auto_pad is ", auto_pad,
            "; it must be NOTSET, SAME_UPPER, SAME_LOWER or VALID");
  }
  if (kernel.empty() && dims != 0 && !node.has_attr("kernel_shape")) {
    invalid("attribute kernel_shape is missing");
  }
  const auto kernels = window_attribute(node, "kernel_shape", dims, 1, MORTISE_DIM_UNKNOWN);
  const auto strides = window_attribute(node, "strides", dims, 1, 1);
  const auto dilations = window_attribute(node, "dilations", dims, 1, 1);
  const auto pads = window_attribute(node, "pads", 2 * dims, 0, 0);
  for (size_t i = 0; i < dims; ++i) {
    axes_[i] = {kernels[i], strides[i], dilations[i], 0, 0};
    if (auto_pad_ == AutoPad::kExplicit) {
      axes_[i].pad_begin = pads[i];
      axes_[i].pad_end = pads[i + dims];
    }
    if (kernel.empty()) continue;
    if (kernels[i] >= 0 && kernel[i] >= 0 && kernels[i] != kernel[i]) {
      invalid("attribute kernel_shape has ", kernels[i], " for spatial axis ", i,
              ", but the weight has ", kernel[i]);
    }
    if (kernels[i] < 0) axes_[i].kernel = kernel[i];
    if (axes_[i].kernel == 0 || axes_[i].kernel >= kWindowLimit) {
      invalid("the kernel's extent ", axes_[i].kernel, " on spatial axis ", i, " is impossible");
    }
  }
}

bool Window::has_unknown_kernel() const {
  for (size_t i = 0; i < dims_; ++i) {
    if (axes_[i].kernel < 0) return true;
  }
  return false;
}

WindowAxis Window::axis(size_t index, int64_t extent) const {
  WindowAxis axis = axes_[index];
  if (auto_pad_ == AutoPad::kSameUpper || auto_pad_ == AutoPad::kSameLower) {
    const int64_t windows = (extent + axis.stride - 1) / axis.stride;
    const int64_t needed = (windows - 1) * axis.stride + axis.reach() - extent;
    const int64_t total = needed > 0 ? needed : 0;
    const int64_t odd = total % 2;
    axis.pad_begin = total / 2 + (auto_pad_ == AutoPad::kSameLower ? odd : 0);
    axis.pad_end = total - axis.pad_begin;
  }
  return axis;
}

bool Window::keeps_extent(size_t index) const {
  const WindowAxis& axis = axes_[index];
  if (axis.stride != 1) return false;
  if (auto_pad_ == AutoPad::kSameUpper || auto_pad_ == AutoPad::kSameLower) return true;
  return axis.kernel >= 0 && axis.pad_begin + axis.pad_end == axis.reach() - 1;
}

// What ONNX says of a pool whose window is larger than the padded input is what its shape inference and onnxruntime do
// alike: they divide by the stride as C does, towards zero.
int64_t Window::output_extent(size_t index, int64_t extent, Fit fit) const {
  if (extent < 0) return keeps_extent(index) ? extent : MORTISE_DIM_UNKNOWN;
  if (axes_[index].kernel < 0) return MORTISE_DIM_UNKNOWN;
  if (extent >= kWindowLimit)
    invalid("extent ", extent, " on spatial axis ", index, " is too large");
  const WindowAxis window = axis(index, extent);
  const int64_t room = extent + window.pad_begin + window.pad_end - window.reach();
  const int64_t overhang = fit == Fit::kWhole || extent == 0 ? 0 : window.stride;
  if (room < -overhang) {
    invalid("on spatial axis ", index, " the window reaches over ", window.reach(),
            " elements, but the padded input has ", extent + window.pad_begin + window.pad_end);
  }
  int64_t windows = room / window.stride + 1;
  if (fit == Fit::kPoolCeil && room > 0 && room % window.stride != 0) {
    // One more, unless it would start in the padding behind the input.
    if (windows * window.stride < extent + window.pad_begin) ++windows;
  }
  return windows;
}

std::array<int64_t, 2> Window::input_range(size_t index, int64_t extent, int64_t begin,
                                           int64_t end) const {
  const WindowAxis window = axis(index, extent);
  const auto clamp = [&](int64_t value) { return value < 0 ? 0 : value > extent ? extent : value; };
  return {clamp(begin * window.stride - window.pad_begin),
          clamp((end - 1) * window.stride - window.pad_begin + window.reach())};
}

}  // namespace mortise::ops
