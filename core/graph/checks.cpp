// Checks that edits make before they change anything, and how messages name things.
#include "core/base/dtype.hpp"
#include "core/base/text.hpp"
#include "core/graph/graph_impl.hpp"

namespace mortise::graph {

std::string describe(const Node& node) {
  const std::string op = qualified_name(node.domain, node.op);
  if (node.name.empty()) return concat({"node ", std::to_string(node.id), " (", op, ")"});
  return concat({"node '", node.name, "' (", op, ")"});
}

std::string describe(const Value& value) {
  return concat({"value '", value.name, "' (id ", std::to_string(value.id), ")"});
}

Status check_content(const Type& type, const Constant& content, std::string_view what) {
  const Type actual = content.type();
  bool fits = type.kind == MORTISE_VALUE_TENSOR &&
              (type.dtype == MORTISE_DTYPE_UNDEFINED || type.dtype == actual.dtype) &&
              (!type.ranked || type.shape.size() == actual.shape.size());
  for (size_t i = 0; fits && i < type.shape.size(); ++i) {
    const bool is_bound = (type.bounded_dims >> i & 1) != 0;
    const int64_t extent = type.shape[i];
    fits = extent < 0 || extent == actual.shape[i] || (is_bound && actual.shape[i] <= extent);
  }
  if (fits) return {};
  return invalid_argument(concat({what, ": content of type ", actual.to_string(),
                                  " does not fit the type ", type.to_string()}));
}

Status Graph::Impl::check_value(ValueId id, std::string_view what) const {
  if (find(id) != nullptr) return {};
  return invalid_argument(concat({what, ": there is no value with id ", std::to_string(id)}));
}

Status Graph::Impl::check_type(const Type& type) const {
  uint32_t depth = 0;
  for (const Type* t = &type; t != nullptr; t = t->element.get()) {
    if (++depth > kMaxElementDepth) return invalid_argument("type: element types nest too deeply");
    if (t->dtype != MORTISE_DTYPE_UNDEFINED && t->dtype < MORTISE_DTYPE_FIRST_REGISTERED &&
        find_dtype(t->dtype) == nullptr) {
      return invalid_argument(concat({"type: dtype ", std::to_string(t->dtype), " is unknown"}));
    }
    if (t->shape.size() > kMaxRank) {
      return invalid_argument(concat({"type: rank ", std::to_string(t->shape.size()), " is above ",
                                      std::to_string(kMaxRank)}));
    }
    for (const int64_t extent : t->shape) {
      if (extent >= MORTISE_DIM_UNKNOWN) continue;
      if (static_cast<uint64_t>(-(extent + 2)) >= symbols.size()) {
        return invalid_argument(concat({"type: extent ", std::to_string(extent),
                                        " names a symbol that the graph does not have; make it "
                                        "with symbol_get first"}));
      }
    }
  }
  return {};
}

}  // namespace mortise::graph
