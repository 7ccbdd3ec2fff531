// The pass "lend": adds an output "lent", a constant in memory that the plugin keeps count of.
#include <array>

#include "tests/plugins/probe/probe.hpp"

namespace mortise::tests::probe {
namespace {

constexpr std::array<float, 2> kContent = {1, 2};

}  // namespace

bool LendPass::run(PassContext& context) const {
  // The count of its own: a constant may, where the core is wrong, outlive the instance.
  auto* lent = new std::shared_ptr<std::atomic<int>>(lent_);
  ++**lent;
  const int64_t extent = kContent.size();
  const auto give_back = [](void* self) {
    auto* count = static_cast<std::shared_ptr<std::atomic<int>>*>(self);
    --**count;
    delete count;
  };
  context.builder.output(
      "lent", context.builder.lent_constant(
                  host_view(MORTISE_DTYPE_FLOAT32, ShapeView(&extent, 1), kContent.data()),
                  give_back, lent));
  return true;
}

}  // namespace mortise::tests::probe
