#include "core/host/integrity.hpp"

#include <chrono>
#include <filesystem>
#include <thread>

#include <catch2/catch.hpp>

#include "core/host/testing/plugin_folder.hpp"

using namespace mortise::host;
using namespace mortise::host::testing;

namespace fs = std::filesystem;

TEST_CASE("a hash is that of the whole file") {
  PluginFolder folder;
  folder.write("abc", "abc");
  // FIPS 180-2, appendix B.1.
  const std::string digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  CHECK_FALSE(check_hash(folder.path() / "abc", digest));
  folder.write("abc", "abd");
  REQUIRE(check_hash(folder.path() / "abc", digest));
  CHECK(check_hash(folder.path() / "abc", digest)->code == MORTISE_STATUS_DATA_LOSS);
}

TEST_CASE("the hash of an old file that has changed is another") {
  PluginFolder folder;
  folder.write("abc", "abc");
  const fs::path path = folder.path() / "abc";
  std::this_thread::sleep_for(std::chrono::seconds(3));  // old enough to be remembered
  const std::string digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  for (int i = 0; i < 2; ++i) CHECK_FALSE(check_hash(path, digest));
  const auto written = fs::last_write_time(path);
  folder.write("abc", "abd");
  fs::last_write_time(path, written);
  CHECK(check_hash(path, digest));
}

TEST_CASE("a hash spans files longer than one block") {
  PluginFolder folder;
  folder.write("long", std::string(1000000, 'a'));
  // FIPS 180-2, appendix B.3.
  CHECK_FALSE(check_hash(folder.path() / "long",
                         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

TEST_CASE("a file that cannot be read has no hash") {
  const Verdict verdict = check_hash("/nonexistent/library.so", std::string(64, '0'));
  REQUIRE(verdict);
  CHECK(verdict->code == MORTISE_STATUS_UNAVAILABLE);
  CHECK_THAT(verdict->cause,
             Catch::Contains("/nonexistent/library.so cannot be read: No such file or directory"));
}

TEST_CASE("a link within the manifest's folder is followed") {
  PluginFolder folder;
  folder.write("lib.so.1", "x");
  fs::create_symlink("lib.so.1", folder.path() / "lib.so");
  CHECK_FALSE(check_library_file(folder.path(), "lib.so", false));
}

TEST_CASE("a library that is a folder is refused") {
  PluginFolder folder;
  fs::create_directory(folder.path() / "lib.so");
  const Verdict verdict = check_library_file(folder.path(), "lib.so", false);
  REQUIRE(verdict);
  CHECK_THAT(verdict->cause, Catch::Contains("is not a plain file"));
}

TEST_CASE("group-writable files are refused to privileged processes only") {
  PluginFolder folder;
  folder.write("lib.so", "x");
  fs::permissions(folder.path() / "lib.so", fs::perms::group_write, fs::perm_options::add);
  CHECK_FALSE(check_library_file(folder.path(), "lib.so", false));
  CHECK(check_library_file(folder.path(), "lib.so", true));
}
