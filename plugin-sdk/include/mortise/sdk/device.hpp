// The device interface: Device, Buffer, Stream and Fence as classes, and the table over them. A device whose memory is
// the host's and that works on the calling thread derives from HostDevice (host_device.hpp) instead.
#ifndef MORTISE_SDK_DEVICE_HPP_
#define MORTISE_SDK_DEVICE_HPP_

#include <mortise/abi/device.h>
#include <mortise/sdk/graph.hpp>
#include <mortise/sdk/kernel.hpp>
#include <mortise/sdk/plugin.hpp>

#include <memory>

namespace mortise::sdk {

class Buffer {
 public:
  virtual ~Buffer() = default;
  /// In the device's memory space.
  virtual void* address() const = 0;
  virtual uint64_t size() const = 0;
};

class Stream {
 public:
  virtual ~Stream() = default;
};

/// A timeline that starts at 0. Any thread.
class Fence {
 public:
  virtual ~Fence() = default;
  virtual uint64_t query() = 0;
  /// Throws DEADLINE_EXCEEDED. A negative timeout is none.
  virtual void wait(uint64_t value, int64_t timeout_nanoseconds) = 0;
  virtual void signal(uint64_t value) = 0;
};

/// The answer for one node.
struct Support {
  bool supported = false;
  bool ranged = false;
  double seconds = 0;  // estimate; 0: none
  uint64_t workspace_size = 0;
  std::string reason;  // why not, and what would be supported

  static Support no(std::string reason) {
    Support support;
    support.reason = std::move(reason);
    return support;
  }
  static Support yes(bool ranged, double seconds = 0, uint64_t workspace_size = 0) {
    return {true, ranged, seconds, workspace_size, {}};
  }
};

/// An end of a copy.
struct CopyEnd {
  Buffer* buffer;  // null: host memory at `data`
  void* data;
  uint64_t offset;
};

class Device {
 public:
  virtual ~Device() = default;
  mortise_device_t* abi() { return reinterpret_cast<mortise_device_t*>(this); }

  virtual std::unique_ptr<Buffer> create_buffer(uint64_t size) = 0;
  virtual void* map(Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) = 0;
  virtual void unmap(Buffer& buffer) = 0;
  /// Lends host memory to the device.
  virtual std::unique_ptr<Buffer> import_buffer(void*, uint64_t) {
    unsupported("this device cannot use host memory");
  }

  virtual std::unique_ptr<Stream> create_stream() = 0;
  virtual void copy(Stream& stream, const CopyEnd& source, const CopyEnd& destination,
                    uint64_t size, const mortise_ordering_t* ordering) = 0;
  virtual void fill(Stream& stream, const CopyEnd& destination, uint8_t value, uint64_t size,
                    const mortise_ordering_t* ordering) = 0;
  virtual std::unique_ptr<Fence> create_fence() = 0;

  /// Has no effect. What it throws as UNSUPPORTED is the reason why not.
  virtual Support query(const Node& node) = 0;
  virtual void optimise(GraphReader&, Builder&) {}
  /// For a node that query supports. See make_kernel.
  virtual mortise_kernel_t* create_kernel(const Node& node) = 0;
  virtual void* native_handle(Stream*, std::string_view name) {
    fail(MORTISE_STATUS_NOT_FOUND, "there is no native handle ", name, "; this device has none");
  }
};

inline mortise_fence_t* to_abi(Fence* fence) { return reinterpret_cast<mortise_fence_t*>(fence); }
inline Fence& from_abi(mortise_fence_t* fence) { return *reinterpret_cast<Fence*>(fence); }

class DeviceProvider {
 public:
  using Interface = DeviceProvider;
  static constexpr uint32_t kInterface = MORTISE_INTERFACE_DEVICE;
  static constexpr uint64_t kFingerprint = MORTISE_ABI_FINGERPRINT_DEVICE;
  static constexpr const uint64_t* kOlderFingerprints = MORTISE_ABI_OLDER_FINGERPRINTS_DEVICE;
  explicit DeviceProvider(PluginBase&) {}
  virtual ~DeviceProvider() = default;

