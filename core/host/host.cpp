#include "core/host/host.hpp"

#include <algorithm>
#include <map>

#include "core/base/dtype.hpp"
#include "core/base/text.hpp"
#include "core/host/claims.hpp"
#include "core/host/discovery.hpp"
#include "core/host/environment.hpp"
#include "core/host/firewall.hpp"
#include "core/host/format_choice.hpp"
#include "core/host/host_table.hpp"
#include "core/host/platform.hpp"
#include "core/host/plugin_set.hpp"

namespace mortise::host {
namespace {

constexpr uint64_t kMaxDevices = 65536;

std::string state_name(Plugin::State state) {
  switch (state) {
    case Plugin::State::kLoaded: return "loaded";
    case Plugin::State::kRefused: return "refused";
    default: return "found";
  }
}

PluginState describe(const PluginSet& set, const Plugin& plugin) {
  const auto [state, refusal] = set.look_at(plugin);
  return {plugin.found.id,
          plugin.found.manifest.version,
          plugin.found.manifest_path,
          plugin.found.library_path(),
          config::claims(plugin.found.manifest.provides),
          state_name(state),
          refusal.cause,
          refusal.remedy};
}

using OptionsById = std::map<std::string, std::string>;

Status add_options(OptionsById& all, const std::string& id, const std::string& options) {
  if (options.empty() || options == "{}") return {};
  if (all.emplace(id, options).second) return {};
  return invalid_argument(
      concat({"the plugin `", id, "` is given options in two places of the config; keep one"}));
}

// Brings all options that a config names to the plugins that they are for.
Result<OptionsById> options_by_id(const Settings& settings, const std::vector<Found>& found) {
  OptionsById all;
  std::vector<std::string_view> ids;
  for (const Found& one : found) ids.push_back(one.id);
  for (const auto& [id, options] : settings.plugin_options) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
      return not_found(concat({"the config has options for the plugin `", id,
                               "`, which is not installed", did_you_mean(id, ids)}));
    }
    MORTISE_TRY(add_options(all, id, options));
  }
  for (const auto& [claim, options] : settings.claim_options) {
    for (const Found& one : found) {
      const std::vector<std::string> claims = config::claims(one.manifest.provides);
      if (std::find(claims.begin(), claims.end(), claim) == claims.end()) continue;
      MORTISE_TRY(add_options(all, one.id, options));
    }
  }
  return all;
}

Status check_installed(const std::vector<std::string>& ids, const std::vector<Found>& found) {
  std::vector<std::string_view> installed;
  for (const Found& one : found) installed.push_back(one.id);
  for (const std::string& id : ids) {
    if (std::find(installed.begin(), installed.end(), id) != installed.end()) continue;
    return not_found(concat({"the config requires conformance of the plugin `", id,
                             "`, which is not installed", did_you_mean(id, installed)}));
  }
  return {};
}

std::unique_ptr<Plugin> make_plugin(Found found, const OptionsById& options) {
  auto plugin = std::make_unique<Plugin>();
  plugin->found = std::move(found);
  if (plugin->found.refusal) return plugin;
  const auto given = options.find(plugin->found.id);
  auto checked = config::check_options(plugin->found.manifest.options,
                                       given == options.end() ? "" : given->second,
                                       "its options in the config");
  if (checked.ok()) {
    plugin->options = std::move(checked).value();
  } else {
    plugin->found.refusal = Refusal{checked.error().code(), std::string(checked.error().message()),
                                    "correct these options in the config"};
  }
  return plugin;
}

std::string operator_claim(std::string_view domain, std::string_view op) {
  return qualified_name(config::canonical_domain(domain), op);
}

template <class Table>
Provider<Table> provider_of(const Plugin& plugin, uint32_t kind, uint64_t index) {
  return {plugin.table<Table>(kind), plugin.instance, plugin.found.id, index};
}

// The position, among all devices of the plugin, of the `wanted`-th one of a kind that its manifest claims.
Result<uint64_t> device_position(const Plugin& plugin, std::string_view kind, uint64_t wanted) {
  const auto* table = plugin.table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE);
  uint64_t count = 0, seen = 0;
  const auto& claims = plugin.found.manifest.provides.devices;
  std::string unclaimed;  // a kind that the manifest should name
  mortise_status_t* failure = nullptr;
  MORTISE_TRY(guard("counting devices", [&] { failure = table->count(plugin.instance, &count); }));
  MORTISE_TRY(failure);
  for (uint64_t i = 0; i < std::min(count, kMaxDevices); ++i) {
    mortise_device_description_t description{};
    description.struct_size = sizeof(description);
    MORTISE_TRY(guard("describing a device",
                      [&] { failure = table->describe(plugin.instance, i, &description); }));
    MORTISE_TRY(failure);
    const std::string_view own = to_view(description.kind);
    if (own == kind && seen++ == wanted) return i;
    if (std::find(claims.begin(), claims.end(), own) == claims.end()) unclaimed = own;
  }
  if (seen == 0 && !unclaimed.empty()) {
    return incompatible(concat(
        {"the manifest claims the device `", kind,
         "`, which the library does not provide: its devices are of the kind `", unclaimed, "`"}));
  }
  return not_found(concat({"there is no device ", std::to_string(wanted), " of kind `", kind,
                           "`: the plugin has ", std::to_string(seen),
                           " (counted from 0); choose another in the config"}));
}

}  // namespace

