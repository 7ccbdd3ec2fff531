// What a device's functions are given, in the forms of other versions, and with flags that there are not.
#include <cstring>

#include "plugin-sdk/conform/suites/abi_node.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/small_kernel.hpp"
#include "plugin-sdk/conform/suites/struct_forms.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kCount = 257;
constexpr uint64_t kSize = 512;
constexpr uint8_t kBefore = 0x3c;
constexpr int64_t kSignalNanoseconds = 5'000'000'000;

// The room that the caller has is what struct_size says, no more.
void check_description(Bench& bench) {
  for (const StructForm& form : forms_of(sizeof(mortise_device_description_t))) {
    if (form.kind == FormKind::kUnknown) continue;  // nothing is read from it
    const mortise_device_description_t empty{};
    const GuardedBytes given = in_form(&empty, sizeof(empty), form);
    auto* description = reinterpret_cast<mortise_device_description_t*>(given.data());
    bench.device.trace().add("table->describe(plugin, 0, &description);  // ", form.text);
    const Status status = take(bench.device.table().describe(bench.instance.get(), 0, description));
    if (form.kind == FormKind::kShort && !status.ok()) continue;
    expect(status.ok(), "describe into a mortise_device_description_t ", form.text,
           " must succeed; it is ", status.text());
    if (form.size < sizeof(empty)) continue;
    expect(sdk::to_view(description->kind) == bench.device.kind(), "describe into a ",
           "mortise_device_description_t ", form.text, " gives the kind ", description->kind);
  }
}

// Supports lie behind each other by the caller's size, which may be more than the plugin's.
void check_supports(Bench& bench) {
  const SmallKernel kernel(bench.device, bench.environment.reference, kCount);
  const NodeCopy other(kernel.node(), "NoSuchOperator");
  const mortise_node_t* nodes[] = {&kernel.node(), other.get(), &kernel.node()};
  for (const uint64_t more : {0u, 8u, 64u, 1024u}) {
    const uint64_t size = sizeof(mortise_support_t) + more;
    const std::vector<unsigned char> zeros(3 * size, 0);
    const GuardedBytes given(zeros.data(), zeros.size(), zeros.size());
    const auto at = [&](uint64_t i) -> mortise_support_t& {
      return *reinterpret_cast<mortise_support_t*>(given.data() + i * size);
    };
    for (uint64_t i = 0; i < 3; ++i) at(i).struct_size = size;
    bench.device.trace().add("table->query(device, 3, nodes, supports);  // of ", size, " bytes");
    const Status status = take(bench.device.table().query(bench.device.get(), 3, nodes, &at(0)));
    expect(status.ok(), "query with supports of ", size, " bytes: ", status.text());
    for (uint64_t i = 0; i < 3; ++i) {
      const Status reason = take(at(i).reason);
      const uint32_t expected = i == 1 ? 0 : 1;
      expect(at(i).supported == expected, "query wrote answer ", i,
             " of 3 to the wrong place when ", "the caller's mortise_support_t has ", size,
             " bytes: it is ", at(i).supported, ", not ", expected);
      expect(reason.ok() == (expected == 1), "answer ", i, " has ", reason.ok() ? "no" : "a",
             " reason");
    }
  }
  const Status none = take(bench.device.table().query(bench.device.get(), 0, nullptr, nullptr));
  expect(none.ok(), "query for no nodes must succeed; it is ", none.text());
}

// Of work that is done. A truncated ordering, or what leads to it, may lack its signals.
void check_signalled(const Fence& fence, uint64_t value, const StructForm& form,
                     const std::string& what) {
  if (form.kind == FormKind::kShort) return;
  const Status waited = fence.try_wait(value, kSignalNanoseconds);
  expect(waited.ok(), what, " was taken, and its signal has not come: ", waited.text());
}

