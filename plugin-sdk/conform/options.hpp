// Options as a plugin is given them: values for a manifest's schemas, defaults filled in, in the ABI's form.
#pragma once

#include <mortise/abi/base.h>

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace mortise::conform {

/// Immutable once made; any thread.
class OptionList {
 public:
  /// `schemas`: by name, as manifests have them. `values`: what differs from the defaults. Throws nlohmann's exceptions where
  /// a value does not fit its schema's type.
  explicit OptionList(const nlohmann::json& schemas = nlohmann::json::object(),
                      const nlohmann::json& values = nlohmann::json::object());
  OptionList(const OptionList&) = delete;
  OptionList& operator=(const OptionList&) = delete;

  /// Borrowed from this object.
  const mortise_options_t* get() const { return &abi_; }

 private:
  struct Value {
    std::string text;
    std::vector<int64_t> ints;
    std::vector<double> floats;
    std::vector<std::string> strings;
    std::vector<mortise_string_t> strings_abi;
  };
  void add(const std::string& name, const nlohmann::json& schema, const nlohmann::json& value);
  static void fill_list(mortise_attribute_t& item, Value& kept, const std::string& item_type,
                        const nlohmann::json& value);

  std::map<std::string, Value> values_;  // by name: nodes stay where they are
  std::vector<mortise_attribute_t> items_;
  mortise_options_t abi_{sizeof(mortise_options_t), 0, nullptr};
};

/// Every value worth trying for one option: its default, each of an enumeration, both booleans, the bounds, a list of none.
std::vector<nlohmann::json> values_to_try(const nlohmann::json& schema);

}  // namespace mortise::conform
