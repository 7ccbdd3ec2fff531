#include "ops/common/sequence.hpp"

namespace mortise::ops {

MORTISE_OPERATOR(SequenceLength, 11) {
  op.summary("The number of a sequence's elements")
      .input("input_sequence")
      .output("length")
      .infer([](const Node& node, Inference& out) {
        check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
        out.set(0, MORTISE_DTYPE_INT64, {});
      })
      .restructure([](Structure& s) -> std::optional<std::vector<Value>> {
        check_kind(s.node, 0, MORTISE_VALUE_SEQUENCE);
        const auto length = static_cast<int64_t>(s.items(0).size());
        return {{s.b.constant(host_view(MORTISE_DTYPE_INT64, {}, &length))}};
      });
}

}  // namespace mortise::ops
