// The operator interface: the definitions and kernels of a plugin.
#ifndef MORTISE_SDK_OPERATOR_PROVIDER_HPP_
#define MORTISE_SDK_OPERATOR_PROVIDER_HPP_

#include <mortise/sdk/operator.hpp>
#include <mortise/sdk/plugin.hpp>

namespace mortise::sdk {

/// A line of a plugin's table of operators.
struct OperatorEntry {
  std::string_view domain;
  std::string_view name;
  uint32_t version;
  void (*define)(Operator& op);
};

class OperatorProvider {
 public:
  using Interface = OperatorProvider;
  static constexpr uint32_t kInterface = MORTISE_INTERFACE_OPERATOR;
  static constexpr uint64_t kFingerprint = MORTISE_ABI_FINGERPRINT_OPERATOR;
  static constexpr const uint64_t* kOlderFingerprints = MORTISE_ABI_OLDER_FINGERPRINTS_OPERATOR;

  explicit OperatorProvider(PluginBase& plugin) : plugin_(plugin) {}

  /// Called while the plugin is being constructed.
  void add(void (*define)(Operator& op), std::string_view domain, std::string_view name,
           uint32_t version) {
    operators_.emplace_back(plugin_.host(), domain, name, version);
    Operator& op = operators_.back();
    define(op);
    for (size_t i = 0; i < op.kernel_count(); ++i) kernels_.push_back(op.kernel_at(i));
  }
  void add(Span<const OperatorEntry> entries) {
    for (const OperatorEntry& entry : entries)
      add(entry.define, entry.domain, entry.name, entry.version);
  }
  /// `info` lives as long as the plugin.
  void add_dtype(const mortise_dtype_info_t* info) { dtypes_.push_back(info); }

  size_t operator_count() const { return operators_.size(); }
  const Operator& operator_at(size_t index) const { return operators_[index]; }

  static const mortise_operator_interface_t* table() {
    static const mortise_operator_interface_t functions = {
        sizeof(mortise_operator_interface_t),
        [](mortise_plugin_t* p) -> uint64_t { return self(p).operators_.size(); },
        [](mortise_plugin_t* p, uint64_t i) -> const mortise_operator_t* {
          return i < self(p).operators_.size() ? self(p).operators_[i].abi() : nullptr;
        },
        [](mortise_plugin_t* p) -> uint64_t { return self(p).kernels_.size(); },
        [](mortise_plugin_t* p, uint64_t i) { return at(self(p).kernels_, i); },
        [](mortise_plugin_t* p) -> uint64_t { return self(p).dtypes_.size(); },
        [](mortise_plugin_t* p, uint64_t i) { return at(self(p).dtypes_, i); }};
    return &functions;
  }

 private:
  static OperatorProvider& self(mortise_plugin_t* plugin) {
    return provider_of<OperatorProvider>(plugin);
  }
  template <class T>
  static const T* at(const std::vector<const T*>& items, uint64_t index) {
    return index < items.size() ? items[index] : nullptr;
  }

  PluginBase& plugin_;
  std::deque<Operator> operators_;
  std::vector<const mortise_kernel_definition_t*> kernels_;
  std::vector<const mortise_dtype_info_t*> dtypes_;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_OPERATOR_PROVIDER_HPP_
