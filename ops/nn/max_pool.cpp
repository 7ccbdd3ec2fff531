#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

using PoolTypes = TypeList<float16, bfloat16, float, double, int8_t, uint8_t>;

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(PoolTypes{}));
  infer_pool(node, out, 0, node.dtype(0));
  if (node.output_count() > 1) infer_pool(node, out, 1, MORTISE_DTYPE_INT64);
}

// The second output holds where each maximum was found: its index in the whole flattened input; with storage_order 1
// the plane counts as column-major. A window without elements has -1 there.
class MaxPoolKernel {
 public:
  MaxPoolKernel(const Node& node, const KernelContext&)
      : window_(node, static_cast<size_t>(node.rank(0)) - 2, {}),
        column_major_(node.attr_int("storage_order", 0) != 0),
        pool_(visit_dtype(PoolTypes{}, node.dtype(0), [](auto tag) -> Pool {
          return &MaxPoolKernel::pool<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const { (this->*pool_)(launch); }

 private:
  using Pool = void (MaxPoolKernel::*)(const Launch&) const;

  template <class T>
  void pool(const Launch& launch) const {
    if (element_count(launch.output(0)) == 0) return;
    const ShapeView in = spatial_extents(launch.input_shape(0));
    const ShapeView out = spatial_extents(launch.output_shape(0));
    const int64_t planes = launch.input_shape(0)[0] * launch.input_shape(0)[1];
    const int64_t plane_size = element_count(in);
    T* y = launch.out<T>(0);
    int64_t* indices = launch.wants_output(1) ? launch.out<int64_t>(1) : nullptr;
    for (int64_t plane = 0; plane < planes; ++plane) {
      const T* x = launch.in<T>(0) + plane * plane_size;
      PoolIndex position{};
      do {
        int64_t best = -1;
        visit_window(window_, in, position, [&](int64_t offset) {
          if (best < 0 || is_above(load(x[offset]), load(x[best]))) best = offset;
        });
        *y++ = best < 0 ? least<T>() : x[best];
        if (indices != nullptr) {
          *indices++ = best < 0 ? -1 : plane * plane_size + place(best, in);
        }
      } while (next_position(position, out));
    }
  }

  /// The first NaN is above everything.
  template <class C>
  static bool is_above(C value, C best) {
    return best == best && !(value <= best);
  }

  /// What a window gets that no element lies under: dilation can step over all of them.
  template <class T>
  static T least() {
    using Limits = std::numeric_limits<Compute<T>>;
    return store<T>(Limits::has_infinity ? -Limits::infinity() : Limits::lowest());
  }

  int64_t place(int64_t offset, ShapeView extents) const {
    if (!column_major_) return offset;
    int64_t result = 0;
    int64_t stride = element_count(extents);
    for (size_t i = extents.size(); i-- > 0;) {
      stride /= extents[i];
      result += offset % extents[i] * stride;
      offset /= extents[i];
    }
    return result;
  }

  Window window_;
  bool column_major_;
  Pool pool_;
};

// Back to where each maximum was found. Windows over nothing go to an element that is then cut off.
void gradient(Gradient& g) {
  if (!g.has_output(0)) return;
  const Node& node = g.node;
  Builder& b = g.b;
  Attrs attrs;
  for (const mortise_attribute_t& attribute : node.attributes())
    if (to_view(attribute.name) != "storage_order") attrs.emplace_back(attribute);
  const bool has_places = node.wants_output(1) && node.attr_int("storage_order", 0) == 0;
  const Value x = g.input_value(0);
  const Value found =
      has_places ? g.output_value(1) : b.nodes("MaxPool", {x}, 2, attrs, "", node.version())[1];
  const Value row = b.ints({-1}), zero = b.ints({0}), one = b.ints({1});
  const Value places = b.node("Add", {b.node("Reshape", {found, row}), one});
  const Value size = b.node("Add", {b.node("Reshape", {b.node("Size", {x}), row}), one});
  const Value zeros = b.node("Expand", {b.scalar(node.dtype(0), 0), size});
  const Value sums =
      b.node("ScatterElements", {zeros, places, b.node("Reshape", {g.output(0), row})},
             {{"axis", 0}, {"reduction", "add"}});
  const Value found_sums = b.node("Slice", {sums, one, size, zero});
  g.set_input(0, b.node("Reshape", {found_sums, b.node("Shape", {x})}, {{"allowzero", 1}}));
}

}  // namespace

MORTISE_OPERATOR(MaxPool, 22) {
  op.summary("The greatest of the elements under a sliding window, and where it is")
      .input("X")
      .output("Y")
      .optional_output("Indices")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("ceil_mode", MORTISE_ATTRIBUTE_INT)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("storage_order", MORTISE_ATTRIBUTE_INT)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .infer(&infer)
      .gradient(&gradient)
      .piece([](const Node& node, const PieceQuery& query, Pieces& pieces) {
        // Indices are counted from the first element of all.
        if (query.output == 0) pool_piece(node, query, pieces);
      })
      .kernel<MaxPoolKernel>();
}

}  // namespace mortise::ops
