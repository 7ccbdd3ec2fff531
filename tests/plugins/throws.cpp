// A plugin that throws where no plugin may: in its query, or with THROWS_IN_CREATE in its creation.
#include <mortise/abi/fingerprint.h>

#include <stdexcept>

extern "C" MORTISE_EXPORT const mortise_plugin_description_t* mortise_plugin_query();

#ifdef THROWS_IN_CREATE

namespace {

uint64_t nothing(mortise_plugin_t*) { return 0; }

const mortise_operator_interface_t kTable = {
    sizeof(kTable),
    &nothing,
    [](mortise_plugin_t*, uint64_t) -> const mortise_operator_t* { return nullptr; },
    &nothing,
    [](mortise_plugin_t*, uint64_t) -> const mortise_kernel_definition_t* { return nullptr; },
    &nothing,
    [](mortise_plugin_t*, uint64_t) -> const mortise_dtype_info_t* { return nullptr; }};

const mortise_interface_t kInterface = {sizeof(kInterface),
                                        MORTISE_INTERFACE_OPERATOR,
                                        MORTISE_ABI_MAJOR,
                                        MORTISE_ABI_MINOR,
                                        0,
                                        MORTISE_ABI_FINGERPRINT_OPERATOR,
                                        MORTISE_ABI_OLDER_FINGERPRINTS_OPERATOR,
                                        &kTable};

constexpr char kId[] = PLUGIN_ID;
constexpr char kVersion[] = "1.0.0";

const mortise_plugin_description_t kDescription = {
    sizeof(kDescription),
    MORTISE_ABI_MAJOR,
    MORTISE_ABI_MINOR,
    MORTISE_ABI_FINGERPRINT,
    MORTISE_ABI_OLDER_FINGERPRINTS,
    {kId, sizeof(kId) - 1},
    {kVersion, sizeof(kVersion) - 1},
    1,
    &kInterface,
    [](const mortise_host_t*, const mortise_options_t*, mortise_plugin_t**) -> mortise_status_t* {
      throw std::runtime_error("no licence found");
    },
    [](mortise_plugin_t*) {}};

}  // namespace

const mortise_plugin_description_t* mortise_plugin_query() { return &kDescription; }

#else

const mortise_plugin_description_t* mortise_plugin_query() {
  throw std::runtime_error("no licence found");
}

#endif
