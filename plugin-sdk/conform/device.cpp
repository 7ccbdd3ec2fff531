#include "plugin-sdk/conform/device.hpp"

#include "plugin-sdk/conform/check.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kPatience = 15'000'000'000;  // nanoseconds

void must(const Status& status, const char* call) {
  if (!status.ok()) fail(call, " failed where it must succeed: ", status.text());
}

std::string points_text(const std::vector<Point>& points) {
  std::string text = "{";
  for (const Point& point : points)
    text += (text.size() > 1 ? ", {" : "{") + point.fence->name() + ", " +
            std::to_string(point.value) + "}";
  return text + "}";
}

}  // namespace

// ---- what a device hands out ----

Buffer& Buffer::operator=(Buffer&& other) noexcept {
  if (this == &other) return *this;
  release();
  device_ = other.device_;
  handle_ = std::exchange(other.handle_, nullptr);
  data_ = other.data_;
  size_ = other.size_;
  name_ = std::move(other.name_);
  return *this;
}

void Buffer::release() {
  if (handle_ == nullptr) return;
  device_->trace().add("table->buffer_release(", device_->name(), ", ", name_, ");");
  device_->table().buffer_release(device_->get(), std::exchange(handle_, nullptr));
}

Stream::~Stream() {
  if (handle_ == nullptr) return;
  device_->trace().add("table->stream_release(", device_->name(), ", ", name_, ");");
  device_->table().stream_release(device_->get(), handle_);
}

Fence::~Fence() {
  if (handle_ == nullptr) return;
  device_->trace().add("table->fence_release(", device_->name(), ", ", name_, ");");
  device_->table().fence_release(device_->get(), handle_);
}

Status Fence::try_query(uint64_t& out_value) const {
  device_->trace().add("table->fence_query(", device_->name(), ", ", name_, ", &value);");
  return take(device_->table().fence_query(device_->get(), handle_, &out_value));
}

Status Fence::try_wait(uint64_t value, int64_t timeout_nanoseconds) const {
  device_->trace().add("table->fence_wait(", device_->name(), ", ", name_, ", ", value, ", ",
                       timeout_nanoseconds, ");");
  return take(device_->table().fence_wait(device_->get(), handle_, value, timeout_nanoseconds));
}

uint64_t Fence::query() const {
  uint64_t value = 0;
  must(try_query(value), "fence_query");
  return value;
}

void Fence::wait(uint64_t value) const {
  const Status status = try_wait(value, kPatience);
  if (status.code() == MORTISE_STATUS_DEADLINE_EXCEEDED)
    fail("the fence did not reach ", value,
         " in 15 s: work that was enqueued does not end, or does not signal");
  must(status, "fence_wait");
}

Status Fence::try_signal(uint64_t value) const {
  device_->trace().add("table->fence_signal(", device_->name(), ", ", name_, ", ", value, ");");
  return take(device_->table().fence_signal(device_->get(), handle_, value));
}

void Fence::signal(uint64_t value) const { must(try_signal(value), "fence_signal"); }

std::string End::text(Trace& trace) const {
  return sdk::message("end(", buffer != nullptr ? buffer->name() : trace.host_name(host), ", ",
                      offset, ")");
}

std::string Order::text() const {
  if (empty()) return "nullptr";
  return "order(" + points_text(waits) + ", " + points_text(signals) + ")";
}

AbiOrder::AbiOrder(const Order& order) : empty_(order.empty()) {
  for (const Point& point : order.waits) waits_.push_back({point.fence->get(), point.value});
  for (const Point& point : order.signals) signals_.push_back({point.fence->get(), point.value});
  abi_.struct_size = sizeof(abi_);
  abi_.wait_count = waits_.size();
  abi_.waits = waits_.data();
  abi_.signal_count = signals_.size();
  abi_.signals = signals_.data();
}

// ---- the device ----

Device::Device(Environment& environment, const Instance& instance, uint64_t index)
    : trace_(environment.trace),
      name_(environment.trace.next_name("device")),
      table_(instance.subject().table<mortise_device_interface_t>(MORTISE_INTERFACE_DEVICE)) {
  if (table_ == nullptr) skip("the plugin provides no devices");
  uint64_t count = 0;
  trace_.add("table->count(plugin, &count);");
  const Status counted = take(table_->count(instance.get(), &count));
  if (counted.code() == MORTISE_STATUS_UNAVAILABLE) skip(counted.message());
  must(counted, "count");
  if (index >= count) skip("the plugin has ", count, " devices on this machine");
  description_.struct_size = sizeof(description_);
  trace_.add("table->describe(plugin, ", index, ", &description);");
  must(take(table_->describe(instance.get(), index, &description_)), "describe");
  trace_.add("table->open(plugin, ", index, ", &", name_, ");");
  must(take(table_->open(instance.get(), index, &handle_)), "open");
  expect(handle_ != nullptr, "open succeeded and gave no device");
}

Device::~Device() {
  if (handle_ == nullptr) return;
  trace_.add("table->close(", name_, ");");
  table_->close(handle_);
}

Status Device::try_buffer(uint64_t size, Buffer& out) {
  const std::string name = trace_.next_name("buffer");
  trace_.add("table->buffer_create(", name_, ", ", size, ", &", name, ", &", name, "_data);");
  mortise_buffer_t* handle = nullptr;
  void* data = nullptr;
  Status status = take(table_->buffer_create(handle_, size, &handle, &data));
  expect(status.ok() == (handle != nullptr),
         "buffer_create: outputs are written on success only, and then all of them");
  if (status.ok()) out = Buffer(*this, handle, data, size, name);
  return status;
}

