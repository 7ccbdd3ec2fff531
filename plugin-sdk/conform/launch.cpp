#include "plugin-sdk/conform/launch.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace mortise::conform {
namespace {

constexpr unsigned char kPoison = 0xa5;
constexpr uint64_t kLargestWorkspace = uint64_t{1} << 32;

bool is_power_of_two(uint64_t value) { return value != 0 && (value & (value - 1)) == 0; }

// The arena: its image on the host, and where it is for the device.
class Arena {
 public:
  Arena(Device& device, uint64_t size, uint64_t alignment) : device_(device) {
    image_.assign(size, kPoison);
    if (device.in_host_memory()) {
      host_.reset(std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment));
    } else {
      buffer_ = device.buffer(size);
    }
  }
  unsigned char* image(uint64_t offset) { return image_.data() + offset; }
  void* data(uint64_t offset) const {
    return static_cast<char*>(host_ != nullptr ? host_.get() : buffer_.data()) + offset;
  }
  mortise_buffer_t* buffer() const { return buffer_.get(); }

  void upload(Queue& queue) {
    if (host_ != nullptr) {
      std::memcpy(host_.get(), image_.data(), image_.size());
    } else {
      queue.write(buffer_, 0, image_.data(), image_.size());
    }
  }
  std::vector<unsigned char> download(Queue& queue) const {
    if (host_ == nullptr) return queue.read(buffer_, 0, image_.size());
    const auto* bytes = static_cast<const unsigned char*>(host_.get());
    return {bytes, bytes + image_.size()};
  }
  const std::vector<unsigned char>& before() const { return image_; }
  mortise_device_t* device() const { return host_ != nullptr ? nullptr : device_.get(); }

 private:
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  Device& device_;
  std::vector<unsigned char> image_;
  std::unique_ptr<void, Free> host_;
  Buffer buffer_;
};

// Where each tensor lies, and how.
struct Slot {
  std::string title;  // "input 0"; empty: absent
  uint64_t offset = 0;
  uint64_t size = 0;
  bool written = false;
  const Arrangement* arrangement = nullptr;
};

const Arrangement& arrangement_of(const std::map<size_t, Arrangement>& arranged, size_t index) {
  static const Arrangement dense;
  const auto found = arranged.find(index);
  return found == arranged.end() ? dense : found->second;
}

class Launcher {
 public:
  Launcher(Device& device, Queue& queue, const Kernel& kernel, Random& random)
      : device_(device),
        queue_(queue),
        made_(kernel),
        kernel_(kernel.get()),
        random_(random),
        alignment_(std::max<uint64_t>(
            {device.description().alignment, 64, kernel.get().workspace_alignment})) {}

  Status run(const std::vector<HostTensor>& inputs, std::vector<HostTensor>& outputs,
             const LaunchOptions& options) {
    place(inputs, outputs, options);
    Arena arena(device_, end_, alignment_);
    for (size_t i = 0; i < inputs.size(); ++i)
      slots_[i].arrangement->store(inputs[i], arena.image(slots_[i].offset));
    arena.upload(queue_);
    Status status = enqueue(arena, inputs, outputs);
    if (status.ok()) status = queue_.try_finish();
    if (!status.ok()) return status;
    const std::vector<unsigned char> after = arena.download(queue_);
    check_surroundings(arena.before(), after, inputs.size(), outputs);
    for (size_t i = 0; i < outputs.size(); ++i) take(after, slots_[inputs.size() + i], outputs[i]);
    return {};
  }

 private:
  // `element`: bytes of one. Host memory that a user gives is aligned to no more than that.
  uint64_t place_one(uint64_t size, uint64_t element) {
    end_ += alignment_ * (1 + random_.below(3));  // a gap, whose bytes are watched
    const uint64_t offset = end_ + (device_.in_host_memory() && random_.one_in(2) ? element : 0);
    end_ += (size + 2 * alignment_ - 1) / alignment_ * alignment_;
    return offset;
  }
  Slot place_one(std::string title, const HostTensor& tensor, const Arrangement& arrangement) {
    const uint64_t size = arrangement.byte_size(tensor);
    return {std::move(title), place_one(size, sdk::dtype_bits(tensor.dtype) / 8), size, false,
            &arrangement};
  }

