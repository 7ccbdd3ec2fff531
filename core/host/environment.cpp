#include "core/host/environment.hpp"

#include <dlfcn.h>
#include <sys/auxv.h>

#include <cstdlib>
#include <filesystem>

namespace mortise::host {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPluginFolder = "mortise/plugins";

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// The folder of the library that this code is part of, and, when that is the program itself, its sibling `lib`.
std::vector<std::string> own_folders() {
  Dl_info own{}, program{};
  const auto address = reinterpret_cast<const void*>(&current_environment);
  const auto headers = reinterpret_cast<const void*>(getauxval(AT_PHDR));
  if (dladdr(address, &own) == 0 || own.dli_fname == nullptr) return {};
  const bool in_program = dladdr(headers, &program) != 0 && program.dli_fbase == own.dli_fbase;
  std::error_code error;
  const fs::path file = fs::canonical(in_program ? "/proc/self/exe" : own.dli_fname, error);
  if (error) return {};
  std::vector<std::string> folders = {file.parent_path() / kPluginFolder};
  if (in_program) folders.push_back(file.parent_path().parent_path() / "lib" / kPluginFolder);
  return folders;
}

}  // namespace

Environment current_environment() {
  Environment environment;
  environment.privileged = getauxval(AT_SECURE) != 0;
  if (!environment.privileged) {
    environment.plugin_path = variable("MORTISE_PLUGIN_PATH");
    environment.library_path = variable("LD_LIBRARY_PATH");
  }
  environment.folders = own_folders();
  for (const char* lib : {"/usr/local/lib", "/usr/lib"}) {
    environment.folders.push_back(fs::path(lib) / kPluginFolder);
  }
  return environment;
}

}  // namespace mortise::host
