#include "core/host/platform.hpp"

#include <mortise/abi/base.h>

#include <algorithm>

#include <catch2/catch.hpp>

using namespace mortise::host;
using mortise::config::Manifest;

namespace {

Platform machine() {
  return {
      .os = "linux", .arch = "x86_64", .glibc = "2.36", .cpu_features = {"avx2"}, .sanitizers = {}};
}

Manifest fitting() {
  Manifest manifest;
  manifest.os = "linux";
  manifest.arch = "x86_64";
  return manifest;
}

}  // namespace

TEST_CASE("a manifest that asks for nothing fits") {
  CHECK_FALSE(check_platform(fitting(), machine()));
}

TEST_CASE("glibc versions compare as numbers") {
  Manifest manifest = fitting();
  manifest.glibc = GENERATE(as<std::string>(), "2.36", "2.4", "1.99");
  CHECK_FALSE(check_platform(manifest, machine()));
  manifest.glibc = GENERATE(as<std::string>(), "2.37", "3.0", "2.100");
  const Verdict verdict = check_platform(manifest, machine());
  REQUIRE(verdict);
  CHECK(verdict->cause == "needs glibc " + manifest.glibc + ", and this system has 2.36");
}

TEST_CASE("a CPU feature that the machine has is no obstacle") {
  Manifest manifest = fitting();
  manifest.cpu_features = {"avx2"};
  CHECK_FALSE(check_platform(manifest, machine()));
  manifest.cpu_features = {"avx2", "avx512f"};
  REQUIRE(check_platform(manifest, machine()));
  CHECK(check_platform(manifest, machine())->code == MORTISE_STATUS_UNSUPPORTED);
}

TEST_CASE("a sanitizer that must be there from the start must be the core's too") {
  Manifest manifest = fitting();
  manifest.sanitizers = {"undefined"};
  CHECK_FALSE(check_platform(manifest, machine()));
  manifest.sanitizers = {"address", "undefined"};
  REQUIRE(check_platform(manifest, machine()));
  CHECK(check_platform(manifest, machine())->cause ==
        "is built with the address sanitizer, and the core is not");
  Platform sanitized = machine();
  sanitized.sanitizers = {"address"};
  CHECK_FALSE(check_platform(manifest, sanitized));
  CHECK_FALSE(check_platform(fitting(), sanitized));
}

TEST_CASE("while interfaces are at version 0, versions must be equal") {
  Manifest manifest = fitting();
  manifest.interfaces = {{"device", 1, MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR}};
  CHECK_FALSE(check_interface_versions(manifest));
  manifest.interfaces.push_back({"pass", 3, MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR + 1});
  REQUIRE(check_interface_versions(manifest));
  CHECK_THAT(check_interface_versions(manifest)->cause,
             Catch::Contains("of the pass interface, and the core"));
}

TEST_CASE("this machine is described") {
  const Platform platform = current_platform();
  CHECK(platform.os == "linux");
  CHECK_THAT(platform.glibc, Catch::Matches("[0-9]+\\.[0-9]+"));
#if defined(__x86_64__)
  CHECK(platform.arch == "x86_64");
  CHECK(std::count(platform.cpu_features.begin(), platform.cpu_features.end(), "sse3") == 1);
#endif
}