  /// Throws UNAVAILABLE, saying what to install, when a driver is missing.
  virtual uint64_t device_count() = 0;
  /// Opens nothing. Strings live as long as the plugin.
  virtual mortise_device_description_t describe_device(uint64_t index) = 0;
  virtual std::unique_ptr<Device> open_device(uint64_t index) = 0;

  static const mortise_device_interface_t* table() {
    static const mortise_device_interface_t functions = make_table();
    return &functions;
  }

 private:
  using Table = mortise_device_interface_t;
  static DeviceProvider& self(mortise_plugin_t* p) { return provider_of<DeviceProvider>(p); }
  static Device& from(mortise_device_t* device) { return *reinterpret_cast<Device*>(device); }
  static Buffer* from(mortise_buffer_t* buffer) { return reinterpret_cast<Buffer*>(buffer); }
  static Stream* from(mortise_stream_t* stream) { return reinterpret_cast<Stream*>(stream); }
  static CopyEnd from(const mortise_copy_end_t* end) {
    return {from(end->buffer), end->data, end->offset};
  }
  static const mortise_ordering_t* checked(const mortise_ordering_t* ordering) {
    if (ordering != nullptr) check_struct(ordering, "mortise_ordering_t");
    return ordering;
  }
  static uint32_t checked_map(uint32_t flags) {
    if (flags == 0 || (flags & ~(MORTISE_MAP_READ | MORTISE_MAP_WRITE)) != 0)
      invalid("map flags ", flags, "; they are MORTISE_MAP_READ, MORTISE_MAP_WRITE or both");
    return flags;
  }
  static void give(std::unique_ptr<Buffer> buffer, mortise_buffer_t** out_buffer, void** out_data) {
    *out_data = buffer->address();
    *out_buffer = reinterpret_cast<mortise_buffer_t*>(buffer.release());
  }

