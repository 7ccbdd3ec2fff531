#include "ops/ml/map.hpp"

namespace mortise::ops {
namespace {

constexpr int64_t kAnyCount = MORTISE_DIM_UNKNOWN;

}  // namespace

MapType::MapType()
    : entries_(tensor_type(MORTISE_DTYPE_UNDEFINED, {&kAnyCount, 1})),
      type_(pack_type(MORTISE_VALUE_SEQUENCE, &entries_)) {}

Entries entries_of(const Structure& s, size_t input) {
  check_kind(s.node, input, MORTISE_VALUE_SEQUENCE);
  const std::vector<Value> items = s.items(input);
  if (items.size() != 2)
    invalid("input ", input, " is a sequence of ", items.size(),
            "; a map is one of two tensors, keys and values");
  return {items[0], items[1]};
}

int64_t check_entries(const Node& node, DtypeSet keys, DtypeSet values) {
  node.check_dtype(0, keys);
  node.check_dtype(1, values);
  int64_t count = MORTISE_DIM_UNKNOWN;
  for (size_t input : {0, 1}) {
    node.check_rank(input, 1);
    if (node.ranked(input)) count = unify_extents(count, node.shape(input)[0]);
  }
  return count;
}

}  // namespace mortise::ops
