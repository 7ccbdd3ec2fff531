#include "core/run/borrowed_context.hpp"

namespace mortise::run {

Result<BorrowedContext> BorrowedContext::take(Compiled& compiled, Services& services) {
  {
    const std::lock_guard<std::mutex> lock(compiled.mutex);
    if (!compiled.idle.empty()) {
      std::unique_ptr<Context> context = std::move(compiled.idle.back());
      compiled.idle.pop_back();
      return BorrowedContext(compiled, std::move(context));
    }
  }
  MORTISE_ASSIGN(std::unique_ptr<Context> context, Context::create(*compiled.program, services));
  return BorrowedContext(compiled, std::move(context));
}

BorrowedContext::~BorrowedContext() {
  if (context_ == nullptr || !reusable_) return;
  context_->clear_strings();
  const std::lock_guard<std::mutex> lock(compiled_.mutex);
  if (compiled_.idle.size() < compiled_.idle.capacity())
    compiled_.idle.push_back(std::move(context_));
}

}  // namespace mortise::run