  void place(const std::vector<HostTensor>& inputs, const std::vector<HostTensor>& outputs,
             const LaunchOptions& options) {
    for (size_t i = 0; i < inputs.size(); ++i)
      slots_.push_back(
          place_one(sdk::message("input ", i), inputs[i], arrangement_of(options.inputs, i)));
    for (size_t i = 0; i < outputs.size(); ++i) {
      const Arrangement& arrangement = arrangement_of(options.outputs, i);
      Slot slot = place_one(sdk::message("output ", i), outputs[i], arrangement);
      slot.written = true;
      const auto pair = std::find_if(options.in_place.begin(), options.in_place.end(),
                                     [&](const auto& entry) { return entry.second == i; });
      if (pair != options.in_place.end()) {
        slots_[pair->first].written = true;
        slot.offset = slots_[pair->first].offset;
      }
      slots_.push_back(std::move(slot));
    }
    workspace_ = place_one(kernel_.workspace_size, 0);
    end_ += alignment_;
  }

  mortise_tensor_view_t view_of(const Arena& arena, const HostTensor& tensor, const Slot& slot) {
    mortise_tensor_view_t view = tensor.view();
    view.data = arena.data(slot.offset);
    view.buffer = arena.buffer();
    view.byte_offset = slot.offset;
    view.device = arena.device();
    view.byte_size = slot.size;
    slot.arrangement->describe(view);
    return view;
  }

  // As the core gives what all readers have taken.
  static void forget_content(mortise_tensor_view_t& view) {
    view.data = nullptr;
    view.buffer = nullptr;
    view.byte_offset = 0;
  }

  Status enqueue(const Arena& arena, const std::vector<HostTensor>& inputs,
                 const std::vector<HostTensor>& outputs) {
    std::vector<mortise_tensor_view_t> views;
    views.reserve(slots_.size());
    std::vector<const mortise_tensor_view_t*> in;
    std::vector<mortise_tensor_view_t*> out;
    for (size_t i = 0; i < slots_.size(); ++i) {
      const bool is_input = i < inputs.size();
      const HostTensor& tensor = is_input ? inputs[i] : outputs[i - inputs.size()];
      mortise_tensor_view_t* view = nullptr;
      if (tensor.dtype != MORTISE_DTYPE_UNDEFINED) {
        views.push_back(view_of(arena, tensor, slots_[i]));
        view = &views.back();
        if (is_input && made_.takes(i)) forget_content(*view);
      }
      if (is_input) {
        in.push_back(view);
      } else {
        out.push_back(view);
      }
    }
    const Order order = queue_.next();
    const AbiOrder abi_order(order);
    mortise_launch_t launch{};
    launch.struct_size = sizeof(launch);
    launch.stream = queue_.stream().get();
    launch.input_count = in.size();
    launch.inputs = in.data();
    launch.output_count = out.size();
    launch.outputs = out.data();
    if (kernel_.workspace_size != 0) {
      launch.workspace = arena.data(workspace_);
      launch.workspace_buffer = arena.buffer();
      launch.workspace_offset = workspace_;
    }
    launch.ordering = abi_order.get();
    device_.trace().add("kernel->launch(kernel, &launch);  // ", queue_.stream().name());
    Status status = conform::take(kernel_.launch(&kernel_, &launch));
    // The launch's structs are the caller's again: a kernel that still reads them is wrong.
    for (mortise_tensor_view_t& view : views) {
      view.data = nullptr;
      view.buffer = nullptr;
      view.byte_offset = UINT64_MAX / 2;
    }
    return status;
  }

  void check_surroundings(const std::vector<unsigned char>& before,
                          const std::vector<unsigned char>& after, size_t input_count,
                          const std::vector<HostTensor>& outputs) const {
    std::vector<bool> allowed(before.size(), false);
    for (size_t i = 0; i < outputs.size(); ++i) {
      const Slot& slot = slots_[input_count + i];
      const std::vector<bool> elements = slot.arrangement->bytes_of_elements(outputs[i]);
      std::copy(elements.begin(), elements.end(),
                allowed.begin() + static_cast<ptrdiff_t>(slot.offset));
    }
    std::fill_n(allowed.begin() + static_cast<ptrdiff_t>(workspace_), kernel_.workspace_size, true);
    for (size_t i = 0; i < before.size(); ++i) {
      if (allowed[i] || before[i] == after[i]) continue;
      fail(place_text(i));
    }
  }

