// PackedScale: Y = X * scale, where the constant `scale` is read in a packed form (its elements in reverse) from the
// runtime's cache. Logs "probe: packing" each time it packs.
#include <mortise/sdk/host.hpp>

#include <algorithm>

#include "tests/plugins/probe/probe.hpp"

namespace mortise::tests::probe {
namespace {

void reverse_into(const mortise_tensor_view_t& constant, void* destination) {
  const auto* from = static_cast<const float*>(constant.data);
  std::reverse_copy(from, from + element_count(constant), static_cast<float*>(destination));
}

class PackedScaleKernel {
 public:
  PackedScaleKernel(const Node& node, const KernelContext& context)
      : count_(element_count(node.shape(1))),
        packed_(context.host, *node.constant(1), "probe", "reversed", node.constant(1)->byte_size,
                64, [&](void* destination, uint64_t) {
                  log(context.host, MORTISE_LOG_INFO, "probe: packing");
                  reverse_into(*node.constant(1), destination);
                }) {}
  void run(const Launch& launch) const {
    const auto* scale = static_cast<const float*>(packed_.data());
    for (int64_t i = 0; i < count_; ++i)
      launch.out<float>(0)[i] = launch.in<float>(0)[i] * scale[count_ - 1 - i];
  }

 private:
  int64_t count_;
  Packed packed_;
};

}  // namespace

void define_packed_scale(Operator& op) {
  op.summary("X times a constant of its shape").input("X").input("scale").output("Y");
  op.infer(&infer_same).kernel<PackedScaleKernel>();
}

}  // namespace mortise::tests::probe
