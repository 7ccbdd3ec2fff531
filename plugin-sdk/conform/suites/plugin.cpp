// What every plugin must do: describe itself, be made and destroyed, and give everything back.
#include <mortise/mortise.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

// What `mortise doctor` finds, without the loading.
void check_examination(Environment& environment) {
  const auto document = nlohmann::json::parse(detail::text_of([&](mortise_text_t** out) {
    return mortise_plugin_examine(detail::to_abi(environment.subject.manifest_path()), out);
  }));
  for (const auto& finding : document["findings"]) {
    if (finding["severity"] != "error") continue;
    fail(finding["code"].get<std::string>(), ": ", finding["sentence"].get<std::string>(),
         "; remedy: ", finding["remedy"].get<std::string>());
  }
}

// As a runtime of the core does it: handshake, and what the instance provides against the manifest.
void check_loading(Environment& environment) {
  const Subject& subject = environment.subject;
  const std::string folder = std::filesystem::path(subject.manifest_path()).parent_path();
  RuntimeOptions options;
  options.config_json =
      nlohmann::json{{"plugins", {{"paths", {folder}}, {"search_defaults", false}}}}.dump();
  try {
    Runtime(options).load_plugin(subject.id());
  } catch (const Error& error) {
    if (error.code() == MORTISE_STATUS_UNAVAILABLE) throw;
    fail("the core refuses the plugin: ", error.what());
  }
}

void check_description(Environment& environment) {
  const mortise_plugin_description_t& first = environment.subject.description();
  expect(sdk::to_view(first.id) == environment.subject.id(), "the library says that its id is ",
         first.id, ", the manifest ", environment.subject.id());
  expect(sdk::to_view(first.version) == environment.subject.version(),
         "the library says that its version is ", first.version, ", the manifest ",
         environment.subject.version());
  for (int call = 0; call < 3; ++call)
    expect(environment.subject.query() == &first,
           "mortise_plugin_query is pure: each call returns the same description");
}

void check_create_cycles(Environment& environment, Host& host) {
  check_no_growth("making and destroying an instance", 20, [&] {
    environment.trace.clear();
    environment.trace.add("description->create(host, options, &plugin);");
    const Instance instance(environment.subject, host.table());
    environment.trace.add("description->destroy(plugin);");
  });
}

// Each on a host of its own: what one of them gets, the other must not give back.
void check_two_instances(Environment& environment, Host& host_one) {
  on_host([&](Environment&, Host& host_two) {
    const auto one = std::make_unique<Instance>(environment.subject, host_one.table());
    const auto two = std::make_unique<Instance>(environment.subject, host_two.table());
    expect(one->get() != two->get(),
           "two calls of create gave one instance: an instance belongs to one runtime");
  })(environment);
}

}  // namespace

void add_plugin_tests(TestList& list, const Subject&) {
  list.add("plugin.manifest.examination", &check_examination);
  list.add("plugin.load.core", &check_loading);
  list.add("plugin.load.description", &check_description);
  list.add("plugin.instance.create_cycles", on_host(&check_create_cycles));
  list.add("plugin.instance.two_at_once", on_host(&check_two_instances));
}

}  // namespace mortise::conform
