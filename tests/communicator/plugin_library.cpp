#include "tests/communicator/plugin_library.hpp"

#include <mortise/abi/fingerprint.h>

#include <dlfcn.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include "core/base/dtype.hpp"
#include "core/base/status.hpp"

namespace mortise::contract {
namespace {

// What a communicator may need of a host; the rest stays null.
mortise_host_t make_host() {
  mortise_host_t host{};
  host.struct_size = sizeof host;
  host.abi_major = MORTISE_ABI_MAJOR;
  host.abi_minor = MORTISE_ABI_MINOR;
  host.fingerprint = MORTISE_ABI_FINGERPRINT;
  host.status_create = [](uint32_t code, uint32_t flags, mortise_string_t message) {
    return make_status(code, flags, to_view(message));
  };
  host.log = [](mortise_runtime_context_t*, uint32_t, mortise_string_t) {};
  host.now = [](mortise_runtime_context_t*) -> int64_t {
    return std::chrono::steady_clock::now().time_since_epoch().count();
  };
  host.dtype_find = [](mortise_runtime_context_t*, uint32_t dtype) { return find_dtype(dtype); };
  return host;
}

mortise_plugin_query_t load_query(const std::string& name) {
  const char* build = std::getenv("MORTISE_BUILD_DIR");
  if (build == nullptr) throw std::runtime_error("set MORTISE_BUILD_DIR to the build folder");
  const std::string path = std::string(build) + "/lib/mortise/plugins/libmortise_" + name + ".so";
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(dlerror());
  void* symbol = dlsym(library, MORTISE_PLUGIN_QUERY_SYMBOL);
  if (symbol == nullptr) throw std::runtime_error(dlerror());
  return reinterpret_cast<mortise_plugin_query_t>(symbol);
}

}  // namespace

PluginLibrary::PluginLibrary(const std::string& name)
    : host_(make_host()), description_(load_query(name)()) {
  for (uint64_t i = 0; i < description_->interface_count; ++i) {
    if (description_->interfaces[i].kind == MORTISE_INTERFACE_COMMUNICATOR) {
      table_ =
          static_cast<const mortise_communicator_interface_t*>(description_->interfaces[i].table);
    }
  }
  if (table_ == nullptr) throw std::runtime_error(name + " provides no communicator");
  mortise_options_t options{};
  options.struct_size = sizeof options;
  const Status status(description_->create(&host_, &options, &plugin_));
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
}

PluginLibrary::~PluginLibrary() { description_->destroy(plugin_); }

}  // namespace mortise::contract
