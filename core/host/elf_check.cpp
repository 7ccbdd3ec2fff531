#include "core/host/elf_check.hpp"

#include <mortise/abi/plugin.h>

#include <filesystem>

#include "core/base/text.hpp"
#include "core/host/elf_image.hpp"

namespace mortise::host {

Verdict check_elf(const std::string& path, const std::vector<std::string>& also_needed,
                  const std::string& driver, const LibrarySearch& search) {
  if (Verdict verdict = check_elf_file(path)) return verdict;
  const ElfImage image = read_elf_image(path);
  if (image.exports.count(MORTISE_PLUGIN_QUERY_SYMBOL) == 0) {
    return refuse(MORTISE_STATUS_INCOMPATIBLE,
                  concat({"the library ", path, " does not export " MORTISE_PLUGIN_QUERY_SYMBOL}),
                  "build it with mortise_add_plugin, and define the query with the SDK");
  }
  const std::string origin = std::filesystem::path(path).parent_path();
  for (const auto* names : {&image.needed, &also_needed}) {
    for (const std::string& name : *names) {
      if (search.finds(name, image.run_path, origin)) continue;
      const bool from_driver = names == &also_needed && !driver.empty();
      return refuse(MORTISE_STATUS_UNAVAILABLE,
                    concat({"needs the library ", name, ", which is not on this system"}),
                    from_driver ? concat({"install ", driver})
                                : concat({"install the package that has ", name,
                                          " (apt-file search ", name, ")"}));
    }
  }
  return std::nullopt;
}

}  // namespace mortise::host
