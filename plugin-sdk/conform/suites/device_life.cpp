// A device's life: describing, opening, closing, and what must be left when it is gone.
#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/process.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

constexpr uint32_t kKnownFlags =
    MORTISE_DEVICE_HOST_ADDRESSABLE | MORTISE_DEVICE_SYNCHRONOUS | MORTISE_DEVICE_PORTABLE_KERNELS;
constexpr uint64_t kLargestAlignment = uint64_t{1} << 20;
constexpr unsigned kThreads = 8;

// What a plugin says of its devices, without opening one.
class Listing {
 public:
  explicit Listing(const Instance& instance)
      : instance_(instance),
        table_(*instance.subject().table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE)) {}

  uint64_t count() const {
    uint64_t count = 0;
    const Status status = take(table_.count(instance_.get(), &count));
    if (status.code() == MORTISE_STATUS_UNAVAILABLE) skip(status.message());
    if (!status.ok()) fail("count: ", status.text());
    return count;
  }
  Status try_describe(uint64_t index, mortise_device_description_t& out) const {
    out = {};
    out.struct_size = sizeof(out);
    return take(table_.describe(instance_.get(), index, &out));
  }
  mortise_device_description_t describe(uint64_t index) const {
    mortise_device_description_t description;
    const Status status = try_describe(index, description);
    if (!status.ok()) fail("describe(", index, "): ", status.text());
    return description;
  }
  const mortise_device_interface_t& table() const { return table_; }

 private:
  const Instance& instance_;
  const mortise_device_interface_t& table_;
};

// All that a description says, to be compared.
std::string text_of(const mortise_device_description_t& d) {
  return sdk::message("kind ", d.kind, ", name ", d.name, ", memory_space ", d.memory_space,
                      ", fence_kind ", d.fence_kind, ", flags ", d.flags, ", memory_bytes ",
                      d.memory_bytes, ", alignment ", d.alignment);
}

bool claims_device(const Subject& subject, const std::string& kind) {
  for (const auto& claimed : subject.manifest()["provides"]["devices"]) {
    if (claimed == kind) return true;
  }
  return false;
}

void check_one_description(const Subject& subject, const mortise_device_description_t& d) {
  expect(d.struct_size >= sizeof(d), "the description's struct_size is ", d.struct_size,
         "; whoever fills a struct sets it, here to ", sizeof(d));
  expect(d.kind.size > 0, "the description has no kind");
  const std::string kind(sdk::to_view(d.kind));
  expect(claims_device(subject, kind), "the description's kind is ", kind,
         ", which the manifest's provides.devices does not name");
  expect(d.name.size > 0, "the description has no name");
  expect((d.flags & ~kKnownFlags) == 0, "the description has the unknown flags ",
         d.flags & ~kKnownFlags);
  expect(d.reserved == 0, "the description's reserved member is ", d.reserved, ", not 0");
  expect(d.alignment != 0 && (d.alignment & (d.alignment - 1)) == 0, "the alignment is ",
         d.alignment, ", not a power of two");
  expect(d.alignment <= kLargestAlignment, "the alignment is ", d.alignment, "; ",
         kLargestAlignment, " is the most that the core takes");
  const bool addressable = (d.flags & MORTISE_DEVICE_HOST_ADDRESSABLE) != 0;
  const bool synchronous = (d.flags & MORTISE_DEVICE_SYNCHRONOUS) != 0;
  expect(sdk::to_view(d.memory_space) != "host" || addressable,
         "the memory space is \"host\", but the flag HOST_ADDRESSABLE is not set");
  expect((d.flags & MORTISE_DEVICE_PORTABLE_KERNELS) == 0 || (addressable && synchronous),
         "the flag PORTABLE_KERNELS needs HOST_ADDRESSABLE and SYNCHRONOUS, too");
}

void check_description(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const Listing listing(instance);
  const uint64_t count = listing.count();
  if (count == 0) skip("the plugin has no devices on this machine");
  for (uint64_t i = 0; i < count; ++i)
    check_one_description(environment.subject, listing.describe(i));
}

// The strings of the first description are read again at the end.
void check_stable(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const Listing listing(instance);
  const uint64_t count = listing.count();
  if (count == 0) skip("the plugin has no devices on this machine");
  const mortise_device_description_t first = listing.describe(0);
  const std::string text = text_of(first);
  for (uint64_t i = 0; i < count; ++i) listing.describe(i);
  { const Device device(environment, instance); }
  expect(listing.count() == count, "count said ", count, ", and now ", listing.count());
  const std::string again = text_of(listing.describe(0));
  expect(again == text, "describe said: ", text, "; and now: ", again);
  expect(text_of(first) == text, "a description is valid while the plugin lives, but the strings ",
         "of the first one have changed, from: ", text, "; to: ", text_of(first));
}

void check_opens_nothing(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const Listing listing(instance);
  const uint64_t count = listing.count();
  const Usage before = current_usage();
  const uint64_t allocations = host.allocations();
  for (uint64_t i = 0; i < count; ++i) listing.describe(i);
  const Usage after = current_usage();
  expect(after.threads <= before.threads, "describe opens nothing, but it has started ",
         after.threads - before.threads, " threads");
  expect(after.descriptors <= before.descriptors, "describe opens nothing, but it has opened ",
         after.descriptors - before.descriptors, " files");
  expect(host.allocations() == allocations,
         "describe opens nothing, but it has allocated tensor memory");
}

