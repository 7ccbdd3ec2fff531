#include "core/run/runtime.hpp"

#include <unistd.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/firewall.hpp"
#include "core/base/struct_check.hpp"
#include "core/compile/fold.hpp"
#include "core/compile/infer.hpp"
#include "core/graph/save.hpp"
#include "core/graph/tables.hpp"

namespace mortise::run {
namespace {

Result<config::Config> read_config(const mortise_runtime_options_t* options) {
  if (options == nullptr || (options->config_path.size == 0 && options->config_json.size == 0)) {
    return config::Config();
  }
  if (options->config_path.size > 0 && options->config_json.size > 0) {
    return invalid_argument("runtime options: give config_path or config_json, not both");
  }
  if (options->config_path.size > 0) return config::load(to_string(options->config_path));
  return config::parse(to_view(options->config_json), "config");
}

}  // namespace

Result<std::shared_ptr<Runtime>> Runtime::create(const mortise_runtime_options_t* options) {
  if (options != nullptr) {
    MORTISE_TRY(check_struct(*options, "runtime options"));
    MORTISE_TRY(check_array(options->plugin_paths, options->plugin_path_count,
                            "runtime options: plugin_paths"));
  }
  std::shared_ptr<Runtime> runtime(new Runtime);
  MORTISE_ASSIGN(runtime->config_, read_config(options));
  const config::Config& config = runtime->config_;
  MORTISE_ASSIGN(runtime->services_,
                 Services::create(options == nullptr ? nullptr : options->hooks,
                                  static_cast<uint32_t>(config.execution.threads)));
  host::Settings settings;
  for (uint64_t i = 0; options != nullptr && i < options->plugin_path_count; ++i) {
    settings.plugin_paths.push_back(to_string(options->plugin_paths[i]));
  }
  settings.plugin_paths.insert(settings.plugin_paths.end(), config.plugins.paths.begin(),
                               config.plugins.paths.end());
  settings.search_defaults = config.plugins.search_defaults;
  settings.plugin_options = config.plugins.options;
  settings.require_conformance = config.plugins.require_conformance;
  for (const config::Backend& backend : config.backends)
    settings.claim_options.emplace_back("device:" + backend.name, backend.options);
  if (config.communicator) {
    settings.claim_options.emplace_back("communicator:" + config.communicator->name,
                                        config.communicator->options);
  }
  MORTISE_ASSIGN(runtime->host_, host::Host::create(settings, runtime->services_->table()));
  // Unlike a backend it is not opened by a session, which would find out.
  if (config.communicator)
    MORTISE_TRY(runtime->host_->check_communicator(config.communicator->name));
  runtime->warn_of_unknown_operators();
  return runtime;
}

// A name that nobody provides is allowed: its plugin may be absent on purpose. It may also be mistyped.
void Runtime::warn_of_unknown_operators() const {
  for (const config::Backend& backend : config_.backends) {
    for (const std::vector<std::string>* names : {&backend.allow, &backend.deny}) {
      for (const std::string& name : *names) {
        const Status known = host_->check_operator(name);
        if (known.ok()) continue;
        services_->log(MORTISE_LOG_WARNING, "backend '" + backend.name + "' allows or denies it: " +
                                                std::string(known.message()));
      }
    }
  }
}

// A fallback may name what is a backend already: the same device, which is one place and not two.
Result<std::shared_ptr<compile::Device>> Runtime::open_device(const std::string& kind,
                                                              uint64_t index) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto is_meant = [&](const compile::Backend& backend) {
      return backend.device->kind() == kind && backend.device->index() == index;
    };
    if (preferred_.opened.has_value()) {
      const std::vector<compile::Backend>& backends = preferred_.opened->backends;
      const auto found = std::find_if(backends.begin(), backends.end(), is_meant);
      if (found != backends.end()) return found->device;
    }
  }
  return compile::Device::open(*host_, kind, index);
}

// Devices that are not required are left out where they cannot be opened.
Result<Runtime::Opened> Runtime::open(const std::vector<config::Backend>& entries) {
  Opened opened;
  for (const config::Backend& entry : entries) {
    for (const uint64_t index : entry.devices) {
      auto device = open_device(entry.name, index);
      if (device.ok()) {
        opened.backends.push_back({std::move(device).value(), entry});
        continue;
      }
      Status failure = std::move(device).status().annotate("backend '" + entry.name + "'");
      if (entry.required) return failure;
      opened.left_out.emplace_back(failure.message());
    }
  }
  return opened;
}

Result<Runtime::Opened> Runtime::open_once(Devices& devices,
                                           const std::vector<config::Backend>& entries) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (devices.opener != std::thread::id()) {
    if (devices.opener == std::this_thread::get_id()) {
      return failed_precondition(
          "the backends are needed for their own opening: a hook or a plugin that is called while "
          "they are opened runs a session");
    }
    changed_.wait(lock);
  }
  if (devices.opened.has_value()) return *devices.opened;
  devices.opener = std::this_thread::get_id();
  lock.unlock();
  std::optional<Opened> opened;
  Status failure(firewall([&]() -> Status {
    MORTISE_ASSIGN(opened, open(entries));
    return {};
  }));
  lock.lock();
  devices.opened = std::move(opened);
  devices.opener = std::thread::id();
  changed_.notify_all();
  lock.unlock();
  if (!failure.ok()) return failure;
  // Nobody changes what is opened, so that it can be read without the lock.
  for (const std::string& cause : devices.opened->left_out)
    services_->log(MORTISE_LOG_WARNING, "left out, as the config does not require it: " + cause);
  return *devices.opened;
}