  // Which tensor a byte that changed belongs to, or lies near.
  std::string place_text(uint64_t at) const {
    const Slot* nearest = nullptr;
    for (const Slot& slot : slots_) {
      if (!slot.written && at >= slot.offset && at < slot.offset + slot.size)
        return sdk::message("the kernel wrote to ", slot.title, ", which it may only read");
      if (slot.offset <= at && (nearest == nullptr || slot.offset > nearest->offset))
        nearest = &slot;
    }
    if (nearest == nullptr)
      return "the kernel wrote before the start of its tensors: an offset is ignored or wrong";
    if (at < nearest->offset + nearest->size)
      return sdk::message("the kernel wrote between the elements of ", nearest->title,
                          ", whose strides leave gaps: it treats them as dense");
    return sdk::message("the kernel wrote outside its outputs, ",
                        at - nearest->offset - nearest->size, " bytes past the end of ",
                        nearest->title, " (", nearest->size,
                        " bytes): bounds, offset or workspace size are wrong");
  }

  static void take(const std::vector<unsigned char>& arena, const Slot& slot, HostTensor& output) {
    if (output.dtype == MORTISE_DTYPE_UNDEFINED) return;
    const int64_t count = sdk::element_count(output.shape);
    const uint64_t size = count < 0 ? UINT64_MAX : sdk::storage_bytes(output.dtype, count);
    if (size > slot.size)
      fail("the kernel gave ", slot.title, " the shape ", sdk::message(output.shape),
           ", which is beyond the bound that it was planned with");
    const auto begin = arena.begin() + static_cast<ptrdiff_t>(slot.offset);
    output.bytes.resize(size);
    slot.arrangement->load(&*begin, output);
  }

  Device& device_;
  Queue& queue_;
  const Kernel& made_;
  const mortise_kernel_t& kernel_;
  Random& random_;
  uint64_t alignment_;
  std::vector<Slot> slots_;
  uint64_t workspace_ = 0;
  uint64_t end_ = 0;
};

}  // namespace

Kernel::Kernel(Device& device, const mortise_node_t& node) {
  device.trace().add("table->kernel_create(device, node, &kernel);");
  const Status status = take(device.table().kernel_create(device.get(), &node, &kernel_));
  if (!status.ok()) fail("kernel_create refuses a node that query supports: ", status.text());
  expect(kernel_ != nullptr, "kernel_create succeeded and gave no kernel");
  expect(kernel_->struct_size >= sizeof(*kernel_), "the kernel's struct_size is ",
         kernel_->struct_size, "; it needs ", sizeof(*kernel_));
  expect(kernel_->launch != nullptr && kernel_->release != nullptr,
         "the kernel lacks launch or release");
  expect(kernel_->workspace_alignment == 0 || is_power_of_two(kernel_->workspace_alignment),
         "the kernel's workspace_alignment is ", kernel_->workspace_alignment,
         ", not a power of two");
  expect(kernel_->workspace_size <= kLargestWorkspace, "the kernel wants a workspace of ",
         kernel_->workspace_size, " bytes for a small node");
}

std::vector<HostTensor> launch(Device& device, Queue& queue, const Kernel& kernel, Random& random,
                               const std::vector<HostTensor>& inputs,
                               std::vector<HostTensor> outputs, const LaunchOptions& options) {
  const Status status = try_launch(device, queue, kernel, random, inputs, outputs, options);
  if (status.code() == MORTISE_STATUS_DEADLINE_EXCEEDED)
    fail("a kernel's work does not end, or does not signal: ", status.text());
  if (!status.ok()) fail("launch of a node that query supports: ", status.text());
  return outputs;
}

Status try_launch(Device& device, Queue& queue, const Kernel& kernel, Random& random,
                  const std::vector<HostTensor>& inputs, std::vector<HostTensor>& outputs,
                  const LaunchOptions& options) {
  return Launcher(device, queue, kernel, random).run(inputs, outputs, options);
}

}  // namespace mortise::conform
