// A communicator plugin, loaded from the build folder, with an instance on a host of the test's own.
#pragma once

#include <mortise/abi/communicator.h>
#include <mortise/abi/plugin.h>

#include <string>

namespace mortise::contract {

class PluginLibrary {
 public:
  /// Loads libmortise_<name>.so. Throws when that fails or it provides no communicator.
  explicit PluginLibrary(const std::string& name);
  PluginLibrary(const PluginLibrary&) = delete;
  PluginLibrary& operator=(const PluginLibrary&) = delete;
  ~PluginLibrary();

  const mortise_communicator_interface_t& table() const { return *table_; }
  mortise_plugin_t* plugin() const { return plugin_; }

 private:
  mortise_host_t host_{};
  const mortise_plugin_description_t* description_ = nullptr;
  const mortise_communicator_interface_t* table_ = nullptr;
  mortise_plugin_t* plugin_ = nullptr;
};

}  // namespace mortise::contract
