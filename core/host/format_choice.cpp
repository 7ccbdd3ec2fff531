#include "core/host/format_choice.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "core/base/text.hpp"

namespace mortise::host {
namespace {

using config::FormatClaim;
using config::Magic;

constexpr size_t kHeadSize = 65536 + 64;  // the farthest magic bytes that a manifest may claim

std::string lower_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool has_extension(const FormatClaim& claim, const std::string& name) {
  return std::any_of(claim.extensions.begin(), claim.extensions.end(),
                     [&](const std::string& extension) {
                       return name.size() > extension.size() && name.ends_with(extension);
                     });
}

bool has_magic(const FormatClaim& claim, const std::string& head) {
  return std::any_of(claim.magic.begin(), claim.magic.end(), [&](const Magic& magic) {
    return magic.offset < head.size() &&
           head.compare(magic.offset, magic.bytes.size(), magic.bytes) == 0;
  });
}

std::vector<Plugin*> usable(const std::vector<Plugin*>& plugins) {
  std::vector<Plugin*> found;
  std::copy_if(plugins.begin(), plugins.end(), std::back_inserter(found),
               [](const Plugin* plugin) { return !plugin->found.refusal; });
  return found;
}

template <class Matches>
std::vector<Plugin*> matching(const std::vector<Plugin*>& plugins, Matches matches) {
  std::vector<Plugin*> found;
  for (Plugin* plugin : plugins) {
    const auto& formats = plugin->found.manifest.provides.formats;
    if (std::any_of(formats.begin(), formats.end(), matches)) found.push_back(plugin);
  }
  return found;
}

Result<std::string> read_head(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return not_found(concat({path, ": there is no such file"}));
  }
  std::ifstream file(path, std::ios::binary);
  std::string head(kHeadSize, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (!file && !file.eof()) return unavailable(concat({path, ": cannot be read"}));
  head.resize(static_cast<size_t>(file.gcount()));
  return head;
}

Status refused(const Plugin& plugin) { return to_status(plugin.found.id, *plugin.found.refusal); }

Status nobody(const std::vector<Plugin*>& plugins, const std::string& path) {
  std::vector<std::string_view> known;
  for (const Plugin* plugin : plugins) {
    for (const FormatClaim& claim : plugin->found.manifest.provides.formats) {
      for (const std::string& extension : claim.extensions) {
        if (std::find(known.begin(), known.end(), extension) == known.end())
          known.push_back(extension);
      }
    }
  }
  return unsupported(
      concat({path, ": no plugin reads this file's format (known extensions: ",
              known.empty() ? "none" : join(known), "); install a plugin for the format"}));
}

}  // namespace

Result<Plugin*> choose_format(const std::vector<std::unique_ptr<Plugin>>& plugins,
                              const std::string& path) {
  std::vector<Plugin*> all;
  for (const auto& plugin : plugins) all.push_back(plugin.get());
  const std::string name = lower_case(std::filesystem::path(path).filename());
  const std::vector<Plugin*> by_name =
      matching(all, [&](const FormatClaim& claim) { return has_extension(claim, name); });
  std::vector<Plugin*> found = usable(by_name);
  if (found.empty() && !by_name.empty()) return refused(*by_name.front());
  if (found.size() != 1) {
    MORTISE_ASSIGN(const std::string head, read_head(path));
    const std::vector<Plugin*> by_magic =
        matching(found.empty() ? all : found,
                 [&](const FormatClaim& claim) { return has_magic(claim, head); });
    if (by_magic.empty()) return nobody(all, path);
    found = usable(by_magic);
    if (found.empty()) return refused(*by_magic.front());
  }
  if (found.size() > 1) {
    return failed_precondition(
        concat({path, ": the plugins `", found[0]->found.id, "` and `", found[1]->found.id,
                "` both read this file's format; remove one of the two"}));
  }
  return found.front();
}

}  // namespace mortise::host
