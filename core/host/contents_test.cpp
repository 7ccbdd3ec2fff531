#include "core/host/contents.hpp"

#include <mortise/abi/pass.h>

#include <catch2/catch.hpp>

using namespace mortise;
using namespace mortise::host;

TEST_CASE("a pass that the manifest does not name is ignored with a warning") {
  static const mortise_pass_description_t passes[] = {
      {sizeof(mortise_pass_description_t), to_abi("fuse"), to_abi("Fuses"), 0, 0},
      {sizeof(mortise_pass_description_t), to_abi("secret"), to_abi("Is not named"), 0, 0}};
  mortise_pass_interface_t table{};
  table.struct_size = sizeof(table);
  table.count = [](mortise_plugin_t*) -> uint64_t { return 2; };
  table.describe = [](mortise_plugin_t*, uint64_t index) { return &passes[index]; };
  Tables tables{};
  tables[MORTISE_INTERFACE_PASS] = &table;
  config::Manifest manifest;
  manifest.provides.passes = {{"fuse", {}}};
  Contents contents;
  CHECK_FALSE(collect(tables, nullptr, manifest, contents));
  CHECK(contents.warnings ==
        std::vector<std::string>{
            "the pass `secret` is ignored: the manifest's `provides` does not name it"});
}
