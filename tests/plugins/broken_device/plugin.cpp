// Test only: a synchronous host device that can run Relu, and breaks the ABI's contract where option `fault` says. The
// table is the SDK's, with single functions replaced by ones that do wrong.
#include <mortise/sdk/host_device.hpp>

#include <algorithm>
#include <cstring>

namespace mortise::tests::broken {
namespace {

using namespace sdk;  // NOLINT: this file is written in the SDK's words

class ReluKernel {
 public:
  ReluKernel(const Node&, const KernelContext&) {}
  void run(const Launch& launch) const {
    for (int64_t i = 0; i < element_count(launch.output(0)); ++i)
      launch.out<float>(0)[i] = std::max(0.0f, launch.in<float>(0)[i]);
  }
};

mortise_status_t* failed_launch(const mortise_kernel_t*, const mortise_launch_t*) {
  return make_status(MORTISE_STATUS_UNAVAILABLE, 0, "the launch fails");
}

class BrokenDevice final : public HostDevice {
 public:
  BrokenDevice(const mortise_host_t* host, std::string fault)
      : HostDevice(host), fault_(std::move(fault)) {}
  ~BrokenDevice() override {
    for (mortise_kernel_t* kernel : unreleasable_) kernel->release(kernel);
  }
  bool has(std::string_view fault) const { return fault_ == fault; }

  Support query(const Node& node) override {
    if (node.op() != "Relu") return Support::no("only Relu runs here");
    return Support::yes(true);
  }

  mortise_kernel_t* create_kernel(const Node& node) override {
    if (has("kernel_null")) return nullptr;
    if (has("kernel_throws")) throw std::runtime_error("thrown by create_kernel");
    mortise_kernel_t* kernel = make_kernel<ReluKernel>(node, kernel_context());
    if (has("kernel_without_launch")) kernel->launch = nullptr;
    if (has("kernel_without_size")) {
      kernel->struct_size = 0;
      unreleasable_.push_back(kernel);
    }
    if (has("kernel_huge_workspace")) kernel->workspace_size = UINT64_MAX - 8;
    if (has("kernel_odd_alignment")) {
      kernel->workspace_size = 8;
      kernel->workspace_alignment = 3;
    }
    if (has("launch_fails")) kernel->launch = &failed_launch;
    return kernel;
  }

  // A layout that nobody but this device understands.
  static const mortise_layout_t* private_layout() {
    static const mortise_layout_t layout = {sizeof(mortise_layout_t),
                                            to_abi("broken"),
                                            to_abi("private"),
                                            16,
                                            nullptr,
                                            nullptr,
                                            nullptr,
                                            nullptr};
    return &layout;
  }

  // Leaves the node alone, and not the graph around it.
  void change_interface(GraphReader& reader, Builder& builder) const {
    const Shape shape = {1000000};
    const mortise_type_t type = tensor_type(MORTISE_DTYPE_FLOAT32, shape);
    if (has("optimise_adds_input")) builder.input("another", type);
    if (has("optimise_adds_state")) builder.state("another", type);
    if (has("optimise_adds_output")) builder.output("another", reader.output(0));
    if (has("optimise_changes_input")) builder.set_type(reader.input(0), type);
  }

  // Puts another Relu in the place of each.
  void optimise(GraphReader& reader, Builder& builder) override {
    if (has("optimise_throws")) throw std::runtime_error("thrown by optimise");
    change_interface(reader, builder);
    const bool private_output = has("optimise_leaves_layout");
    if (!has("optimise_untyped") && !private_output) return;
    for (const uint32_t id : reader.nodes()) {
      const Node node = reader.node(id);
      if (node.op() != "Relu") continue;
      const Value output = node.output_id(0);
      const Value input = node.input_id(0);
      mortise_type_t type = node.type(0);
      const Shape shape = node.shape(0).to_vector();
      type.shape = shape.data();
      type.layout = private_layout();
      const Value made = builder.node("Relu", {input});
      if (private_output) builder.set_type(made, type);
      builder.replace(output, made);
    }
  }