void check_ordering(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize), other = bench.device.buffer(kSize);
  std::unique_ptr<Fence> fence;
  if (!bench.device.synchronous()) fence = std::make_unique<Fence>(bench.device.fence());
  bench.queue.fill(other, 0, kBefore + 1, kSize);
  uint64_t value = 0;
  mortise_fence_point_t signal{};
  mortise_ordering_t ordering{};
  ordering.struct_size = sizeof(ordering);
  const auto clear = [&] {
    bench.queue.fill(buffer, 0, kBefore, kSize);
    if (fence == nullptr) return;
    signal = {fence->get(), ++value};
    ordering.signal_count = 1;
    ordering.signals = &signal;
  };
  FormUse use;
  use.name = "mortise_ordering_t";
  use.object = &ordering;
  use.known_size = sizeof(ordering);
  use.check_untouched = [&](const std::string& what) {
    check_all(bench.queue.read(buffer, 0, kSize), kBefore,
              "a buffer after " + what + " was refused");
    if (fence != nullptr)
      expect(fence->query() < value, what, " was refused, and its fence signalled all the same");
    clear();
  };
  use.check_done = [&](const StructForm& form, const std::string& what) {
    check_all(bench.queue.read(buffer, 0, kSize), kBefore + 1, "a buffer after " + what);
    if (fence != nullptr) check_signalled(*fence, value, form, what);
    clear();
  };
  const mortise_copy_end_t from = End(other).abi(), to = End(buffer).abi();
  clear();
  use.call = [&](void* given) {
    bench.device.trace().add("table->fill(device, stream, end(buffer, 0), ", kBefore + 1, ", ",
                             kSize, ", &ordering);");
    return take(bench.device.table().fill(bench.device.get(), bench.queue.stream().get(), &to,
                                          kBefore + 1, kSize,
                                          static_cast<mortise_ordering_t*>(given)));
  };
  check_forms(use);
  use.call = [&](void* given) {
    bench.device.trace().add("table->copy(device, stream, end(other, 0), end(buffer, 0), ", kSize,
                             ", &ordering);");
    return take(bench.device.table().copy(bench.device.get(), bench.queue.stream().get(), &from,
                                          &to, kSize, static_cast<mortise_ordering_t*>(given)));
  };
  check_forms(use);
}

// An ordering that orders nothing, with null arrays, is like none.
void check_empty_ordering(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  mortise_ordering_t nothing{};
  nothing.struct_size = sizeof(nothing);
  const mortise_copy_end_t to = End(buffer).abi();
  const Status status = take(bench.device.table().fill(
      bench.device.get(), bench.queue.stream().get(), &to, 1, kSize, &nothing));
  expect(status.ok(), "a fill with an ordering without waits and signals: ", status.text());
  bench.queue.fill(buffer, 0, 2, 1);
  const Bytes bytes = bench.queue.read(buffer, 0, kSize);
  expect(bytes[0] == 2 && bytes[1] == 1, "a fill with an empty ordering has not been done");
}

void check_map_flags(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  bench.queue.fill(buffer, 0, kBefore, kSize);
  for (const uint32_t flags : {0u, 4u, 5u, 8u, 1u << 31, UINT32_MAX}) {
    int witness = 0;
    void* mapped = &witness;
    const Status status = bench.device.try_map(buffer, 0, kSize, flags, mapped);
    expect(!status.ok(), "buffer_map with the flags ", flags, " succeeded; they are MAP_READ, ",
           "MAP_WRITE or both, and what is not known is refused");
    expect(mapped == &witness, "buffer_map failed, and has written its output all the same");
  }
  const auto* mapped =
      static_cast<const unsigned char*>(bench.device.map(buffer, 0, kSize, MORTISE_MAP_READ));
  check_all(Bytes(mapped, mapped + kSize), kBefore, "a buffer after maps with unknown flags");
  bench.device.unmap(buffer);
}

// ---- nodes ----

Status ask(Bench& bench, const mortise_node_t* node) {
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  bench.device.trace().add("table->query(device, 1, &node, &support);");
  const Status status = take(bench.device.table().query(bench.device.get(), 1, &node, &support));
  Status reason = take(support.reason);
  expect(reason.ok() || support.supported == 0, "query supports a node, and says why not");
  return status.ok() ? reason : status;
}

