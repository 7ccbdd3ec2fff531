#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

// Strings are no bits of their own.
constexpr DtypeSet kCast = {kMovableDtypes.bits & ~(uint64_t{1} << MORTISE_DTYPE_STRING)};

uint32_t target(const Node& node) {
  const int64_t to = node.attr_int("to");
  if (to < 1 || to > UINT32_MAX || !kCast.contains(static_cast<uint32_t>(to)))
    unsupported("attribute to is ", to);
  return static_cast<uint32_t>(to);
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kCast);
  const uint32_t from = node.dtype(0), to = target(node);
  if (from != MORTISE_DTYPE_UNDEFINED && dtype_bits(from) != dtype_bits(to)) {
    invalid(dtype_name(from), " has ", dtype_bits(from), " bits and ", dtype_name(to), " has ",
            dtype_bits(to), "; both must have the same");
  }
  out.set_like(0, node.type(0), to);
}

}  // namespace

MORTISE_OPERATOR(BitCast, 26) {
  op.summary("The same bits as another dtype of the same size")
      .input("input")
      .output("output")
      .required_attribute("to", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<CopyKernel>();
}

}  // namespace mortise::ops
