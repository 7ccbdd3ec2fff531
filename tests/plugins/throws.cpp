// A plugin whose query throws, which no plugin may.
#include <mortise/abi/plugin.h>

#include <stdexcept>

extern "C" MORTISE_EXPORT const mortise_plugin_description_t* mortise_plugin_query();

const mortise_plugin_description_t* mortise_plugin_query() {
  throw std::runtime_error("no licence found");
}
