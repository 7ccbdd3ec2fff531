#include "core/run/taken_constants.hpp"

namespace mortise::run {

Result<graph::Graph> TakenConstants::copy() {
  const std::lock_guard<std::mutex> lock(mutex_);
  keeps_ = keeps_ || !restorers_.empty();
  MORTISE_TRY(restore());
  return graph::Graph(graph_);
}

void TakenConstants::take(const graph::ConstantRef& content, const compile::Restorer& restorer) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (keeps_) return;
  const graph::ConstantRef rest = graph::Constant::without_content(*content);
  if (swap(content.get(), rest)) restorers_.emplace(rest, restorer);
}

Status TakenConstants::restore() {
  while (!restorers_.empty()) {
    const auto& [rest, restorer] = *restorers_.begin();
    MORTISE_ASSIGN(const graph::ConstantRef content, restorer.restore(*rest));
    swap(rest.get(), content);
    restorers_.erase(restorers_.begin());
  }
  return {};
}

bool TakenConstants::swap(const graph::Constant* from, const graph::ConstantRef& to) {
  bool found = false;
  for (graph::ValueId id = 0; id < graph_.value_limit(); ++id) {
    const graph::Value* value = graph_.value(id);
    if (value == nullptr || value->constant.get() != from) continue;
    found = graph_.set_constant(id, to).ok() || found;
  }
  return found;
}

}  // namespace mortise::run
