#include "ops/common/window_function.hpp"

namespace mortise::ops {
namespace {

class HammingWindowKernel : public WindowFunctionKernel {
 public:
  HammingWindowKernel(const Node& node, const KernelContext&)
      : WindowFunctionKernel(node, {25.0 / 46, 21.0 / 46, 0}) {}
};

}  // namespace

MORTISE_OPERATOR(HammingWindow, 17) {
  define_window_function(op, "A Hamming window of a given size").kernel<HammingWindowKernel>();
}

}  // namespace mortise::ops
