#include "core/host/host.hpp"

#include <link.h>

#include <algorithm>
#include <thread>

#include <catch2/catch.hpp>

#include "core/host/testing/fake_services.hpp"
#include "core/host/testing/plugin_folder.hpp"

using namespace mortise;
using namespace mortise::host;
using namespace mortise::host::testing;

namespace {

std::unique_ptr<Host> make_host(const Settings& settings, const FakeServices& services) {
  auto host = Host::create(settings, services.table());
  INFO((host.ok() ? "" : std::string(host.error().message())));
  REQUIRE(host.ok());
  return std::move(host).value();
}

int count_mapped(dl_phdr_info* info, size_t, void* context) {
  auto* search = static_cast<std::pair<std::string, int>*>(context);
  search->second += std::string(info->dlpi_name).starts_with(search->first) ? 1 : 0;
  return 0;
}

// How many libraries of the folder are in the process.
int mapped_from(const PluginFolder& folder) {
  std::pair<std::string, int> search(folder.path().string() + "/", 0);
  dl_iterate_phdr(&count_mapped, &search);
  return search.second;
}

std::string state_of(Host& host, const std::string& id) {
  for (const PluginState& state : host.plugins(false)) {
    if (state.id == id) return state.state;
  }
  return "missing";
}

}  // namespace

TEST_CASE("listing thirty plugins loads none of them") {
  PluginFolder folder;
  for (int i = 10; i < 40; ++i) folder.add("plugin" + std::to_string(i), test_library("good"));
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  const std::vector<PluginState> states = host->plugins(false);
  REQUIRE(states.size() == 30);
  CHECK(std::is_sorted(states.begin(), states.end(),
                       [](const auto& a, const auto& b) { return a.id < b.id; }));
  CHECK(
      std::all_of(states.begin(), states.end(), [](const auto& s) { return s.state == "found"; }));
  CHECK(states[0].provides == std::vector<std::string>{"operator:test::Echo"});
  CHECK(states[0].version == "1.0.0");
  CHECK(states[0].library_path == folder.library("plugin10").string());
  CHECK(mapped_from(folder) == 0);
  CHECK(services.messages().empty());
}

TEST_CASE("a plugin is loaded when what it provides is asked for, and no other is") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  folder.add("neighbour", test_library("neighbour"),
             {{"provides", {{"operators", {"test::Other"}}}}});
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  CHECK(host->find_operator("test", "Nobody", 0) == nullptr);
  CHECK(mapped_from(folder) == 0);
  REQUIRE(host->find_operator("test", "Echo", 0) != nullptr);
  CHECK(mapped_from(folder) == 1);
  CHECK(state_of(*host, "good") == "loaded");
  CHECK(state_of(*host, "neighbour") == "found");
}

TEST_CASE("the newest form of an operator that is not above the wanted version is found") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  const mortise_operator_t* echo = host->find_operator("test", "Echo", 0);
  REQUIRE(echo != nullptr);
  CHECK(to_view(echo->name) == "Echo");
  CHECK(host->find_operator("test", "Echo", 1) == echo);
  CHECK(host->find_operator("test", "Echo", 99) == echo);
  CHECK(host->find_operator("", "Echo", 1) == nullptr);
}

TEST_CASE("a portable kernel serves every device kind") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  const mortise_kernel_definition_t* kernel = host->find_kernel("npu", "test", "Echo", 1);
  REQUIRE(kernel != nullptr);
  CHECK(to_view(kernel->device_kind) == "*");
  CHECK(host->find_kernel("npu", "test", "Echo", 2) == nullptr);
  CHECK(host->find_kernel("npu", "test", "Missing", 1) == nullptr);
}

