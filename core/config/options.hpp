// Options of a plugin, a pass or a communicator: the schema that a manifest gives, and values checked against it.
#pragma once

#include <mortise/abi/base.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/status.hpp"

namespace mortise::config {

using OptionValue = std::variant<bool, int64_t, double, std::string, std::vector<int64_t>,
                                 std::vector<double>, std::vector<std::string>>;

struct OptionSchema {
  std::string name;
  std::string type;   // "boolean", "integer", "number", "string" or "array"
  std::string items;  // of an array: "integer", "number" or "string"
  std::optional<OptionValue> default_value;
  std::optional<double> minimum, maximum;  // of a number, or of each item; inclusive
  std::vector<std::string> choices;        // of a string, or of each item; empty: any
  std::string description;
};
using OptionSchemas = std::vector<OptionSchema>;

/// Checked values, sorted by name, with the ABI's view of them.
class OptionSet {
 public:
  explicit OptionSet(std::vector<std::pair<std::string, OptionValue>> values);
  OptionSet(OptionSet&&) noexcept;
  OptionSet& operator=(OptionSet&&) noexcept;
  ~OptionSet();

  /// Valid while the set lives.
  const mortise_options_t& abi() const;

 private:
  struct Storage;
  std::unique_ptr<Storage> storage_;
};

/// Checks a JSON object (empty text: no options given) and fills in defaults. `source_name` begins each error.
Result<OptionSet> check_options(const OptionSchemas& schemas, std::string_view json,
                                std::string_view source_name);

}  // namespace mortise::config