void check_bad_index(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const Listing listing(instance);
  const uint64_t count = listing.count();
  for (const uint64_t index : {count, count + 1, UINT64_MAX}) {
    environment.trace.add("table->describe(plugin, ", index, ", &description);");
    mortise_device_description_t description;
    const Status described = listing.try_describe(index, description);
    expect(described.code() == MORTISE_STATUS_NOT_FOUND, "describe(", index, ") with ", count,
           " devices must be NOT_FOUND; it is ", described.text());
    environment.trace.add("table->open(plugin, ", index, ", &device);");
    auto* const sentinel = reinterpret_cast<mortise_device_t*>(&description);
    mortise_device_t* device = sentinel;
    const Status opened = take(listing.table().open(instance.get(), index, &device));
    expect(opened.code() == MORTISE_STATUS_NOT_FOUND, "open(", index, ") with ", count,
           " devices must be NOT_FOUND; it is ", opened.text());
    expect(device == sentinel, "open failed, and has written its output all the same");
  }
}

void check_list_threads(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const Listing listing(instance);
  if (listing.count() == 0) skip("the plugin has no devices on this machine");
  const std::string text = text_of(listing.describe(0));
  run_threads(kThreads, [&](unsigned) {
    for (int i = 0; i < 200; ++i) {
      listing.count();
      const std::string now = text_of(listing.describe(0));
      expect(now == text, "describe, called by several threads at once, said: ", now,
             "; alone it says: ", text);
    }
  });
}

// A buffer of the device keeps its bytes.
void use(Device& device, Random& random) {
  Queue queue(device);
  const Buffer buffer = device.buffer(1000);
  const Bytes bytes = random_bytes(random, 1000);
  queue.write(buffer, 0, bytes.data(), bytes.size());
  check_equal(queue.read(buffer, 0, bytes.size()), bytes, "what was copied to a buffer and back");
}

void check_open_twice(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const auto one = std::make_unique<Device>(environment, instance);
  auto two = std::make_unique<Device>(environment, instance);
  use(*one, environment.random);
  use(*two, environment.random);
  const Buffer kept = one->buffer(64);
  Queue queue(*one);
  queue.fill(kept, 0, 7, 64);
  two.reset();
  check_all(queue.read(kept, 0, 64), 7,
            "a buffer of a device that was opened twice, after the other one was closed");
  use(*one, environment.random);
}

void check_open_all(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  const uint64_t count = std::min<uint64_t>(Listing(instance).count(), 8);
  std::vector<std::unique_ptr<Device>> devices;
  for (uint64_t i = 0; i < count; ++i)
    devices.push_back(std::make_unique<Device>(environment, instance, i));
  for (const auto& device : devices) use(*device, environment.random);
}

void check_open_cycles(Environment& environment, Host& host) {
  const Instance instance(environment.subject, host.table());
  check_no_growth("opening, using and closing a device", 60, [&] {
    Device device(environment, instance);
    use(device, environment.random);
  });
}

void check_instance_cycles(Environment& environment, Host& host) {
  check_no_growth("creating an instance, opening its device, and destroying both", 60, [&] {
    const Instance instance(environment.subject, host.table());
    const Device device(environment, instance);
  });
}

void check_two_instances(Environment& environment, Host& host) {
  Random seeds(environment.random.next());
  Random random[2] = {Random(seeds.next()), Random(seeds.next())};
  run_threads(2, [&](unsigned thread) {
    const Instance instance(environment.subject, host.table());
    for (int i = 0; i < 10; ++i) {
      Device device(environment, instance);
      for (int round = 0; round < 5; ++round) use(device, random[thread]);
    }
  });
}

void check_native_handle(Bench& bench) {
  const mortise_device_interface_t& table = bench.device.table();
  if (table.native_handle == nullptr) skip("the device gives no native handles");
  int witness = 0;
  void* handle = &witness;
  const Status status = take(table.native_handle(bench.device.get(), bench.queue.stream().get(),
                                                 sdk::to_abi("no object has this name"), &handle));
  expect(status.code() == MORTISE_STATUS_NOT_FOUND,
         "native_handle for a name that there is not must be NOT_FOUND; it is ", status.text());
  expect(handle == &witness, "native_handle failed, and has written its output all the same");
}

}  // namespace

void add_device_life_tests(TestList& list) {
  list.add("device.life.description", on_host(&check_description));
  list.add("device.life.description_is_stable", on_host(&check_stable));
  list.add("device.life.describe_opens_nothing", on_host(&check_opens_nothing));
  list.add("device.life.bad_index", on_host(&check_bad_index));
  list.add("device.life.list_threads", on_host(&check_list_threads));
  list.add("device.life.open_twice", on_host(&check_open_twice));
  list.add("device.life.open_all", on_host(&check_open_all));
  list.add("device.life.open_cycles", on_host(&check_open_cycles));
  list.add("device.life.instance_cycles", on_host(&check_instance_cycles));
  list.add("device.life.two_instances", on_host(&check_two_instances));
  list.add("device.life.native_handle", on_bench(&check_native_handle));
}

}  // namespace mortise::conform
