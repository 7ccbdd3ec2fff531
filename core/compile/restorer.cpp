#include "core/compile/restorer.hpp"

namespace mortise::compile {

Result<graph::ConstantRef> Restorer::restore(const graph::Constant& rest) const {
  return graph::Constant::make(rest, [this](void* destination, uint64_t size) {
    const mortise_kernel_t* kernel = kernel_.get();
    return Status(kernel->restore(kernel, input_, destination, size));
  });
}

}  // namespace mortise::compile
