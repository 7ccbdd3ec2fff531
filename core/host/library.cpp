#include "core/host/library.hpp"

#include <dlfcn.h>
#include <sys/statvfs.h>

#define BOOST_DLL_USE_STD_FS
#include <filesystem>

#include <boost/dll/shared_library.hpp>

#include "core/base/text.hpp"
#include "core/host/firewall.hpp"

namespace mortise::host {
namespace {

namespace dll = boost::dll;

// RTLD_NODELETE: a thread or a destructor that a plugin left behind must not jump into memory that is gone.
constexpr auto kMode = static_cast<dll::load_mode::type>(
    static_cast<unsigned>(dll::load_mode::rtld_now) |
    static_cast<unsigned>(dll::load_mode::rtld_local) | static_cast<unsigned>(RTLD_NODELETE));

// What the dynamic linker said, in "boost::dll::shared_library::load() failed (dlerror system message: …): Success".
std::string linker_message(std::string_view what) {
  constexpr std::string_view kBefore = "dlerror system message: ";
  const size_t begin = what.find(kBefore);
  if (begin == std::string_view::npos) return std::string(what);
  what.remove_prefix(begin + kBefore.size());
  return std::string(what.substr(0, what.rfind(')')));
}

bool is_mounted_noexec(const std::string& path) {
  struct statvfs info {};
  return ::statvfs(path.c_str(), &info) == 0 && (info.f_flag & ST_NOEXEC) != 0;
}

// `message` is the dynamic linker's about the library at `path`, or about one that it needs.
Verdict explain(const std::string& message, const std::string& path) {
  const auto says = [&](std::string_view text) {
    return message.find(text) != std::string_view::npos;
  };
  const auto incompatible = [&](std::string remedy) {
    return refuse(MORTISE_STATUS_INCOMPATIBLE, concat({"the library cannot be loaded: ", message}),
                  std::move(remedy));
  };
  if (says("undefined symbol"))
    return incompatible("link what it lacks into the plugin: it may take nothing from the process");
  if (says("version `")) return incompatible("install a build for this system's release");
  if (says("cannot open shared object file"))
    return incompatible("install the library that is missing");
  if (says("static TLS")) {
    return incompatible(
        "load fewer libraries with static thread-local storage, or preload this one");
  }
  // What is wrong with the file itself was found before.
  const bool unmapped = says("failed to map segment") || says("cannot map");
  if (unmapped && is_mounted_noexec(path))
    return incompatible("put the plugin where code may be run: its folder is mounted noexec");
  if (unmapped || says("annot allocate")) {
    return refuse(MORTISE_STATUS_OUT_OF_MEMORY,
                  concat({"there is no memory left to load the library: ", message}), kMoreMemory);
  }
  return incompatible("reinstall the plugin");
}

}  // namespace

Verdict load_library(const std::string& path, const config::Manifest& manifest,
                     Library& out_library) {
  mortise_plugin_query_t query = nullptr;
  const Status loaded = guard("loading", [&] {
    const dll::shared_library library(std::filesystem::path(path), kMode);
    query = library.get<const mortise_plugin_description_t*()>(MORTISE_PLUGIN_QUERY_SYMBOL);
  });
  if (loaded.code() == MORTISE_STATUS_OUT_OF_MEMORY)
    return refuse(loaded.code(), std::string(loaded.message()), kMoreMemory);
  if (!loaded.ok()) return explain(linker_message(loaded.message()), path);
  const Status asked = guard("its query", [&] { out_library.description = query(); });
  if (!asked.ok()) {
    return refuse(asked.code(), std::string(asked.message()), remedy_for(asked.code()));
  }
  const Image image = Image::of(reinterpret_cast<const void*>(query));
  return shake_hands(out_library.description, manifest, image, out_library.tables);
}

}  // namespace mortise::host
