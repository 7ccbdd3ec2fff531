// An instance of the plugin that is linked into the test.
#pragma once

#include <mortise/abi/plugin.h>
#include <mortise/sdk/status.hpp>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_host.hpp"

extern "C" const mortise_plugin_description_t* mortise_plugin_query(void);

namespace mortise::tests {

template <class Interface>
class Instance {
 public:
  explicit Instance(const mortise_host_t* host)
      : table(static_cast<const Interface*>(mortise_plugin_query()->interfaces[0].table)) {
    REQUIRE(mortise_plugin_query()->create(host, nullptr, &plugin) == nullptr);
  }
  ~Instance() { mortise_plugin_query()->destroy(plugin); }
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  const Interface* table;
  mortise_plugin_t* plugin = nullptr;
};

/// Code and message of a status, which is released; code 0 for success.
struct Outcome {
  explicit Outcome(mortise_status_t* status) {
    if (status == nullptr) return;
    code = status->code;
    message = sdk::to_view(status->message);
    mortise_status_release(status);
  }
  bool says(std::string_view text) const { return message.find(text) != std::string::npos; }

  uint32_t code = 0;
  std::string message;
};

}  // namespace mortise::tests
