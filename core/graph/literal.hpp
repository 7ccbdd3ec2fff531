// Names, numbers and tensors as text, for print and compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/graph/graph.hpp"

namespace mortise::graph {

/// In double quotes, with control characters, quotes and backslashes escaped as in JSON.
std::string quote(std::string_view text);

/// The shortest decimal form that reads back as the same number; "nan", "inf", "-inf".
std::string number_text(double number);

/// "[1, 2, 3]"; past `limit` elements "[1, 2, … 9408 elements, hash 0f3c…]".
std::string tensor_text(const Constant& tensor, size_t limit);

/// The elements one by one as text; strings are quoted. Empty for block-quantised and registered dtypes.
std::vector<std::string> element_texts(const Constant& tensor, size_t limit);

/// Of the content, the same on every machine of the same byte order.
uint64_t content_hash(const Constant& tensor);

/// An attribute's value, a graph's excepted.
std::string attribute_text(const Attribute& attribute, size_t tensor_limit);

/// "MatMul@13", "com.example::Fused": the version only where one is set.
std::string operator_text(const Node& node);

/// Tells values apart by name: "y", or "y#12" (with the id) where several have that name.
class ValueNames {
 public:
  explicit ValueNames(const Graph& graph);
  /// Requires: the graph has the value.
  const std::string& operator[](ValueId id) const { return names_[id]; }

 private:
  std::vector<std::string> names_;
};

}  // namespace mortise::graph
