// What shape rules write to, and the rules that many operators share. Unknown extents are negative; equal symbols mean
// equal extents, and a rule keeps them where it can.
#ifndef MORTISE_SDK_INFERENCE_HPP_
#define MORTISE_SDK_INFERENCE_HPP_

#include <mortise/abi/operator.h>
#include <mortise/sdk/graph.hpp>

#include <algorithm>

namespace mortise::sdk {

class Inference {
 public:
  explicit Inference(const mortise_inference_t* out) : out_(out) {}

  void set(size_t output, const mortise_type_t& type) {
    check(out_->set_type(out_->self, output, &type));
  }
  void set(size_t output, uint32_t dtype, ShapeView shape) {
    set(output, tensor_type(dtype, shape));
  }
  /// The same kind, shape and element as `like`, dense, with its own dtype.
  void set_like(size_t output, const mortise_type_t& like, uint32_t dtype) {
    mortise_type_t type = like;
    type.struct_size = sizeof(type);
    type.dtype = dtype;
    type.bounded_dims = 0;
    type.layout = nullptr;
    set(output, type);
  }
  void set_unranked(size_t output, uint32_t dtype) { set(output, unranked_type(dtype)); }
  /// Extent d is an upper bound for each set bit d; the kernel writes the true extent.
  void set_bounded(size_t output, uint32_t dtype, ShapeView shape, uint64_t bounded_dims) {
    mortise_type_t type = tensor_type(dtype, shape);
    type.bounded_dims = bounded_dims;
    set(output, type);
  }
  /// The output's content follows from the shapes; sets its type too.
  void set_value(size_t output, const mortise_tensor_view_t& value) {
    set(output, value.dtype, shape_of(value));
    check(out_->set_value(out_->self, output, &value));
  }
  /// The output's shape depends on the content of `input`, which is not known.
  void need_value(size_t input) { out_->need_value(out_->self, input); }

 private:
  const mortise_inference_t* out_;
};

/// The axis as a number in [0, rank). Throws when it is outside [-rank, rank).
inline int64_t normalize_axis(int64_t axis, int64_t rank) {
  if (axis < -rank || axis >= rank) {
    invalid("axis ", axis, " is out of range for rank ", rank);
  }
  return axis < 0 ? axis + rank : axis;
}

/// Axes as numbers in [0, rank), sorted. Throws on one that is out of range or named twice.
inline std::vector<int64_t> normalize_axes(Span<const int64_t> axes, int64_t rank) {
  std::vector<int64_t> sorted;
  for (int64_t axis : axes) sorted.push_back(normalize_axis(axis, rank));
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) invalid("axis ", *twice, " is named twice");
  return sorted;
}

/// The extent that two extents, which must be equal, agree on. Throws when both are known and differ.
inline int64_t unify_extents(int64_t left, int64_t right) {
  if (left == right) return left;
  if (left >= 0 && right >= 0) invalid("extents ", left, " and ", right, " must be equal");
  if (left >= 0 || right >= 0) return left >= 0 ? left : right;
  return left == MORTISE_DIM_UNKNOWN ? right : left;  // a symbol says more than nothing
}

/// Broadcasts one extent to another, as NumPy does.
inline int64_t broadcast_extents(int64_t left, int64_t right) {
  if (left == right || right == 1) return left;
  if (left == 1) return right;
  if (left >= 0 && right >= 0) return MORTISE_DIM_UNKNOWN;  // the caller reports the mismatch
  if (left >= 0 || right >= 0) return left >= 0 ? left : right;
  return MORTISE_DIM_UNKNOWN;  // two unequal unknowns: either may be 1
}

/// Broadcasts two shapes, as NumPy does. Throws when they do not fit.
inline Shape broadcast_shapes(ShapeView left, ShapeView right) {
  const size_t rank = left.size() > right.size() ? left.size() : right.size();
  Shape result(rank);
  for (size_t i = 0; i < rank; ++i) {
    const size_t back = rank - i;
    const int64_t a = back > left.size() ? 1 : left[left.size() - back];
    const int64_t b = back > right.size() ? 1 : right[right.size() - back];
    if (a >= 0 && b >= 0 && a != b && a != 1 && b != 1) {
      invalid("shapes ", left, " and ", right, " do not broadcast: extents ", a, " and ", b,
              " differ and neither is 1");
    }
    result[i] = broadcast_extents(a, b);
  }
  return result;
}

/// `shape` without `axes` (sorted, normal), or with extent 1 there.
inline Shape reduced_shape(ShapeView shape, Span<const int64_t> axes, bool keep_dims) {
  Shape result;
  size_t next = 0;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (next < axes.size() && axes[next] == static_cast<int64_t>(i)) {
      ++next;
      if (keep_dims) result.push_back(1);
    } else {
      result.push_back(shape[i]);
    }
  }
  return result;
}

/// Output 0 has the shape and dtype of input 0.
inline void infer_like_input(const Node& node, Inference& out, DtypeSet allowed) {
  node.check_dtype(0, allowed);
  out.set_like(0, node.type(0), node.dtype(0));
}

/// The broadcast shape of all present inputs; nothing when one is unranked.
inline std::optional<Shape> broadcast_inputs(const Node& node) {
  std::optional<Shape> shape = Shape{};
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (!node.has_input(i)) continue;
    if (!node.ranked(i)) return std::nullopt;
    shape = broadcast_shapes(*shape, node.shape(i));
  }
  return shape;
}

/// Output 0 has the broadcast shape of the inputs, and `dtype`.
inline void infer_broadcast(const Node& node, Inference& out, uint32_t dtype) {
  const std::optional<Shape> shape = broadcast_inputs(node);
  if (shape) {
    out.set(0, dtype, *shape);
  } else {
    out.set_unranked(0, dtype);
  }
}

/// The first input dtype that is known; throws when two known ones differ or one is not allowed.
inline uint32_t common_dtype(const Node& node, DtypeSet allowed) {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  size_t first = 0;
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (!node.has_input(i) || node.dtype(i) == MORTISE_DTYPE_UNDEFINED) continue;
    node.check_dtype(i, allowed);
    if (dtype == MORTISE_DTYPE_UNDEFINED) {
      dtype = node.dtype(i);
      first = i;
    }
    node.check_same_dtype(first, i);
  }
  return dtype;
}

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_INFERENCE_HPP_
