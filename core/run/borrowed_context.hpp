// A context taken from a program's pool.
#pragma once

#include <memory>

#include "core/run/context.hpp"
#include "core/run/stage.hpp"

namespace mortise::run {

/// Goes back when it is reusable.
class BorrowedContext {
 public:
  static Result<BorrowedContext> take(Compiled& compiled, Services& services);
  BorrowedContext(BorrowedContext&&) = default;
  BorrowedContext& operator=(BorrowedContext&&) = delete;
  ~BorrowedContext();
  Context& operator*() const { return *context_; }
  Context* operator->() const { return context_.get(); }
  void set_reusable(bool reusable) { reusable_ = reusable; }

 private:
  BorrowedContext(Compiled& compiled, std::unique_ptr<Context> context)
      : compiled_(compiled), context_(std::move(context)) {}
  Compiled& compiled_;
  std::unique_ptr<Context> context_;
  bool reusable_ = true;
};

}  // namespace mortise::run
