// The cpu device: the host's memory, launches on the calling thread, loops on the runtime's threads.
#pragma once

#include <mortise/sdk/host_device.hpp>

namespace mortise::cpu {

struct Options {
  bool fuse = true;
  bool layouts = true;
  bool matrix_unit = true;
  bool winograd = true;
};

class Device final : public sdk::HostDevice {
 public:
  Device(const mortise_host_t* host, const Options& options)
      : HostDevice(host), options_(options) {}

  sdk::Support query(const sdk::Node& node) override;
  void optimise(sdk::GraphReader& reader, sdk::Builder& builder) override;
  mortise_kernel_t* create_kernel(const sdk::Node& node) override;

 private:
  const Options options_;
};

}  // namespace mortise::cpu