TEST_CASE("a kernel that is claimed by itself is loaded for its operator") {
  PluginFolder folder;
  folder.add("good", test_library("good"),
             {{"provides", {{"operators", nullptr}, {"kernels", {"*:test::Echo"}}}}});
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  CHECK(host->find_operator("test", "Echo", 0) == nullptr);
  CHECK(mapped_from(folder) == 0);
  CHECK(host->find_kernel("npu", "test", "Echo", 1) != nullptr);
  // The operator is not claimed, so it stays unknown although its library is loaded now.
  CHECK(host->find_operator("test", "Echo", 0) == nullptr);
  CHECK(services.logged("the operator `test::Echo` is ignored"));
}

TEST_CASE("each host has instances of its own, destroyed in the reverse order of their creation") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  folder.add("neighbour", test_library("neighbour"),
             {{"provides", {{"operators", {"test::Echo"}}}}});
  const FakeServices first_services, second_services;
  {
    const auto first = make_host(folder.settings(), first_services);
    const auto second = make_host(folder.settings(), second_services);
    CHECK(first->plugins(true).size() == 2);
    CHECK(second_services.messages().empty());
    CHECK(second->find_operator("test", "Echo", 0) != nullptr);
  }
  std::vector<std::string> lives = first_services.messages();
  std::erase_if(lives, [](const std::string& message) { return message.starts_with("plugin"); });
  CHECK(lives == std::vector<std::string>{"created good", "created neighbour",
                                          "destroyed neighbour", "destroyed good"});
  CHECK(first_services.logged(
      "`test::Echo` is provided by `neighbour` and by `good`; that of `good` is used"));
}

TEST_CASE("threads that ask for one plugin at once get one instance") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  std::vector<const mortise_operator_t*> found(8);
  std::vector<std::thread> threads;
  for (auto& result : found) {
    threads.emplace_back([&] { result = host->find_operator("test", "Echo", 0); });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(found[0] != nullptr);
  CHECK(std::all_of(found.begin(), found.end(), [&](const auto* one) { return one == found[0]; }));
  CHECK(services.messages() == std::vector<std::string>{"created good"});
}

TEST_CASE("plugins that ask for each other while they are created do not wait for ever") {
  PluginFolder folder;
  folder.add("asks_a", test_library("asks_a"), {{"provides", {{"operators", {"test::A"}}}}});
  folder.add("asks_b", test_library("asks_b"), {{"provides", {{"operators", {"test::B"}}}}});
  for (int round = 0; round < 20; ++round) {
    const FakeServices services;
    const auto host = make_host(folder.settings(), services);
    std::thread other([&] { (void)host->find_operator("test", "B", 0); });
    (void)host->find_operator("test", "A", 0);
    other.join();
    REQUIRE(host->find_operator("test", "A", 0) != nullptr);
    REQUIRE(host->find_operator("test", "B", 0) != nullptr);
  }
}

TEST_CASE("a plugin that asks for itself while it is created finds nothing, and is loaded") {
  PluginFolder folder;
  folder.add("asks_itself", test_library("asks_itself"),
             {{"provides", {{"operators", {"test::C"}}}}});
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  CHECK(host->find_operator("test", "C", 0) != nullptr);
  CHECK(services.logged("found nothing"));
}

TEST_CASE("a plugin that asks while it is destroyed finds nothing, and loads nothing") {
  PluginFolder folder;
  folder.add("asks_at_end", test_library("asks_at_end"),
             {{"provides", {{"operators", {"test::D"}}}}});
  folder.add("good", test_library("good"));
  const bool loaded = GENERATE(true, false);
  const FakeServices services;
  {
    const auto host = make_host(folder.settings(), services);
    REQUIRE(host->find_operator("test", "D", 0) != nullptr);
    if (loaded) REQUIRE(host->find_operator("test", "Echo", 0) != nullptr);
  }
  CHECK(services.logged("found nothing"));
  CHECK(services.logged("created good") == loaded);
}

