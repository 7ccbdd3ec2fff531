#include "ops/common/window_function.hpp"

namespace mortise::ops {
namespace {

class BlackmanWindowKernel : public WindowFunctionKernel {
 public:
  BlackmanWindowKernel(const Node& node, const KernelContext&)
      : WindowFunctionKernel(node, {0.42, 0.5, 0.08}) {}
};

}  // namespace

MORTISE_OPERATOR(BlackmanWindow, 17) {
  define_window_function(op, "A Blackman window of a given size").kernel<BlackmanWindowKernel>();
}

}  // namespace mortise::ops
