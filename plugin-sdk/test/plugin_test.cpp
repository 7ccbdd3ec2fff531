// A plugin of every kind, used through its one export alone.
#include <mortise/sdk/communicator.hpp>
#include <mortise/sdk/format.hpp>
#include <mortise/sdk/host_device.hpp>
#include <mortise/sdk/operator_provider.hpp>
#include <mortise/sdk/pass.hpp>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::sdk {
namespace {

class NullDevice final : public HostDevice {
 public:
  using HostDevice::HostDevice;
  Support query(const Node& node) override {
    if (node.op() == "Relu") return Support::yes(true, 1e-6);
    if (node.op() == "Throw") invalid("thrown");
    return Support::no("only Relu is supported");
  }
  mortise_kernel_t* create_kernel(const Node&) override { unsupported("no kernels"); }
};

class RemoveAll final : public Pass {
 public:
  std::string_view name() const override { return "remove-all"; }
  std::string_view summary() const override { return "Removes every node"; }
  bool run(PassContext& context) const override {
    const int64_t keep = context.options.get_int("keep", 0);
    bool changed = false;
    for (uint32_t id : context.reader.nodes()) {
      if (static_cast<int64_t>(id) < keep) continue;
      context.builder.remove(id);
      changed = true;
    }
    return changed;
  }
};

struct NullName {
  static constexpr std::string_view kName = "null";
};

class DoneRequest final : public Request {
 public:
  bool test() override { return true; }
  void wait() override {}
};

class NullCommunicator final : public Communicator {
 public:
  uint32_t rank() const noexcept override { return 0; }
  uint32_t size() const noexcept override { return 1; }
  bool reaches(std::string_view space) const noexcept override { return space == "host"; }
  std::unique_ptr<Request> enqueue(const mortise_collective_t&) override {
    return std::make_unique<DoneRequest>();
  }
  std::unique_ptr<Communicator> split(uint32_t, uint32_t) override {
    return std::make_unique<NullCommunicator>();
  }
  void abort(std::string_view) noexcept override {}
};

class Everything final : public Plugin<DeviceProvider, OperatorProvider, PassProvider,
                                       FormatProvider, NamedCommunicatorProvider<NullName>> {
 public:
  Everything(const mortise_host_t* host, const Attributes& options) : Plugin(host) {
    if (options.get_int("fail", 0) != 0) unsupported("told to fail");
    add([](Operator& op) { op.summary("x").output("Y"); }, "", "Nothing", 1);
    add_pass(std::make_unique<RemoveAll>());
    describe_format("text", "Lines of text");
  }
  uint64_t device_count() override { return 1; }
  mortise_device_description_t describe_device(uint64_t) override {
    return host_device_description("null", "nothing");
  }
  std::unique_ptr<Device> open_device(uint64_t) override {
    return std::make_unique<NullDevice>(host());
  }
  void read(const std::string& path, Builder& builder) override { builder.metadata("path", path); }
  std::unique_ptr<Communicator> open(const mortise_rendezvous_t&) override {
    return std::make_unique<NullCommunicator>();
  }
};

}  // namespace
}  // namespace mortise::sdk

MORTISE_PLUGIN("everything", "1.2.3", mortise::sdk::Everything);

namespace mortise::sdk {
namespace {

struct Instance {
  Instance() {
    mortise_options_t options{sizeof(options), 0, nullptr};
    check(mortise_plugin_query()->create(host.table(), &options, &plugin));
  }
  ~Instance() { mortise_plugin_query()->destroy(plugin); }
  template <class Table>
  static const Table& table(uint32_t kind) {
    const mortise_plugin_description_t& description = *mortise_plugin_query();
    for (uint64_t i = 0; i < description.interface_count; ++i) {
      if (description.interfaces[i].kind == kind) {
        return *static_cast<const Table*>(description.interfaces[i].table);
      }
    }
    fail(MORTISE_STATUS_NOT_FOUND, "no interface ", kind);
  }
  testing::FakeHost host;
  mortise_plugin_t* plugin = nullptr;
};

std::string text_of(mortise_status_t* status) {
  REQUIRE(status != nullptr);
  const std::string text(to_view(status->message));
  mortise_status_release(status);
  return text;
}

TEST_CASE("The export describes the plugin and each interface with its fingerprint") {
  const mortise_plugin_description_t& description = *mortise_plugin_query();
  REQUIRE(to_view(description.id) == "everything");
  REQUIRE(to_view(description.version) == "1.2.3");
  REQUIRE(description.fingerprint == MORTISE_ABI_FINGERPRINT);
  REQUIRE(description.interface_count == 5);
  REQUIRE(description.interfaces[0].kind == MORTISE_INTERFACE_DEVICE);
  REQUIRE(description.interfaces[0].fingerprint == MORTISE_ABI_FINGERPRINT_DEVICE);
  REQUIRE(description.interfaces[4].fingerprint == MORTISE_ABI_FINGERPRINT_COMMUNICATOR);
}

TEST_CASE("Creation reports what its constructor throws") {
  testing::FakeHost host;
  mortise_attribute_t fail{};
  fail.struct_size = sizeof(fail);
  fail.name = to_abi("fail");
  fail.kind = MORTISE_ATTRIBUTE_INT;
  fail.int_value = 1;
  const mortise_options_t options{sizeof(options), 1, &fail};
  mortise_plugin_t* plugin = nullptr;
  REQUIRE(text_of(mortise_plugin_query()->create(host.table(), &options, &plugin)) ==
          "told to fail");
  REQUIRE(plugin == nullptr);
}

TEST_CASE("A host device has memory, copies and fences") {
  Instance instance;
  const auto& table = Instance::table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE);
  mortise_device_description_t description{};
  description.struct_size = sizeof(description);
  check(table.describe(instance.plugin, 0, &description));
  REQUIRE(to_view(description.memory_space) == "host");
  REQUIRE(text_of(table.describe(instance.plugin, 1, &description)) ==
          "there is no device 1; there are 1");
  mortise_device_t* device = nullptr;
  check(table.open(instance.plugin, 0, &device));

