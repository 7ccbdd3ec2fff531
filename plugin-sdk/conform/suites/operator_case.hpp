// What the tests of operators share.
#pragma once

#include "plugin-sdk/conform/case.hpp"
#include "plugin-sdk/conform/host.hpp"
#include "plugin-sdk/conform/launch.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

struct Answer {
  bool supported = false;
  std::string reason;
};

/// What the device says to a node. Throws Failure when it does not answer as device.h wants.
Answer ask(Device& device, const mortise_node_t& node);

/// What is right for one node and its inputs, and how far off results may be.
class Expected {
 public:
  Expected(const Reference& reference, const Case& one, const mortise_node_t& node,
           const std::vector<HostTensor>& inputs);
  /// Empty when they agree.
  std::string difference(const std::vector<HostTensor>& actual) const;

 private:
  Accuracy accuracy_;
  std::vector<HostTensor> results_, scales_;
};

/// Tests of a device that supports the case's node. Nothing of them lives on afterwards. Throw Failure.
void run_case(Environment& environment, Host& host, const Case& one);
void run_views(Environment& environment, Host& host, const Case& one);

/// Whether launches of the case can be told to be dense or not.
bool has_views(const Case& one);

}  // namespace mortise::conform