Buffer Device::buffer(uint64_t size) {
  Buffer made;
  must(try_buffer(size, made), "buffer_create");
  return made;
}

Buffer Device::import(void* host, uint64_t size) {
  if (table_->buffer_import == nullptr) skip("the device does not import host memory");
  const std::string name = trace_.next_name("buffer");
  trace_.add("table->buffer_import(", name_, ", ", trace_.host_name(host), ".data(), ", size, ", &",
             name, ", &", name, "_data);");
  mortise_buffer_t* handle = nullptr;
  void* data = nullptr;
  const Status status = take(table_->buffer_import(handle_, host, size, &handle, &data));
  if (status.code() == MORTISE_STATUS_UNSUPPORTED) skip(status.message());
  must(status, "buffer_import");
  return {*this, handle, data, size, name};
}

Status Device::try_map(const Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags,
                       void*& out) {
  trace_.add("table->buffer_map(", name_, ", ", buffer.name(), ", ", offset, ", ", size, ", ",
             flags, ", &mapped);");
  return take(table_->buffer_map(handle_, buffer.get(), offset, size, flags, &out));
}

void* Device::map(const Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) {
  void* host = nullptr;
  must(try_map(buffer, offset, size, flags, host), "buffer_map");
  expect(host != nullptr || size == 0, "buffer_map succeeded and gave no address");
  if ((flags & MORTISE_MAP_WRITE) != 0) trace_.add("write(mapped, ", size, ");");
  return host;
}

void Device::unmap(const Buffer& buffer) {
  trace_.add("table->buffer_unmap(", name_, ", ", buffer.name(), ");");
  must(take(table_->buffer_unmap(handle_, buffer.get())), "buffer_unmap");
}

Stream Device::stream() {
  const std::string name = trace_.next_name("stream");
  trace_.add("table->stream_create(", name_, ", &", name, ");");
  mortise_stream_t* handle = nullptr;
  must(take(table_->stream_create(handle_, &handle)), "stream_create");
  expect(handle != nullptr, "stream_create succeeded and gave no stream");
  return {*this, handle, name};
}

Fence Device::fence() {
  const std::string name = trace_.next_name("fence");
  trace_.add("table->fence_create(", name_, ", &", name, ");");
  mortise_fence_t* handle = nullptr;
  const Status status = take(table_->fence_create(handle_, &handle));
  if (synchronous() && status.code() == MORTISE_STATUS_UNSUPPORTED)
    skip("a synchronous device needs no fences, and this one has none: ", status.message());
  must(status, "fence_create");
  expect(handle != nullptr, "fence_create succeeded and gave no fence");
  return {*this, handle, name};
}

Status Device::try_copy(const Stream& stream, const End& from, const End& to, uint64_t size,
                        const Order& order) {
  trace_.add("table->copy(", name_, ", ", stream.name(), ", ", from.text(trace_), ", ",
             to.text(trace_), ", ", size, ", ", order.text(), ");");
  const mortise_copy_end_t source = from.abi();
  const mortise_copy_end_t target = to.abi();
  const AbiOrder abi(order);
  return take(table_->copy(handle_, stream.get(), &source, &target, size, abi.get()));
}

void Device::copy(const Stream& stream, const End& from, const End& to, uint64_t size,
                  const Order& order) {
  must(try_copy(stream, from, to, size, order), "copy");
}

Status Device::try_fill(const Stream& stream, const End& to, uint8_t value, uint64_t size,
                        const Order& order) {
  trace_.add("table->fill(", name_, ", ", stream.name(), ", ", to.text(trace_), ", ", int{value},
             ", ", size, ", ", order.text(), ");");
  const mortise_copy_end_t target = to.abi();
  const AbiOrder abi(order);
  return take(table_->fill(handle_, stream.get(), &target, value, size, abi.get()));
}

void Device::fill(const Stream& stream, const End& to, uint8_t value, uint64_t size,
                  const Order& order) {
  must(try_fill(stream, to, value, size, order), "fill");
}

// ---- the queue ----

Queue::Queue(Device& device)
    : device_(device),
      fence_(device.synchronous() ? nullptr : std::make_unique<Fence>(device.fence())),
      stream_(device.stream()) {}

Order Queue::next() {
  if (fence_ == nullptr) return {};
  return {{}, {{fence_.get(), ++value_}}};
}

void Queue::finish() const {
  if (fence_ != nullptr && value_ != 0) fence_->wait(value_);
}

Status Queue::try_finish() const {
  if (fence_ == nullptr || value_ == 0) return {};
  return fence_->try_wait(value_, kPatience);
}

void Queue::write(const Buffer& buffer, uint64_t offset, const void* bytes, uint64_t size) {
  device_.copy(stream_, bytes, {buffer, offset}, size, next());
  finish();
}

std::vector<unsigned char> Queue::read(const Buffer& buffer, uint64_t offset, uint64_t size) {
  std::vector<unsigned char> bytes(size, 0xcd);
  device_.copy(stream_, {buffer, offset}, bytes.data(), size, next());
  finish();
  return bytes;
}

void Queue::fill(const Buffer& buffer, uint64_t offset, uint8_t value, uint64_t size) {
  device_.fill(stream_, {buffer, offset}, value, size, next());
  finish();
}

}  // namespace mortise::conform
