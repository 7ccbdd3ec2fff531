// A runtime's services for tests of the host: plain memory, one thread, and a log that is kept.
#pragma once

#include <mortise/abi/plugin.h>

#include <mutex>
#include <string>
#include <vector>

namespace mortise::host::testing {

class FakeServices {
 public:
  FakeServices();
  FakeServices(const FakeServices&) = delete;
  FakeServices& operator=(const FakeServices&) = delete;

  const mortise_host_t& table() const { return table_; }
  /// What was logged so far.
  std::vector<std::string> messages() const;
  bool logged(const std::string& part) const;

 private:
  static void log(mortise_runtime_context_t* context, uint32_t level, mortise_string_t message);

  mortise_host_t table_{};
  mutable std::mutex mutex_;
  std::vector<std::string> messages_;
};

}  // namespace mortise::host::testing