struct Host::Impl {
  Impl(std::vector<std::unique_ptr<Plugin>> plugins, const Environment& environment,
       const mortise_host_t& services, Host& host)
      : table(services, host), claims(plugins), set(std::move(plugins), environment) {
    set.set_table(&table.get());
  }

  // Loads every plugin that claims the name; a refusal has been logged when it happened.
  void load_claimants(std::string_view kind, std::string_view name) {
    for (Plugin* plugin : claims.of(kind, name)) {
      if (!plugin->found.refusal) (void)set.load(*plugin).ok();
    }
  }

  template <class Table>
  Result<Provider<Table>> find(std::string_view claim_kind, std::string_view name,
                               uint32_t interface_kind) {
    MORTISE_ASSIGN(Plugin * plugin, claims.only(claim_kind, name));
    MORTISE_TRY(set.load(*plugin));
    return provider_of<Table>(*plugin, interface_kind, 0);
  }

  // Instances use the table and ask for claims until they are destroyed, with the set.
  HostTable table;
  Claims claims;
  PluginSet set;
};

Host::Host() = default;
Host::~Host() = default;

Result<std::unique_ptr<Host>> Host::create(const Settings& settings,
                                           const mortise_host_t& services) {
  return create(settings, services, current_environment(), current_platform());
}

Result<std::unique_ptr<Host>> Host::create(const Settings& settings, const mortise_host_t& services,
                                           const Environment& environment,
                                           const Platform& platform) {
  Discovery discovery = discover(settings, environment, platform);
  MORTISE_ASSIGN(const OptionsById options, options_by_id(settings, discovery.found));
  MORTISE_TRY(check_installed(settings.require_conformance, discovery.found));
  std::vector<std::unique_ptr<Plugin>> plugins;
  for (Found& found : discovery.found) {
    plugins.push_back(make_plugin(std::move(found), options));
    const auto& required = settings.require_conformance;
    plugins.back()->must_conform =
        std::find(required.begin(), required.end(), plugins.back()->found.id) != required.end();
  }
  std::unique_ptr<Host> host(new Host);
  host->impl_ = std::make_unique<Impl>(std::move(plugins), environment, services, *host);
  for (const std::string& warning : discovery.warnings)
    host->impl_->set.log(MORTISE_LOG_WARNING, warning);
  for (const auto& plugin : host->impl_->set.all()) {
    if (!plugin->found.refusal) continue;
    host->impl_->set.log(MORTISE_LOG_WARNING,
                         to_status(plugin->found.id, *plugin->found.refusal).message());
  }
  return host;
}

std::vector<PluginState> Host::plugins(bool probe) {
  std::vector<PluginState> states;
  for (const auto& plugin : impl_->set.all()) {
    if (probe) (void)impl_->set.load(*plugin).ok();
    states.push_back(describe(impl_->set, *plugin));
  }
  return states;
}

Status Host::load(std::string_view id) {
  for (const auto& plugin : impl_->set.all()) {
    if (plugin->found.id != id) continue;
    MORTISE_TRY(impl_->set.load(*plugin));
    for (const std::string& kind : plugin->found.manifest.provides.devices) {
      auto device = device_position(*plugin, kind, 0);
      if (!device.ok() && device.error().code() == MORTISE_STATUS_INCOMPATIBLE)
        return std::move(device).status();
    }
    return {};
  }
  return not_found(concat({"there is no plugin `", id, "`"}));
}

Result<Provider<mortise_device_interface_t>> Host::find_device(std::string_view kind,
                                                               uint64_t index) {
  MORTISE_ASSIGN(Plugin * plugin, impl_->claims.only("device", kind));
  MORTISE_TRY(impl_->set.load(*plugin));
  auto position = device_position(*plugin, kind, index);
  if (!position.ok())
    return std::move(position).status().annotate(concat({"plugin `", plugin->found.id, "`"}));
  return provider_of<mortise_device_interface_t>(*plugin, MORTISE_INTERFACE_DEVICE, *position);
}

