#include "core/host/handshake.hpp"

#include <mortise/abi/fingerprint.h>

#include <algorithm>
#include <cstring>

#include "core/base/struct_check.hpp"
#include "core/base/text.hpp"

namespace mortise::host {
namespace {

constexpr uint64_t kMaxTextSize = 4096;
constexpr uint64_t kMaxInterfaces = 64;
constexpr const char* kRebuild = "build the plugin against the headers of this version of Mortise";

Verdict broken(std::string cause) {
  return refuse(MORTISE_STATUS_INCOMPATIBLE, std::move(cause), kReport);
}

std::string version_text(uint32_t major, uint32_t minor) {
  return concat({std::to_string(major), ".", std::to_string(minor)});
}

// The version comes before sizes: a struct of another version may well have another size.
Verdict check_version(std::string_view what, uint32_t major, uint32_t minor, uint64_t fingerprint,
                      uint64_t known) {
  if (major != MORTISE_ABI_MAJOR || minor != MORTISE_ABI_MINOR) {
    return refuse(
        MORTISE_STATUS_INCOMPATIBLE,
        concat({what, " is version ", version_text(major, minor), ", and the core speaks ",
                version_text(MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR)}),
        kRebuild);
  }
  if (fingerprint != known) {
    return refuse(
        MORTISE_STATUS_INCOMPATIBLE,
        concat(
            {what,
             " has the version of the core's, but another fingerprint: it was built from changed "
             "headers"}),
        kRebuild);
  }
  return std::nullopt;
}

uint64_t struct_size_of(const void* object) {
  uint64_t size = 0;
  std::memcpy(&size, object, sizeof(size));
  return size;
}

// As check_struct, for what must lie in the library itself.
Verdict check_static_struct(std::string_view what, const void* object, uint64_t known_size,
                            const Image& image) {
  if (!image.contains(object, sizeof(uint64_t)) ||
      !image.contains(object, struct_size_of(object))) {
    const uint64_t size = image.contains(object, sizeof(uint64_t)) ? struct_size_of(object) : 0;
    return broken(concat(
        {what, size == 0 ? " does not lie in the library"
                         : concat({" says that it is ", std::to_string(size), " bytes long"})}));
  }
  return check_struct(what, object, known_size);
}

Verdict check_text(std::string_view what, mortise_string_t text, const std::string& expected,
                   const Image& image) {
  if (text.size > kMaxTextSize || !image.contains(text.data, text.size)) {
    return broken(concat({"the description's ", what, " does not lie in the library"}));
  }
  if (to_view(text) == expected) return std::nullopt;
  return refuse(MORTISE_STATUS_INCOMPATIBLE,
                concat({"the library says that its ", what, " is `", to_view(text),
                        "`, and the manifest says `", expected, "`"}),
                "reinstall the plugin, so that library and manifest belong together");
}

Verdict check_table(const InterfaceInfo& info, const void* table, const Image& image) {
  const std::string what = concat({"the ", info.name, " table"});
  if (Verdict verdict = check_static_struct(what, table, info.size, image)) return verdict;
  for (const RequiredMember& member : info.required) {
    void* function = nullptr;
    std::memcpy(&function, static_cast<const unsigned char*>(table) + member.offset,
                sizeof(function));
    if (function == nullptr)
      return broken(concat({what, " lacks the required function `", member.name, "`"}));
  }
  return std::nullopt;
}

Verdict check_interface(const mortise_interface_t& interface, const Image& image,
                        Tables& out_tables) {
  if (interface.struct_size != sizeof(mortise_interface_t)) {
    return broken(concat(
        {"an interface says that it is ", std::to_string(interface.struct_size), " bytes long"}));
  }
  const InterfaceInfo* info = interface_info(interface.kind);
  if (info == nullptr)
    return broken(concat({"has an interface of unknown kind ", std::to_string(interface.kind)}));
  if (out_tables[info->kind] != nullptr)
    return broken(concat({"has the ", info->name, " interface twice"}));
  const std::string what = concat({"its ", info->name, " interface"});
  if (Verdict verdict = check_version(what, interface.major, interface.minor, interface.fingerprint,
                                      info->fingerprint)) {
    return verdict;
  }
  if (Verdict verdict = check_table(*info, interface.table, image)) return verdict;
  out_tables[info->kind] = interface.table;
  return std::nullopt;
}

// Library and manifest must name the same interfaces: what a manifest leaves out would never be found.
Verdict check_claims(const config::Manifest& manifest, const Tables& tables) {
  for (uint32_t kind = 1; kind < kInterfaceKinds; ++kind) {
    const bool claimed =
        std::any_of(manifest.interfaces.begin(), manifest.interfaces.end(),
                    [&](const config::InterfaceClaim& claim) { return claim.kind == kind; });
    if (claimed == (tables[kind] != nullptr)) continue;
    return refuse(
        MORTISE_STATUS_INCOMPATIBLE,
        concat({"the ", interface_info(kind)->name, " interface is in the ",
                claimed ? "manifest but not in the library" : "library but not in the manifest"}),
        "reinstall the plugin, so that library and manifest belong together");
  }
  return std::nullopt;
}

}  // namespace

Verdict check_struct(std::string_view what, const void* object, uint64_t known_size) {
  const Status status = mortise::check_struct(object, struct_size_of(object), known_size, what);
  if (status.ok()) return std::nullopt;
  return refuse(status.code(), std::string(status.message()), kRebuild);
}

Verdict shake_hands(const mortise_plugin_description_t* description,
                    const config::Manifest& manifest, const Image& image, Tables& out_tables) {
  out_tables.fill(nullptr);
  if (description == nullptr) return broken("its query returns no description");
  if (!image.contains(description, offsetof(mortise_plugin_description_t, id))) {
    return broken("the description does not lie in the library");
  }
  if (Verdict verdict =
          check_version("the plugin's ABI", description->abi_major, description->abi_minor,
                        description->fingerprint, MORTISE_ABI_FINGERPRINT)) {
    return verdict;
  }
  if (Verdict verdict =
          check_static_struct("the description", description, sizeof(*description), image))
    return verdict;
  if (Verdict verdict = check_text("id", description->id, manifest.id, image)) return verdict;
  if (Verdict verdict = check_text("version", description->version, manifest.version, image))
    return verdict;
  if (description->create == nullptr || description->destroy == nullptr) {
    return broken("the description lacks `create` or `destroy`");
  }
  const uint64_t count = description->interface_count;
  if (count > kMaxInterfaces ||
      !image.contains(description->interfaces, count * sizeof(mortise_interface_t))) {
    return broken(concat({"the description counts ", std::to_string(count),
                          " interfaces, which do not lie in the library"}));
  }
  for (uint64_t i = 0; i < count; ++i) {
    if (Verdict verdict = check_interface(description->interfaces[i], image, out_tables))
      return verdict;
  }
  return check_claims(manifest, out_tables);
}

}  // namespace mortise::host
