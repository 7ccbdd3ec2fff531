// A device's life: description, opening, closing.
#include "plugin-sdk/conform/device.hpp"

#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

void check_description(Environment& environment) {
  Host host(&environment.reference);
  const Instance instance(environment.subject, host.table());
  const Device device(environment, instance);
  const mortise_device_description_t& d = device.description();
  expect(d.kind.size > 0, "the description has no kind");
  expect(d.name.size > 0, "the description has no name");
  expect(d.alignment != 0 && (d.alignment & (d.alignment - 1)) == 0, "the alignment is ",
         d.alignment, ", not a power of two");
  expect(!device.in_host_memory() || device.host_addressable(),
         "the memory space is \"host\", but the flag HOST_ADDRESSABLE is not set");
}

void check_open_cycles(Environment& environment) {
  Host host(&environment.reference);
  const Instance instance(environment.subject, host.table());
  for (int cycle = 0; cycle < 10; ++cycle) Device(environment, instance);
  expect(host.live_bytes() == 0, host.live_bytes(),
         " bytes of the host's memory are not given back when a device is closed");
}

}  // namespace

void add_device_tests(TestList& list) {
  list.add("device.life.description", &check_description);
  list.add("device.life.open_cycles", &check_open_cycles);
}

}  // namespace mortise::conform
