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
void add_device_host_tests(TestList& list);
void add_device_fence_tests(TestList& list);
void add_device_stream_tests(TestList& list);
void add_device_order_tests(TestList& list);
void add_device_failure_tests(TestList& list);
void add_device_kernel_tests(TestList& list);

/// The operators that a device claims, each case against the reference. Opens the device to ask.
void add_device_graph_tests(TestList& list);
void add_device_operator_tests(TestList& list, const Subject& subject, const Reference& reference);

/// Every pass that the manifest claims.
void add_pass_tests(TestList& list, const Subject& subject);
/// Every communicator that the manifest claims, with threads for ranks.
void add_communicator_tests(TestList& list, const Subject& subject);
/// Every operator that an instance defines. Makes an instance to ask it.
void add_definition_tests(TestList& list, const Subject& subject, const Reference& reference);
/// Every format that the manifest claims. Writes a graph, to know whether it can be written.
void add_format_tests(TestList& list, const Subject& subject, const Reference& reference);

/// The tests of `--abi`.
void add_abi_plugin_tests(TestList& list);
void add_abi_device_tests(TestList& list);
void add_abi_memory_tests(TestList& list);
void add_abi_operator_tests(TestList& list);
void add_abi_pass_tests(TestList& list);
void add_abi_format_tests(TestList& list);
void add_abi_communicator_tests(TestList& list);

}  // namespace mortise::conform