  mortise_buffer_t* buffer = nullptr;
  void* address = nullptr;
  check(table.buffer_create(device, 100, &buffer, &address));
  REQUIRE(reinterpret_cast<uintptr_t>(address) % 64 == 0);
  mortise_stream_t* stream = nullptr;
  mortise_fence_t* fence = nullptr;
  check(table.stream_create(device, &stream));
  check(table.fence_create(device, &fence));

  char text[] = "hello";
  const mortise_copy_end_t source{nullptr, text, 0};
  const mortise_copy_end_t destination{buffer, nullptr, 10};
  const mortise_fence_point_t signal{fence, 3};
  const mortise_ordering_t ordering{sizeof(ordering), 0, nullptr, 1, &signal};
  check(table.copy(device, stream, &source, &destination, 5, &ordering));
  REQUIRE(std::memcmp(static_cast<char*>(address) + 10, "hello", 5) == 0);
  uint64_t value = 0;
  check(table.fence_query(device, fence, &value));
  REQUIRE(value == 3);
  check(table.fence_wait(device, fence, 3, 0));
  REQUIRE(text_of(table.fence_wait(device, fence, 4, 1000)) ==
          "the fence did not reach 4 in 1000 ns; it is at 3");
  REQUIRE(text_of(table.fence_signal(device, fence, 2)) ==
          "a fence only grows: it is at 3 and cannot be set to 2");
  REQUIRE(text_of(table.copy(device, stream, &source, &destination, 91, nullptr)) ==
          "bytes 10 to 101 lie outside a buffer of 100");

  // What is enqueued is done at once: a value that is not reached will never be.
  const mortise_fence_point_t wait{fence, 4};
  const mortise_ordering_t unknown{sizeof(unknown), 1, &wait, 0, nullptr};
  REQUIRE(text_of(table.copy(device, stream, &source, &destination, 5, &unknown)) ==
          "a wait for 4, which nobody has enqueued: the fence is at 3");

  table.fence_release(device, fence);
  table.stream_release(device, stream);
  table.buffer_release(device, buffer);
  table.close(device);
  REQUIRE(instance.host.live_bytes() == 0);
}

TEST_CASE("A device refuses what it does not know before it does anything") {
  Instance instance;
  const auto& table = Instance::table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE);
  mortise_device_description_t description{};
  description.struct_size = sizeof(description) - 8;
  REQUIRE(text_of(table.describe(instance.plugin, 0, &description)).find("bytes") !=
          std::string::npos);
  mortise_device_t* device = nullptr;
  check(table.open(instance.plugin, 0, &device));
  mortise_buffer_t* buffer = nullptr;
  void* address = nullptr;
  check(table.buffer_create(device, 100, &buffer, &address));
  void* mapped = nullptr;
  for (const uint32_t flags : {0u, 4u, 1u << 31})
    REQUIRE(text_of(table.buffer_map(device, buffer, 0, 10, flags, &mapped)).find("map flags") ==
            0);
  REQUIRE(mapped == nullptr);
  table.buffer_release(device, buffer);
  table.close(device);
}

TEST_CASE("A device without memory reports it") {
  Instance instance;
  const auto& table = Instance::table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE);
  mortise_device_t* device = nullptr;
  check(table.open(instance.plugin, 0, &device));
  instance.host.fail_allocations_after(0);
  mortise_buffer_t* buffer = nullptr;
  void* address = nullptr;
  mortise_status_t* status = table.buffer_create(device, 100, &buffer, &address);
  REQUIRE(status->code == MORTISE_STATUS_OUT_OF_MEMORY);
  mortise_status_release(status);
  table.close(device);
}

