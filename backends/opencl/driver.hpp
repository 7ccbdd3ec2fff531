// An opened OpenCL device: its context, and the programs that are built for it, each when it is first needed.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "backends/opencl/handle.hpp"
#include "backends/opencl/platform.hpp"

namespace mortise::opencl {

/// OpenCL C of one family of kernels. One object each, with static lifetime.
struct Source {
  const char* name;  // for messages: "conv"
  const char* text;
};

/// One function of a program. OpenCL keeps arguments in the function, so `mutex` is held from the first argument to the
/// enqueue, and never longer.
struct Function {
  std::string name;
  KernelHandle handle;
  std::mutex mutex;
};

/// Any thread.
class Driver {
 public:
  explicit Driver(const DeviceInfo& info);

  const DeviceInfo& info() const { return info_; }
  cl_context context() const { return context_.get(); }
  /// In order.
  Queue make_queue() const;
  /// What the host maps buffers through.
  cl_command_queue host_queue() const { return host_queue_.get(); }
  /// Memory of the device; of the host when `lent` is not null. Requires: size > 0.
  Memory make_memory(uint64_t size, void* lent = nullptr) const;
  /// Builds the source when it is needed for the first time. Lives as long as the driver.
  Function& function(const Source& source, const std::string& name);
  /// How many work-items to put into a group where each has enough to do by itself.
  uint64_t group_size() const { return info_.is_cpu ? 1 : 32; }

 private:
  Program build(const Source& source) const;
  std::string build_log(cl_program program) const;

  DeviceInfo info_;
  Context context_;
  Queue host_queue_;
  std::mutex mutex_;
  std::map<const Source*, Program> programs_;
  std::map<std::pair<const Source*, std::string>, std::unique_ptr<Function>> functions_;
};

}  // namespace mortise::opencl
