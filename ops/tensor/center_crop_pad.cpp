#include <algorithm>
#include <cstring>

#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

// All axes unless the node names some, in its order.
std::vector<int64_t> axes_of(const Node& node) {
  const auto named = node.attr_ints("axes");
  std::vector<int64_t> axes;
  if (!named) {
    for (int64_t axis = 0; axis < node.rank(0); ++axis) axes.push_back(axis);
    return axes;
  }
  (void)normalize_axes(*named, node.rank(0));  // none twice
  for (const int64_t axis : *named) axes.push_back(normalize_axis(axis, node.rank(0)));
  return axes;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(IndexTypes{}));
  node.check_rank(1, 1);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const std::vector<int64_t> axes = axes_of(node);
  const auto wanted = node.constant_ints(1);
  if (!wanted) out.need_value(1);
  if (wanted && wanted->size() != axes.size())
    invalid("shape is ", *wanted, ", for ", axes.size(), " axes");
  Shape shape = node.shape(0).to_vector();
  for (size_t i = 0; i < axes.size(); ++i) {
    if (wanted && (*wanted)[i] < 0) invalid("shape is ", *wanted);
    shape[static_cast<size_t>(axes[i])] = wanted ? (*wanted)[i] : int64_t{MORTISE_DIM_UNKNOWN};
  }
  out.set(0, node.dtype(0), shape);
}

// An odd rest goes to the end of what is cut off, and of what is added.
class CenterCropPadKernel {
 public:
  CenterCropPadKernel(const Node& node, const KernelContext&)
      : bytes_(element_bytes(node.dtype(0))) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const ShapeView in = launch.input_shape(0), out = launch.output_shape(0);
    const auto in_strides = row_major_strides(in), out_strides = row_major_strides(out);
    std::memset(launch.output(0).data, 0, launch.output(0).byte_size);
    Walk<2> walk;
    int64_t from = 0, to = 0;
    for (size_t axis = 0; axis < in.size(); ++axis) {
      if (out[axis] < in[axis]) {
        from += (in[axis] - out[axis]) / 2 * in_strides[axis];
      } else {
        to += (out[axis] - in[axis]) / 2 * out_strides[axis];
      }
      walk.add_dim(std::min(in[axis], out[axis]), {out_strides[axis], in_strides[axis]});
    }
    move_walk(bytes_, walk, launch.in<char>(0) + from * bytes_, launch.out<char>(0) + to * bytes_);
  }

 private:
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(CenterCropPad, 18) {
  op.summary("Cuts off or adds zeros at both ends of axes, so that the middle stays")
      .input("input_data")
      .input("shape")
      .output("output_data")
      .attribute("axes", MORTISE_ATTRIBUTE_INTS)
      .infer(&infer)
      .gradient(&move_first_gradient)
      .kernel<CenterCropPadKernel>();
}

}  // namespace mortise::ops
