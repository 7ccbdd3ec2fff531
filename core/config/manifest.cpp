#include "core/config/manifest.hpp"

#include <mortise/abi/plugin.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "core/base/text.hpp"
#include "core/config/keys.hpp"
#include "core/config/option_schema.hpp"
#include "core/config/reader.hpp"

namespace mortise::config {
namespace {

constexpr size_t kMaxIdSize = 64;
constexpr uint64_t kMaxMagicOffset = 65536;
constexpr size_t kMaxMagicSize = 64;
const std::vector<std::string_view> kSanitizers = {"address", "undefined", "thread"};

bool is_plain_file_name(std::string_view name) {
  return name.find('/') == std::string_view::npos && name != ".." && name != ".";
}

bool consists_of(std::string_view text, std::string_view alphabet) {
  return !text.empty() && text.find_first_not_of(alphabet) == std::string_view::npos;
}

constexpr std::string_view kIdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789_-.";

// Two numbers separated by a dot: "0.1".
bool parse_version(std::string_view text, uint32_t& major, uint32_t& minor) {
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, major);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return false;
  const auto second = std::from_chars(first.ptr + 1, end, minor);
  return second.ec == std::errc() && second.ptr == end;
}

void read_id(Reader& reader, const Place& root, std::string& out) {
  Place place;
  if (!reader.required(root, "id", place) || !reader.read(place, out)) return;
  const bool begins_well = std::isalnum(static_cast<unsigned char>(out.front())) != 0;
  if (!consists_of(out, kIdAlphabet) || !begins_well || out.size() > kMaxIdSize) {
    reader.fail(
        place,
        concat(
            {"must be 1 to ", std::to_string(kMaxIdSize),
             " lower-case letters, digits, `_`, `-` and `.`, beginning with a letter or digit"}));
  }
}

void read_interfaces(Reader& reader, const Place& root, std::vector<InterfaceClaim>& out) {
  Place place;
  if (!reader.required(root, "interfaces", place) || !reader.object(place, keys::kInterfaces))
    return;
  reader.each_member(place, [&](const Place& item) {
    std::string version;
    InterfaceClaim claim;
    claim.name = item.step;
    const auto* known =
        std::find(std::begin(keys::kInterfaces), std::end(keys::kInterfaces), claim.name);
    claim.kind =
        static_cast<uint32_t>(known - std::begin(keys::kInterfaces)) + MORTISE_INTERFACE_DEVICE;
    if (!reader.read(item, version)) return;
    if (!parse_version(version, claim.major, claim.minor)) {
      reader.fail(item, concat({"must be \"major.minor\", such as \"0.1\", not `", version, "`"}));
    }
    out.push_back(std::move(claim));
  });
  if (out.empty())
    reader.fail(place, "must name at least one interface, such as \"device\": \"0.1\"");
}

std::vector<OperatorName> read_operators(Reader& reader, const Place& place) {
  std::vector<OperatorName> operators;
  reader.each_item(place, [&](const Place& item) {
    std::string text;
    if (!reader.read(item, text)) return;
    const auto name = parse_operator_name(text);
    if (!name)
      return reader.fail(
          item, concat({"`", text, "` is not an operator's name: Op, domain::Op or Op@version"}));
    operators.push_back(*name);
  });
  return operators;
}

std::vector<KernelClaim> read_kernels(Reader& reader, const Place& place) {
  std::vector<KernelClaim> kernels;
  reader.each_item(place, [&](const Place& item) {
    std::string text;
    if (!reader.read(item, text)) return;
    // "cpu:Relu", "*:domain::Op": the first colon ends the device kind.
    const size_t colon = text.find(':');
    const auto name =
        colon == std::string::npos ? std::nullopt : parse_operator_name(text.substr(colon + 1));
    if (!name || colon == 0) {
      return reader.fail(
          item,
          concat({"`", text, "` is not a kernel: write device-kind:Op, or *:Op for every device"}));
    }
    kernels.push_back({text.substr(0, colon), *name});
  });
  return kernels;
}

std::vector<DtypeClaim> read_dtypes(Reader& reader, const Place& place) {
  std::vector<DtypeClaim> dtypes;
  reader.each_item(place, [&](const Place& item) {
    DtypeClaim claim;
    Place member;
    uint64_t number = 0;
    if (!reader.object(item, keys::kDtype)) return;
    if (reader.required(item, "name", member)) reader.read(member, claim.name);
    if (reader.required(item, "number", member)) {
      reader.read(member, number, MORTISE_DTYPE_FIRST_REGISTERED, UINT32_MAX);
    }
    claim.number = static_cast<uint32_t>(number);
    dtypes.push_back(std::move(claim));
  });
  return dtypes;
}

std::vector<PassClaim> read_passes(Reader& reader, const Place& place) {
  std::vector<PassClaim> passes;
  reader.each_item(place, [&](const Place& item) {
    PassClaim claim;
    Place member;
    if (!reader.object(item, keys::kPass)) return;
    if (reader.required(item, "name", member)) reader.read(member, claim.name);
    if (reader.member(item, "options", member)) claim.options = read_option_schemas(reader, member);
    passes.push_back(std::move(claim));
  });
  return passes;
}

Magic read_magic(Reader& reader, const Place& place) {
  Magic magic;
  Place member;
  std::string hex;
  if (!reader.object(place, keys::kMagic)) return magic;
  if (reader.member(place, "offset", member)) reader.read(member, magic.offset, 0, kMaxMagicOffset);
  if (!reader.required(place, "hex", member) || !reader.read(member, hex)) return magic;
  if (!consists_of(hex, "0123456789abcdefABCDEF") || hex.size() % 2 != 0 ||
      hex.size() > 2 * kMaxMagicSize) {
    reader.fail(member, "must be 1 to 64 bytes, each as two hexadecimal digits");
    return magic;
  }
  for (size_t i = 0; i < hex.size(); i += 2) {
    unsigned byte = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
    magic.bytes.push_back(static_cast<char>(byte));
  }
  return magic;
}

std::vector<FormatClaim> read_formats(Reader& reader, const Place& place) {
  std::vector<FormatClaim> formats;
  reader.each_item(place, [&](const Place& item) {
    FormatClaim claim;
    Place member;
    if (!reader.object(item, keys::kFormat)) return;
    if (reader.required(item, "name", member)) reader.read(member, claim.name);
    if (reader.member(item, "extensions", member)) {
      reader.read_names(member, claim.extensions);
      for (const std::string& extension : claim.extensions) {
        if (extension.front() != '.' || !consists_of(extension, kIdAlphabet)) {
          reader.fail(member,
                      concat({"`", extension, "` must be a dot and lower-case letters or digits"}));
        }
      }
    }
    if (reader.member(item, "magic", member)) {
      reader.each_item(
          member, [&](const Place& magic) { claim.magic.push_back(read_magic(reader, magic)); });
    }
    if (claim.extensions.empty() && claim.magic.empty()) {
      reader.fail(item,
                  "needs `extensions`, `magic` or both: by what else should a file be recognised?");
    }
    formats.push_back(std::move(claim));
  });
  return formats;
}

void read_provides(Reader& reader, const Place& root, Provides& out) {
  Place place;
  if (!reader.required(root, "provides", place) || !reader.object(place, keys::kProvides)) return;
  Place member;
  if (reader.member(place, "devices", member)) reader.read_names(member, out.devices);
  if (reader.member(place, "operators", member)) out.operators = read_operators(reader, member);
  if (reader.member(place, "kernels", member)) out.kernels = read_kernels(reader, member);
  if (reader.member(place, "dtypes", member)) out.dtypes = read_dtypes(reader, member);
  if (reader.member(place, "passes", member)) out.passes = read_passes(reader, member);
  if (reader.member(place, "formats", member)) out.formats = read_formats(reader, member);
  if (reader.member(place, "communicators", member)) reader.read_names(member, out.communicators);
  if (reader.member(place, "services", member)) reader.read_names(member, out.services);
}

// Each interface must provide something, and what is provided needs its interface.
void check_provides(Reader& reader, const Place& root, const Manifest& manifest) {
  const Provides& provides = manifest.provides;
  const bool provided[] = {
      !provides.devices.empty(),
      !provides.operators.empty() || !provides.kernels.empty() || !provides.dtypes.empty(),
      !provides.passes.empty(),
      !provides.formats.empty(),
      !provides.communicators.empty(),
      !provides.services.empty(),
  };
  for (size_t i = 0; i < std::size(keys::kInterfaces); ++i) {
    const std::string_view name = keys::kInterfaces[i];
    const bool claimed =
        std::any_of(manifest.interfaces.begin(), manifest.interfaces.end(),
                    [&](const InterfaceClaim& claim) { return claim.name == name; });
    if (claimed && !provided[i]) {
      reader.fail(root, concat({"has the interface `", name,
                                "`, but `provides` names nothing of that kind"}));
    }
    if (!claimed && provided[i]) {
      reader.fail(
          root, concat({"provides what needs the interface `", name, "`; add it to `interfaces`"}));
    }
  }
}

void read_library(Reader& reader, const Place& root, Manifest& out) {
  Place place;
  if (reader.required(root, "library", place) && reader.read(place, out.library)) {
    if (!is_plain_file_name(out.library))
      reader.fail(place, "must be the name of a file in the manifest's own folder");
  }
  if (!reader.required(root, "sha256", place) || !reader.read(place, out.sha256)) return;
  if (out.sha256.size() != 64 || !consists_of(out.sha256, "0123456789abcdef")) {
    reader.fail(place, "must be 64 lower-case hexadecimal digits");
  }
}

void read_platform(Reader& reader, const Place& root, Manifest& out) {
  Place place, member;
  if (reader.required(root, "platform", place) && reader.object(place, keys::kPlatform)) {
    if (reader.required(place, "os", member)) reader.read(member, out.os);
    if (reader.required(place, "arch", member)) reader.read(member, out.arch);
  }
  if (reader.member(root, "cpu_features", place)) reader.read_names(place, out.cpu_features);
  if (reader.member(root, "glibc", place) && reader.read(place, out.glibc)) {
    uint32_t major = 0, minor = 0;
    if (!parse_version(out.glibc, major, minor))
      reader.fail(place, "must be a version such as \"2.36\"");
  }
  if (reader.member(root, "needs", place) && reader.object(place, keys::kNeeds)) {
    if (reader.member(place, "libraries", member)) reader.read_names(member, out.needed_libraries);
    if (reader.member(place, "driver", member)) reader.read(member, out.needed_driver);
  }
  std::string sanitizers;
  if (!reader.member(root, "sanitizer", place) || !reader.read(place, sanitizers)) return;
  for (size_t begin = 0; begin <= sanitizers.size();) {
    const size_t end = std::min(sanitizers.find(',', begin), sanitizers.size());
    const std::string name = sanitizers.substr(begin, end - begin);
    if (std::find(kSanitizers.begin(), kSanitizers.end(), name) == kSanitizers.end()) {
      return reader.fail(place, concat({"`", name, "` is not one of ", join(kSanitizers)}));
    }
    out.sanitizers.push_back(name);
    begin = end + 1;
  }
}

void read_conformance(Reader& reader, const Place& root, Manifest& out) {
  Place place, member;
  if (!reader.member(root, "conformance", place) || !reader.object(place, keys::kConformance))
    return;
  if (reader.member(place, "report", member) && reader.read(member, out.conformance_report) &&
      !is_plain_file_name(out.conformance_report)) {
    reader.fail(member, "must be the name of a file in the manifest's own folder");
  }
  if (reader.member(place, "samples", member)) reader.object(member, keys::kSamples);
  if (!reader.member(place, "expected_failures", member)) return;
  reader.each_item(member, [&](const Place& item) {
    std::string text;
    Place part;
    if (!reader.object(item, keys::kExpectedFailure)) return;
    if (reader.required(item, "test", part)) reader.read(part, text);
    if (reader.required(item, "reason", part)) reader.read(part, text);
  });
}

template <class T, class Name>
void append_claims(std::vector<std::string>& out, std::string_view kind, const std::vector<T>& all,
                   Name name) {
  for (const T& one : all) {
    std::string claim = concat({kind, ":", name(one)});
    if (std::find(out.begin(), out.end(), claim) == out.end()) out.push_back(std::move(claim));
  }
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text, std::string_view source_name) {
  MORTISE_ASSIGN(Reader reader, Reader::parse(text, source_name));
  Manifest manifest;
  const Place root = reader.root();
  if (reader.object(root, keys::kManifest)) {
    Place place;
    read_id(reader, root, manifest.id);
    if (reader.required(root, "version", place)) reader.read(place, manifest.version);
    if (reader.member(root, "summary", place)) reader.read(place, manifest.summary);
    read_interfaces(reader, root, manifest.interfaces);
    read_provides(reader, root, manifest.provides);
    read_library(reader, root, manifest);
    read_platform(reader, root, manifest);
    if (reader.member(root, "options", place))
      manifest.options = read_option_schemas(reader, place);
    read_conformance(reader, root, manifest);
    check_provides(reader, root, manifest);
  }
  if (!reader.ok()) return reader.take_error();
  return manifest;
}

std::vector<std::string> claims(const Provides& provides) {
  const auto same = [](const std::string& name) { return name; };
  const auto named = [](const auto& claim) { return claim.name; };
  std::vector<std::string> all;
  append_claims(all, "device", provides.devices, same);
  append_claims(all, "operator", provides.operators,
                [](const OperatorName& name) { return to_string(name); });
  append_claims(all, "kernel", provides.kernels, [](const KernelClaim& claim) {
    return claim.device_kind + ":" + to_string(claim.op);
  });
  append_claims(all, "dtype", provides.dtypes, named);
  append_claims(all, "pass", provides.passes, named);
  append_claims(all, "format", provides.formats, named);
  append_claims(all, "communicator", provides.communicators, same);
  append_claims(all, "service", provides.services, same);
  return all;
}

}  // namespace mortise::config
