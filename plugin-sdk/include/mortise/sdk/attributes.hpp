// Named values with defaults: the attributes of a node, the options of a plugin. Borrowed, read only.
#ifndef MORTISE_SDK_ATTRIBUTES_HPP_
#define MORTISE_SDK_ATTRIBUTES_HPP_

#include <mortise/abi/base.h>
#include <mortise/sdk/status.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::sdk {

inline const char* attribute_kind_name(uint32_t kind) {
  static constexpr const char* kNames[] = {"nothing", "an int",   "a float", "a string", "a tensor",
                                           "a graph", "integers", "floats",  "strings"};
  return kind < sizeof(kNames) / sizeof(kNames[0]) ? kNames[kind] : "of an unknown kind";
}

class Attributes {
 public:
  /// Steps by the size that the items say they have.
  class Iterator {
   public:
    explicit Iterator(const mortise_attribute_t* item) : item_(item) {}
    const mortise_attribute_t& operator*() const { return *item_; }
    Iterator& operator++() {
      item_ = &struct_at(item_, item_->struct_size, 1);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return item_ != other.item_; }

   private:
    const mortise_attribute_t* item_;
  };

  Attributes() = default;
  Attributes(const mortise_attribute_t* items, uint64_t count) : items_(items), count_(count) {}
  explicit Attributes(const mortise_options_t* options) {
    if (options == nullptr) return;
    check_struct(options, "mortise_options_t");
    check_items(options->items, options->count);
    items_ = options->items;
    count_ = options->count;
  }

  /// Throws unless all items have one size, and no member that these headers do not know.
  static void check_items(const mortise_attribute_t* items, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) {
      const mortise_attribute_t& item = struct_at(items, items->struct_size, i);
      check_struct(&item, "mortise_attribute_t");
      if (item.struct_size != items->struct_size) {
        invalid("attributes of one list differ in struct_size");
      }
    }
  }

  const mortise_attribute_t* find(std::string_view name) const {
    for (const mortise_attribute_t& item : *this) {
      if (to_view(item.name) == name) return &item;
    }
    return nullptr;
  }
  bool has(std::string_view name) const { return find(name) != nullptr; }

  /// Null when absent. Throws when the attribute is of another kind.
  const mortise_attribute_t* find(std::string_view name, uint32_t kind) const {
    const mortise_attribute_t* attribute = find(name);
    if (attribute != nullptr && attribute->kind != kind) {
      invalid("attribute ", name, " is ", attribute_kind_name(attribute->kind), "; it must be ",
              attribute_kind_name(kind));
    }
    return attribute;
  }
  /// Throws when the attribute is absent or of another kind.
  const mortise_attribute_t& get(std::string_view name, uint32_t kind) const {
    const mortise_attribute_t* attribute = find(name, kind);
    if (attribute == nullptr) invalid("attribute ", name, " is missing");
    return *attribute;
  }

  int64_t get_int(std::string_view name) const {
    return get(name, MORTISE_ATTRIBUTE_INT).int_value;
  }
  int64_t get_int(std::string_view name, int64_t absent) const {
    const auto* found = find(name, MORTISE_ATTRIBUTE_INT);
    return found != nullptr ? found->int_value : absent;
  }
  double get_float(std::string_view name) const {
    return get(name, MORTISE_ATTRIBUTE_FLOAT).float_value;
  }
  double get_float(std::string_view name, double absent) const {
    const auto* found = find(name, MORTISE_ATTRIBUTE_FLOAT);
    return found != nullptr ? found->float_value : absent;
  }
  std::string_view get_string(std::string_view name) const {
    return to_view(get(name, MORTISE_ATTRIBUTE_STRING).string_value);
  }
  std::string_view get_string(std::string_view name, std::string_view absent) const {
    const auto* found = find(name, MORTISE_ATTRIBUTE_STRING);
    return found != nullptr ? to_view(found->string_value) : absent;
  }
  std::optional<std::vector<int64_t>> find_ints(std::string_view name) const {
    const auto* found = find(name, MORTISE_ATTRIBUTE_INTS);
    if (found == nullptr) return std::nullopt;
    return std::vector<int64_t>(found->ints, found->ints + found->count);
  }
  std::vector<int64_t> get_ints(std::string_view name, std::vector<int64_t> absent) const {
    return find_ints(name).value_or(std::move(absent));
  }
  std::vector<double> get_floats(std::string_view name, std::vector<double> absent) const {
    const auto* found = find(name, MORTISE_ATTRIBUTE_FLOATS);
    if (found == nullptr) return absent;
    return std::vector<double>(found->floats, found->floats + found->count);
  }
  std::vector<std::string> get_strings(std::string_view name) const {
    std::vector<std::string> values;
    if (const auto* found = find(name, MORTISE_ATTRIBUTE_STRINGS)) {
      for (uint64_t i = 0; i < found->count; ++i) values.emplace_back(to_view(found->strings[i]));
    }
    return values;
  }
  /// Null when absent.
  const mortise_tensor_view_t* find_tensor(std::string_view name) const {
    const auto* found = find(name, MORTISE_ATTRIBUTE_TENSOR);
    return found != nullptr ? found->tensor_value : nullptr;
  }
  /// Null when absent. Borrowed.
  struct mortise_graph* find_graph(std::string_view name) const {
    const auto* found = find(name, MORTISE_ATTRIBUTE_GRAPH);
    return found != nullptr ? found->graph_value : nullptr;
  }

  Iterator begin() const { return Iterator(items_); }
  Iterator end() const {
    return Iterator(count_ == 0 ? items_ : &struct_at(items_, items_->struct_size, count_));
  }

 private:
  const mortise_attribute_t* items_ = nullptr;
  uint64_t count_ = 0;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_ATTRIBUTES_HPP_
