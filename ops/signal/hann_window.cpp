#include "ops/common/window_function.hpp"

namespace mortise::ops {
namespace {

class HannWindowKernel : public WindowFunctionKernel {
 public:
  HannWindowKernel(const Node& node, const KernelContext&)
      : WindowFunctionKernel(node, {0.5, 0.5, 0}) {}
};

}  // namespace

MORTISE_OPERATOR(HannWindow, 17) {
  define_window_function(op, "A Hann window of a given size").kernel<HannWindowKernel>();
}

}  // namespace mortise::ops
