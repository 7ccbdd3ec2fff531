// What the small programs need that `mortise conform` prints for a device's failure: a host, the plugin in it, and the
// arguments of calls in few words. The program makes the calls and says what each answered; which answer is wrong is in
// the comment at its head.
//
//   c++ -std=c++17 -I PREFIX/include reproduction.cpp -ldl -pthread
#pragma once

#include <mortise/abi/device.h>
#include <mortise/abi/fingerprint.h>
#include <mortise/abi/plugin.h>
#include <mortise/sdk/status.hpp>

#include <dlfcn.h>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace mortise::reproduce {

/// Says what a call answered, when that is no success.
inline void say(mortise_status_t* status, int line = __builtin_LINE()) {
  if (status == nullptr) return;
  const std::string text(sdk::to_view(status->message));
  std::printf("line %d: status %u, flags %u: %s\n", line, status->code, status->flags,
              text.c_str());
  mortise_status_release(status);
}

using Bytes = std::vector<unsigned char>;
/// Host memory with a pattern in it, so that what moves can be seen to have moved.
inline Bytes bytes(size_t size) {
  Bytes result(size);
  for (size_t i = 0; i < size; ++i) result[i] = static_cast<unsigned char>(7 * i + 3);
  return result;
}

/// What the host does to memory that is mapped for writing.
inline void write(void* mapped, uint64_t size) {
  std::memset(mapped, 0x5a, static_cast<size_t>(size));
}
/// How memory of the host looks in the end.
inline void show(const char* name, const Bytes& memory) {
  std::printf("%s, %zu bytes:", name, memory.size());
  for (size_t i = 0; i < memory.size(); ++i) {
    if (i < 8 || memory.size() - i <= 8) std::printf(" %02x", memory[i]);
    if (i == 8 && memory.size() > 16) std::printf(" …");
  }
  std::printf("\n");
}

/// An end of a copy, for the duration of the call.
class End {
 public:
  explicit End(const mortise_copy_end_t& abi) : abi_(abi) {}
  operator const mortise_copy_end_t*() const { return &abi_; }  // NOLINT: stands in a call's place

 private:
  mortise_copy_end_t abi_;
};
inline End end(mortise_buffer_t* buffer, uint64_t offset) { return End({buffer, nullptr, offset}); }
inline End end(Bytes& host, uint64_t offset) { return End({nullptr, host.data(), offset}); }
inline End end(std::nullptr_t, uint64_t offset) { return End({nullptr, nullptr, offset}); }

/// What to wait for and to signal, for the duration of the call.
class Order {
 public:
  using Points = std::vector<mortise_fence_point_t>;
  Order(Points waits, Points signals) : waits_(std::move(waits)), signals_(std::move(signals)) {
    abi_ = {sizeof(abi_), waits_.size(), waits_.data(), signals_.size(), signals_.data()};
  }
  Order(const Order&) = delete;
  Order& operator=(const Order&) = delete;
  operator const mortise_ordering_t*() const { return &abi_; }  // NOLINT: stands in a call's place

 private:
  Points waits_, signals_;
  mortise_ordering_t abi_;
};
inline Order order(Order::Points waits, Order::Points signals) {
  return {std::move(waits), std::move(signals)};
}

/// An option of the plugin.
struct Option : mortise_attribute_t {
  Option(const char* text, int64_t value) : Option(text, MORTISE_ATTRIBUTE_INT) {
    int_value = value;
  }
  Option(const char* text, double value) : Option(text, MORTISE_ATTRIBUTE_FLOAT) {
    float_value = value;
  }
  Option(const char* text, const char* value) : Option(text, MORTISE_ATTRIBUTE_STRING) {
    string_value = sdk::to_abi(value);
  }

 private:
  Option(const char* text, uint32_t wanted) : mortise_attribute_t{} {
    struct_size = sizeof(mortise_attribute_t);
    name = sdk::to_abi(text);
    kind = wanted;
  }
};

