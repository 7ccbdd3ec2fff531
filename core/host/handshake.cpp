#include "core/host/handshake.hpp"

#include <mortise/abi/fingerprint.h>

#include <algorithm>
#include <cstring>

#include "core/base/struct_check.hpp"
#include "core/base/text.hpp"
#include "core/host/version_rule.hpp"

namespace mortise::host {
namespace {

constexpr uint64_t kMaxTextSize = 4096;
constexpr uint64_t kMaxInterfaces = 64;
constexpr uint64_t kMaxInterfaceSize = 4096;
constexpr const char* kRebuild = "build the plugin against the headers of this version of Mortise";

Verdict broken(std::string cause) {
  return refuse(MORTISE_STATUS_INCOMPATIBLE, std::move(cause), kReport);
}

// The version comes before sizes: a struct of another version may well have another size. `Side` is the description or one
// of its interfaces.
template <class Side>
Verdict check_side(std::string_view what, uint32_t major, uint32_t minor, const Side& side,
                   uint64_t fingerprint, const uint64_t* older_fingerprints, const Image& image) {
  HeaderVersion theirs = header_version(major, minor, side.fingerprint, side.older_fingerprints);
  if (!image.contains(theirs.older.data(), theirs.older.size_bytes())) theirs.older = {};
  return check_version(
      what, theirs,
      header_version(MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR, fingerprint, older_fingerprints));
}

uint64_t struct_size_of(const void* object) {
  uint64_t size = 0;
  std::memcpy(&size, object, sizeof(size));
  return size;
}

Verdict to_verdict(const Status& status) {
  if (status.ok()) return std::nullopt;
  return refuse(status.code(), std::string(status.message()), kRebuild);
}

Verdict check_grown_struct(std::string_view what, const void* object, uint64_t first_size,
                           uint64_t known_size) {
  return to_verdict(
      mortise::check_grown_struct(object, struct_size_of(object), first_size, known_size, what));
}

Verdict check_place(std::string_view what, const void* object, const Image& image) {
  if (!image.contains(object, sizeof(uint64_t)) ||
      !image.contains(object, struct_size_of(object))) {
    const uint64_t size = image.contains(object, sizeof(uint64_t)) ? struct_size_of(object) : 0;
    return broken(concat(
        {what, size == 0 ? " does not lie in the library"
                         : concat({" says that it is ", std::to_string(size), " bytes long"})}));
  }
  return std::nullopt;
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

// A newer plugin may offer what the core does not know; another one cannot.
Verdict check_table(const InterfaceInfo& info, const void* table, bool is_newer,
                    const Image& image) {
  const std::string what = concat({"the ", info.name, " table"});
  if (Verdict verdict = check_place(what, table, image)) return verdict;
  const uint64_t size = struct_size_of(table);
  Status status = is_newer
                      ? mortise::check_table(table, size, info.first_size, what)
                      : mortise::check_grown_struct(table, size, info.first_size, info.size, what);
  if (Verdict verdict = to_verdict(status)) return verdict;
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
  const InterfaceInfo* info = interface_info(interface.kind);
  if (info == nullptr)
    return broken(concat({"has an interface of unknown kind ", std::to_string(interface.kind)}));
  if (out_tables[info->kind] != nullptr)
    return broken(concat({"has the ", info->name, " interface twice"}));
  const std::string what = concat({"its ", info->name, " interface"});
  if (Verdict verdict = check_side(what, interface.major, interface.minor, interface,
                                   info->fingerprint, info->older_fingerprints, image)) {
    return verdict;
  }
  const bool is_newer = interface.minor > MORTISE_ABI_MINOR;
  if (Verdict verdict = check_table(*info, interface.table, is_newer, image)) return verdict;
  out_tables[info->kind] = interface.table;
  return std::nullopt;
}

// The items are as long as the first one says: the plugin's headers may know more members than ours, or fewer.
Verdict check_interfaces(const mortise_plugin_description_t& description, const Image& image,
                         Tables& out_tables) {
  const uint64_t count = description.interface_count;
  if (count == 0) return std::nullopt;
  const mortise_interface_t* items = description.interfaces;
  if (count > kMaxInterfaces || !image.contains(items, sizeof(uint64_t)) ||
      items->struct_size > kMaxInterfaceSize ||
      !image.contains(items, count * items->struct_size)) {
    return broken(concat({"the description counts ", std::to_string(count),
                          " interfaces, which do not lie in the library"}));
  }
  for (uint64_t i = 0; i < count; ++i) {
    const mortise_interface_t& item = struct_at(items, i);
    if (item.struct_size != items->struct_size || item.struct_size % alignof(uint64_t) != 0) {
      return broken(concat(
          {"an interface says that it is ", std::to_string(item.struct_size), " bytes long"}));
    }
    if (Verdict verdict =
            check_grown_struct("an interface", &item, MORTISE_INTERFACE_FIRST_SIZE, sizeof(item))) {
      return verdict;
    }
    if (Verdict verdict = check_interface(item, image, out_tables)) return verdict;
  }
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
  return check_grown_struct(what, object, known_size, known_size);
}

Verdict shake_hands(const mortise_plugin_description_t* description,
                    const config::Manifest& manifest, const Image& image, Tables& out_tables) {
  out_tables.fill(nullptr);
  if (description == nullptr) return broken("its query returns no description");
  if (!image.contains(description, offsetof(mortise_plugin_description_t, id))) {
    return broken("the description does not lie in the library");
  }
  if (Verdict verdict = check_side("the plugin's ABI", description->abi_major,
                                   description->abi_minor, *description, MORTISE_ABI_FINGERPRINT,
                                   MORTISE_ABI_OLDER_FINGERPRINTS, image)) {
    return verdict;
  }
  if (Verdict verdict = check_place("the description", description, image)) return verdict;
  if (Verdict verdict =
          check_grown_struct("the description", description, MORTISE_PLUGIN_DESCRIPTION_FIRST_SIZE,
                             sizeof(*description))) {
    return verdict;
  }
  if (Verdict verdict = check_text("id", description->id, manifest.id, image)) return verdict;
  if (Verdict verdict = check_text("version", description->version, manifest.version, image))
    return verdict;
  if (description->create == nullptr || description->destroy == nullptr) {
    return broken("the description lacks `create` or `destroy`");
  }
  if (Verdict verdict = check_interfaces(*description, image, out_tables)) return verdict;
  return check_claims(manifest, out_tables);
}

}  // namespace mortise::host
