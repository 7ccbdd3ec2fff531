// A kernel that keeps a constant's content in a form of its own, from which it can give the content again.
#pragma once

#include <functional>

#include "core/compile/kernel.hpp"
#include "core/graph/type.hpp"

namespace mortise::compile {

/// Holds its kernel. Immutable; any thread.
class Restorer {
 public:
  /// Nobody.
  Restorer() = default;
  /// Requires: the kernel takes constant input `input` and has a `restore`.
  Restorer(Kernel kernel, size_t input) : kernel_(std::move(kernel)), input_(input) {}

  explicit operator bool() const { return kernel_.get() != nullptr; }
  /// `rest`: what is left of the constant (Constant::without_content).
  Result<graph::ConstantRef> restore(const graph::Constant& rest) const;

 private:
  Kernel kernel_;
  size_t input_ = 0;
};

/// Told that the kernels of a program look no more at a constant's content, and who can restore it.
using Taken = std::function<void(const graph::ConstantRef& content, const Restorer& restorer)>;

}  // namespace mortise::compile
