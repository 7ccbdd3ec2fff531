#include "core/host/contents.hpp"

#include <mortise/abi/communicator.h>
#include <mortise/abi/format.h>
#include <mortise/abi/pass.h>
#include <mortise/abi/service.h>

#include <algorithm>

#include "core/base/text.hpp"
#include "core/host/firewall.hpp"

namespace mortise::host {
namespace {

using config::OperatorName;

constexpr uint64_t kMaxDefinitions = 65536;
constexpr uint64_t kMaxFormals = 1024;
constexpr const char* kStale =
    "bring the manifest's `provides` up to date, or reinstall the plugin";

Verdict broken(std::string cause) {
  return refuse(MORTISE_STATUS_INCOMPATIBLE, std::move(cause), kReport);
}

Verdict not_kept(std::string_view kind, std::string_view name) {
  return refuse(MORTISE_STATUS_INCOMPATIBLE,
                concat({"the manifest claims the ", kind, " `", name,
                        "`, which the library does not provide"}),
                kStale);
}

std::string not_claimed(std::string_view kind, std::string_view name) {
  return concat(
      {"the ", kind, " `", name, "` is ignored: the manifest's `provides` does not name it"});
}

OperatorName name_of(mortise_string_t domain, mortise_string_t op, uint32_t version) {
  return {std::string(config::canonical_domain(to_view(domain))), to_string(op), version};
}

bool covers(const OperatorName& claim, const OperatorName& name) {
  return claim.domain == name.domain && claim.op == name.op &&
         (claim.version == 0 || claim.version == name.version);
}

bool claims_operator(const config::Provides& provides, const OperatorName& name) {
  return std::any_of(provides.operators.begin(), provides.operators.end(),
                     [&](const OperatorName& claim) { return covers(claim, name); });
}

// A kernel comes along with the operator that it implements, or is claimed by itself.
bool claims_kernel(const config::Provides& provides, std::string_view device_kind,
                   const OperatorName& name) {
  return std::any_of(provides.operators.begin(), provides.operators.end(),
                     [&](const OperatorName& claim) {
                       return claim.domain == name.domain && claim.op == name.op;
                     }) ||
         std::any_of(provides.kernels.begin(), provides.kernels.end(),
                     [&](const config::KernelClaim& claim) {
                       return claim.device_kind == device_kind && covers(claim.op, name);
                     });
}

template <class Definition>
Verdict read_all(std::string_view what, mortise_plugin_t* plugin,
                 uint64_t (*count)(mortise_plugin_t*),
                 const Definition* (*at)(mortise_plugin_t*, uint64_t),
                 std::vector<const Definition*>& out) {
  const uint64_t total = count(plugin);
  if (total > kMaxDefinitions)
    return broken(concat({"counts ", std::to_string(total), " ", what, "s"}));
  for (uint64_t i = 0; i < total; ++i) {
    const Definition* definition = at(plugin, i);
    if (definition == nullptr)
      return broken(concat({"has no ", what, " number ", std::to_string(i)}));
    if (Verdict verdict = check_struct(concat({what, " number ", std::to_string(i)}), definition,
                                       sizeof(*definition))) {
      return verdict;
    }
    out.push_back(definition);
  }
  return std::nullopt;
}

Verdict check_operator(const mortise_operator_t& definition) {
  const std::string name = to_string(definition.name);
  if (name.empty()) return broken("defines an operator without a name");
  if (definition.infer == nullptr)
    return broken(concat({"the operator `", name, "` has no shape rule"}));
  if (definition.version == 0) return broken(concat({"the operator `", name, "` has no version"}));
  const bool lists_fit =
      definition.input_count <= kMaxFormals && definition.output_count <= kMaxFormals &&
      definition.attribute_count <= kMaxFormals && definition.in_place_count <= kMaxFormals &&
      (definition.inputs != nullptr || definition.input_count == 0) &&
      (definition.outputs != nullptr || definition.output_count == 0) &&
      (definition.attributes != nullptr || definition.attribute_count == 0) &&
      (definition.in_place != nullptr || definition.in_place_count == 0);
  if (!lists_fit)
    return broken(concat({"the operator `", name, "` has a list of formals that cannot be read"}));
  return std::nullopt;
}

Verdict collect_operators(const mortise_operator_interface_t& table, mortise_plugin_t* plugin,
                          const config::Provides& provides, Contents& out) {
  std::vector<const mortise_operator_t*> all;
  if (Verdict verdict = read_all("operator", plugin, table.operator_count, table.operator_at, all))
    return verdict;
  for (const mortise_operator_t* definition : all) {
    if (Verdict verdict = check_operator(*definition)) return verdict;
    const OperatorName name = name_of(definition->domain, definition->name, definition->version);
    if (claims_operator(provides, name)) {
      out.operators.push_back(definition);
    } else {
      out.warnings.push_back(not_claimed("operator", to_string(name)));
    }
  }
  for (const OperatorName& claim : provides.operators) {
    const bool kept = std::any_of(
        out.operators.begin(), out.operators.end(), [&](const mortise_operator_t* definition) {
          return covers(claim, name_of(definition->domain, definition->name, definition->version));
        });
    if (!kept) return not_kept("operator", to_string(claim));
  }
  return std::nullopt;
}

Verdict collect_kernels(const mortise_operator_interface_t& table, mortise_plugin_t* plugin,
                        const config::Provides& provides, Contents& out) {
  std::vector<const mortise_kernel_definition_t*> all;
  if (Verdict verdict = read_all("kernel", plugin, table.kernel_count, table.kernel_at, all))
    return verdict;
  for (const mortise_kernel_definition_t* kernel : all) {
    const OperatorName name = name_of(kernel->domain, kernel->op, kernel->version);
    const std::string kind = to_string(kernel->device_kind);
    if (name.op.empty() || kind.empty() || kernel->create == nullptr || kernel->query == nullptr) {
      return broken(concat(
          {"the kernel `", kind, ":", to_string(name), "` lacks a name, `query` or `create`"}));
    }
    if (claims_kernel(provides, kind, name)) {
      out.kernels.push_back(kernel);
    } else {
      out.warnings.push_back(not_claimed("kernel", concat({kind, ":", to_string(name)})));
    }
  }
  for (const config::KernelClaim& claim : provides.kernels) {
    const bool kept = std::any_of(out.kernels.begin(), out.kernels.end(), [&](const auto* kernel) {
      return to_view(kernel->device_kind) == claim.device_kind &&
             covers(claim.op, name_of(kernel->domain, kernel->op, kernel->version));
    });
    if (!kept) return not_kept("kernel", concat({claim.device_kind, ":", to_string(claim.op)}));
  }
  return std::nullopt;
}

Verdict collect_dtypes(const mortise_operator_interface_t& table, mortise_plugin_t* plugin,
                       const config::Provides& provides, Contents& out) {
  std::vector<const mortise_dtype_info_t*> all;
  if (Verdict verdict = read_all("dtype", plugin, table.dtype_count, table.dtype_at, all))
    return verdict;
  const auto same = [](const config::DtypeClaim& claim, const mortise_dtype_info_t& info) {
    return claim.number == info.dtype && claim.name == to_view(info.name);
  };
  for (const mortise_dtype_info_t* info : all) {
    if (info->elements_per_block == 0 || info->bytes_per_block == 0) {
      return broken(concat({"the dtype `", to_view(info->name), "` has empty blocks"}));
    }
    const bool claimed =
        std::any_of(provides.dtypes.begin(), provides.dtypes.end(),
                    [&](const config::DtypeClaim& claim) { return same(claim, *info); });
    if (claimed) {
      out.dtypes.push_back(info);
    } else {
      out.warnings.push_back(not_claimed("dtype", to_view(info->name)));
    }
  }
  for (const config::DtypeClaim& claim : provides.dtypes) {
    const bool kept =
        std::any_of(out.dtypes.begin(), out.dtypes.end(),
                    [&](const mortise_dtype_info_t* info) { return same(claim, *info); });
    if (!kept) return not_kept("dtype", claim.name);
  }
  return std::nullopt;
}

Verdict check_passes(const mortise_pass_interface_t& table, mortise_plugin_t* plugin,
                     const config::Provides& provides, Contents& out) {
  std::vector<const mortise_pass_description_t*> all;
  if (Verdict verdict = read_all("pass", plugin, table.count, table.describe, all)) return verdict;
  for (const config::PassClaim& claim : provides.passes) {
    const bool kept =
        std::any_of(all.begin(), all.end(), [&](const mortise_pass_description_t* description) {
          return to_view(description->name) == claim.name;
        });
    if (!kept) return not_kept("pass", claim.name);
  }
  for (const mortise_pass_description_t* description : all) {
    const std::string_view name = to_view(description->name);
    const bool claimed =
        std::any_of(provides.passes.begin(), provides.passes.end(),
                    [name](const config::PassClaim& claim) { return claim.name == name; });
    if (!claimed) out.warnings.push_back(not_claimed("pass", name));
  }
  return std::nullopt;
}

// Interfaces of one thing each: the manifest names that one.
Verdict check_single(std::string_view kind, std::string_view provided,
                     const std::vector<std::string>& claimed) {
  for (const std::string& name : claimed) {
    if (name != provided) return not_kept(kind, name);
  }
  return std::nullopt;
}

Verdict check_format(const mortise_format_interface_t& table, mortise_plugin_t* plugin,
                     const config::Provides& provides) {
  const mortise_format_description_t* description = table.describe(plugin);
  if (description == nullptr) return broken("its format has no description");
  if (Verdict verdict = check_struct("the format's description", description, sizeof(*description)))
    return verdict;
  std::vector<std::string> names;
  for (const config::FormatClaim& claim : provides.formats) names.push_back(claim.name);
  return check_single("format", to_view(description->name), names);
}

template <class Table>
const Table* table_of(const Tables& tables, uint32_t kind) {
  return static_cast<const Table*>(tables[kind]);
}

Verdict collect_unguarded(const Tables& tables, mortise_plugin_t* plugin,
                          const config::Provides& provides, Contents& out) {
  if (const auto* table =
          table_of<mortise_operator_interface_t>(tables, MORTISE_INTERFACE_OPERATOR)) {
    if (Verdict verdict = collect_operators(*table, plugin, provides, out)) return verdict;
    if (Verdict verdict = collect_kernels(*table, plugin, provides, out)) return verdict;
    if (Verdict verdict = collect_dtypes(*table, plugin, provides, out)) return verdict;
  }
  if (const auto* table = table_of<mortise_pass_interface_t>(tables, MORTISE_INTERFACE_PASS)) {
    if (Verdict verdict = check_passes(*table, plugin, provides, out)) return verdict;
  }
  if (const auto* table = table_of<mortise_format_interface_t>(tables, MORTISE_INTERFACE_FORMAT)) {
    if (Verdict verdict = check_format(*table, plugin, provides)) return verdict;
  }
  if (const auto* table =
          table_of<mortise_communicator_interface_t>(tables, MORTISE_INTERFACE_COMMUNICATOR)) {
    if (Verdict verdict =
            check_single("communicator", to_view(table->name), provides.communicators))
      return verdict;
  }
  if (const auto* table =
          table_of<mortise_service_interface_t>(tables, MORTISE_INTERFACE_SERVICE)) {
    if (Verdict verdict = check_single("service", to_view(table->name), provides.services))
      return verdict;
  }
  return std::nullopt;
}

}  // namespace

Verdict collect(const Tables& tables, mortise_plugin_t* plugin, const config::Manifest& manifest,
                Contents& out) {
  Verdict verdict;
  const Status status = guard("describing what it provides", [&] {
    verdict = collect_unguarded(tables, plugin, manifest.provides, out);
  });
  if (!status.ok())
    return refuse(status.code(), std::string(status.message()), remedy_for(status.code()));
  return verdict;
}

}  // namespace mortise::host
