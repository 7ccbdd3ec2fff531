#include "core/host/claims.hpp"

#include "core/base/text.hpp"

namespace mortise::host {

Claims::Claims(const std::vector<std::unique_ptr<Plugin>>& plugins) {
  for (const auto& plugin : plugins) {
    const config::Provides& provides = plugin->found.manifest.provides;
    if (plugin->found.refusal && plugin->found.manifest.id.empty()) unread_.push_back(plugin.get());
    for (const std::string& kind : provides.devices) add("device", kind, *plugin);
    for (const std::string& name : provides.communicators) add("communicator", name, *plugin);
    for (const config::PassClaim& pass : provides.passes) add("pass", pass.name, *plugin);
    for (const config::FormatClaim& format : provides.formats) add("format", format.name, *plugin);
    for (const config::OperatorName& name : provides.operators)
      add("operator", to_string(name), *plugin);
    for (const config::DtypeClaim& dtype : provides.dtypes)
      add("dtype", std::to_string(dtype.number), *plugin);
    for (const config::KernelClaim& kernel : provides.kernels) {
      add("kernel", concat({kernel.device_kind, ":", to_string(kernel.op)}), *plugin);
    }
  }
}

void Claims::add(std::string_view kind, std::string name, Plugin& plugin) {
  auto& claimants = by_kind_[std::string(kind)][std::move(name)];
  if (claimants.empty() || claimants.back() != &plugin) claimants.push_back(&plugin);
}

const std::vector<Plugin*>& Claims::of(std::string_view kind, std::string_view name) const {
  static const std::vector<Plugin*> none;
  const auto names = by_kind_.find(kind);
  if (names == by_kind_.end()) return none;
  const auto claimants = names->second.find(name);
  return claimants == names->second.end() ? none : claimants->second;
}

std::string Claims::unread_manifests() const {
  if (unread_.empty()) return "";
  const Plugin& first = *unread_.front();
  std::string text = concat({"; or mend a plugin that was refused: ",
                             to_status(first.found.id, *first.found.refusal).message()});
  if (unread_.size() > 1) text += concat({" (and ", std::to_string(unread_.size() - 1), " more)"});
  return text;
}

Result<Plugin*> Claims::only(std::string_view kind, std::string_view name) const {
  const std::vector<Plugin*>& claimants = of(kind, name);
  if (claimants.empty()) {
    const std::vector<std::string> known = names(kind);
    const std::vector<std::string_view> views(known.begin(), known.end());
    return not_found(
        concat({"no plugin provides the ", kind, " `", name, "`", did_you_mean(name, views),
                known.empty() ? "" : concat({" (there are: ", join(views), ")"}),
                "; install the plugin, or add its folder to plugins.paths in the config",
                unread_manifests()}));
  }
  Plugin* usable = nullptr;
  for (Plugin* plugin : claimants) {
    if (plugin->found.refusal) continue;
    if (usable != nullptr) {
      return unavailable(
          concat({"the ", kind, " `", name, "` is provided by two plugins, `", usable->found.id,
                  "` and `", plugin->found.id, "`; remove one of the two"}));
    }
    usable = plugin;
  }
  if (usable == nullptr)
    return to_status(claimants.front()->found.id, *claimants.front()->found.refusal);
  return usable;
}

std::vector<std::string> Claims::names(std::string_view kind) const {
  std::vector<std::string> all;
  const auto found = by_kind_.find(kind);
  if (found == by_kind_.end()) return all;
  for (const auto& [name, claimants] : found->second) all.push_back(name);
  return all;
}

}  // namespace mortise::host
