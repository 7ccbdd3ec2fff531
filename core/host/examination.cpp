#include "core/host/examination.hpp"

#include <mortise/abi/plugin.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "core/base/text.hpp"
#include "core/config/manifest.hpp"
#include "core/config/text_file.hpp"
#include "core/host/environment.hpp"
#include "core/host/integrity.hpp"
#include "core/host/library_search.hpp"
#include "core/host/platform.hpp"

namespace mortise::host {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostListed = 5;       // symbols named in one finding
constexpr size_t kMostLibraries = 500;  // looked into for symbols

// "a, b, c and 4 more"
std::string listed(const std::vector<std::string>& names) {
  std::vector<std::string_view> first(
      names.begin(),
      names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostListed)));
  std::string text = join(first);
  if (names.size() > kMostListed)
    text += concat({" and ", std::to_string(names.size() - kMostListed), " more"});
  return text;
}

class Examiner {
 public:
  explicit Examiner(const std::string& path)
      : environment_(current_environment()), search_(environment_.library_path) {
    fs::path absolute = fs::absolute(path).lexically_normal();
    const bool is_manifest = path.size() > config::kManifestSuffix.size() &&
                             path.compare(path.size() - config::kManifestSuffix.size(),
                                          std::string::npos, config::kManifestSuffix) == 0;
    (is_manifest ? result_.manifest_path : result_.library_path) = absolute;
    folder_ = absolute.parent_path();
  }

  Examination run() {
    if (result_.manifest_path.empty()) find_manifest();
    if (!result_.manifest_path.empty()) examine_manifest();
    if (!result_.library_path.empty()) examine_library();
    return std::move(result_);
  }

 private:
  void report(Finding::Severity severity, std::string_view code, std::string sentence,
              std::string_view remedy) {
    result_.findings.push_back(
        {severity, std::string(code), std::move(sentence), std::string(remedy)});
  }

  // Whether nothing was wrong.
  bool judge(std::string_view code, const Verdict& verdict) {
    if (!verdict) return true;
    report(Finding::kError, code, verdict->cause, verdict->remedy);
    return false;
  }

