// The communicator under test, and its ranks: threads of this process that share one instance of the plugin.
#pragma once

#include <mortise/abi/communicator.h>

#include <atomic>
#include <functional>
#include <string>

#include "plugin-sdk/conform/host.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform::contract {

struct RankInfo {
  uint32_t rank;
  uint32_t size;
  std::string address;  // of this launch, in the communicator's own form
};

/// Thrown on a rank for what the communicator says it does not support.
struct Unsupported {
  std::string reason;
};

/// Fails the test with what is wrong on the calling rank. Says so at once: the other ranks may hang for want of this one.
[[noreturn]] void fail_rank(const std::string& text);

class Group {
 public:
  using Body = std::function<void(const RankInfo&)>;

  /// Becomes what group() gives. Throws Failure when the plugin provides no communicator of that name.
  Group(Environment& environment, const std::string& name);
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  ~Group();

  const mortise_communicator_interface_t& table() const { return *table_; }
  mortise_plugin_t* plugin() const { return instance_.get(); }
  /// Of this run of the test: contents come from it.
  uint64_t seed() const { return seed_; }
  Trace& trace() { return environment_.trace; }

  /// Runs `body` on ranks 0 to size - 1 at the same time and waits for all of them. Throws Failure with what the first that
  /// failed says, Skip when all that is wrong is a lack of support.
  void launch(uint32_t size, const Body& body);
  void check_host();

 private:
  Environment& environment_;
  Host host_;
  Instance instance_;
  const mortise_communicator_interface_t* table_;
  std::string pattern_;  // of addresses
  uint64_t seed_;
};

/// Of the running test.
Group& group();

}  // namespace mortise::conform::contract
