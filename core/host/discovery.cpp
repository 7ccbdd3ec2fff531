#include "core/host/discovery.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "core/base/text.hpp"
#include "core/config/text_file.hpp"
#include "core/host/integrity.hpp"

namespace mortise::host {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSchemaHint = "correct the manifest; docs/abi.md describes it";

struct Folder {
  std::string path;
  bool named;  // by somebody: its absence is worth a warning
};

std::vector<Folder> folders_to_search(const Settings& settings, const Environment& environment) {
  std::vector<Folder> folders;
  for (const std::string& path : settings.plugin_paths) folders.push_back({path, true});
  if (!settings.search_defaults) return folders;
  const std::string& list = environment.plugin_path;
  for (size_t begin = 0; !list.empty() && begin <= list.size();) {
    const size_t end = std::min(list.find(':', begin), list.size());
    folders.push_back({list.substr(begin, end - begin), true});
    begin = end + 1;
  }
  for (const std::string& path : environment.folders) folders.push_back({path, false});
  return folders;
}

// As far as the folder can be read.
std::vector<fs::path> manifests_in(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> paths;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename();
    if (name.ends_with(config::kManifestSuffix) && name.size() > config::kManifestSuffix.size()) {
      paths.push_back(it->path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Verdict check_on_sight(const Found& found, const Environment& environment,
                       const Platform& platform) {
  if (Verdict verdict = check_platform(found.manifest, platform)) return verdict;
  if (Verdict verdict = check_interface_versions(found.manifest)) return verdict;
  return check_library_file(found.folder, found.manifest.library, environment.privileged);
}

Found read(const fs::path& path, const Environment& environment, const Platform& platform) {
  Found found;
  found.manifest_path = path;
  found.folder = path.parent_path();
  const std::string name = path.filename();
  found.id = name.substr(0, name.size() - config::kManifestSuffix.size());
  for (const std::string& trusted : {found.folder, found.manifest_path}) {
    found.refusal = check_trusted(trusted, environment.privileged);
    if (found.refusal) return found;
  }
  auto text = config::read_text_file(path, config::kMaxManifestSize);
  if (!text.ok()) {
    found.refusal =
        Refusal{text.error().code(), std::string(text.error().message()), "check the file"};
    return found;
  }
  auto manifest = config::parse_manifest(*text, path.string());
  if (!manifest.ok()) {
    found.refusal =
        Refusal{manifest.error().code(), std::string(manifest.error().message()), kSchemaHint};
    return found;
  }
  found.manifest = std::move(manifest).value();
  found.id = found.manifest.id;
  found.refusal = check_on_sight(found, environment, platform);
  return found;
}

// A file that is no manifest has no id, and takes no plugin down with it.
void refuse_duplicates(std::vector<Found>& all) {
  std::map<std::string, std::vector<Found*>> by_id;
  for (Found& found : all) {
    if (!found.manifest.id.empty()) by_id[found.manifest.id].push_back(&found);
  }
  for (const auto& [id, same] : by_id) {
    for (size_t i = 0; same.size() > 1 && i < same.size(); ++i) {
      same[i]->refusal =
          Refusal{MORTISE_STATUS_ALREADY_EXISTS,
                  concat({"the id `", id, "` is used twice, by ", same[i]->manifest_path, " and ",
                          same[i == 0 ? 1 : 0]->manifest_path}),
                  "remove one of the two"};
    }
  }
}

}  // namespace

Discovery discover(const Settings& settings, const Environment& environment,
                   const Platform& platform) {
  Discovery discovery;
  std::set<fs::path> searched;
  for (const Folder& folder : folders_to_search(settings, environment)) {
    if (folder.path.empty() || folder.path.front() != '/') {
      discovery.warnings.push_back(concat(
          {"the plugin folder `", folder.path, "` is not searched: it must be an absolute path"}));
      continue;
    }
    std::error_code error;
    const fs::path real = fs::canonical(folder.path, error);
    if (error) {
      if (folder.named) {
        discovery.warnings.push_back(
            concat({"the plugin folder ", folder.path, " is not searched: ", error.message()}));
      }
      continue;
    }
    if (!searched.insert(real).second) continue;
    for (const fs::path& path : manifests_in(real, error))
      discovery.found.push_back(read(path, environment, platform));
    if (error) {
      discovery.warnings.push_back(
          concat({"the plugin folder ", folder.path, " cannot be read: ", error.message()}));
    }
  }
  // Stable: of one id, the folder that is searched first comes first.
  std::stable_sort(discovery.found.begin(), discovery.found.end(),
                   [](const Found& a, const Found& b) { return a.id < b.id; });
  refuse_duplicates(discovery.found);
  return discovery;
}

}  // namespace mortise::host
