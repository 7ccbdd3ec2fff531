#include "core/host/version_rule.hpp"

#include <catch2/catch.hpp>

using namespace mortise;
using namespace mortise::host;

namespace {

// The fingerprints of minors 0 to 3 of one major version, as each later minor carries them along.
constexpr uint64_t kOfficial[] = {0xa0, 0xa1, 0xa2, 0xa3};

HeaderVersion official(uint32_t minor, uint32_t major = 1) {
  return header_version(major, minor, kOfficial[minor], kOfficial);
}

std::string cause(const HeaderVersion& plugin, const HeaderVersion& core) {
  const Verdict verdict = check_version("its toy interface", plugin, core);
  REQUIRE(verdict);
  CHECK(verdict->code == MORTISE_STATUS_INCOMPATIBLE);
  CHECK_FALSE(verdict->remedy.empty());
  return verdict->cause;
}

bool is_accepted(const HeaderVersion& plugin, const HeaderVersion& core) {
  return !check_version("its toy interface", plugin, core);
}

}  // namespace

TEST_CASE("in major version 0 only the same minor with the same fingerprint is accepted") {
  const HeaderVersion core = official(2, 0);
  CHECK(is_accepted(official(2, 0), core));
  CHECK(cause(official(1, 0), core) == "its toy interface is version 0.1, and the core speaks 0.2");
  CHECK(cause(official(3, 0), core) == "its toy interface is version 0.3, and the core speaks 0.2");
  HeaderVersion fork = core;
  fork.fingerprint ^= 1;
  CHECK(
      cause(fork, core) ==
      "its toy interface has the version of the core's, but another fingerprint: it was built from changed headers");
}

TEST_CASE("from major version 1 on every minor understands every other") {
  for (uint32_t plugin = 0; plugin < 4; ++plugin) {
    for (uint32_t core = 0; core < 4; ++core) {
      CAPTURE(plugin, core);
      CHECK(is_accepted(official(plugin), official(core)));
      CHECK(is_accepted(official(plugin, 7), official(core, 7)));
    }
  }
}

TEST_CASE("another major version is refused, whatever the fingerprints") {
  CHECK(cause(official(1, 2), official(1, 1)) ==
        "its toy interface is version 2.1, and the core speaks 1.1");
  CHECK(cause(official(0, 1), official(3, 2)) ==
        "its toy interface is version 1.0, and the core speaks 2.3");
  CHECK(cause(official(1, 0), official(1, 1)) ==
        "its toy interface is version 0.1, and the core speaks 1.1");
}

TEST_CASE(
    "an older plugin from changed headers is refused by the core's fingerprint of its minor") {
  HeaderVersion fork = official(1);
  fork.fingerprint = 0xb1;
  CHECK(
      cause(fork, official(3)) ==
      "its toy interface is version 1.1, and the core speaks 1.3, but they do not share 1.1: its fingerprint there is "
      "another, so it was built from changed headers");
}

TEST_CASE(
    "a newer plugin from changed headers is refused when the change is in what the core knows") {
  const uint64_t changed_at_1[] = {0xa0, 0xb1, 0xb2};
  const HeaderVersion fork = header_version(1, 3, 0xb3, changed_at_1);
  CHECK(
      cause(fork, official(1)) ==
      "its toy interface is version 1.3, and the core speaks 1.1, but they do not share 1.1: its fingerprint there is "
      "another, so it was built from changed headers");
  CHECK(is_accepted(fork, official(0)));
}

TEST_CASE("a newer plugin without the core's fingerprint is refused") {
  const std::string expected =
      "its toy interface is version 1.3, and the core speaks 1.1, but they do not share 1.1: the plugin brings no "
      "fingerprint of it along";
  CHECK(cause(header_version(1, 3, 0xa3, nullptr), official(1)) == expected);
  HeaderVersion short_list = official(3);
  short_list.older = short_list.older.first(1);
  CHECK(cause(short_list, official(1)) == expected);
  CHECK(is_accepted(short_list, official(0)));
}

TEST_CASE("a core without the plugin's fingerprint refuses") {
  HeaderVersion core = official(3);
  core.older = {};
  CHECK_THAT(cause(official(1), core), Catch::Contains("they do not share 1.1"));
}

TEST_CASE("a manifest's version fits when the fingerprints may still decide") {
  CHECK(versions_fit(0, 2, official(2, 0)));
  CHECK_FALSE(versions_fit(0, 1, official(2, 0)));
  CHECK(versions_fit(1, 0, official(2)));
  CHECK(versions_fit(1, 9, official(2)));
  CHECK_FALSE(versions_fit(2, 2, official(2)));
}
