// The plugin, loaded from the build folder, with an instance on a host of the test's own and an opened device.
#pragma once

#include <mortise/abi/device.h>
#include <mortise/abi/plugin.h>

#include <cstdint>
#include <string>

#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::tests {

/// A status, released at once: what is left of it.
struct Outcome {
  explicit Outcome(mortise_status_t* status);
  bool ok() const { return code == 0; }
  bool says(std::string_view text) const { return message.find(text) != std::string::npos; }

  uint32_t code = 0;
  uint32_t flags = 0;
  std::string message;
};

const mortise_plugin_description_t& description();

class Subject {
 public:
  explicit Subject(int64_t memory_limit = 0);
  ~Subject();
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  mortise_buffer_t* buffer(uint64_t size) const;
  mortise_fence_t* fence() const;
  uint64_t value_of(mortise_fence_t* fence) const;
  Outcome copy(const mortise_copy_end_t& from, const mortise_copy_end_t& to, uint64_t size,
               const mortise_ordering_t* ordering = nullptr) const;
  Outcome fill(const mortise_copy_end_t& to, uint8_t value, uint64_t size,
               const mortise_ordering_t* ordering = nullptr) const;

  sdk::testing::FakeHost host;
  const mortise_device_interface_t* table = nullptr;
  mortise_plugin_t* plugin = nullptr;
  mortise_device_t* device = nullptr;
  mortise_stream_t* stream = nullptr;
};

}  // namespace mortise::tests
