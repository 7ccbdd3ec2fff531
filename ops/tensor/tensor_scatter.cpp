#include <cstring>

#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

bool is_circular(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "linear");
  if (mode != "linear" && mode != "circular")
    invalid("attribute mode is ", mode, "; it must be linear or circular");
  return mode == "circular";
}

// The cache is [batch, …, most tokens, …], the update the same with the tokens that are new.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_same_dtype(0, 1);
  (void)is_circular(node);
  out.set_like(0, node.type(0), node.dtype(0));
  if (node.has_input(2)) {
    node.check_dtype(2, dtype_set(TypeList<int64_t>{}));
    node.check_rank(2, 1);
  }
  if (!node.ranked(0)) return;
  const size_t axis = axis_of(node, -2);
  if (axis == 0) invalid("axis 0 is the batch");
  if (node.has_input(2) && node.ranked(2)) unify_extents(node.shape(2)[0], node.shape(0)[0]);
  if (!node.ranked(1)) return;
  node.check_rank(1, node.rank(0));
  for (size_t i = 0; i < node.shape(0).size(); ++i) {
    const int64_t cache = node.shape(0)[i], update = node.shape(1)[i];
    if (i != axis) {
      unify_extents(cache, update);
    } else if (cache >= 0 && update > cache) {
      invalid("an update of ", update, " tokens does not fit a cache of ", cache);
    }
  }
}

class TensorScatterKernel {
 public:
  TensorScatterKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, -2)),
        circular_(is_circular(node)),
        bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const AxisParts cache(launch.input_shape(0), axis_), update(launch.input_shape(1), axis_);
    const int64_t per_item =
        launch.input_shape(0)[0] == 0 ? 1 : cache.outer / launch.input_shape(0)[0];
    const int64_t block = cache.inner * bytes_;
    // In place there is nothing to copy.
    if (launch.output(0).data != launch.input(0).data)
      std::memcpy(launch.output(0).data, launch.input(0).data, launch.output(0).byte_size);
    for (int64_t o = 0; o < cache.outer; ++o) {
      const int64_t first = start_of(launch, o / per_item, cache.extent, update.extent);
      for (int64_t i = 0; i < update.extent; ++i) {
        const int64_t token = circular_ ? (first + i) % cache.extent : first + i;
        std::memcpy(launch.out<char>(0) + (o * cache.extent + token) * block,
                    launch.in<char>(1) + (o * update.extent + i) * block,
                    static_cast<size_t>(block));
      }
    }
  }

 private:
  int64_t start_of(const Launch& launch, int64_t item, int64_t tokens, int64_t added) const {
    const int64_t start = launch.has_input(2) ? launch.in<int64_t>(2)[item] : 0;
    if (start < 0 || (!circular_ && start > tokens - added))
      invalid("write index ", start, " leaves no room for ", added, " tokens in ", tokens);
    return circular_ && tokens > 0 ? start % tokens : start;
  }

  size_t axis_;
  bool circular_;
  int64_t bytes_;
};

void gradient(Gradient& g) { move_gradient(g, {0, 1}); }

}  // namespace

MORTISE_OPERATOR(TensorScatter, 24) {
  op.summary("A cache with new tokens written into it")
      .input("past_cache")
      .input("update")
      .optional_input("write_indices")
      .output("present_cache")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<TensorScatterKernel>();
}

}  // namespace mortise::ops
