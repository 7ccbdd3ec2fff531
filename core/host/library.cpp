#include "core/host/library.hpp"

#include <dlfcn.h>

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

// Boost puts "boost::dll::shared_library::load() failed: " and the like before what the dynamic linker said.
std::string linker_message(std::string_view what) {
  const size_t slash = what.find('/');
  return std::string(slash == std::string_view::npos ? what : what.substr(slash));
}

std::string remedy_for(std::string_view message) {
  const auto says = [&](std::string_view text) {
    return message.find(text) != std::string_view::npos;
  };
  if (says("undefined symbol"))
    return "link what it lacks into the plugin: it may take nothing from the process";
  if (says("version `")) return "install a build for this system's release";
  if (says("cannot open shared object file")) return "install the library that is missing";
  if (says("static TLS"))
    return "load fewer libraries with static thread-local storage, or preload this one";
  return "reinstall the plugin";
}

}  // namespace

Verdict load_library(const std::string& path, const config::Manifest& manifest,
                     Library& out_library) {
  mortise_plugin_query_t query = nullptr;
  const Status loaded = guard("loading", [&] {
    const dll::shared_library library(std::filesystem::path(path), kMode);
    query = library.get<const mortise_plugin_description_t*()>(MORTISE_PLUGIN_QUERY_SYMBOL);
  });
  if (!loaded.ok()) {
    const std::string message = linker_message(loaded.message());
    return refuse(MORTISE_STATUS_INCOMPATIBLE, concat({"the library cannot be loaded: ", message}),
                  remedy_for(message));
  }
  const Status asked = guard("its query", [&] { out_library.description = query(); });
  if (!asked.ok()) {
    return refuse(MORTISE_STATUS_INTERNAL, std::string(asked.message()), kReport);
  }
  const Image image = Image::of(reinterpret_cast<const void*>(query));
  return shake_hands(out_library.description, manifest, image, out_library.tables);
}

}  // namespace mortise::host
