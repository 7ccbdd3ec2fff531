#include "core/config/config.hpp"

#include <algorithm>
#include <set>

#include "core/base/text.hpp"
#include "core/config/keys.hpp"
#include "core/config/operator_name.hpp"
#include "core/config/reader.hpp"
#include "core/config/text_file.hpp"

namespace mortise::config {
namespace {

constexpr uint64_t kMaxThreads = 4096;
constexpr uint64_t kMostPieceBytes = uint64_t{1} << 48;
constexpr uint64_t kMaxPrograms = 65536;
constexpr uint64_t kMaxDevices = 4096;

// Options wait as text for the schema of the plugin that they are for.
void read_options(Reader& reader, const Place& place, OptionsText& out) {
  if (!place.value->is_object()) {
    return reader.fail(place,
                       concat({"must be an object of options, not ", describe(*place.value)}));
  }
  out = place.value->dump();
}

void read_plugins(Reader& reader, const Place& place, Plugins& out) {
  if (!reader.object(place, keys::kPlugins)) return;
  Place member;
  if (reader.member(place, "paths", member)) {
    reader.read_names(member, out.paths);
    for (size_t i = 0; reader.ok() && i < out.paths.size(); ++i) {
      if (out.paths[i].front() == '/') continue;
      reader.fail(
          {&(*member.value)[i], &member, std::to_string(i)},
          "must be an absolute path: plugins are never looked for in the working directory");
    }
  }
  if (reader.member(place, "search_defaults", member)) reader.read(member, out.search_defaults);
  if (reader.member(place, "require_conformance", member))
    reader.read_names(member, out.require_conformance);
  if (reader.member(place, "options", member)) {
    reader.each_member(member, [&](const Place& item) {
      read_options(reader, item, out.options.emplace_back(item.step, "{}").second);
    });
  }
}

void read_operators(Reader& reader, const Place& place, std::vector<std::string>& out) {
  std::vector<std::string> names;
  reader.read_names(place, names);
  if (names.empty())
    reader.fail(place, "must name at least one operator; leave the key out otherwise");
  for (size_t i = 0; reader.ok() && i < names.size(); ++i) {
    const auto name = parse_operator_name(names[i]);
    if (!name || name->version != 0) {
      const Place item{&(*place.value)[i], &place, std::to_string(i)};
      return reader.fail(
          item, concat({"`", names[i], "` is not an operator's name, such as Conv or domain::Op"}));
    }
    out.push_back(to_string(*name));
  }
}

void read_devices(Reader& reader, const Place& place, std::vector<uint64_t>& out) {
  out.clear();
  std::set<uint64_t> seen;
  reader.each_item(place, [&](const Place& item) {
    uint64_t index = 0;
    if (!reader.read(item, index, 0, kMaxDevices)) return;
    if (!seen.insert(index).second) return reader.fail(item, "this device is given twice");
    out.push_back(index);
  });
  if (out.empty()) reader.fail(place, "must name at least one device, counted from 0");
}

void read_backend(Reader& reader, const Place& place, Backend& out) {
  if (!reader.object(place, keys::kBackend)) return;
  Place member;
  if (reader.required(place, "name", member)) reader.read(member, out.name);
  if (reader.member(place, "devices", member)) read_devices(reader, member, out.devices);
  if (reader.member(place, "allow", member)) read_operators(reader, member, out.allow);
  if (reader.member(place, "deny", member)) read_operators(reader, member, out.deny);
  if (reader.member(place, "options", member)) read_options(reader, member, out.options);
  if (reader.member(place, "required", member)) reader.read(member, out.required);
}

void read_backends(Reader& reader, const Place& place, std::vector<Backend>& out) {
  out.clear();
  std::set<std::string> seen;
  reader.each_item(place, [&](const Place& item) {
    Backend& backend = out.emplace_back();
    read_backend(reader, item, backend);
    if (!seen.insert(backend.name).second) {
      reader.fail(item, concat({"the backend `", backend.name,
                                "` is given twice; name all its devices in one entry"}));
    }
  });
  if (out.empty())
    reader.fail(place, "must name at least one backend, such as {\"name\": \"cpu\"}");
}

void read_execution(Reader& reader, const Place& place, Execution& out) {
  if (!reader.object(place, keys::kExecution)) return;
  Place member;
  if (reader.member(place, "threads", member)) reader.read(member, out.threads, 0, kMaxThreads);
  if (reader.member(place, "program_cache", member))
    reader.read(member, out.program_cache, 1, kMaxPrograms);
  if (reader.member(place, "batch_pieces", member)) reader.read(member, out.batch_pieces);
  if (reader.member(place, "piece_bytes", member))
    reader.read(member, out.piece_bytes, 0, kMostPieceBytes);
}

Named read_named(Reader& reader, const Place& place) {
  Named named;
  if (!reader.object(place, keys::kNamed)) return named;
  Place member;
  if (reader.required(place, "name", member)) reader.read(member, named.name);
  if (reader.member(place, "options", member)) read_options(reader, member, named.options);
  return named;
}

// True, false, or the options of a pass that is on.
void read_optimisation(Reader& reader, const Place& place, Optimisation& out) {
  if (place.value->is_boolean()) {
    out.enabled = place.value->get<bool>();
  } else if (place.value->is_object()) {
    out.enabled = true;
    read_options(reader, place, out.pass.options);
  } else {
    return reader.fail(place, concat({"must be true, false or an object of options, not ",
                                      describe(*place.value)}));
  }
  out.required = out.enabled;
}

void read_optimise(Reader& reader, const Place& place, Optimise& out) {
  if (place.value->is_boolean()) {
    if (place.value->get<bool>()) return;
    out.fold = false;
    for (Optimisation& optimisation : out.passes) optimisation.enabled = false;
    return;
  }
  if (!reader.object(place, keys::kOptimise)) return;
  Place member;
  if (reader.member(place, "fold", member)) reader.read(member, out.fold);
  for (Optimisation& optimisation : out.passes) {
    if (reader.member(place, optimisation.pass.name, member))
      read_optimisation(reader, member, optimisation);
  }
}

// What is not required is not named: named, it would be.
Json optimise_to_json(const Optimise& optimise) {
  Json json = {{"fold", optimise.fold}};
  for (const Optimisation& one : optimise.passes) {
    if (!one.enabled) json[one.pass.name] = false;
    if (one.required) json[one.pass.name] = Json::parse(one.pass.options);
  }
  return json;
}

Json names_to_json(const std::vector<Named>& all) {
  Json array = Json::array();
  for (const Named& one : all)
    array.push_back({{"name", one.name}, {"options", Json::parse(one.options)}});
  return array;
}

bool lists(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool Backend::permits(std::string_view domain, std::string_view op) const {
  const std::string wanted = to_string({std::string(canonical_domain(domain)), std::string(op)});
  return (allow.empty() || lists(allow, wanted)) && !lists(deny, wanted);
}

Result<Config> parse(std::string_view text, std::string_view source_name) {
  MORTISE_ASSIGN(Reader reader, Reader::parse(text, source_name));
  Config config;
  const Place root = reader.root();
  if (reader.object(root, keys::kConfig)) {
    Place member;
    if (reader.member(root, "plugins", member)) read_plugins(reader, member, config.plugins);
    if (reader.member(root, "backends", member)) read_backends(reader, member, config.backends);
    if (reader.member(root, "fallback", member)) reader.read_names(member, config.fallback);
    if (reader.member(root, "execution", member)) read_execution(reader, member, config.execution);
    if (reader.member(root, "optimise", member)) read_optimise(reader, member, config.optimise);
    if (reader.member(root, "passes", member)) {
      reader.each_item(
          member, [&](const Place& item) { config.passes.push_back(read_named(reader, item)); });
    }
    if (reader.member(root, "communicator", member))
      config.communicator = read_named(reader, member);
  }
  if (!reader.ok()) return reader.take_error();
  return config;
}

Result<Config> load(const std::string& path) {
  MORTISE_ASSIGN(const std::string text, read_text_file(path, kMaxDocumentSize));
  return parse(text, path);
}

std::string to_json(const Config& config) {
  Json plugin_options = Json::object();
  for (const auto& [id, options] : config.plugins.options)
    plugin_options[id] = Json::parse(options);
  Json json = {{"plugins",
                {{"paths", config.plugins.paths},
                 {"search_defaults", config.plugins.search_defaults},
                 {"options", plugin_options},
                 {"require_conformance", config.plugins.require_conformance}}},
               {"backends", Json::array()},
               {"fallback", config.fallback},
               {"execution",
                {{"threads", config.execution.threads},
                 {"program_cache", config.execution.program_cache},
                 {"batch_pieces", config.execution.batch_pieces},
                 {"piece_bytes", config.execution.piece_bytes}}},
               {"optimise", optimise_to_json(config.optimise)},
               {"passes", names_to_json(config.passes)}};
  for (const Backend& backend : config.backends) {
    Json entry = {{"name", backend.name},
                  {"devices", backend.devices},
                  {"options", Json::parse(backend.options)},
                  {"required", backend.required}};
    if (!backend.allow.empty()) entry["allow"] = backend.allow;
    if (!backend.deny.empty()) entry["deny"] = backend.deny;
    json["backends"].push_back(std::move(entry));
  }
  if (config.communicator) json["communicator"] = names_to_json({*config.communicator}).front();
  return json.dump(2);
}

}  // namespace mortise::config
