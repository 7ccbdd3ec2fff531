// The host table that instances are given: the runtime's services, with the host's own look-ups added.
#pragma once

#include <mortise/abi/plugin.h>

namespace mortise::host {

class Host;

/// Every call goes to the services with the services' own context. Must not move: its address is the table's context.
class HostTable {
 public:
  HostTable(const mortise_host_t& services, Host& host);
  HostTable(const HostTable&) = delete;
  HostTable& operator=(const HostTable&) = delete;

  const mortise_host_t& get() const { return table_; }

 private:
  struct Calls;
  mortise_host_t services_;
  Host& host_;
  mortise_host_t table_{};
};

}  // namespace mortise::host