TEST_CASE("A device answers for all nodes at once, each with its own reason") {
  Instance instance;
  const auto& table = Instance::table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE);
  mortise_device_t* device = nullptr;
  check(table.open(instance.plugin, 0, &device));
  testing::FakeGraph graph;
  Builder b = graph.builder();
  for (const char* op : {"Relu", "Exp", "Throw"}) b.node(op, {});
  const mortise_node_t* nodes[] = {graph.node_abi(0), graph.node_abi(1), graph.node_abi(2)};
  mortise_support_t supports[3] = {};
  for (mortise_support_t& support : supports) support.struct_size = sizeof(support);
  check(table.query(device, 3, nodes, supports));
  REQUIRE(supports[0].supported == 1);
  REQUIRE(supports[1].supported == 0);
  REQUIRE(text_of(supports[1].reason) == "Exp: only Relu is supported");
  REQUIRE(text_of(supports[2].reason) == "Throw: thrown");
  table.close(device);
}

TEST_CASE("Answers go where a host with a longer struct reads them") {
  Instance instance;
  const auto& table = Instance::table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE);
  mortise_device_t* device = nullptr;
  check(table.open(instance.plugin, 0, &device));
  testing::FakeGraph graph;
  Builder b = graph.builder();
  for (const char* op : {"Relu", "Relu"}) b.node(op, {});
  const mortise_node_t* nodes[] = {graph.node_abi(0), graph.node_abi(1)};
  struct {
    mortise_support_t known;
    uint64_t added;
  } supports[2] = {};
  for (auto& support : supports) support.known.struct_size = sizeof(support);
  check(table.query(device, 2, nodes, &supports[0].known));
  REQUIRE(supports[0].known.supported == 1);
  REQUIRE(supports[0].added == 0);
  REQUIRE(supports[1].known.supported == 1);
  table.close(device);
}

TEST_CASE("A pass edits the graph and says whether it did") {
  Instance instance;
  const auto& table = Instance::table<mortise_pass_interface_t>(MORTISE_INTERFACE_PASS);
  REQUIRE(table.count(instance.plugin) == 1);
  REQUIRE(to_view(table.describe(instance.plugin, 0)->name) == "remove-all");
  REQUIRE(table.describe(instance.plugin, 1) == nullptr);
  testing::FakeGraph graph;
  graph.builder().node("Relu", {});
  const mortise_pass_context_t context{sizeof(context), graph.abi(),
                                       testing::FakeGraph::view_table(),
                                       testing::FakeGraph::edit_table(), nullptr};
  uint32_t changed = 0;
  check(table.run(instance.plugin, 0, &context, &changed));
  REQUIRE(changed == 1);
  REQUIRE(graph.ops().empty());
  check(table.run(instance.plugin, 0, &context, &changed));
  REQUIRE(changed == 0);
}

TEST_CASE("A format reads, and refuses to write when it cannot") {
  Instance instance;
  const auto& table = Instance::table<mortise_format_interface_t>(MORTISE_INTERFACE_FORMAT);
  testing::FakeGraph graph;
  check(table.read(instance.plugin, to_abi("a/b"), graph.abi(), testing::FakeGraph::edit_table()));
  REQUIRE(graph.metadata["path"] == "a/b");
  REQUIRE(text_of(table.write(instance.plugin, to_abi("c"), graph.abi(),
                              testing::FakeGraph::view_table())) ==
          "the format text can be read only");
}

TEST_CASE("A communicator is opened, used and split") {
  Instance instance;
  const auto& table =
      Instance::table<mortise_communicator_interface_t>(MORTISE_INTERFACE_COMMUNICATOR);
  REQUIRE(to_view(table.name) == "null");
  mortise_rendezvous_t rendezvous{};
  rendezvous.struct_size = sizeof(rendezvous);
  mortise_communicator_t* communicator = nullptr;
  check(table.open(instance.plugin, &rendezvous, &communicator));
  REQUIRE(table.reaches(communicator, to_abi("host")) == 1);
  mortise_collective_t barrier{};
  barrier.struct_size = sizeof(barrier);
  barrier.kind = MORTISE_COLLECTIVE_BARRIER;
  mortise_request_t* request = nullptr;
  check(table.enqueue(communicator, &barrier, &request));
  check(table.request_wait(request));
  table.request_release(request);
  mortise_communicator_t* part = nullptr;
  check(table.split(communicator, 0, 0, &part));
  table.close(part);
  table.close(communicator);
}

TEST_CASE("An operator provider lists its operators and stops at their number") {
  Instance instance;
  const auto& table = Instance::table<mortise_operator_interface_t>(MORTISE_INTERFACE_OPERATOR);
  REQUIRE(table.operator_count(instance.plugin) == 1);
  REQUIRE(to_view(table.operator_at(instance.plugin, 0)->name) == "Nothing");
  REQUIRE(table.operator_at(instance.plugin, 1) == nullptr);
  REQUIRE(table.kernel_count(instance.plugin) == 0);
  REQUIRE(table.dtype_at(instance.plugin, 0) == nullptr);
}

}  // namespace
}  // namespace mortise::sdk
