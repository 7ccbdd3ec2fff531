// The handshake: whether what mortise_plugin_query returned can be trusted, before anything in it is used.
#pragma once

#include <mortise/abi/plugin.h>

#include <array>

#include "core/config/manifest.hpp"
#include "core/host/image.hpp"
#include "core/host/interface_table.hpp"
#include "core/host/refusal.hpp"

namespace mortise::host {

/// Tables by MORTISE_INTERFACE_…; null where the plugin has none.
using Tables = std::array<const void*, kInterfaceKinds>;

/// Checks, in this order: that the description lies in the library; ABI version and fingerprint; struct sizes and unknown
/// tails; id and version against the manifest; each interface's version, fingerprint, table size and required members.
Verdict shake_hands(const mortise_plugin_description_t* description,
                    const config::Manifest& manifest, const Image& image, Tables& out_tables);

/// Whether a struct that a plugin hands over is as long as the core knows it, or longer with nothing set in the tail.
/// `what` names it in the cause.
Verdict check_struct(std::string_view what, const void* object, uint64_t known_size);

}  // namespace mortise::host