TEST_CASE("why an operator is not found: nobody has it, its plugin is refused, its form is newer") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  folder.add("fails_to_create", test_library("fails_to_create"),
             {{"provides", {{"operators", {"test::Late"}}}}});
  folder.add("newer", test_library("newer"), {{"provides", {{"operators", {"test::New"}}}}});
  folder.add_manifest("elsewhere",
                      {{"provides", {{"operators", {"Relu"}}}}, {"cpu_features", {"warp_drive"}}});
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  const auto why = [&](std::string_view domain, std::string_view op, uint32_t version) {
    REQUIRE(host->find_operator(domain, op, version) == nullptr);
    return std::string(host->why_no_operator(domain, op, version).message());
  };
  CHECK_THAT(why("test", "Nobody", 1), Catch::Contains("no plugin provides this operator of test"));
  CHECK_THAT(why("ai.onnx", "Relu", 14),
             Catch::Contains("by plugin `elsewhere`, which was refused: needs the CPU feature") &&
                 Catch::Contains("; install a build for this CPU"));
  CHECK_THAT(why("test", "Late", 1), Catch::Contains("the accelerator is on fire"));
  CHECK_THAT(why("test", "New", 6),
             Catch::Contains("version 6") && Catch::Contains("from version 7 on"));
}

TEST_CASE("options reach the plugin by its id, or by what it provides") {
  PluginFolder folder;
  folder.add("good", test_library("good"),
             {{"options",
               {{"given", {{"type", "integer"}}},
                {"usual", {{"type", "boolean"}, {"default", true}}},
                {"unset", {{"type", "string"}}}}}});
  Settings settings = folder.settings();
  if (GENERATE(true, false)) {
    settings.plugin_options = {{"good", R"({"given": 3})"}};
  } else {
    settings.claim_options = {{"operator:test::Echo", R"({"given": 3})"},
                              {"device:absent", R"({"x": 1})"}};
  }
  const FakeServices services;
  const auto host = make_host(settings, services);
  REQUIRE(host->find_operator("test", "Echo", 0) != nullptr);
  CHECK(services.messages() == std::vector<std::string>{"given", "usual", "created good"});
}

TEST_CASE("options for a plugin that is not installed are an error with a suggestion") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  Settings settings = folder.settings();
  settings.plugin_options = {{"god", "{}"}};
  const FakeServices services;
  const auto host = Host::create(settings, services.table());
  REQUIRE_FALSE(host.ok());
  CHECK(
      host.error().message() ==
      "the config has options for the plugin `god`, which is not installed; did you mean `good`?");
}

TEST_CASE("options in two places of the config are an error") {
  PluginFolder folder;
  folder.add("good", test_library("good"), {{"options", {{"given", {{"type", "integer"}}}}}});
  Settings settings = folder.settings();
  settings.plugin_options = {{"good", R"({"given": 3})"}};
  settings.claim_options = {{"operator:test::Echo", R"({"given": 4})"}};
  const FakeServices services;
  const auto host = Host::create(settings, services.table());
  REQUIRE_FALSE(host.ok());
  CHECK_THAT(std::string(host.error().message()),
             Catch::Contains("is given options in two places"));
}

TEST_CASE("what nobody provides is an error that lists what there is") {
  PluginFolder folder;
  folder.add_manifest("npu",
                      {{"interfaces", {{"operator", nullptr}, {"device", "0.1"}}},
                       {"provides", {{"operators", nullptr}, {"devices", {"npu", "npu-2"}}}}});
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  CHECK(host->device_kinds() == std::vector<std::string>{"npu", "npu-2"});
  const auto device = host->find_device("ncpu", 0);
  REQUIRE_FALSE(device.ok());
  CHECK(device.error().code() == MORTISE_STATUS_NOT_FOUND);
  CHECK(
      device.error().message() ==
      "no plugin provides the device `ncpu`; did you mean `npu`? (there are: npu, npu-2); install the plugin, or add "
      "its folder to plugins.paths in the config");
  CHECK(host->find_pass("fuse").error().code() == MORTISE_STATUS_NOT_FOUND);
  CHECK(host->find_communicator("shm").error().code() == MORTISE_STATUS_NOT_FOUND);
  CHECK(host->check_communicator("shm").code() == MORTISE_STATUS_NOT_FOUND);
}