Result<compile::Backends> Runtime::backends() {
  MORTISE_ASSIGN(Opened preferred, open_once(preferred_, config_.backends));
  compile::Backends backends;
  backends.preferred = std::move(preferred.backends);
  backends.left_out = std::move(preferred.left_out);
  backends.open_fallbacks = [this]() -> Result<std::vector<compile::Backend>> {
    std::vector<config::Backend> entries;  // all of them required
    for (const std::string& name : config_.fallback) entries.push_back({.name = name});
    MORTISE_ASSIGN(Opened fallbacks, open_once(fallbacks_, entries));
    return std::move(fallbacks.backends);
  };
  return backends;
}

Result<graph::Graph> Runtime::read_graph(const std::string& path) {
  MORTISE_ASSIGN(const bool saved, graph::is_saved_graph(path));
  if (saved) return graph::load(path);
  MORTISE_ASSIGN(const auto format, host_->find_format(path));
  graph::Graph graph;
  MORTISE_TRY(Status(format.table->read(format.plugin, to_abi(path), graph::to_abi(&graph),
                                        &graph::edit_table()))
                  .annotate(path));
  return graph;
}

Result<bool> Runtime::run_pass(graph::Graph& graph, std::string_view pass,
                               std::string_view options) {
  MORTISE_ASSIGN(const auto provider, host_->find_pass(pass));
  MORTISE_ASSIGN(const config::OptionSet checked, host_->pass_options(pass, options));
  const mortise_pass_context_t context = {sizeof(context), graph::to_abi(&graph),
                                          &graph::view_table(), &graph::edit_table(),
                                          &checked.abi()};
  uint32_t out_changed = 0;
  MORTISE_TRY(Status(provider.table->run(provider.plugin, provider.index, &context, &out_changed))
                  .annotate("pass '" + std::string(pass) + "'"));
  return out_changed != 0;
}

Status Runtime::transform(graph::Graph& graph, std::string_view pass, std::string_view options) {
  graph::Graph changed(graph);
  MORTISE_TRY(run_pass(changed, pass, options).status());
  graph = std::move(changed);
  return {};
}

Status Runtime::simplify(graph::Graph& graph) {
  uint64_t budget = compile::fold_budget(graph, config_.optimise.fold);
  const compile::InferOptions options = {
      .symbolic = true, .fold_constants = true, .budget = &budget};
  MORTISE_TRY(compile::infer(graph, *host_, options).status());
  graph.remove_dead();
  MORTISE_ASSIGN(const bool changed, optimise(graph));
  if (!changed) return {};
  MORTISE_TRY(compile::infer(graph, *host_, options).status());
  graph.remove_dead();
  return {};
}

Result<bool> Runtime::optimise(graph::Graph& graph) {
  bool changed = false;
  for (const config::Optimisation& optimisation : config_.optimise.passes) {
    const std::string& name = optimisation.pass.name;
    if (!optimisation.enabled) continue;
    if (!optimisation.required && !host_->check_pass(name).ok()) continue;
    MORTISE_ASSIGN(const bool once, run_pass(graph, name, optimisation.pass.options));
    changed = changed || once;
  }
  return changed;
}

std::string Runtime::describe_devices() {
  using Json = nlohmann::ordered_json;
  Json devices = Json::array();
  for (const std::string& kind : host_->device_kinds()) {
    for (uint64_t index = 0;; ++index) {
      const auto provider = host_->find_device(kind, index);
      if (!provider.ok()) {
        const Status& error = provider.error();
        const bool is_end = index > 0 && error.code() == MORTISE_STATUS_NOT_FOUND;
        if (!is_end)
          devices.push_back({{"kind", kind}, {"index", index}, {"cause", error.message()}});
        break;
      }
      mortise_device_description_t description{};
      description.struct_size = sizeof(description);
      const Status status(
          provider->table->describe(provider->plugin, provider->index, &description));
      if (!status.ok()) {
        devices.push_back({{"plugin", provider->plugin_id},
                           {"kind", kind},
                           {"index", index},
                           {"cause", status.message()}});
        continue;
      }
      devices.push_back({{"plugin", provider->plugin_id},
                         {"kind", kind},
                         {"index", index},
                         {"name", to_view(description.name)},
                         {"memory_space", to_view(description.memory_space)},
                         {"memory_bytes", description.memory_bytes}});
    }
  }
  return devices.dump(2, ' ', false, Json::error_handler_t::replace);
}

// By the second-level cache: of the third, systems name what a processor has in all, and not what a core may use. How often it
// goes into a step was measured: more pieces read weights more often.
uint64_t Runtime::piece_bytes() const {
  constexpr uint64_t kTimes = 48, kUsualCache = uint64_t{1} << 20;
  if (config_.execution.piece_bytes != 0) return config_.execution.piece_bytes;
  const long cache = sysconf(_SC_LEVEL2_CACHE_SIZE);
  return kTimes * (cache > 0 ? static_cast<uint64_t>(cache) : kUsualCache);
}

}  // namespace mortise::run
