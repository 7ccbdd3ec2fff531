// The parts of the suite: each adds the tests of its noun for what the subject provides.
#pragma once

#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

/// What every plugin must do, whatever it provides.
void add_plugin_tests(TestList& list, const Subject& subject);

/// A device's contract, without kernels.
void add_device_tests(TestList& list);
void add_device_memory_tests(TestList& list);

/// The operators that a device claims, each case against the reference. Opens the device to ask.
void add_device_graph_tests(TestList& list);
void add_device_operator_tests(TestList& list, const Subject& subject, const Reference& reference);

}  // namespace mortise::conform
