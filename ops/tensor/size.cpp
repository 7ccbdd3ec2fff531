#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  if (!node.shape_known(0) || node.type(0).bounded_dims != 0) {
    return out.set(0, MORTISE_DTYPE_INT64, Shape{});
  }
  const int64_t count = element_count(node.shape(0));
  out.set_value(0, host_view(MORTISE_DTYPE_INT64, {}, &count));
}

class SizeKernel {
 public:
  SizeKernel(const Node&, const KernelContext&) {}
  void run(const Launch& launch) const {
    launch.out<int64_t>(0)[0] = element_count(launch.input(0));
  }
};

}  // namespace

MORTISE_OPERATOR(Size, 25) {
  op.summary("How many elements the input has")
      .input("data")
      .output("size")
      .infer(&infer)
      .kernel<SizeKernel>();
}

}  // namespace mortise::ops
