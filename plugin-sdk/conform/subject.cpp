#include "plugin-sdk/conform/subject.hpp"

#include <mortise/mortise.hpp>

#include <dlfcn.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/check.hpp"
#include "plugin-sdk/conform/options.hpp"
#include "plugin-sdk/conform/status.hpp"

namespace mortise::conform {

using Json = nlohmann::json;

namespace {

constexpr std::pair<const char*, uint32_t> kInterfaces[] = {
    {"device", MORTISE_INTERFACE_DEVICE},
    {"operator", MORTISE_INTERFACE_OPERATOR},
    {"pass", MORTISE_INTERFACE_PASS},
    {"format", MORTISE_INTERFACE_FORMAT},
    {"communicator", MORTISE_INTERFACE_COMMUNICATOR},
    {"service", MORTISE_INTERFACE_SERVICE}};

[[noreturn]] void refuse(const std::string& text) {
  throw Error(MORTISE_STATUS_INVALID_ARGUMENT, text);
}

Json examination_of(const std::string& path) {
  return Json::parse(detail::text_of(
      [&](mortise_text_t** out) { return mortise_plugin_examine(detail::to_abi(path), out); }));
}

Json read_json(const std::string& path) {
  std::ifstream file(path);
  Json document = Json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object()) refuse(path + " is no JSON object");
  return document;
}

}  // namespace

Subject::Subject(const std::string& path, const std::vector<std::string>& options) {
  std::error_code missing;
  if (!std::filesystem::is_regular_file(path, missing))
    refuse(path + ": " + (missing ? missing.message() : "not a plain file"));
  const Json examination = examination_of(path);
  manifest_path_ = examination.value("manifest", std::string());
  library_path_ = examination.value("library", std::string());
  id_ = examination.value("id", std::string());
  if (id_.empty() || library_path_.empty()) {
    std::string cause = "there is no manifest";
    for (const Json& finding : examination["findings"]) {
      if (finding["severity"] == "error") {
        cause = finding["sentence"].get<std::string>();
        break;
      }
    }
    refuse(path + " is no plugin that can be tested: " + cause + "\nremedy: see `mortise doctor " +
           path + "`");
  }
  manifest_ = std::make_unique<Json>(read_json(manifest_path_));
  version_ = manifest_->value("version", std::string());
  const Json schemas = manifest_->value("options", Json::object());
  given_ = std::make_unique<Json>(Json::object());
  Json& given = *given_;
  for (const std::string& option : options) {
    const size_t equals = option.find('=');
    const std::string name = option.substr(0, equals);
    if (equals == std::string::npos || !schemas.contains(name))
      refuse("--option " + option + ": the manifest of " + id_ + " has no option `" + name + "`");
    const std::string text = option.substr(equals + 1);
    const Json value = Json::parse(text, nullptr, false);
    given[name] = value.is_discarded() || schemas[name]["type"] == "string" ? Json(text) : value;
  }
  try {
    options_ = std::make_unique<OptionList>(schemas, given);
  } catch (const Json::exception& error) {
    refuse("the options of " + id_ + ": " + error.what());
  }
}

Subject::~Subject() = default;

const mortise_options_t* Subject::options() const { return options_->get(); }

Json Subject::given_options() const { return *given_; }

bool Subject::provides(uint32_t interface_kind) const {
  const Json interfaces = manifest_->value("interfaces", Json::object());
  return std::any_of(std::begin(kInterfaces), std::end(kInterfaces), [&](const auto& entry) {
    return entry.second == interface_kind && interfaces.contains(entry.first);
  });
}

const mortise_plugin_description_t& Subject::description() const {
  std::call_once(loading_, [&] {
    void* library = ::dlopen(library_path_.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) fail("the library cannot be loaded: ", ::dlerror());
    query_ =
        reinterpret_cast<mortise_plugin_query_t>(::dlsym(library, MORTISE_PLUGIN_QUERY_SYMBOL));
    if (query_ == nullptr) fail("the library does not export mortise_plugin_query");
    description_ = query_();
    if (description_ == nullptr) fail("mortise_plugin_query returned null");
  });
  return *description_;
}

const mortise_plugin_description_t* Subject::query() const {
  description();
  return query_();
}

const void* Subject::find_table(uint32_t interface_kind) const {
  const mortise_plugin_description_t& d = description();
  for (uint64_t i = 0; i < d.interface_count; ++i) {
    const mortise_interface_t& item = sdk::struct_at(d.interfaces, d.interfaces->struct_size, i);
    if (item.kind == interface_kind) return item.table;
  }
  return nullptr;
}

Instance::Instance(const Subject& subject, const mortise_host_t* host) : subject_(subject) {
  Status status = take(subject.description().create(host, subject.options(), &plugin_));
  if (!status.ok()) fail("create: ", status.text());
  expect(plugin_ != nullptr, "create succeeded and gave no instance");
}

}  // namespace mortise::conform
