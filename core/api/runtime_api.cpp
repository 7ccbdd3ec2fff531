// mortise.h: version, text and runtime.
#include <nlohmann/json.hpp>

#include "core/api/shim.hpp"
#include "core/host/examination.hpp"

struct mortise_text {
  std::string content;
};

namespace mortise::api {
namespace {

std::string plugins_json(host::Host& host, bool probe) {
  using Json = nlohmann::ordered_json;
  Json plugins = Json::array();
  for (const host::PluginState& plugin : host.plugins(probe)) {
    Json entry = {{"id", plugin.id},
                  {"version", plugin.version},
                  {"manifest", plugin.manifest_path},
                  {"library", plugin.library_path},
                  {"provides", plugin.provides},
                  {"state", plugin.state}};
    if (!plugin.cause.empty()) entry["cause"] = plugin.cause;
    if (!plugin.remedy.empty()) entry["remedy"] = plugin.remedy;
    plugins.push_back(std::move(entry));
  }
  return plugins.dump(2, ' ', false, Json::error_handler_t::replace);
}

const char* severity_name(host::Finding::Severity severity) {
  switch (severity) {
    case host::Finding::kError: return "error";
    case host::Finding::kWarning: return "warning";
    case host::Finding::kInformation: return "information";
  }
  return "";
}

std::string examination_json(const host::Examination& examination) {
  using Json = nlohmann::ordered_json;
  Json document = {{"id", examination.id},
                   {"manifest", examination.manifest_path},
                   {"library", examination.library_path},
                   {"build_id", examination.image.build_id},
                   {"run_path", examination.image.run_path},
                   {"needed", examination.image.needed},
                   {"findings", Json::array()}};
  for (const host::Finding& finding : examination.findings) {
    document["findings"].push_back({{"severity", severity_name(finding.severity)},
                                    {"code", finding.code},
                                    {"sentence", finding.sentence},
                                    {"remedy", finding.remedy}});
  }
  return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

mortise_text_t* make_text(std::string text) { return new mortise_text_t{std::move(text)}; }

}  // namespace mortise::api

using namespace mortise;
using namespace mortise::api;

mortise_string_t mortise_version(void) { return to_abi(MORTISE_VERSION); }

mortise_string_t mortise_string_from(const char* text) {
  return text == nullptr ? mortise_string_t{} : to_abi(std::string_view(text));
}

mortise_string_t mortise_text_get(const mortise_text_t* text) {
  return text == nullptr ? mortise_string_t{} : to_abi(text->content);
}

void mortise_text_release(mortise_text_t* text) { delete text; }

mortise_status_t* mortise_runtime_create(const mortise_runtime_options_t* options,
                                         mortise_runtime_t** out_runtime) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(out_runtime, "out_runtime"));
    MORTISE_ASSIGN(RuntimeRef runtime, run::Runtime::create(options));
    *out_runtime = reinterpret_cast<mortise_runtime_t*>(new RuntimeRef(std::move(runtime)));
    return {};
  });
}

void mortise_runtime_release(mortise_runtime_t* runtime) {
  delete reinterpret_cast<RuntimeRef*>(runtime);
}

mortise_status_t* mortise_runtime_plugins(mortise_runtime_t* runtime, uint32_t probe,
                                          mortise_text_t** out_json) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(out_json, "out_json"));
    *out_json = make_text(plugins_json(runtime_of(runtime)->host(), probe != 0));
    return {};
  });
}

mortise_status_t* mortise_runtime_plugin_load(mortise_runtime_t* runtime, mortise_string_t id) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    return runtime_of(runtime)->host().load(to_view(id));
  });
}

mortise_status_t* mortise_plugin_examine(mortise_string_t path, mortise_text_t** out_json) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(out_json, "out_json"));
    *out_json = make_text(examination_json(host::examine(to_string(path))));
    return {};
  });
}

mortise_status_t* mortise_runtime_devices(mortise_runtime_t* runtime, mortise_text_t** out_json) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(out_json, "out_json"));
    *out_json = make_text(runtime_of(runtime)->describe_devices());
    return {};
  });
}

mortise_status_t* mortise_runtime_config(mortise_runtime_t* runtime, mortise_text_t** out_json) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(out_json, "out_json"));
    *out_json = make_text(config::to_json(runtime_of(runtime)->config()));
    return {};
  });
}
