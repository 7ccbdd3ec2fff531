#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct BitShiftFunction {
  explicit BitShiftFunction(const Node& node) {
    const std::string_view direction = node.attr_string("direction", "");
    if (direction != "LEFT" && direction != "RIGHT") {
      invalid("attribute direction is ", direction, "; it must be LEFT or RIGHT");
    }
    left = direction == "LEFT";
  }

  template <class T>
  T operator()(T a, T b) const {
    if (b >= T{sizeof(T) * 8}) return T{0};
    const auto wide = static_cast<uint64_t>(a);
    return static_cast<T>(left ? wide << b : wide >> b);
  }

  bool left = false;
};

}  // namespace

MORTISE_OPERATOR(BitShift, 11) {
  define_binary<BitShiftFunction, UnsignedTypes>(op, "a shifted by b bits")
      .required_attribute("direction", MORTISE_ATTRIBUTE_STRING);
}

}  // namespace mortise::ops