TEST_CASE("a device of a plugin that cannot be loaded is an error with cause and remedy") {
  PluginFolder folder;
  folder.add_manifest("npu", {{"interfaces", {{"operator", nullptr}, {"device", "0.1"}}},
                              {"provides", {{"operators", nullptr}, {"devices", {"npu"}}}},
                              {"cpu_features", {"warp_drive"}}});
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  const auto device = host->find_device("npu", 0);
  REQUIRE_FALSE(device.ok());
  CHECK(
      device.error().message() ==
      "plugin `npu`: needs the CPU feature `warp_drive`, which this CPU does not have; install a build for this CPU, "
      "or name another backend in the config");
}

TEST_CASE("a name that two plugins provide is an error that names both") {
  PluginFolder folder;
  const Json device = {{"interfaces", {{"operator", nullptr}, {"device", "0.1"}}},
                       {"provides", {{"operators", nullptr}, {"devices", {"npu"}}}}};
  folder.add_manifest("one", device);
  folder.add_manifest("two", device);
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  CHECK(host->find_device("npu", 0).error().message() ==
        "the device `npu` is provided by two plugins, `one` and `two`; remove one of the two");
}

TEST_CASE("a pass's options are checked against its manifest without loading it") {
  PluginFolder folder;
  const Json pass = {{"name", "int8"},
                     {"options", {{"drop", {{"type", "number"}, {"default", 0.5}}}}}};
  folder.add_manifest("quantise",
                      {{"interfaces", {{"operator", nullptr}, {"pass", "0.1"}}},
                       {"provides", {{"operators", nullptr}, {"passes", Json::array({pass})}}}});
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  const auto options = host->pass_options("int8", "");
  REQUIRE(options.ok());
  CHECK(options->abi().count == 1);
  CHECK(
      host->pass_options("int8", R"({"dorp": 1})").error().message() ==
      "options of the pass `int8`: /dorp: unknown key; did you mean `drop`? (allowed here: drop)");
  CHECK_FALSE(host->pass_options("int4", "").ok());
}

TEST_CASE("built-in dtypes need no plugin, and unknown ones are null") {
  PluginFolder folder;
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  REQUIRE(host->find_dtype(MORTISE_DTYPE_FLOAT32) != nullptr);
  CHECK(to_view(host->find_dtype(MORTISE_DTYPE_FLOAT32)->name) == "float32");
  CHECK(host->find_dtype(MORTISE_DTYPE_FIRST_REGISTERED) == nullptr);
}

TEST_CASE("the table for instances has the services and the host's own look-ups") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  const FakeServices services;
  const auto host = make_host(folder.settings(), services);
  const mortise_host_t& table = host->table();
  CHECK(table.struct_size == sizeof(table));
  CHECK(to_view(table.operator_find(table.context, to_abi("test"), to_abi("Echo"), 0)->name) ==
        "Echo");
  CHECK(to_view(table.dtype_find(table.context, MORTISE_DTYPE_INT8)->name) == "int8");
  void* memory = nullptr;
  REQUIRE(table.allocate(table.context, 100, 64, &memory) == nullptr);
  CHECK(reinterpret_cast<uintptr_t>(memory) % 64 == 0);
  table.deallocate(table.context, memory, 100, 64);
  CHECK(table.thread_count(table.context) == 1);
  CHECK(table.now(table.context) == 1);
  uint64_t items = 0;
  table.parallel_for(
      table.context, 5, 1,
      [](void* sum, uint64_t begin, uint64_t end, uint32_t) {
        *static_cast<uint64_t*>(sum) += end - begin;
      },
      &items);
  CHECK(items == 5);
}