  static Table make_table() {
    Table t{};
    t.struct_size = sizeof(t);
    fill_devices(t);
    fill_memory(t);
    fill_streams(t);
    fill_fences(t);
    fill_compiling(t);
    return t;
  }
  static void fill_devices(Table& t) {
    t.count = [](mortise_plugin_t* p, uint64_t* out_count) {
      return guard([&] { *out_count = self(p).device_count(); });
    };
    t.describe = [](mortise_plugin_t* p, uint64_t index,
                    mortise_device_description_t* out_description) {
      return guard([&] {
        check_index(p, index);
        check_size(out_description, "mortise_device_description_t");
        *out_description = self(p).describe_device(index);
      });
    };
    t.open = [](mortise_plugin_t* p, uint64_t index, mortise_device_t** out_device) {
      return guard([&] {
        check_index(p, index);
        *out_device = self(p).open_device(index).release()->abi();
      });
    };
    t.close = [](mortise_device_t* device) { delete &from(device); };
  }
  static void check_index(mortise_plugin_t* p, uint64_t index) {
    const uint64_t count = self(p).device_count();
    if (index >= count) {
      fail(MORTISE_STATUS_NOT_FOUND, "there is no device ", index, "; there are ", count);
    }
  }
  static void fill_memory(Table& t) {
    t.buffer_create = [](mortise_device_t* device, uint64_t size, mortise_buffer_t** out_buffer,
                         void** out_data) {
      return guard([&] { give(from(device).create_buffer(size), out_buffer, out_data); });
    };
    t.buffer_release = [](mortise_device_t*, mortise_buffer_t* buffer) { delete from(buffer); };
    t.buffer_map = [](mortise_device_t* device, mortise_buffer_t* buffer, uint64_t offset,
                      uint64_t size, uint32_t flags, void** out_host) {
      return guard(
          [&] { *out_host = from(device).map(*from(buffer), offset, size, checked_map(flags)); });
    };
    t.buffer_unmap = [](mortise_device_t* device, mortise_buffer_t* buffer) {
      return guard([&] { from(device).unmap(*from(buffer)); });
    };
    t.buffer_import = [](mortise_device_t* device, void* host, uint64_t size,
                         mortise_buffer_t** out_buffer, void** out_data) {
      return guard([&] { give(from(device).import_buffer(host, size), out_buffer, out_data); });
    };
  }
  static void fill_streams(Table& t) {
    t.stream_create = [](mortise_device_t* device, mortise_stream_t** out_stream) {
      return guard([&] {
        *out_stream = reinterpret_cast<mortise_stream_t*>(from(device).create_stream().release());
      });
    };
    t.stream_release = [](mortise_device_t*, mortise_stream_t* stream) { delete from(stream); };
    t.copy = [](mortise_device_t* device, mortise_stream_t* stream,
                const mortise_copy_end_t* source, const mortise_copy_end_t* destination,
                uint64_t size, const mortise_ordering_t* ordering) {
      return guard([&] {
        from(device).copy(*from(stream), from(source), from(destination), size, checked(ordering));
      });
    };
    t.fill = [](mortise_device_t* device, mortise_stream_t* stream,
                const mortise_copy_end_t* destination, uint8_t value, uint64_t size,
                const mortise_ordering_t* ordering) {
      return guard([&] {
        from(device).fill(*from(stream), from(destination), value, size, checked(ordering));
      });
    };
    t.native_handle = [](mortise_device_t* device, mortise_stream_t* stream, mortise_string_t name,
                         void** out_handle) {
      return guard([&] { *out_handle = from(device).native_handle(from(stream), to_view(name)); });
    };
  }
  static void fill_fences(Table& t) {
    t.fence_create = [](mortise_device_t* device, mortise_fence_t** out_fence) {
      return guard([&] { *out_fence = to_abi(from(device).create_fence().release()); });
    };
    t.fence_release = [](mortise_device_t*, mortise_fence_t* fence) { delete &from_abi(fence); };
    t.fence_query = [](mortise_device_t*, mortise_fence_t* fence, uint64_t* out_value) {
      return guard([&] { *out_value = from_abi(fence).query(); });
    };
    t.fence_wait = [](mortise_device_t*, mortise_fence_t* fence, uint64_t value, int64_t timeout) {
      return guard([&] { from_abi(fence).wait(value, timeout); });
    };
    t.fence_signal = [](mortise_device_t*, mortise_fence_t* fence, uint64_t value) {
      return guard([&] { from_abi(fence).signal(value); });
    };
  }
  static void fill_compiling(Table& t) {
    t.query = [](mortise_device_t* device, uint64_t count, const mortise_node_t* const* nodes,
                 mortise_support_t* out_supports) {
      return guard([&] { query_all(from(device), count, nodes, out_supports); });
    };
    t.optimise = [](mortise_device_t* device, mortise_graph_t* graph,
                    const mortise_graph_view_t* view, const mortise_graph_edit_t* edit) {
      return guard([&] {
        GraphReader reader(graph, view);
        Builder builder(graph, edit);
        from(device).optimise(reader, builder);
      });
    };
    t.kernel_create = [](mortise_device_t* device, const mortise_node_t* node,
                         mortise_kernel_t** out_kernel) {
      return guard_node(
          node, [&](const Node& checked) { *out_kernel = from(device).create_kernel(checked); });
    };
  }
  static void query_all(Device& device, uint64_t count, const mortise_node_t* const* nodes,
                        mortise_support_t* out_supports) {
    if (count == 0) return;
    check_size(out_supports, "mortise_support_t");
    const uint64_t size = out_supports->struct_size;  // before the first answer replaces it
    for (uint64_t i = 0; i < count; ++i) {
      mortise_support_t& out = struct_at(out_supports, size, i);
      out = {};
      out.struct_size = sizeof(out);
      out.reason = guard_node(nodes[i], [&](const Node& node) {
        const Support support = device.query(node);
        if (!support.supported) unsupported(support.reason);
        out.supported = 1;
        out.ranged = support.ranged ? 1 : 0;
        out.seconds = support.seconds;
        out.workspace_size = support.workspace_size;
      });
    }
  }
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_DEVICE_HPP_
