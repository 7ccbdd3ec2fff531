// A plugin: a class that provides interfaces, and the one export that hands it to the core.
//
//   class Blur : public Plugin<OperatorProvider> {
//    public:
//     Blur(const mortise_host_t* host, const Attributes& options) : Plugin(host) { add(&define_blur, "example", "Blur", 1); }
//   };
//   MORTISE_PLUGIN("blur", "1.0.0", Blur)   // at namespace scope, once; id and version as in the manifest
//
// One instance per runtime holds all the plugin's state.
#ifndef MORTISE_SDK_PLUGIN_HPP_
#define MORTISE_SDK_PLUGIN_HPP_

#include <mortise/abi/fingerprint.h>
#include <mortise/abi/plugin.h>
#include <mortise/sdk/attributes.hpp>
#include <mortise/sdk/host.hpp>

namespace mortise::sdk {

/// What every plugin instance is, whatever it provides.
class PluginBase {
 public:
  explicit PluginBase(const mortise_host_t* host) : host_(host) {}
  PluginBase(const PluginBase&) = delete;
  PluginBase& operator=(const PluginBase&) = delete;
  virtual ~PluginBase() = default;

  const mortise_host_t* host() const { return host_; }
  /// The provider of that MORTISE_INTERFACE_…; null when there is none.
  virtual void* provider(uint32_t kind) = 0;

 private:
  const mortise_host_t* host_;
};

inline mortise_plugin_t* to_abi(PluginBase* plugin) {
  return reinterpret_cast<mortise_plugin_t*>(plugin);
}
inline PluginBase* from_abi(mortise_plugin_t* plugin) {
  return reinterpret_cast<PluginBase*>(plugin);
}
/// Requires: the plugin provides it (the core asks only for what the description lists).
template <class Provider>
Provider& provider_of(mortise_plugin_t* plugin) {
  return *static_cast<Provider*>(from_abi(plugin)->provider(Provider::kInterface));
}

template <class... Providers>
class Plugin : public PluginBase, public Providers... {
 public:
  explicit Plugin(const mortise_host_t* host)
      : PluginBase(host), Providers(static_cast<PluginBase&>(*this))... {}

  void* provider(uint32_t kind) final {
    void* found = nullptr;
    ((kind == Providers::kInterface
          ? void(found = static_cast<typename Providers::Interface*>(this))
          : void()),
     ...);
    return found;
  }

  static constexpr uint64_t kInterfaceCount = sizeof...(Providers);
  static const mortise_interface_t* interfaces() {
    static const mortise_interface_t list[] = {
        {sizeof(mortise_interface_t), Providers::kInterface, MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR,
         0, Providers::kFingerprint, Providers::kOlderFingerprints, Providers::table()}...};
    return list;
  }
};

/// The description of the plugin class P.
template <class P>
const mortise_plugin_description_t* describe_plugin(std::string_view id, std::string_view version) {
  static const mortise_plugin_description_t description = [&] {
    mortise_plugin_description_t d{};
    d.struct_size = sizeof(d);
    d.abi_major = MORTISE_ABI_MAJOR;
    d.abi_minor = MORTISE_ABI_MINOR;
    d.fingerprint = MORTISE_ABI_FINGERPRINT;
    d.older_fingerprints = MORTISE_ABI_OLDER_FINGERPRINTS;
    d.id = to_abi(id);
    d.version = to_abi(version);
    d.interface_count = P::kInterfaceCount;
    d.interfaces = P::interfaces();
    d.create = [](const mortise_host_t* host, const mortise_options_t* options,
                  mortise_plugin_t** out_plugin) {
      return guard([&] {
        check_size(host, "mortise_host_t", MORTISE_HOST_FIRST_SIZE);
        *out_plugin = to_abi(static_cast<PluginBase*>(new P(host, Attributes(options))));
      });
    };
    d.destroy = [](mortise_plugin_t* plugin) { delete from_abi(plugin); };
    return d;
  }();
  return &description;
}

}  // namespace mortise::sdk

#define MORTISE_PLUGIN(id, version, type)                                                    \
  extern "C" MORTISE_EXPORT const mortise_plugin_description_t* mortise_plugin_query(void) { \
    return ::mortise::sdk::describe_plugin<type>(id, version);                               \
  }                                                                                          \
  static_assert(true)

#endif  // MORTISE_SDK_PLUGIN_HPP_
