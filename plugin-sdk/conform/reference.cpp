#include "plugin-sdk/conform/reference.hpp"

#include <mortise/sdk/kernel.hpp>

#include <dlfcn.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/host.hpp"

namespace mortise::conform {
namespace {

constexpr std::string_view kOperatorPlugin = "ops";
constexpr uint64_t kWorkspaceAlignment = 64;

std::string find_library(const Runtime& runtime) {
  const auto plugins = nlohmann::json::parse(runtime.plugins());
  for (const auto& plugin : plugins) {
    if (plugin["id"] == kOperatorPlugin) return plugin["library"].get<std::string>();
  }
  throw Error(MORTISE_STATUS_UNAVAILABLE,
              "the operator library (plugin `ops`) is not there, and with it what is right\n"
              "remedy: install Mortise's Runtime component, or set MORTISE_PLUGIN_PATH");
}

}  // namespace

struct Reference::Library {
  Runtime runtime;
  Host host;
  const mortise_plugin_description_t* description = nullptr;
  mortise_plugin_t* instance = nullptr;

  void load(const std::string& path) {
    void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw Error(MORTISE_STATUS_UNAVAILABLE, ::dlerror());
    const auto query =
        reinterpret_cast<mortise_plugin_query_t>(::dlsym(library, MORTISE_PLUGIN_QUERY_SYMBOL));
    if (query == nullptr) throw Error(MORTISE_STATUS_UNAVAILABLE, path + " is no plugin");
    description = query();
    const mortise_options_t options{sizeof(options), 0, nullptr};
    sdk::check(description->create(host.table(), &options, &instance));
  }
};

Reference::Reference() : library_(std::make_unique<Library>()) {
  library_->load(find_library(library_->runtime));
  const mortise_plugin_description_t& d = *library_->description;
  for (uint64_t i = 0; i < d.interface_count; ++i) {
    if (d.interfaces[i].kind != MORTISE_INTERFACE_OPERATOR) continue;
    const auto* table = static_cast<const mortise_operator_interface_t*>(d.interfaces[i].table);
    for (uint64_t k = 0; k < table->operator_count(library_->instance); ++k)
      operators_.push_back(table->operator_at(library_->instance, k));
    for (uint64_t k = 0; k < table->kernel_count(library_->instance); ++k)
      kernels_.push_back(table->kernel_at(library_->instance, k));
  }
}

Reference::~Reference() {
  if (library_->instance != nullptr) library_->description->destroy(library_->instance);
}

const Runtime& Reference::runtime() const { return library_->runtime; }

const mortise_operator_t* Reference::find(std::string_view domain, std::string_view op,
                                          uint32_t version) const {
  const mortise_operator_t* found = nullptr;
  for (const mortise_operator_t* candidate : operators_) {
    if (sdk::to_view(candidate->domain) != domain || sdk::to_view(candidate->name) != op) continue;
    if (version != 0 && candidate->version > version) continue;
    if (found == nullptr || candidate->version > found->version) found = candidate;
  }
  return found;
}

const mortise_kernel_definition_t* Reference::kernel_of(const mortise_operator_t& op) const {
  for (const mortise_kernel_definition_t* kernel : kernels_) {
    if (sdk::to_view(kernel->device_kind) == "*" && kernel->version == op.version &&
        sdk::to_view(kernel->domain) == sdk::to_view(op.domain) &&
        sdk::to_view(kernel->op) == sdk::to_view(op.name))
      return kernel;
  }
  return nullptr;
}

std::vector<HostTensor> Reference::run(const mortise_node_t& node,
                                       const std::vector<HostTensor>& inputs) const {
  for (const mortise_kernel_definition_t* definition : kernels_) {
    if (sdk::to_view(definition->device_kind) != "*" ||
        sdk::to_view(definition->domain) != sdk::to_view(node.domain) ||
        sdk::to_view(definition->op) != sdk::to_view(node.op))
      continue;
    mortise_kernel_t* kernel = nullptr;
    sdk::check(definition->create(definition, nullptr, &node, &kernel));
    const std::unique_ptr<mortise_kernel_t, void (*)(mortise_kernel_t*)> owner(kernel,
                                                                               kernel->release);
    return launch_portable(*kernel, inputs, outputs_of(node));
  }
  sdk::unsupported("the operator library has no portable kernel for ", node.op);
}

std::vector<HostTensor> launch_portable(const mortise_kernel_t& kernel,
                                        const std::vector<HostTensor>& inputs,
                                        std::vector<HostTensor> outputs) {
  std::vector<mortise_tensor_view_t> views;
  views.reserve(inputs.size() + outputs.size());
  std::vector<const mortise_tensor_view_t*> in;
  std::vector<mortise_tensor_view_t*> out;
  for (const HostTensor& input : inputs) {
    if (input.dtype == MORTISE_DTYPE_UNDEFINED) {
      in.push_back(nullptr);
    } else {
      views.push_back(input.view());
      in.push_back(&views.back());
    }
  }
  for (const HostTensor& output : outputs) {
    if (output.dtype == MORTISE_DTYPE_UNDEFINED) {
      out.push_back(nullptr);
    } else {
      views.push_back(output.view());
      out.push_back(&views.back());
    }
  }
  const uint64_t alignment = std::max(kWorkspaceAlignment, kernel.workspace_alignment);
  std::vector<unsigned char> workspace(kernel.workspace_size + alignment);
  const auto address = reinterpret_cast<uintptr_t>(workspace.data());
  mortise_launch_t launch{};
  launch.struct_size = sizeof(launch);
  launch.input_count = in.size();
  launch.inputs = in.data();
  launch.output_count = out.size();
  launch.outputs = out.data();
  launch.workspace = reinterpret_cast<void*>((address + alignment - 1) / alignment * alignment);
  sdk::check(kernel.launch(&kernel, &launch));
  // A shape that the kernel wrote is now the tensor's; its elements stand at the front.
  for (HostTensor& output : outputs) {
    if (output.dtype != MORTISE_DTYPE_UNDEFINED)
      output.bytes.resize(sdk::storage_bytes(output.dtype, output.count()));
  }
  return outputs;
}

std::vector<HostTensor> outputs_of(const mortise_node_t& node) {
  std::vector<HostTensor> outputs;
  for (uint64_t i = 0; i < node.output_count; ++i) {
    const mortise_graph_value_t* value = node.outputs[i];
    if (value == nullptr) {
      outputs.emplace_back();
      continue;
    }
    const mortise_type_t& type = *value->type;
    if (type.rank < 0 || !sdk::all_known({type.shape, static_cast<size_t>(type.rank)}))
      sdk::invalid("the shape of output ", i, " of ", node.op, " is not known");
    outputs.emplace_back(type.dtype, sdk::Shape(type.shape, type.shape + type.rank));
  }
  return outputs;
}

}  // namespace mortise::conform
