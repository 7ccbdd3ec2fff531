// What every operator's file includes: the SDK's names, the macro that its definition function is written with, and the
// nodes that decompositions are made of.
#pragma once

#include <mortise/sdk/operator.hpp>

namespace mortise::contrib {

using namespace sdk;  // NOLINT: an operator's file is written in the SDK's words

inline constexpr DtypeSet kFloats = dtype_set(FloatTypes{});

/// A formula as nodes of the standard domain, over values of one dtype.
class Formula {
 public:
  Formula(Builder& builder, uint32_t dtype) : b(builder), dtype_(dtype) {}

  Value number(double value) { return b.scalar(dtype_, value); }
  Value add(Value x, Value y) { return b.node("Add", {x, y}); }
  Value subtract(Value x, Value y) { return b.node("Sub", {x, y}); }
  Value multiply(Value x, Value y) { return b.node("Mul", {x, y}); }
  Value product(Value x, Value y) { return b.node("MatMul", {x, y}); }
  Value scaled(Value x, double factor) { return factor == 1 ? x : multiply(x, number(factor)); }
  /// x where there is no y.
  Value add_optional(Value x, Value y) { return y == MORTISE_NONE ? x : add(x, y); }
  /// To the formula's dtype.
  Value cast(Value x) { return b.node("Cast", {x}, {{"to", dtype_}}); }

  Value reshape(Value x, const std::vector<int64_t>& shape) {
    return b.node("Reshape", {x, b.ints(shape)});
  }
  Value transpose(Value x, std::vector<int64_t> permutation) {
    return b.node("Transpose", {x}, {{"perm", std::move(permutation)}});
  }
  Value unsqueeze(Value x, const std::vector<int64_t>& axes) {
    return b.node("Unsqueeze", {x, b.ints(axes)});
  }
  Value squeeze(Value x, const std::vector<int64_t>& axes) {
    return b.node("Squeeze", {x, b.ints(axes)});
  }
  Value slice(Value x, int64_t axis, int64_t begin, int64_t end) {
    return b.node("Slice", {x, b.ints({begin}), b.ints({end}), b.ints({axis})});
  }
  Value concat(const std::vector<Value>& values, int64_t axis) {
    return b.node("Concat", values, {{"axis", axis}});
  }
  std::vector<Value> split(Value x, int64_t axis, const std::vector<int64_t>& extents) {
    return b.nodes("Split", {x, b.ints(extents)}, extents.size(), {{"axis", axis}});
  }

  Builder& b;

 private:
  uint32_t dtype_;
};

/// The attributes of a node that a standard node has too.
inline Attrs kept_attributes(const Node& node, const std::vector<std::string_view>& names) {
  Attrs kept;
  for (const mortise_attribute_t& attribute : node.attributes()) {
    if (std::find(names.begin(), names.end(), to_view(attribute.name)) != names.end())
      kept.emplace_back(attribute);
  }
  return kept;
}

}  // namespace mortise::contrib

/// Starts the definition of version `version` of operator `name`; `op` is the sdk::Operator to fill. The operator's line
/// in CMake names both too, and the generated table links only if they agree.
#define MORTISE_OPERATOR(name, version) \
  void define_##name##_##version([[maybe_unused]] ::mortise::sdk::Operator& op)
