#include "core/host/library_search.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

#include "core/host/testing/plugin_folder.hpp"

using namespace mortise::host;
using namespace mortise::host::testing;

TEST_CASE("what the process has loaded is found") {
  CHECK(LibrarySearch("").finds("libc.so.6", "", "/"));
}

TEST_CASE("what lies in a system folder is found") {
  CHECK(LibrarySearch("").finds("libm.so.6", "", "/nonexistent"));
}

TEST_CASE("what is nowhere is not found") {
  CHECK_FALSE(LibrarySearch("").finds("libmortise_nowhere.so", "", "/"));
  CHECK_FALSE(LibrarySearch("").finds("/nonexistent/lib.so", "", "/"));
}

TEST_CASE("a run path and LD_LIBRARY_PATH are searched") {
  PluginFolder folder;
  folder.write("libx.so", "");
  std::filesystem::create_directory(folder.path() / "sub");
  const std::string path = folder.path();
  CHECK(LibrarySearch("").finds("libx.so", "/nonexistent:" + path, "/"));
  CHECK(LibrarySearch("/nonexistent:" + path).finds("libx.so", "", "/"));
  CHECK(LibrarySearch("").finds("libx.so", "$ORIGIN/..", path + "/sub"));
  CHECK(LibrarySearch("").finds("libx.so", "${ORIGIN}/..", path + "/sub"));
  CHECK_FALSE(LibrarySearch("").finds("libx.so", "$ORIGIN", path + "/sub"));
}

TEST_CASE("a run path that only the dynamic linker can expand is left to it") {
  CHECK(LibrarySearch("").finds("libmortise_nowhere.so", "/opt/$LIB", "/"));
}
