#include "core/host/interface_table.hpp"

#include <mortise/abi/fingerprint.h>

#include <algorithm>

namespace mortise::host {
namespace {

#define MEMBER(table, member) \
  RequiredMember { #member, offsetof(table, member) }

constexpr RequiredMember kDevice[] = {
    MEMBER(mortise_device_interface_t, count),
    MEMBER(mortise_device_interface_t, describe),
    MEMBER(mortise_device_interface_t, open),
    MEMBER(mortise_device_interface_t, close),
    MEMBER(mortise_device_interface_t, buffer_create),
    MEMBER(mortise_device_interface_t, buffer_release),
    MEMBER(mortise_device_interface_t, buffer_map),
    MEMBER(mortise_device_interface_t, buffer_unmap),
    MEMBER(mortise_device_interface_t, stream_create),
    MEMBER(mortise_device_interface_t, stream_release),
    MEMBER(mortise_device_interface_t, copy),
    MEMBER(mortise_device_interface_t, fill),
    MEMBER(mortise_device_interface_t, fence_create),
    MEMBER(mortise_device_interface_t, fence_release),
    MEMBER(mortise_device_interface_t, fence_query),
    MEMBER(mortise_device_interface_t, fence_wait),
    MEMBER(mortise_device_interface_t, fence_signal),
    MEMBER(mortise_device_interface_t, query),
    MEMBER(mortise_device_interface_t, kernel_create),
};
constexpr RequiredMember kOperator[] = {
    MEMBER(mortise_operator_interface_t, operator_count),
    MEMBER(mortise_operator_interface_t, operator_at),
    MEMBER(mortise_operator_interface_t, kernel_count),
    MEMBER(mortise_operator_interface_t, kernel_at),
    MEMBER(mortise_operator_interface_t, dtype_count),
    MEMBER(mortise_operator_interface_t, dtype_at),
};
constexpr RequiredMember kPass[] = {
    MEMBER(mortise_pass_interface_t, count),
    MEMBER(mortise_pass_interface_t, describe),
    MEMBER(mortise_pass_interface_t, run),
};
constexpr RequiredMember kFormat[] = {
    MEMBER(mortise_format_interface_t, describe),
    MEMBER(mortise_format_interface_t, read),
};
constexpr RequiredMember kCommunicator[] = {
    MEMBER(mortise_communicator_interface_t, open),
    MEMBER(mortise_communicator_interface_t, close),
    MEMBER(mortise_communicator_interface_t, rank),
    MEMBER(mortise_communicator_interface_t, size),
    MEMBER(mortise_communicator_interface_t, reaches),
    MEMBER(mortise_communicator_interface_t, enqueue),
    MEMBER(mortise_communicator_interface_t, split),
    MEMBER(mortise_communicator_interface_t, abort),
    MEMBER(mortise_communicator_interface_t, request_test),
    MEMBER(mortise_communicator_interface_t, request_wait),
    MEMBER(mortise_communicator_interface_t, request_release),
};
constexpr RequiredMember kService[] = {
    MEMBER(mortise_service_interface_t, start),
    MEMBER(mortise_service_interface_t, stop),
};

#undef MEMBER

constexpr InterfaceInfo kInterfaces[] = {
    {MORTISE_INTERFACE_DEVICE, "device", MORTISE_ABI_FINGERPRINT_DEVICE,
     sizeof(mortise_device_interface_t), kDevice},
    {MORTISE_INTERFACE_OPERATOR, "operator", MORTISE_ABI_FINGERPRINT_OPERATOR,
     sizeof(mortise_operator_interface_t), kOperator},
    {MORTISE_INTERFACE_PASS, "pass", MORTISE_ABI_FINGERPRINT_PASS, sizeof(mortise_pass_interface_t),
     kPass},
    {MORTISE_INTERFACE_FORMAT, "format", MORTISE_ABI_FINGERPRINT_FORMAT,
     sizeof(mortise_format_interface_t), kFormat},
    {MORTISE_INTERFACE_COMMUNICATOR, "communicator", MORTISE_ABI_FINGERPRINT_COMMUNICATOR,
     sizeof(mortise_communicator_interface_t), kCommunicator},
    {MORTISE_INTERFACE_SERVICE, "service", MORTISE_ABI_FINGERPRINT_SERVICE,
     sizeof(mortise_service_interface_t), kService},
};

}  // namespace

const InterfaceInfo* interface_info(uint32_t kind) {
  const auto* found = std::find_if(std::begin(kInterfaces), std::end(kInterfaces),
                                   [&](const InterfaceInfo& info) { return info.kind == kind; });
  return found == std::end(kInterfaces) ? nullptr : found;
}

}  // namespace mortise::host