namespace detail {

inline void* aligned_memory(uint64_t size, uint64_t alignment) {
  const uint64_t least = alignment < sizeof(void*) ? sizeof(void*) : alignment;
  if (size > UINT64_MAX / 2) return nullptr;
  return std::aligned_alloc(least, (size + least) / least * least);
}

// Packed constants are made anew each time.
inline mortise_status_t* pack(mortise_runtime_context_t*, const mortise_packed_request_t* request,
                              mortise_packed_t** out_packed, const void** out_data) {
  void* memory = aligned_memory(request->size, request->alignment);
  if (memory == nullptr) return sdk::out_of_memory_status();
  if (mortise_status_t* failure = request->pack(request->context, memory, request->size)) {
    std::free(memory);
    return failure;
  }
  *out_packed = static_cast<mortise_packed_t*>(memory);
  *out_data = memory;
  return nullptr;
}

inline mortise_host_t host_table() {
  mortise_host_t host{};
  host.struct_size = sizeof(host);
  host.abi_major = MORTISE_ABI_MAJOR;
  host.abi_minor = MORTISE_ABI_MINOR;
  host.fingerprint = MORTISE_ABI_FINGERPRINT;
  host.status_create = [](uint32_t code, uint32_t flags, mortise_string_t text) {
    return sdk::make_status(code, flags, sdk::to_view(text));
  };
  host.log = [](mortise_runtime_context_t*, uint32_t, mortise_string_t text) {
    std::fprintf(stderr, "log: %s\n", std::string(sdk::to_view(text)).c_str());
  };
  host.now = [](mortise_runtime_context_t*) -> int64_t {
    return std::chrono::steady_clock::now().time_since_epoch().count();
  };
  host.allocate = [](mortise_runtime_context_t*, uint64_t size, uint64_t alignment,
                     void** out_memory) -> mortise_status_t* {
    void* memory = aligned_memory(size, alignment);
    if (memory == nullptr) return sdk::out_of_memory_status();
    *out_memory = memory;
    return nullptr;
  };
  host.deallocate = [](mortise_runtime_context_t*, void* memory, uint64_t, uint64_t) {
    std::free(memory);
  };
  host.thread_count = [](mortise_runtime_context_t*) -> uint32_t { return 1; };
  host.parallel_for = [](mortise_runtime_context_t*, uint64_t count, uint64_t,
                         mortise_loop_body_t body, void* context) {
    if (count > 0) body(context, 0, count, 0);
  };
  host.threads_are_supplied = [](mortise_runtime_context_t*) -> uint32_t { return 0; };
  host.dtype_find = [](mortise_runtime_context_t*, uint32_t) -> const mortise_dtype_info_t* {
    return nullptr;
  };
  host.operator_find = [](mortise_runtime_context_t*, mortise_string_t, mortise_string_t,
                          uint32_t) -> const mortise_operator_t* { return nullptr; };
  host.packed_acquire = &pack;
  host.packed_release = [](mortise_runtime_context_t*, mortise_packed_t* packed) {
    std::free(packed);
  };
  return host;
}

}  // namespace detail

/// The library, loaded, and one instance. Ends the program when that cannot be had.
class Plugin {
 public:
  explicit Plugin(const char* library, const std::vector<Option>& options = {})
      : host_(detail::host_table()) {
    void* loaded = ::dlopen(library, RTLD_NOW | RTLD_LOCAL);
    void* symbol = loaded == nullptr ? nullptr : ::dlsym(loaded, MORTISE_PLUGIN_QUERY_SYMBOL);
    if (symbol == nullptr) give_up(::dlerror());
    description_ = reinterpret_cast<mortise_plugin_query_t>(symbol)();
    items_.assign(options.begin(), options.end());
    const mortise_options_t list = {sizeof(list), items_.size(), items_.data()};
    say(description_->create(&host_, &list, &instance_));
    if (instance_ == nullptr) give_up("the plugin makes no instance");
  }
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;
  ~Plugin() { description_->destroy(instance_); }

  mortise_plugin_t* get() const { return instance_; }
  const mortise_device_interface_t* devices() const {
    for (uint64_t i = 0; i < description_->interface_count; ++i) {
      const mortise_interface_t& item =
          sdk::struct_at(description_->interfaces, description_->interfaces->struct_size, i);
      if (item.kind == MORTISE_INTERFACE_DEVICE)
        return static_cast<const mortise_device_interface_t*>(item.table);
    }
    give_up("the plugin provides no devices");
  }

 private:
  [[noreturn]] static void give_up(const char* why) {
    std::fprintf(stderr, "%s\n", why);
    std::exit(2);
  }

  mortise_host_t host_;
  std::vector<mortise_attribute_t> items_;
  const mortise_plugin_description_t* description_ = nullptr;
  mortise_plugin_t* instance_ = nullptr;
};

}  // namespace mortise::reproduce
