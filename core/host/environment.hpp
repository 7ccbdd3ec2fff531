// What the process and the machine say about where plugins may come from.
#pragma once

#include <string>
#include <vector>

namespace mortise::host {

struct Environment {
  bool privileged =
      false;  // set-user-id and the like: trust neither the environment nor other users' files
  std::string plugin_path;           // MORTISE_PLUGIN_PATH: folders separated by colons
  std::string library_path;          // LD_LIBRARY_PATH
  std::vector<std::string> folders;  // the library's own plugin folder, then the system's
};

/// The environment of this process, read once per runtime.
Environment current_environment();

}  // namespace mortise::host
