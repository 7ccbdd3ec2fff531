// Windows that are sums of cosines: a0 - a1 cos(2 pi k / N) + a2 cos(4 pi k / N), where N is the size, or one less for a
// symmetric window.
#pragma once

#include <array>

#include "ops/common/operator.hpp"

namespace mortise::ops {

using WindowTerms = std::array<double, 3>;

Operator& define_window_function(Operator& op, std::string_view summary);

/// One for each operator, which differ in their terms.
class WindowFunctionKernel {
 public:
  WindowFunctionKernel(const Node& node, const WindowTerms& terms);
  void run(const Launch& launch) const;

 private:
  WindowTerms terms_;
  bool periodic_;
  uint32_t dtype_;
};

}  // namespace mortise::ops
