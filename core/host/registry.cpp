#include "core/host/registry.hpp"

#include "core/base/text.hpp"
#include "core/config/operator_name.hpp"

namespace mortise::host {
namespace {

std::string operator_key(std::string_view domain, std::string_view op) {
  return concat({config::canonical_domain(domain), "::", op});
}

std::string kernel_key(std::string_view device_kind, std::string_view domain, std::string_view op) {
  return concat({device_kind, ":", operator_key(domain, op)});
}

}  // namespace

std::vector<std::string> Registry::add(const std::string& plugin_id, const Contents& contents) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> hidden;
  // Copies, so that there is all of it or, without memory, nothing.
  auto operators = operators_;
  auto kernels = kernels_;
  auto dtypes = dtypes_;
  const auto put = [&](auto& index, auto number, const auto* definition, const std::string& name) {
    const auto [entry, inserted] = index.try_emplace(
        number, Entry<std::decay_t<decltype(*definition)>>{plugin_id, definition});
    if (inserted) return;
    const bool first = plugin_id < entry->second.plugin_id;
    hidden.push_back(
        concat({"`", name, "` is provided by `", plugin_id, "` and by `", entry->second.plugin_id,
                "`; that of `", first ? plugin_id : entry->second.plugin_id, "` is used"}));
    if (first) entry->second = {plugin_id, definition};
  };
  for (const mortise_operator_t* definition : contents.operators) {
    const std::string key = operator_key(to_view(definition->domain), to_view(definition->name));
    put(operators[key], definition->version, definition, key);
  }
  for (const mortise_kernel_definition_t* kernel : contents.kernels) {
    const std::string key =
        kernel_key(to_view(kernel->device_kind), to_view(kernel->domain), to_view(kernel->op));
    put(kernels[key], kernel->version, kernel, key);
  }
  for (const mortise_dtype_info_t* info : contents.dtypes)
    put(dtypes, info->dtype, info, to_string(info->name));
  operators_.swap(operators);
  kernels_.swap(kernels);
  dtypes_.swap(dtypes);
  return hidden;
}

void Registry::clear() {
  const std::lock_guard lock(mutex_);
  operators_.clear();
  kernels_.clear();
  dtypes_.clear();
}

const mortise_operator_t* Registry::find_operator(std::string_view domain, std::string_view op,
                                                  uint32_t version) const {
  const std::lock_guard lock(mutex_);
  const auto found = operators_.find(operator_key(domain, op));
  if (found == operators_.end() || found->second.empty()) return nullptr;
  const auto& forms = found->second;
  const auto above = version == 0 ? forms.end() : forms.upper_bound(version);
  return above == forms.begin() ? nullptr : std::prev(above)->second.definition;
}

uint32_t Registry::oldest_operator(std::string_view domain, std::string_view op) const {
  const std::lock_guard lock(mutex_);
  const auto found = operators_.find(operator_key(domain, op));
  return found == operators_.end() || found->second.empty() ? 0 : found->second.begin()->first;
}

const mortise_kernel_definition_t* Registry::find_kernel(std::string_view device_kind,
                                                         std::string_view domain,
                                                         std::string_view op,
                                                         uint32_t version) const {
  const std::lock_guard lock(mutex_);
  for (std::string_view kind : {device_kind, std::string_view("*")}) {
    const auto found = kernels_.find(kernel_key(kind, domain, op));
    if (found == kernels_.end()) continue;
    const auto form = found->second.find(version);
    if (form != found->second.end()) return form->second.definition;
  }
  return nullptr;
}

const mortise_dtype_info_t* Registry::find_dtype(uint32_t dtype) const {
  const std::lock_guard lock(mutex_);
  const auto found = dtypes_.find(dtype);
  return found == dtypes_.end() ? nullptr : found->second.definition;
}

}  // namespace mortise::host
