#include "core/graph/type.hpp"

#include <limits>
#include <utility>

#include "core/base/dtype.hpp"
#include "core/base/struct_check.hpp"
#include "core/base/text.hpp"

namespace mortise::graph {

LayoutRef::LayoutRef(const mortise_layout_t* layout) : layout_(layout) {
  if (layout_ != nullptr && layout_->retain != nullptr) layout_->retain(layout_);
}
LayoutRef::LayoutRef(const LayoutRef& other) : LayoutRef(other.layout_) {}
LayoutRef::LayoutRef(LayoutRef&& other) noexcept : layout_(std::exchange(other.layout_, nullptr)) {}
LayoutRef& LayoutRef::operator=(LayoutRef other) noexcept {
  std::swap(layout_, other.layout_);
  return *this;
}
LayoutRef::~LayoutRef() {
  if (layout_ != nullptr && layout_->release != nullptr) layout_->release(layout_);
}

namespace {

bool same_layout(const mortise_layout_t* left, const mortise_layout_t* right) {
  if (left == nullptr || right == nullptr) return left == right;
  return left == right || (to_view(left->owner) == to_view(right->owner) &&
                           to_view(left->key) == to_view(right->key));
}

Status check_shape(const mortise_type_t& type) {
  if (type.rank < MORTISE_RANK_UNKNOWN || type.rank > static_cast<int32_t>(kMaxRank)) {
    return invalid_argument(
        concat({"type: rank ", std::to_string(type.rank),
                " is not MORTISE_RANK_UNKNOWN or one of 0 to ", std::to_string(kMaxRank)}));
  }
  const uint64_t rank = type.rank > 0 ? static_cast<uint64_t>(type.rank) : 0;
  MORTISE_TRY(check_array(type.shape, rank, "type: shape"));
  if (rank < kMaxRank && type.bounded_dims >> rank != 0) {
    return invalid_argument("type: bounded_dims marks an extent past the rank");
  }
  int64_t known = 1;
  for (uint64_t i = 0; i < rank; ++i) {
    const int64_t extent = type.shape[i];
    if (extent > 0 && __builtin_mul_overflow(known, extent, &known)) {
      return invalid_argument("type: the product of the extents does not fit in 63 bits");
    }
  }
  return {};
}

Status check_layout(const mortise_layout_t* layout) {
  if (layout == nullptr) return {};
  MORTISE_TRY(check_struct(*layout, "type: layout"));
  if ((layout->retain == nullptr) != (layout->release == nullptr))
    return invalid_argument("type: layout: set both `retain` and `release`, or neither");
  return {};
}

Result<Type> type_from_abi(const mortise_type_t& abi, uint32_t depth) {
  MORTISE_TRY(check_struct(abi, "type"));
  if (depth > kMaxElementDepth) return invalid_argument("type: element types nest too deeply");
  Type type;
  type.kind = abi.kind;
  type.dtype = abi.dtype;
  if (abi.kind == MORTISE_VALUE_SEQUENCE || abi.kind == MORTISE_VALUE_OPTIONAL) {
    if (abi.element != nullptr) {
      MORTISE_ASSIGN(Type element, type_from_abi(*abi.element, depth + 1));
      type.element = std::make_shared<const Type>(std::move(element));
    }
    return type;
  }
  if (abi.kind != MORTISE_VALUE_TENSOR) {
    return invalid_argument(
        concat({"type: kind ", std::to_string(abi.kind), " is none of MORTISE_VALUE_…"}));
  }
  MORTISE_TRY(check_shape(abi));
  type.ranked = abi.rank >= 0;
  if (abi.rank > 0) type.shape.assign(abi.shape, abi.shape + abi.rank);
  type.bounded_dims = abi.bounded_dims;
  MORTISE_TRY(check_layout(abi.layout));
  type.layout = LayoutRef(abi.layout);
  return type;
}

std::string extent_text(int64_t extent, const std::vector<std::string>& symbols) {
  if (extent >= 0) return std::to_string(extent);
  if (extent == MORTISE_DIM_UNKNOWN) return "?";
  const auto symbol = static_cast<uint64_t>(-(extent + 2));
  return symbol < symbols.size() ? symbols[symbol] : "#" + std::to_string(symbol);
}

}  // namespace

Result<Type> Type::from_abi(const mortise_type_t& type) { return type_from_abi(type, 0); }

Type Type::tensor(uint32_t dtype, std::vector<int64_t> shape) {
  Type type;
  type.dtype = dtype;
  type.ranked = true;
  type.shape = std::move(shape);
  return type;
}

bool Type::fully_known() const {
  if (kind != MORTISE_VALUE_TENSOR || dtype == MORTISE_DTYPE_UNDEFINED || !ranked) return false;
  for (const int64_t extent : shape) {
    if (extent < 0) return false;
  }
  return true;
}

int64_t Type::element_count() const {
  int64_t count = 1;
  bool overflow = false;
  for (const int64_t extent : shape) {
    if (extent == 0) return 0;
    overflow = overflow || __builtin_mul_overflow(count, extent, &count);
  }
  return overflow ? std::numeric_limits<int64_t>::max() : count;
}

std::string Type::to_string() const { return to_string({}); }

std::string Type::to_string(const std::vector<std::string>& symbols) const {
  if (kind != MORTISE_VALUE_TENSOR) {
    const std::string inner = element == nullptr ? "?" : element->to_string(symbols);
    return (kind == MORTISE_VALUE_SEQUENCE ? "sequence<" : "optional<") + inner + ">";
  }
  std::string text(dtype == MORTISE_DTYPE_UNDEFINED ? "?" : dtype_name(dtype));
  if (text == "unknown") text = "dtype" + std::to_string(dtype);
  text += "[";
  if (!ranked) text += "...";
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i != 0) text += ", ";
    if ((bounded_dims >> i & 1) != 0) text += "<=";
    text += extent_text(shape[i], symbols);
  }
  text += "]";
  if (layout.get() != nullptr) {
    text +=
        "@" + mortise::to_string(layout.get()->owner) + ":" + mortise::to_string(layout.get()->key);
  }
  return text;
}

bool operator==(const Type& left, const Type& right) {
  if (left.kind != right.kind || left.dtype != right.dtype || left.ranked != right.ranked ||
      left.shape != right.shape || left.bounded_dims != right.bounded_dims ||
      !same_layout(left.layout.get(), right.layout.get())) {
    return false;
  }
  if (left.element == nullptr || right.element == nullptr) return left.element == right.element;
  return *left.element == *right.element;
}

}  // namespace mortise::graph
