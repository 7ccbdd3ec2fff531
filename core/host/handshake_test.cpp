#include "core/host/handshake.hpp"

#include <mortise/abi/fingerprint.h>

#include <memory>

#include <catch2/catch.hpp>

#include "core/base/status.hpp"

using namespace mortise;
using namespace mortise::host;

namespace {

// An interface as a later version might make it.
struct LongerInterface {
  mortise_interface_t known;
  uint64_t later;
};

// Descriptions must be static: the host reads no other memory.
struct Subject {
  mortise_plugin_description_t description;
  uint64_t tail[4];
  mortise_interface_t interfaces[2];
  LongerInterface longer_interfaces[2];
  mortise_operator_interface_t table;
};
Subject subject;

constexpr std::string_view kId = "p", kVersion = "1.0.0";

void reset() {
  subject = {};
  subject.table.struct_size = sizeof(subject.table);
  subject.table.operator_count = [](mortise_plugin_t*) { return uint64_t{0}; };
  subject.table.operator_at = [](mortise_plugin_t*, uint64_t) -> const mortise_operator_t* {
    return nullptr;
  };
  subject.table.kernel_count = subject.table.operator_count;
  subject.table.kernel_at = [](mortise_plugin_t*, uint64_t) -> const mortise_kernel_definition_t* {
    return nullptr;
  };
  subject.table.dtype_count = subject.table.operator_count;
  subject.table.dtype_at = [](mortise_plugin_t*, uint64_t) -> const mortise_dtype_info_t* {
    return nullptr;
  };
  subject.interfaces[0] = {sizeof(mortise_interface_t),
                           MORTISE_INTERFACE_OPERATOR,
                           MORTISE_ABI_MAJOR,
                           MORTISE_ABI_MINOR,
                           0,
                           MORTISE_ABI_FINGERPRINT_OPERATOR,
                           MORTISE_ABI_OLDER_FINGERPRINTS_OPERATOR,
                           &subject.table};
  mortise_plugin_description_t& d = subject.description;
  d.struct_size = sizeof(d);
  d.abi_major = MORTISE_ABI_MAJOR;
  d.abi_minor = MORTISE_ABI_MINOR;
  d.fingerprint = MORTISE_ABI_FINGERPRINT;
  d.id = to_abi(kId);
  d.version = to_abi(kVersion);
  d.interface_count = 1;
  d.interfaces = subject.interfaces;
  d.create = [](const mortise_host_t*, const mortise_options_t*,
                mortise_plugin_t**) -> mortise_status_t* { return nullptr; };
  d.destroy = [](mortise_plugin_t*) {};
}

config::Manifest manifest() {
  config::Manifest manifest;
  manifest.id = kId;
  manifest.version = kVersion;
  manifest.interfaces = {
      {"operator", MORTISE_INTERFACE_OPERATOR, MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR}};
  return manifest;
}

Verdict shake(const mortise_plugin_description_t* description = &subject.description) {
  Tables tables{};
  const Verdict verdict = shake_hands(description, manifest(), Image::of(&subject), tables);
  if (!verdict) CHECK(tables[MORTISE_INTERFACE_OPERATOR] == &subject.table);
  return verdict;
}

std::string cause() {
  const Verdict verdict = shake();
  REQUIRE(verdict);
  CHECK_FALSE(verdict->remedy.empty());
  return verdict->cause;
}

}  // namespace

TEST_CASE("a description that fits is accepted") {
  reset();
  CHECK_FALSE(shake());
}

TEST_CASE("a longer description is accepted when what the core does not know is zero") {
  reset();
  subject.description.struct_size += 16;
  CHECK_FALSE(shake());
  subject.tail[1] = uint64_t{1} << 32;
  const std::string known = std::to_string(sizeof(mortise_plugin_description_t));
  const std::string offset = std::to_string(sizeof(mortise_plugin_description_t) + 12);
  CHECK(cause() == "the description: the byte at offset " + offset +
                       " is set, but this version knows only " + known + " bytes of the struct");
}

TEST_CASE("a description of another version is refused by its version, whatever its size") {
  reset();
  subject.description.struct_size = 3;
  subject.description.abi_minor = 9;
  CHECK(cause() == "the plugin's ABI is version 0.9, and the core speaks 0.1");
}

TEST_CASE("a description of another fingerprint is refused") {
  reset();
  subject.description.fingerprint += 1;
  CHECK_THAT(cause(), Catch::Contains("another fingerprint"));
}

TEST_CASE("a list of older fingerprints that does not lie in the library is not read") {
  reset();
  subject.description.older_fingerprints = reinterpret_cast<const uint64_t*>(8);
  subject.interfaces[0].older_fingerprints = reinterpret_cast<const uint64_t*>(8);
  CHECK_FALSE(shake());
}