Status make(Bench& bench, const mortise_node_t* node) {
  int witness = 0;
  auto* const sentinel = reinterpret_cast<mortise_kernel_t*>(&witness);
  mortise_kernel_t* kernel = sentinel;
  bench.device.trace().add("table->kernel_create(device, node, &kernel);");
  const Status status = take(bench.device.table().kernel_create(bench.device.get(), node, &kernel));
  expect(status.ok() == (kernel != sentinel),
         "kernel_create: its output is written on success, and only then");
  if (status.ok()) kernel->release(kernel);
  return status;
}

// A part of a node in every form, for query and for kernel_create.
void check_node_part(Bench& bench, NodePart part) {
  const SmallKernel kernel(bench.device, bench.environment.reference, kCount);
  for (const auto call : {&ask, &make}) {
    NodeCopy copy(kernel.node());
    FormUse use;
    use.name = copy.name_of(part);
    use.object = copy.object_of(part);
    use.known_size = copy.size_of(part);
    use.call = [&](void* given) {
      NodeCopy changed(kernel.node());
      return call(bench, changed.with(part, given));
    };
    check_forms(use);
  }
}

// ---- launches ----

// A launch in the ABI's form, of which a part can be replaced.
class RawLaunch {
 public:
  enum class Part { kLaunch, kInput, kOutput, kOrdering };

  RawLaunch(Bench& bench, const SmallKernel& kernel)
      : bench_(bench),
        kernel_(kernel),
        source_(bench.device.buffer(kernel.byte_size())),
        target_(bench.device.buffer(kernel.byte_size())),
        content_(kernel.content(bench.random)),
        expected_(kernel.expected(content_)),
        inputs_(kernel.node().input_count, &input_) {
    if (!bench.device.synchronous()) fence_ = std::make_unique<Fence>(bench.device.fence());
    bench.queue.write(source_, 0, content_.data(), content_.size());
    input_ = view_of(source_);
    output_ = view_of(target_);
    ordering_.struct_size = sizeof(ordering_);
    launch_.struct_size = sizeof(launch_);
    launch_.stream = bench.queue.stream().get();
    launch_.input_count = inputs_.size();
    launch_.inputs = inputs_.data();
    launch_.output_count = 1;
    launch_.outputs = outputs_;
    clear();
  }

  const void* object(Part part) const {
    switch (part) {
      case Part::kLaunch: return &launch_;
      case Part::kInput: return &input_;
      case Part::kOutput: return &output_;
      default: return &ordering_;
    }
  }

  // Whole but for that part.
  Status launch(Part part, void* given) {
    mortise_launch_t changed = launch_;
    std::vector<const mortise_tensor_view_t*> inputs = inputs_;
    mortise_tensor_view_t* outputs[] = {&output_};
    changed.inputs = inputs.data();
    changed.outputs = outputs;
    const mortise_launch_t* handed = &changed;
    if (part == Part::kInput) {
      inputs.back() = static_cast<mortise_tensor_view_t*>(given);
    } else if (part == Part::kOutput) {
      outputs[0] = static_cast<mortise_tensor_view_t*>(given);
    } else if (part == Part::kOrdering) {
      changed.ordering = static_cast<mortise_ordering_t*>(given);
    } else {
      handed = static_cast<const mortise_launch_t*>(given);
    }
    bench_.device.trace().add("kernel->launch(kernel, &launch);");
    return take(kernel_.kernel().launch(&kernel_.kernel(), handed));
  }

  void check_untouched(const std::string& what) {
    settle();
    check_all(bench_.queue.read(target_, 0, kernel_.byte_size()), kBefore,
              "an output after " + what + " was refused");
    if (fence_ != nullptr)
      expect(fence_->query() < value_, what, " was refused, and its fence signalled all the same");
    clear();
  }
  void check_done(const StructForm& form, const std::string& what) {
    settle();
    check_equal(bench_.queue.read(target_, 0, kernel_.byte_size()), expected_,
                "the output of a launch of " + what);
    if (fence_ != nullptr) check_signalled(*fence_, value_, form, what);
    clear();
  }

