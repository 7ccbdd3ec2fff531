#include <cstring>

#include "ops/common/convolution_gradient.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kImage = 1, kBlock = 2;

struct Blocks {
  std::vector<int64_t> dilations, pads, strides;

  Blocks(const Node& node, size_t dims)
      : dilations(window_attribute(node, "dilations", dims, 1, 1)),
        pads(window_attribute(node, "pads", 2 * dims, 0, 0)),
        strides(window_attribute(node, "strides", dims, 1, 1)) {}

  // Along one axis; none where the block is larger than the image.
  int64_t count(size_t axis, int64_t image, int64_t block) const {
    const size_t dims = strides.size();
    const int64_t room = image + pads[axis] + pads[axis + dims] - dilations[axis] * (block - 1) - 1;
    return room < 0 ? 0 : room / strides[axis] + 1;
  }
};

std::optional<std::vector<int64_t>> extents(const Node& node, size_t input, int64_t least) {
  const auto given = node.constant_ints(input);
  if (!given) return std::nullopt;
  for (const int64_t extent : *given)
    if (extent < least || extent >= kWindowLimit) invalid("input ", input, " is ", *given);
  return given;
}

// The input is [batch, channels * elements of a block, blocks].
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(NumericTypes{}));
  node.check_rank(0, 3);
  for (const size_t input : {kImage, kBlock}) {
    node.check_dtype(input, dtype_set(TypeList<int64_t>{}));
    node.check_rank(input, 1);
  }
  const auto image = extents(node, kImage, 0), block = extents(node, kBlock, 1);
  if (!image) out.need_value(kImage);
  if (!block) out.need_value(kBlock);
  if (!image || !block) return out.set_unranked(0, node.dtype(0));
  if (image->size() != block->size() || image->empty() || image->size() + 2 > kMaxRank)
    invalid("image_shape is ", *image, " and block_shape is ", *block);
  const Blocks blocks(node, image->size());
  int64_t count = 1, size = 1;
  for (size_t axis = 0; axis < image->size(); ++axis) {
    count *= blocks.count(axis, (*image)[axis], (*block)[axis]);
    size *= (*block)[axis];
    if (count > INT64_MAX / kWindowLimit || size > INT64_MAX / kWindowLimit)
      invalid("image_shape is ", *image, " and block_shape is ", *block);
  }
  Shape shape = {MORTISE_DIM_UNKNOWN, MORTISE_DIM_UNKNOWN};
  if (node.ranked(0)) {
    const ShapeView x = node.shape(0);
    unify_extents(x[2], count);
    if (x[1] >= 0 && x[1] % size != 0)
      invalid("input has ", x[1], " rows, which blocks of ", size, " do not divide");
    shape = {x[0], x[1] < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : x[1] / size};
  }
  shape.insert(shape.end(), image->begin(), image->end());
  out.set(0, node.dtype(0), shape);
}

// Each element of the image is the sum of the elements of all blocks that cover it.
class Col2ImKernel {
 public:
  Col2ImKernel(const Node& node, const KernelContext&)
      : blocks_(node, static_cast<size_t>(node.output_type(0).rank) - 2),
        add_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Add {
          return &Col2ImKernel::add<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const { (this->*add_)(launch); }

 private:
  using Add = void (Col2ImKernel::*)(const Launch&) const;

  template <class T>
  void add(const Launch& launch) const {
    std::memset(launch.output(0).data, 0, launch.output(0).byte_size);
    const ShapeView shape = launch.output_shape(0);
    const ShapeView image = spatial_extents(shape);
    const ShapeView block(launch.in<int64_t>(kBlock), image.size());
    const int64_t plane = element_count(image);
    const T* x = launch.in<T>(0);
    PoolIndex grid{};
    for (size_t axis = 0; axis < image.size(); ++axis)
      grid[axis] = blocks_.count(axis, image[axis], block[axis]);
    const ShapeView grid_extents(grid.data(), image.size());
    if (element_count(launch.input(0)) == 0) return;
    for (int64_t channel = 0; channel < shape[0] * shape[1]; ++channel) {
      T* y = launch.out<T>(0) + channel * plane;
      PoolIndex tap{};
      do {
        PoolIndex position{};
        do {
          int64_t offset = 0;
          bool inside = true;
          for (size_t axis = 0; axis < image.size(); ++axis) {
            const int64_t at = position[axis] * blocks_.strides[axis] - blocks_.pads[axis] +
                               tap[axis] * blocks_.dilations[axis];
            inside = inside && at >= 0 && at < image[axis];
            offset = offset * image[axis] + at;
          }
          if (inside) y[offset] = store<T>(wrapping_add(load(y[offset]), load(*x)));
          ++x;
        } while (next_position(position, grid_extents));
      } while (next_position(tap, block));
    }
  }

  Blocks blocks_;
  Add add_;
};

// Blocks taken out of the image again: a convolution whose kernels each take one element of the block.
void gradient(Gradient& g) {
  const Node& node = g.node;
  const auto image = extents(node, kImage, 0), block = extents(node, kBlock, 1);
  if (!image || !block) unsupported("image_shape and block_shape must be constants");
  const Blocks blocks(node, image->size());
  WindowGeometry geometry{{}, *image, {}};
  Shape planes = {-1, 1};
  int64_t size = 1, count = 1;
  for (size_t i = 0; i < image->size(); ++i) {
    geometry.axes.push_back({(*block)[i], blocks.strides[i], blocks.dilations[i], blocks.pads[i],
                             blocks.pads[i + image->size()]});
    geometry.out.push_back(blocks.count(i, (*image)[i], (*block)[i]));
    planes.push_back((*image)[i]);
    size *= (*block)[i];
    count *= geometry.out.back();
  }
  if (count == 0) return g.set_input(0, zeros_like(g.b, node.dtype(0), g.input_value(0)));
  std::vector<double> choice(static_cast<size_t>(size * size), 0);
  for (size_t i = 0; i < static_cast<size_t>(size); ++i)
    choice[i * (static_cast<size_t>(size) + 1)] = 1;
  Shape shape = {size, 1};
  shape.insert(shape.end(), block->begin(), block->end());
  const Value kernels = constant_of(g.b, node.dtype(0), shape, choice);
  const Value plane = g.b.node("Reshape", {g.output(0), g.b.ints(planes)});
  const Value columns = convolve(g.b, plane, kernels, geometry, 1);
  const Value like = g.b.node("Shape", {g.input_value(0)});
  g.set_input(0, g.b.node("Reshape", {columns, like}, {{"allowzero", 1}}));
}

}  // namespace

MORTISE_OPERATOR(Col2Im, 18) {
  op.summary("Puts blocks back into an image, adding where they overlap")
      .input("input")
      .input("image_shape")
      .input("block_shape")
      .output("output")
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<Col2ImKernel>();
}

}  // namespace mortise::ops
