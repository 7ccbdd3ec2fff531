// PackedScale: Y = X * scale, where the constant `scale` is read in a packed form (its elements in reverse) from the
// runtime's cache, and taken. Logs "probe: packing" each time it packs. With `forgetful` the constant cannot be restored, with
// `loses` trying to is an error.
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
        forgetful_(node.attr_int("forgetful", 0) != 0),
        loses_(node.attr_int("loses", 0) != 0),
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

  uint64_t taken_inputs() const { return 1 << 1; }
  bool restores() const { return !forgetful_; }
  void restore(size_t, void* destination, uint64_t) const {
    if (loses_) throw Error(MORTISE_STATUS_DATA_LOSS, "the scale is lost");
    const auto* scale = static_cast<const float*>(packed_.data());
    std::reverse_copy(scale, scale + count_, static_cast<float*>(destination));
  }

 private:
  int64_t count_;
  bool forgetful_, loses_;
  Packed packed_;
};

}  // namespace

void define_packed_scale(Operator& op) {
  op.summary("X times a constant of its shape").input("X").input("scale").output("Y");
  op.attribute("forgetful", MORTISE_ATTRIBUTE_INT).attribute("loses", MORTISE_ATTRIBUTE_INT);
  op.infer(&infer_same).kernel<PackedScaleKernel>();
}

}  // namespace mortise::tests::probe