 private:
  mortise_tensor_view_t view_of(const Buffer& buffer) {
    mortise_tensor_view_t view{};
    view.struct_size = sizeof(view);
    view.data = buffer.data();
    view.byte_size = kernel_.byte_size();
    view.dtype = MORTISE_DTYPE_FLOAT32;
    view.rank = 1;
    view.shape = shape_;
    if (bench_.device.in_host_memory()) return view;
    view.buffer = buffer.get();
    view.device = bench_.device.get();
    return view;
  }
  // What is behind it on the stream is done after it.
  void settle() {
    bench_.device.fill(bench_.queue.stream(), source_, 0, 0, bench_.queue.next());
    bench_.queue.finish();
  }
  void clear() {
    bench_.queue.fill(target_, 0, kBefore, kernel_.byte_size());
    if (fence_ == nullptr) return;
    signal_ = {fence_->get(), ++value_};
    ordering_.signal_count = 1;
    ordering_.signals = &signal_;
    launch_.ordering = &ordering_;
  }

  Bench& bench_;
  const SmallKernel& kernel_;
  Buffer source_, target_;
  Bytes content_, expected_;
  std::unique_ptr<Fence> fence_;
  uint64_t value_ = 0;
  int64_t shape_[1] = {kCount};
  mortise_tensor_view_t input_{}, output_{};
  std::vector<const mortise_tensor_view_t*> inputs_;
  mortise_tensor_view_t* outputs_[1] = {&output_};
  mortise_fence_point_t signal_{};
  mortise_ordering_t ordering_{};
  mortise_launch_t launch_{};
};

void check_launch_part(Bench& bench, RawLaunch::Part part, const char* name, uint64_t size) {
  const SmallKernel kernel(bench.device, bench.environment.reference, kCount);
  if (kernel.kernel().workspace_size != 0) skip("the kernel for ", kernel.op(), " has a workspace");
  RawLaunch launch(bench, kernel);
  FormUse use;
  use.name = name;
  use.object = launch.object(part);
  use.known_size = size;
  use.call = [&](void* given) { return launch.launch(part, given); };
  use.check_done = [&](const StructForm& form, const std::string& what) {
    launch.check_done(form, what);
  };
  use.check_untouched = [&](const std::string& what) { launch.check_untouched(what); };
  check_forms(use);
}

}  // namespace

void add_abi_device_tests(TestList& list) {
  using Part = RawLaunch::Part;
  list.add("abi.device.description", on_bench(&check_description));
  list.add("abi.device.supports", on_bench(&check_supports));
  list.add("abi.device.ordering", on_bench(&check_ordering));
  list.add("abi.device.empty_ordering", on_bench(&check_empty_ordering));
  list.add("abi.device.map_flags", on_bench(&check_map_flags));
  list.add("abi.node.node", on_bench([](Bench& b) { check_node_part(b, NodePart::kNode); }));
  list.add("abi.node.input", on_bench([](Bench& b) { check_node_part(b, NodePart::kInput); }));
  list.add("abi.node.output", on_bench([](Bench& b) { check_node_part(b, NodePart::kOutput); }));
  list.add("abi.node.type", on_bench([](Bench& b) { check_node_part(b, NodePart::kType); }));
  list.add("abi.node.attribute",
           on_bench([](Bench& b) { check_node_part(b, NodePart::kAttribute); }));
  list.add("abi.launch.launch", on_bench([](Bench& b) {
             check_launch_part(b, Part::kLaunch, "mortise_launch_t", sizeof(mortise_launch_t));
           }));
  list.add("abi.launch.input", on_bench([](Bench& b) {
             check_launch_part(b, Part::kInput, "mortise_tensor_view_t of an input",
                               sizeof(mortise_tensor_view_t));
           }));
  list.add("abi.launch.output", on_bench([](Bench& b) {
             check_launch_part(b, Part::kOutput, "mortise_tensor_view_t of an output",
                               sizeof(mortise_tensor_view_t));
           }));
  list.add("abi.launch.ordering", on_bench([](Bench& b) {
             check_launch_part(b, Part::kOrdering, "mortise_ordering_t of a launch",
                               sizeof(mortise_ordering_t));
           }));
}

}  // namespace mortise::conform