Result<Provider<mortise_pass_interface_t>> Host::find_pass(std::string_view name) {
  MORTISE_ASSIGN(auto provider,
                 impl_->find<mortise_pass_interface_t>("pass", name, MORTISE_INTERFACE_PASS));
  bool found = false;
  MORTISE_TRY(guard("describing passes", [&] {
    const uint64_t count = provider.table->count(provider.plugin);
    for (provider.index = 0; provider.index < count; ++provider.index) {
      found = to_view(provider.table->describe(provider.plugin, provider.index)->name) == name;
      if (found) return;
    }
  }));
  if (!found)
    return internal_error(
        concat({"plugin `", provider.plugin_id, "` has lost its pass `", name, "`"}));
  return provider;
}

Result<config::OptionSet> Host::pass_options(std::string_view name, std::string_view json) const {
  MORTISE_ASSIGN(const Plugin* plugin, impl_->claims.only("pass", name));
  const auto& passes = plugin->found.manifest.provides.passes;
  const auto claim = std::find_if(passes.begin(), passes.end(),
                                  [&](const config::PassClaim& one) { return one.name == name; });
  return config::check_options(claim->options, json, concat({"options of the pass `", name, "`"}));
}

Result<Provider<mortise_communicator_interface_t>> Host::find_communicator(std::string_view name) {
  return impl_->find<mortise_communicator_interface_t>("communicator", name,
                                                       MORTISE_INTERFACE_COMMUNICATOR);
}

Result<Provider<mortise_format_interface_t>> Host::find_format(const std::string& path) {
  MORTISE_ASSIGN(Plugin * plugin, choose_format(impl_->set.all(), path));
  MORTISE_TRY(impl_->set.load(*plugin));
  return provider_of<mortise_format_interface_t>(*plugin, MORTISE_INTERFACE_FORMAT, 0);
}

const mortise_operator_t* Host::find_operator(std::string_view domain, std::string_view op,
                                              uint32_t version) {
  impl_->load_claimants("operator", operator_claim(domain, op));
  return impl_->set.registry().find_operator(domain, op, version);
}

Status Host::why_no_operator(std::string_view domain, std::string_view op, uint32_t version) const {
  for (const Plugin* plugin : impl_->claims.of("operator", operator_claim(domain, op))) {
    const auto [state, refusal] = impl_->set.look_at(*plugin);
    if (state != Plugin::State::kRefused) continue;
    return {code_for_caller(refusal),
            concat({"the operator is provided by plugin `", plugin->found.id,
                    "`, which was refused: ", refusal.cause, "; ", refusal.remedy})};
  }
  const uint32_t oldest = impl_->set.registry().oldest_operator(domain, op);
  if (oldest > version) {
    return unsupported(concat({"the model asks for version ", std::to_string(version),
                               " of the operator, and plugins provide it from version ",
                               std::to_string(oldest), " on; convert the model to that"}));
  }
  return unsupported(
      concat({"no plugin provides this operator", domain.empty() ? "" : " of ", domain,
              "; install the plugin, or add its folder to plugins.paths in the "
              "config"}));
}

const mortise_kernel_definition_t* Host::find_kernel(std::string_view device_kind,
                                                     std::string_view domain, std::string_view op,
                                                     uint32_t version) {
  const std::string name = operator_claim(domain, op);
  impl_->load_claimants("kernel", concat({device_kind, ":", name}));
  impl_->load_claimants("kernel", concat({"*:", name}));
  impl_->load_claimants("operator", name);
  return impl_->set.registry().find_kernel(device_kind, domain, op, version);
}

const mortise_dtype_info_t* Host::find_dtype(uint32_t dtype) {
  if (dtype < MORTISE_DTYPE_FIRST_REGISTERED) return mortise::find_dtype(dtype);
  impl_->load_claimants("dtype", std::to_string(dtype));
  return impl_->set.registry().find_dtype(dtype);
}

Status Host::check_communicator(std::string_view name) const {
  return impl_->claims.only("communicator", name).status();
}

Status Host::check_pass(std::string_view name) const {
  return impl_->claims.only("pass", name).status();
}

Status Host::check_operator(std::string_view name) const {
  if (!impl_->claims.of("operator", name).empty()) return {};
  const std::vector<std::string> known = impl_->claims.names("operator");
  const std::vector<std::string_view> views(known.begin(), known.end());
  return not_found(
      concat({"no plugin provides the operator `", name, "`", did_you_mean(name, views)}));
}

std::vector<std::string> Host::device_kinds() const { return impl_->claims.names("device"); }

const mortise_host_t& Host::table() const { return impl_->table.get(); }

}  // namespace mortise::host
