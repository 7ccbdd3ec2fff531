// What an instance provides, checked against what its manifest claims. A claim that is not kept refuses the plugin;
// what is not claimed is left alone, so that what is found never depends on what happens to be loaded.
#pragma once

#include <mortise/abi/operator.h>

#include <string>
#include <vector>

#include "core/config/manifest.hpp"
#include "core/host/handshake.hpp"
#include "core/host/refusal.hpp"

namespace mortise::host {

struct Contents {
  std::vector<const mortise_operator_t*> operators;
  std::vector<const mortise_kernel_definition_t*> kernels;
  std::vector<const mortise_dtype_info_t*> dtypes;
  std::vector<std::string> warnings;
};

/// Calls the instance's tables. Requires: no lock is held.
Verdict collect(const Tables& tables, mortise_plugin_t* plugin, const config::Manifest& manifest,
                Contents& out);

}  // namespace mortise::host
