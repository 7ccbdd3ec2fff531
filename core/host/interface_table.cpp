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

#define INTERFACE(KIND, name, required)                                               \
  InterfaceInfo {                                                                     \
    MORTISE_INTERFACE_##KIND, #name, MORTISE_ABI_FINGERPRINT_##KIND,                  \
        MORTISE_ABI_OLDER_FINGERPRINTS_##KIND, MORTISE_##KIND##_INTERFACE_FIRST_SIZE, \
        sizeof(mortise_##name##_interface_t), required                                \
  }

constexpr InterfaceInfo kInterfaces[] = {
    INTERFACE(DEVICE, device, kDevice),
    INTERFACE(OPERATOR, operator, kOperator),
    INTERFACE(PASS, pass, kPass),
    INTERFACE(FORMAT, format, kFormat),
    INTERFACE(COMMUNICATOR, communicator, kCommunicator),
    INTERFACE(SERVICE, service, kService),
};

#undef INTERFACE

}  // namespace

const InterfaceInfo* interface_info(uint32_t kind) {
  const auto* found = std::find_if(std::begin(kInterfaces), std::end(kInterfaces),
                                   [&](const InterfaceInfo& info) { return info.kind == kind; });
  return found == std::end(kInterfaces) ? nullptr : found;
}

}  // namespace mortise::host