  void find_manifest() {
    const std::string name = fs::path(result_.library_path).filename();
    std::error_code error;
    std::vector<std::string> candidates;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
      const std::string path = entry.path();
      if (path.find(config::kManifestSuffix) ==
          path.size() - std::min(path.size(), config::kManifestSuffix.size()))
        candidates.push_back(path);
    }
    std::sort(candidates.begin(), candidates.end());
    for (const std::string& candidate : candidates) {
      const auto text = config::read_text_file(candidate, config::kMaxManifestSize);
      if (!text.ok()) continue;
      const auto manifest = config::parse_manifest(*text, candidate);
      const bool names_it = manifest.ok()
                                ? manifest->library == name
                                : text->find(concat({"\"", name, "\""})) != std::string::npos;
      if (!names_it) continue;
      result_.manifest_path = candidate;
      return;
    }
    report(Finding::kError, "manifest-missing",
           concat({"no manifest in ", folder_, " names the library ", name}),
           "build the plugin with mortise_add_plugin, which writes its manifest beside it");
  }

  void examine_manifest() {
    for (const std::string& trusted : {folder_, result_.manifest_path})
      judge("not-trusted", check_trusted(trusted, environment_.privileged));
    auto text = config::read_text_file(result_.manifest_path, config::kMaxManifestSize);
    if (!text.ok()) {
      return report(Finding::kError, "manifest-unreadable", std::string(text.error().message()),
                    "check the file");
    }
    auto manifest = config::parse_manifest(*text, result_.manifest_path);
    if (!manifest.ok()) {
      return report(Finding::kError, "manifest-invalid", std::string(manifest.error().message()),
                    "correct the manifest; its schema is configs/manifest.schema.json");
    }
    manifest_ = std::move(manifest).value();
    result_.id = manifest_->id;
    judge("platform-unfit", check_platform(*manifest_, current_platform()));
    judge("interface-unfit", check_interface_versions(*manifest_));
    if (judge("library-file",
              check_library_file(folder_, manifest_->library, environment_.privileged)))
      result_.library_path = folder_ + "/" + manifest_->library;
  }

  void examine_library() {
    const Verdict verdict = check_elf_file(result_.library_path);
    const bool foreign = verdict && verdict->code == MORTISE_STATUS_INCOMPATIBLE;
    if (!judge(foreign ? "library-foreign" : "library-damaged", verdict)) return;
    if (manifest_ && !manifest_->sha256.empty())
      judge("hash-differs", check_hash(result_.library_path, manifest_->sha256));
    result_.image = read_elf_image(result_.library_path);
    examine_exports();
    examine_dependencies();
    examine_imports();
    examine_claims();
    examine_linkage();
  }

  void examine_exports() {
    const std::set<std::string>& exports = result_.image.exports;
    if (exports.count(MORTISE_PLUGIN_QUERY_SYMBOL) == 0) {
      report(
          Finding::kError, "query-missing",
          concat({"the library does not export " MORTISE_PLUGIN_QUERY_SYMBOL}),
          "define it (MORTISE_PLUGIN does in C++), and link with mortise_add_plugin, which exports it");
    }
    std::vector<std::string> leaked;
    for (const std::string& name : exports) {
      // Version names are symbols too.
      if (name != MORTISE_PLUGIN_QUERY_SYMBOL && result_.image.versions.count(name) == 0)
        leaked.push_back(name);
    }
    if (leaked.empty()) return;
    report(Finding::kWarning, "symbols-leaked",
           concat({"the library exports more than its query: ", listed(leaked)}),
           "link with mortise_add_plugin, or with the version script that it uses");
  }

  // Finds every library that is needed, those of the needed ones included.
  void examine_dependencies() {
    std::vector<std::string> own = result_.image.needed;
    if (manifest_)
      own.insert(own.end(), manifest_->needed_libraries.begin(), manifest_->needed_libraries.end());
    add_libraries(result_.library_path, own, result_.image.run_path);
  }

  void add_libraries(const std::string& reader, const std::vector<std::string>& names,
                     const std::string& run_path) {
    const std::string origin = fs::path(reader).parent_path();
    for (const std::string& name : names) {
      if (libraries_.count(name) != 0 || libraries_.size() >= kMostLibraries) continue;
      const std::string path = search_.path_of(name, run_path, origin);
      if (path.empty() || check_elf_file(path)) {
        libraries_[name] = std::nullopt;
        if (!search_.finds(name, run_path, origin)) report_missing(reader, name);
        continue;
      }
      libraries_[name] = read_elf_image(path);
      const ElfImage& image = *libraries_[name];
      add_libraries(path, image.needed, image.run_path);
    }
  }

  void report_missing(const std::string& reader, const std::string& name) {
    const bool by_driver =
        manifest_ && !manifest_->needed_driver.empty() &&
        std::find(manifest_->needed_libraries.begin(), manifest_->needed_libraries.end(), name) !=
            manifest_->needed_libraries.end();
    report(Finding::kError, "dependency-missing",
           concat({fs::path(reader).filename().string(), " needs the library ", name,
                   ", which is not on this system"}),
           by_driver
               ? concat({"install ", manifest_->needed_driver})
               : concat({"install the package that has ", name, " (apt-file search ", name, ")"}));
  }

  void examine_imports() {
    std::vector<std::string> undefined;
    std::set<std::string> versions;
    bool complete = true;  // whether all libraries could be looked into
    for (const auto& [name, image] : libraries_) complete = complete && image.has_value();
    for (const ElfImport& import : result_.image.imports) {
      const auto library = libraries_.find(import.library);
      if (library != libraries_.end() && library->second &&
          library->second->versions.count(import.version) == 0 && !import.weak) {
        versions.insert(concat({import.version, " of ", import.library}));
      } else if (!import.weak && complete && !is_defined(import.name)) {
        undefined.push_back(import.name);
      }
    }
    for (const std::string& version : versions) {
      report(Finding::kError, "version-missing",
             concat({"the library needs the version ", version,
                     ", which the one on this system does not have"}),
             "build the plugin on an older system, or update this one");
    }
    if (undefined.empty()) return;
    report(
        Finding::kError, "symbol-undefined",
        concat({"no library that it needs has the symbols ", listed(undefined)}),
        "link the library that defines them, or correct the declaration (a plugin imports nothing from the core)");
  }

  bool is_defined(const std::string& name) const {
    return std::any_of(libraries_.begin(), libraries_.end(), [&](const auto& entry) {
      return entry.second && entry.second->exports.count(name) != 0;
    });
  }

  // What the manifest says against what the library is.
  void examine_claims() {
    if (!manifest_) return;
    for (const auto& [library, sanitizer] :
         {std::pair("libasan", "address"), std::pair("libtsan", "thread")}) {
      const bool needed = std::any_of(
          result_.image.needed.begin(), result_.image.needed.end(),
          [prefix = library](const std::string& name) { return name.rfind(prefix, 0) == 0; });
      const auto& stated = manifest_->sanitizers;
      if (!needed || std::find(stated.begin(), stated.end(), sanitizer) != stated.end()) continue;
      report(Finding::kWarning, "sanitizer-unstated",
             concat({"the library was built with the sanitizer `", sanitizer,
                     "`, and its manifest does not say so"}),
             "build with MORTISE_SANITIZER, from which mortise_add_plugin writes it");
    }
  }

  void examine_linkage() {
    const ElfImage& image = result_.image;
    if (image.run_path.find('/') == 0 || image.run_path.find(":/") != std::string::npos) {
      report(Finding::kWarning, "run-path-absolute",
             concat({"the library's run path, ", image.run_path,
                     ", is a place on the machine that built it"}),
             "use $ORIGIN, or install with CMake, which removes it");
    }
    if (image.has_text_relocations) {
      report(Finding::kWarning, "text-relocations",
             "the library's code is changed when it is loaded", "compile all of it with -fPIC");
    }
    if (image.has_static_tls) {
      report(
          Finding::kInformation, "static-tls",
          "the library, loaded late, takes thread-local memory of a small reserve that all libraries share",
          "");
    }
    if (image.build_id.empty()) {
      report(Finding::kInformation, "build-id-missing",
             "the library has no build id, by which debuggers find its symbols",
             "link with -Wl,--build-id");
    }
  }

  const Environment environment_;
  const LibrarySearch search_;
  std::string folder_;
  std::optional<config::Manifest> manifest_;
  std::map<std::string, std::optional<ElfImage>>
      libraries_;  // by name; empty: cannot be looked into
  Examination result_;
};

}  // namespace

Examination examine(const std::string& path) { return Examiner(path).run(); }

}  // namespace mortise::host