 private:
  // The core cannot know that such a kernel has a release.
  std::vector<mortise_kernel_t*> unreleasable_;
  std::string fault_;
};

const BrokenDevice& broken_of(mortise_device_t* device) {
  return *static_cast<BrokenDevice*>(reinterpret_cast<Device*>(device));
}

mortise_status_t* query(mortise_device_t* device, uint64_t count,
                        const mortise_node_t* const* nodes, mortise_support_t* out) {
  if (broken_of(device).has("query_fails"))
    return make_status(MORTISE_STATUS_UNAVAILABLE, 0, "the query fails");
  if (broken_of(device).has("query_garbage")) {
    // Claims support with impossible values, and a reason all the same.
    for (uint64_t i = 0; i < count; ++i) {
      out[i].supported = 77;
      out[i].seconds = -1;
      out[i].workspace_size = UINT64_MAX;
      out[i].reason = make_status(MORTISE_STATUS_UNSUPPORTED, 0, "and yet it is not");
    }
    return nullptr;
  }
  if (broken_of(device).has("query_silent")) return nullptr;  // no answer is "no", without a reason
  return DeviceProvider::table()->query(device, count, nodes, out);
}

class BrokenPlugin final : public Plugin<DeviceProvider> {
 public:
  BrokenPlugin(const mortise_host_t* host, const Attributes& options)
      : Plugin(host), fault_(options.get_string("fault")) {}

  uint64_t device_count() override { return fault_ == "no_devices" ? 0 : 1; }
  mortise_device_description_t describe_device(uint64_t) override {
    if (fault_ == "describe_throws") throw std::runtime_error("thrown by describe");
    mortise_device_description_t description = host_device_description("broken", "broken");
    if (fault_ == "odd_alignment") description.alignment = 3;
    if (fault_ == "zero_alignment") description.alignment = 0;
    if (fault_ == "huge_alignment") description.alignment = uint64_t{1} << 40;
    if (fault_ == "host_memory_out_of_reach") description.flags = MORTISE_DEVICE_SYNCHRONOUS;
    if (fault_ == "fence_null") description.flags = MORTISE_DEVICE_HOST_ADDRESSABLE;
    if (fault_ == "map_null") description.memory_space = {};
    if (fault_ == "portable_without_host_memory") {
      description.flags = MORTISE_DEVICE_PORTABLE_KERNELS;
      description.memory_space = {};
    }
    return description;
  }
  std::unique_ptr<Device> open_device(uint64_t) override {
    if (fault_ == "open_throws") throw std::runtime_error("thrown by open");
    return std::make_unique<BrokenDevice>(host(), fault_);
  }

  static const mortise_device_interface_t* table() {
    static const mortise_device_interface_t functions = [] {
      mortise_device_interface_t wrong = *DeviceProvider::table();
      wrong.query = &query;
      wrong.stream_create = [](mortise_device_t* device, mortise_stream_t** out) {
        if (broken_of(device).has("stream_fails"))
          return make_status(MORTISE_STATUS_UNAVAILABLE, 0, "no stream can be made");
        if (broken_of(device).has("stream_null")) return static_cast<mortise_status_t*>(nullptr);
        return DeviceProvider::table()->stream_create(device, out);
      };
      // Only the faults that are about them reach these two.
      wrong.fence_create = [](mortise_device_t*, mortise_fence_t**) -> mortise_status_t* {
        return nullptr;
      };
      wrong.buffer_map = [](mortise_device_t*, mortise_buffer_t*, uint64_t, uint64_t, uint32_t,
                            void**) -> mortise_status_t* { return nullptr; };
      return wrong;
    }();
    return &functions;
  }

  static const mortise_interface_t* interfaces() {
    static const mortise_interface_t list[] = {{sizeof(mortise_interface_t), kInterface,
                                                MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR, 0,
                                                kFingerprint, kOlderFingerprints, table()}};
    return list;
  }

 private:
  std::string fault_;
};

}  // namespace
}  // namespace mortise::tests::broken

MORTISE_PLUGIN("broken_device", "0.1.0", mortise::tests::broken::BrokenPlugin);
