// Resize of the last two axes by the nearest element, for every dtype of 4 bytes or fewer that may be moved.
//
// Which element is taken follows the ONNX operator specification, "Resize". It is worked out once, in double, as a table
// for each of the two axes, which is kept on the device.
#include <mortise/sdk/tensor.hpp>

#include <algorithm>
#include <cmath>

#include "backends/opencl/error.hpp"
#include "backends/opencl/kernels/registry.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;

constexpr Source kSource = {"resize", R"cl(
#define RESIZE(NAME, TYPE)                                                                    \
  __kernel void NAME(__global const TYPE* in, long in_at, __global TYPE* out, long out_at,    \
                     __global const int* rows, long rows_at, __global const int* columns,     \
                     long columns_at, long height, long width, long out_height,               \
                     long out_width) {                                                        \
    const long begin = WIDTH * (long)get_global_id(0);                                        \
    const long end = min(begin + WIDTH, out_width);                                           \
    const long y = get_global_id(1);                                                          \
    const long plane = get_global_id(2);                                                      \
    __global const TYPE* from = in + in_at + (plane * height + rows[y]) * width;              \
    __global TYPE* to = out + out_at + (plane * out_height + y) * out_width;                  \
    for (long x = begin; x < end; ++x) to[x] = from[columns[x]];                              \
  }

RESIZE(resize1, uchar)
RESIZE(resize2, ushort)
RESIZE(resize4, uint)
)cl"};

enum class Coordinates { kAsymmetric, kHalfPixel, kPytorchHalfPixel, kAlignCorners };

Coordinates coordinates_of(const Node& node) {
  const std::string_view text = node.attr_string("coordinate_transformation_mode", "half_pixel");
  if (text == "asymmetric") return Coordinates::kAsymmetric;
  if (text == "half_pixel") return Coordinates::kHalfPixel;
  if (text == "pytorch_half_pixel") return Coordinates::kPytorchHalfPixel;
  if (text == "align_corners") return Coordinates::kAlignCorners;
  sdk::unsupported("coordinate_transformation_mode ", text,
                   " is not supported; asymmetric, half_pixel, pytorch_half_pixel and "
                   "align_corners are");
}

double source_of(Coordinates coordinates, double position, double in, double out, double scale) {
  switch (coordinates) {
    case Coordinates::kAsymmetric: return position / scale;
    case Coordinates::kAlignCorners: {
      const double exact = scale * in;  // before it was rounded
      return exact <= 1 ? 0 : position * (in - 1) / (exact - 1);
    }
    case Coordinates::kPytorchHalfPixel:
      if (out <= 1) return 0;
      break;
    case Coordinates::kHalfPixel: break;
  }
  return (position + 0.5) / scale - 0.5;
}

double round_by(std::string_view mode, double value) {
  if (mode == "floor") return std::floor(value);
  if (mode == "ceil") return std::ceil(value);
  if (mode == "round_prefer_ceil") return std::floor(value + 0.5);
  return std::ceil(value - 0.5);  // round_prefer_floor
}

/// The scale of each axis. Where `sizes` are given it follows from the extents.
std::vector<double> scales_of(const Node& node) {
  const auto rank = static_cast<size_t>(node.rank(0));
  std::vector<double> scales(rank);
  for (size_t i = 0; i < rank; ++i) {
    scales[i] =
        static_cast<double>(node.output_shape(0)[i]) / static_cast<double>(node.shape(0)[i]);
  }
  const auto given = node.constant_floats(2);
  if (!given || given->empty()) return scales;
  std::vector<int64_t> axes(rank);
  for (size_t i = 0; i < rank; ++i) axes[i] = static_cast<int64_t>(i);
  axes = node.attr_ints("axes", axes);
  for (size_t i = 0; i < given->size(); ++i)
    scales[static_cast<size_t>(axes[i] < 0 ? axes[i] + node.rank(0) : axes[i])] = (*given)[i];
  return scales;
}

