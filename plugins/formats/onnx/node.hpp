// A node on its way from the file into the graph: owned, so that conversions can change it.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/onnx/tensor.hpp"

namespace mortise::onnx {

using sdk::Value;
inline constexpr Value kNone = MORTISE_NONE;

/// Owning form of mortise_attribute_t.
struct Attribute {
  std::string name;
  uint32_t kind = MORTISE_ATTRIBUTE_INT;
  int64_t int_value = 0;
  double float_value = 0;
  std::string string_value;
  Tensor tensor;
  std::shared_ptr<sdk::Subgraph> graph;
  std::vector<int64_t> ints;
  std::vector<double> floats;
  std::vector<std::string> strings;
};

struct Node {
  std::string domain, op, name;  // an empty domain: the standard operators
  uint32_t version = 0;          // opset whose form of the operator this is
  std::vector<Value> inputs;     // kNone: absent
  size_t output_count = 1;
  std::vector<std::string> output_names;  // may be shorter than output_count
  std::vector<Attribute> attributes;

  /// kNone when it is absent.
  Value input(size_t index) const { return index < inputs.size() ? inputs[index] : kNone; }
  /// Throws when it is absent.
  Value required_input(size_t index) const;
  void set_input(size_t index, Value value);

  bool has(std::string_view attribute) const { return find(attribute) != nullptr; }
  const Attribute* find(std::string_view attribute) const;

  // Remove the attribute and return its value. Throw when it is of another kind.
  std::optional<Attribute> take(std::string_view attribute, uint32_t kind);
  std::optional<std::vector<int64_t>> take_ints(std::string_view attribute);
  std::optional<std::vector<double>> take_floats(std::string_view attribute);
  std::optional<int64_t> take_int(std::string_view attribute);
  std::optional<double> take_float(std::string_view attribute);
  std::optional<std::string> take_string(std::string_view attribute);
  void remove(std::string_view attribute);

  // Replace the attribute, or add it.
  void set(std::string_view attribute, int64_t value);
  void set(std::string_view attribute, double value);
  void set(std::string_view attribute, std::string_view value);
  void set(std::string_view attribute, std::vector<int64_t> values);
  void set(std::string_view attribute, std::shared_ptr<sdk::Subgraph> graph);

 private:
  Attribute& fresh(std::string_view attribute, uint32_t kind);
};

}  // namespace mortise::onnx
