#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {

TestList make_tests(const Subject& subject, const Reference& reference) {
  TestList list;
  add_plugin_tests(list, subject);
  if (subject.provides(MORTISE_INTERFACE_DEVICE)) {
    add_device_life_tests(list);
    add_device_memory_tests(list);
    add_device_map_tests(list);
    add_device_copy_tests(list);
    add_device_host_tests(list);
    add_device_fence_tests(list);
    add_device_stream_tests(list);
    add_device_order_tests(list);
    add_device_failure_tests(list);
    add_device_kernel_tests(list);
    add_device_operator_tests(list, subject, reference);
    add_device_graph_tests(list);
  }
  if (subject.provides(MORTISE_INTERFACE_OPERATOR)) add_definition_tests(list, subject, reference);
  if (subject.provides(MORTISE_INTERFACE_PASS)) add_pass_tests(list, subject);
  if (subject.provides(MORTISE_INTERFACE_FORMAT)) add_format_tests(list, subject, reference);
  if (subject.provides(MORTISE_INTERFACE_COMMUNICATOR)) add_communicator_tests(list, subject);
  return list;
}

TestList make_abi_tests(const Subject& subject, const Reference&) {
  TestList list;
  add_abi_plugin_tests(list);
  if (subject.provides(MORTISE_INTERFACE_DEVICE)) {
    add_abi_device_tests(list);
    add_abi_memory_tests(list);
  }
  if (subject.provides(MORTISE_INTERFACE_OPERATOR)) add_abi_operator_tests(list);
  if (subject.provides(MORTISE_INTERFACE_PASS)) add_abi_pass_tests(list);
  if (subject.provides(MORTISE_INTERFACE_FORMAT)) add_abi_format_tests(list);
  if (subject.provides(MORTISE_INTERFACE_COMMUNICATOR)) add_abi_communicator_tests(list);
  return list;
}

}  // namespace mortise::conform