class Resize final : public Operation {
 public:
  static constexpr bool kRanged = false;  // the tables are for one shape
  static void check(const Node& node) {
    check_movable(node, 0);
    const uint32_t bits = sdk::dtype_bits(node.dtype(0));
    if (bits > 32)
      sdk::unsupported("input 0 is ", sdk::dtype_name(node.dtype(0)),
                       "; elements of at most 4 bytes are supported");
    const std::string_view mode = node.attr_string("mode", "nearest");
    if (mode != "nearest") sdk::unsupported("mode ", mode, " is not supported; nearest is");
    coordinates_of(node);
    for (size_t i = 2; i < node.input_count(); ++i) {
      if (node.has_input(i) && node.constant(i) == nullptr)
        sdk::unsupported("input ", i, " is not constant");
    }
    if (node.attr_string("keep_aspect_ratio_policy", "stretch") != "stretch")
      sdk::unsupported("only keep_aspect_ratio_policy stretch is supported");
    check_axes(node);
  }

  Resize(const Node& node, Driver& driver)
      : function_(
            driver.function(kSource, sdk::message("resize", sdk::dtype_bits(node.dtype(0)) / 8))) {
    if (sdk::element_count(node.output_shape(0)) == 0) return;
    const auto rank = static_cast<size_t>(node.rank(0));
    rows_ = make_table(node, driver, rank - 2);
    columns_ = make_table(node, driver, rank - 1);
  }

  void enqueue(const Launch& launch, Commands& commands) const override {
    const sdk::ShapeView in = launch.input_shape(0);
    const sdk::ShapeView out = launch.output_shape(0);
    if (sdk::element_count(out) == 0) return;
    const size_t rank = out.size();
    const int64_t planes = sdk::element_count({out.data(), rank - 2});
    const Range range = {parts(out[rank - 1], kWidth), static_cast<uint64_t>(out[rank - 2]),
                         static_cast<uint64_t>(planes)};
    commands.run(function_, range, input_of(launch, 0), output_of(launch, 0),
                 Tensor{rows_.get(), 0}, Tensor{columns_.get(), 0}, cl_long{in[rank - 2]},
                 cl_long{in[rank - 1]}, cl_long{out[rank - 2]}, cl_long{out[rank - 1]});
  }

 private:
  static void check_axes(const Node& node) {
    if (node.rank(0) < 2)
      sdk::unsupported("input 0 has rank ", node.rank(0), "; 2 or more is supported");
    const std::vector<double> scales = scales_of(node);
    for (size_t i = 0; i + 2 < scales.size(); ++i) {
      const bool empty = node.shape(0)[i] == 0;
      if (!empty && (scales[i] != 1 || node.shape(0)[i] != node.output_shape(0)[i]))
        sdk::unsupported("axis ", i, " is resized; only the last two may be");
    }
  }

  static Memory make_table(const Node& node, const Driver& driver, size_t axis) {
    const Coordinates coordinates = coordinates_of(node);
    const std::string_view mode = node.attr_string("nearest_mode", "round_prefer_floor");
    const auto in = static_cast<double>(node.shape(0)[axis]);
    const auto out = static_cast<double>(node.output_shape(0)[axis]);
    const double scale = scales_of(node)[axis];
    std::vector<cl_int> table;
    for (double i = 0; i < out; ++i) {
      const double at = round_by(mode, source_of(coordinates, i, in, out, scale));
      table.push_back(static_cast<cl_int>(std::clamp(at, 0.0, in - 1)));
    }
    cl_int code = CL_SUCCESS;
    Memory memory(clCreateBuffer(driver.context(), CL_MEM_READ_ONLY | CL_MEM_COPY_HOST_PTR,
                                 table.size() * sizeof(cl_int), table.data(), &code));
    mortise::opencl::check(code, "clCreateBuffer");
    return memory;
  }

  Function& function_;
  Memory rows_, columns_;
};

}  // namespace

KernelList resize_kernels() {
  static constexpr KernelEntry kEntries[] = {kernel_entry<Resize>("Resize")};
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
