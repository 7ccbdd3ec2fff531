// Lists of labels in a node's attributes, keys or values, of any type that ai.onnx.ml has for them, and where a key is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Labels of one dtype. Strings that `write` hands out live as long as the table.
class LabelTable {
 public:
  static LabelTable of_strings(std::vector<std::string> texts);
  static LabelTable of_ints(const std::vector<int64_t>& numbers);
  static LabelTable of_floats(const std::vector<double>& numbers);
  static LabelTable of_tensor(const mortise_tensor_view_t& view);
  /// The one attribute of these that the node has: NAME_strings, NAME_int64s, NAME_floats or NAME_tensor. Throws unless it is
  /// one.
  static LabelTable read(const Node& node, const std::string& name);

  uint32_t dtype() const { return dtype_; }
  int64_t count() const { return count_; }
  const std::string& text(int64_t index) const { return texts_[static_cast<size_t>(index)]; }
  const std::vector<unsigned char>& bytes() const { return bytes_; }

  /// Sets element `at` of `data`, which has this table's dtype.
  void write(int64_t index, void* data, int64_t at) const;

 private:
  uint32_t dtype_ = MORTISE_DTYPE_UNDEFINED;
  int64_t count_ = 0;
  std::vector<unsigned char> bytes_;  // of numbers
  std::vector<std::string> texts_;    // of strings
};

/// Finds keys. Of equal ones the last counts; NaN equals NaN.
class LabelIndex {
 public:
  explicit LabelIndex(const LabelTable& keys);
  /// Where element `at` of a tensor of the keys' dtype is in the table; -1: nowhere.
  int64_t find(const mortise_tensor_view_t& tensor, int64_t at) const;
  /// The same of label `at` of a table of that dtype.
  int64_t find(const LabelTable& labels, int64_t at) const;

 private:
  int64_t find_text(std::string_view text) const;
  /// The element `at` of `data`, which has that dtype.
  int64_t find_number(uint32_t dtype, const unsigned char* data, int64_t at) const;

  std::map<std::string, int64_t, std::less<>> texts_;
  std::map<double, int64_t> floats_;
  std::map<int64_t, int64_t> ints_;
  std::optional<int64_t> nan_;
};

}  // namespace mortise::ops
