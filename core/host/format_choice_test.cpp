#include "core/host/format_choice.hpp"

#include <catch2/catch.hpp>

#include "core/host/testing/plugin_folder.hpp"

using namespace mortise;
using namespace mortise::host;
using namespace mortise::host::testing;

namespace {

using Plugins = std::vector<std::unique_ptr<Plugin>>;

void add(Plugins& plugins, const std::string& id, config::FormatClaim claim) {
  plugins.push_back(std::make_unique<Plugin>());
  plugins.back()->found.id = id;
  plugins.back()->found.manifest.provides.formats = {std::move(claim)};
}

Plugins some_plugins() {
  Plugins plugins;
  add(plugins, "gguf", {"gguf", {".gguf", ".bin"}, {{0, "GGUF"}}});
  add(plugins, "onnx", {"onnx", {".onnx"}, {}});
  add(plugins, "tar", {"tar", {".tar.x", ".bin"}, {{257, "ustar"}}});
  return plugins;
}

std::string chosen(const Plugins& plugins, const std::string& path) {
  const auto plugin = choose_format(plugins, path);
  return plugin.ok() ? plugin.value()->found.id : std::string(plugin.error().message());
}

}  // namespace

TEST_CASE("an extension that one plugin claims decides, whether or not the file is there") {
  const Plugins plugins = some_plugins();
  CHECK(chosen(plugins, "/nonexistent/model.onnx") == "onnx");
  CHECK(chosen(plugins, "/nonexistent/MODEL.ONNX") == "onnx");
  CHECK(chosen(plugins, "a.b.tar.x") == "tar");
}

TEST_CASE("first bytes decide where the extension does not") {
  PluginFolder folder;
  folder.write("a.bin", "GGUF and more");
  folder.write("b.bin", std::string(257, '\0') + "ustar");
  folder.write("c", "GGUF");
  const Plugins plugins = some_plugins();
  CHECK(chosen(plugins, folder.path() / "a.bin") == "gguf");
  CHECK(chosen(plugins, folder.path() / "b.bin") == "tar");
  CHECK(chosen(plugins, folder.path() / "c") == "gguf");
}

TEST_CASE("a file that nobody reads is an error that lists the known extensions") {
  PluginFolder folder;
  folder.write("a.xyz", "GGU");
  folder.write(".onnx", "");
  const Plugins plugins = some_plugins();
  CHECK_THAT(
      chosen(plugins, folder.path() / "a.xyz"),
      Catch::Contains(
          "no plugin reads this file's format (known extensions: .gguf, .bin, .onnx, .tar.x)"));
  CHECK_THAT(chosen(plugins, folder.path() / ".onnx"), Catch::Contains("no plugin reads"));
  CHECK_THAT(chosen(plugins, "/nonexistent/a.xyz"), Catch::Contains("there is no such file"));
  CHECK_THAT(chosen(plugins, "/tmp"), Catch::Contains("there is no such file"));
}

TEST_CASE("a refused plugin does not stand in the way of another one") {
  Plugins plugins = some_plugins();
  add(plugins, "zonnx", {"onnx", {".onnx"}, {{0, "x"}}});
  PluginFolder folder;
  folder.write("m.onnx", "x");
  CHECK(chosen(plugins, folder.path() / "m.onnx") == "zonnx");
  plugins[1]->found.manifest.provides.formats[0].magic = {{0, "x"}};
  CHECK_THAT(chosen(plugins, folder.path() / "m.onnx"),
             Catch::Contains("the plugins `onnx` and `zonnx` both read"));
  plugins[1]->found.refusal = Refusal{MORTISE_STATUS_INCOMPATIBLE, "is broken", "mend it"};
  CHECK(chosen(plugins, folder.path() / "m.onnx") == "zonnx");
  plugins[3]->found.refusal = Refusal{MORTISE_STATUS_INCOMPATIBLE, "is broken", "mend it"};
  CHECK(chosen(plugins, folder.path() / "m.onnx") == "plugin `onnx`: is broken; mend it");
}

TEST_CASE("where only refused plugins read a file, the error is the first one's refusal") {
  Plugins plugins;
  add(plugins, "first", {"onnx", {".onnx"}, {}});
  add(plugins, "second", {"onnx", {".onnx"}, {{0, "x"}}});
  for (const auto& plugin : plugins)
    plugin->found.refusal = Refusal{MORTISE_STATUS_INCOMPATIBLE, "is broken", "mend it"};
  PluginFolder folder;
  folder.write("m.onnx", "y");
  folder.write("m", "x");
  CHECK(chosen(plugins, folder.path() / "m.onnx") == "plugin `first`: is broken; mend it");
  CHECK(chosen(plugins, folder.path() / "m") == "plugin `second`: is broken; mend it");
}
