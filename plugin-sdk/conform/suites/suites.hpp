// The parts of the suite: each adds the tests of its noun for what the subject provides.
#pragma once

#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

/// What every plugin must do, whatever it provides.
void add_plugin_tests(TestList& list, const Subject& subject);

/// A device's contract; of kernels, all but what they compute.
void add_device_life_tests(TestList& list);
void add_device_memory_tests(TestList& list);
void add_device_map_tests(TestList& list);
void add_device_copy_tests(TestList& list);
void add_device_fence_tests(TestList& list);
void add_device_stream_tests(TestList& list);
void add_device_order_tests(TestList& list);
void add_device_failure_tests(TestList& list);
void add_device_kernel_tests(TestList& list);

/// The operators that a device claims, each case against the reference. Opens the device to ask.
void add_device_operator_tests(TestList& list, const Subject& subject, const Reference& reference);

/// The tests of `--abi`.
void add_abi_plugin_tests(TestList& list);
void add_abi_device_tests(TestList& list);
void add_abi_memory_tests(TestList& list);
void add_abi_pass_tests(TestList& list);
void add_abi_communicator_tests(TestList& list);

}  // namespace mortise::conform