TEST_CASE("longer interfaces are accepted when what the core does not know is zero") {
  reset();
  for (LongerInterface& longer : subject.longer_interfaces) {
    longer.known = subject.interfaces[0];
    longer.known.struct_size = sizeof(longer);
  }
  subject.description.interfaces = &subject.longer_interfaces[0].known;
  CHECK_FALSE(shake());

  subject.description.interface_count = 2;
  CHECK(cause() == "has the operator interface twice");
  subject.longer_interfaces[1].later = 1;
  const std::string known = std::to_string(sizeof(mortise_interface_t));
  CHECK(cause() == "an interface: the byte at offset " + known +
                       " is set, but this version knows only " + known + " bytes of the struct");
  subject.longer_interfaces[1].known.struct_size = sizeof(mortise_interface_t);
  CHECK(cause() == "an interface says that it is " + known + " bytes long");
}

TEST_CASE("a size that is no size is refused") {
  reset();
  subject.description.struct_size =
      GENERATE(uint64_t{0}, uint64_t{8}, uint64_t{87}, uint64_t{1} << 20, UINT64_MAX);
  CHECK_THAT(cause(), Catch::Contains("the description"));
}

TEST_CASE("a description that does not lie in the library is not read") {
  reset();
  const auto heap = std::make_unique<mortise_plugin_description_t>(subject.description);
  CHECK(shake(heap.get())->cause == "the description does not lie in the library");
  CHECK(shake(nullptr)->cause == "its query returns no description");
  CHECK(shake(reinterpret_cast<mortise_plugin_description_t*>(8))->cause ==
        "the description does not lie in the library");
}

TEST_CASE("id and version must be the manifest's") {
  reset();
  SECTION("id") {
    subject.description.id = to_abi("q");
    CHECK(cause() == "the library says that its id is `q`, and the manifest says `p`");
  }
  SECTION("version") {
    subject.description.version = to_abi("1.0.1");
    CHECK(cause() == "the library says that its version is `1.0.1`, and the manifest says `1.0.0`");
  }
  SECTION("a text that is elsewhere") {
    subject.description.id = {reinterpret_cast<const char*>(8), 4};
    CHECK(cause() == "the description's id does not lie in the library");
  }
  SECTION("a text that is too long") {
    subject.description.id.size = UINT64_MAX;
    CHECK(cause() == "the description's id does not lie in the library");
  }
}

TEST_CASE("a description without functions is refused") {
  reset();
  if (GENERATE(true, false)) {
    subject.description.create = nullptr;
  } else {
    subject.description.destroy = nullptr;
  }
  CHECK(cause() == "the description lacks `create` or `destroy`");
}

TEST_CASE("interfaces that cannot be right are refused") {
  reset();
  SECTION("too many") {
    subject.description.interface_count = UINT64_MAX / 2;
    CHECK_THAT(cause(), Catch::Contains("interfaces, which do not lie in the library"));
  }
  SECTION("twice the same") {
    subject.interfaces[1] = subject.interfaces[0];
    subject.description.interface_count = 2;
    CHECK(cause() == "has the operator interface twice");
  }
  SECTION("of unknown kind") {
    subject.interfaces[0].kind = 99;
    CHECK(cause() == "has an interface of unknown kind 99");
  }
  SECTION("of another size") {
    subject.interfaces[0].struct_size = 41;
    CHECK(cause() == "an interface says that it is 41 bytes long");
  }
  SECTION("of another version") {
    subject.interfaces[0].major = 1;
    CHECK(cause() == "its operator interface is version 1.1, and the core speaks 0.1");
  }
  SECTION("of another fingerprint") {
    subject.interfaces[0].fingerprint = MORTISE_ABI_FINGERPRINT_DEVICE;
    CHECK_THAT(cause(), Catch::Contains(
                            "its operator interface has the version of the core's, but another"));
  }
  SECTION("that the manifest does not name") {
    subject.description.interface_count = 0;
    CHECK(cause() == "the operator interface is in the manifest but not in the library");
  }
  SECTION("without a table") {
    subject.interfaces[0].table = nullptr;
    CHECK(cause() == "the operator table does not lie in the library");
  }
  SECTION("with a table that is too short") {
    subject.table.struct_size = 16;
    CHECK(
        cause() ==
        "the operator table: struct_size is 16, less than the 56 bytes of this version; set it to sizeof the struct");
  }
  SECTION("with a table that lacks a function") {
    subject.table.kernel_at = nullptr;
    CHECK(cause() == "the operator table lacks the required function `kernel_at`");
  }
}

TEST_CASE("every interface kind has a table that the core knows") {
  for (uint32_t kind = 1; kind < kInterfaceKinds; ++kind) {
    const InterfaceInfo* info = interface_info(kind);
    REQUIRE(info != nullptr);
    CHECK(info->kind == kind);
    CHECK(info->fingerprint != 0);
    for (const RequiredMember& member : info->required) CHECK(member.offset < info->size);
  }
  CHECK(interface_info(0) == nullptr);
  CHECK(interface_info(kInterfaceKinds) == nullptr);
}
