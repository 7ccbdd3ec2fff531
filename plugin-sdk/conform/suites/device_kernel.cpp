// Kernels as pieces of work: launched from several threads on several streams, ordered like copies, and what they may not
// keep of a launch. What they compute is the business of device_operators.cpp.
#include <cstring>

#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/small_kernel.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kCount = 30011;
constexpr unsigned kThreads = 8;
constexpr const char* kArguments =
    "a kernel must not read the launch, or what it points to, after the call has returned";

uint64_t rounded(uint64_t size, uint64_t alignment) {
  return (size + alignment - 1) / alignment * alignment;
}

// One kernel, launched on streams of their own by threads of their own.
void check_threads(Bench& bench) {
  const SmallKernel kernel(bench.device, bench.environment.reference, kCount);
  if (kernel.kernel().workspace_size != 0)
    skip("the kernel for ", kernel.op(), " has a workspace, and this test only one of them");
  std::vector<uint64_t> seeds;
  for (unsigned i = 0; i < kThreads; ++i) seeds.push_back(bench.random.next());
  run_threads(kThreads, [&](unsigned thread) {
    Random random(seeds[thread]);
    const Buffer source = bench.device.buffer(kernel.byte_size());
    const Buffer target = bench.device.buffer(kernel.byte_size());
    Queue queue(bench.device);
    for (int round = 0; round < 12; ++round) {
      const Bytes bytes = kernel.content(random);
      queue.write(source, 0, bytes.data(), bytes.size());
      kernel.launch(queue.stream(), source, 0, target, 0, queue.next());
      queue.finish();
      check_equal(queue.read(target, 0, kernel.byte_size()), kernel.expected(bytes),
                  "the output of a kernel that several threads launch at once");
    }
  });
}

// Launches behind each other on one stream, the arguments' memory used again at once.
void check_launches(Bench& bench) {
  const SmallKernel kernel(bench.device, bench.environment.reference, kCount);
  const uint64_t step = rounded(kernel.byte_size(), bench.device.description().alignment);
  constexpr uint64_t kLaunches = 8;
  const Buffer source = bench.device.buffer(kLaunches * step);
  const Buffer target = bench.device.buffer(kLaunches * step);
  std::vector<Bytes> contents;
  for (uint64_t i = 0; i < kLaunches; ++i) {
    contents.push_back(kernel.content(bench.random));
    bench.queue.write(source, i * step, contents[i].data(), contents[i].size());
  }
  bench.queue.fill(target, 0, 0, kLaunches * step);
  for (uint64_t i = 0; i < kLaunches; ++i)
    kernel.launch(bench.queue.stream(), source, i * step, target, (kLaunches - 1 - i) * step,
                  bench.queue.next());
  const Status status = bench.queue.try_finish();
  expect(status.ok(), "a launch failed after the call had returned (", kArguments,
         "): ", status.text());
  for (uint64_t i = 0; i < kLaunches; ++i)
    check_equal(
        bench.queue.read(target, (kLaunches - 1 - i) * step, kernel.byte_size()),
        kernel.expected(contents[i]),
        sdk::message("the output of one of several launches on a stream (", kArguments, ")"));
}

// A launch waits and signals as a copy does.
void check_order(Bench& bench) {
  if (bench.device.synchronous()) skip("the device is synchronous: there is nothing to order");
  constexpr int64_t kLarge = 1000003;
  const SmallKernel kernel(bench.device, bench.environment.reference, kLarge);
  const uint64_t size = kernel.byte_size();
  const Buffer source = bench.device.buffer(size), target = bench.device.buffer(size),
               end = bench.device.buffer(64);
  const Bytes bytes = kernel.content(bench.random);
  const Bytes expected = kernel.expected(bytes);
  const Buffer upload = bench.device.buffer(size);
  bench.queue.write(upload, 0, bytes.data(), size);
  const Fence fence = bench.device.fence();
  const Stream one = bench.device.stream(), two = bench.device.stream();
  uint64_t value = 0;
  for (int round = 0; round < 6; ++round) {
    bench.device.fill(one, target, 0xff, size);
    bench.device.fill(one, source, 0xff, size);
    bench.device.copy(one, upload, source, size, {{}, {{&fence, value + 1}}});
    kernel.launch(two, source, 0, target, 0, {{{&fence, value + 1}}, {{&fence, value + 2}}});
    bench.device.copy(one, {target, size - 64}, end, 64,
                      {{{&fence, value + 2}}, {{&fence, value + 3}}});
    value += 3;
    fence.wait(value);
    check_equal(bench.queue.read(end, 0, 64), Bytes(expected.end() - 64, expected.end()),
                "the end of a kernel's output, copied by a stream that waited for the launch (the "
                "launch ignored its wait, or signalled before it was done)");
  }
}

// A launch that waits for what nobody has enqueued is refused like any other work.
void check_unknown_wait(Bench& bench) {
  if (bench.device.synchronous()) skip("the device is synchronous: there is nothing to order");
  const SmallKernel kernel(bench.device, bench.environment.reference, 64);
  const Buffer source = bench.device.buffer(kernel.byte_size());
  const Buffer target = bench.device.buffer(kernel.byte_size());
  bench.queue.fill(source, 0, 0, kernel.byte_size());
  const Fence fence = bench.device.fence(), done = bench.device.fence();
  const Stream stream = bench.device.stream();
  const Status status =
      kernel.try_launch(stream, source, 0, target, 0, {{{&fence, 1}}, {{&done, 1}}});
  expect(!status.ok(), "a launch was enqueued that waits for a value that nobody has enqueued");
  kernel.launch(stream, source, 0, target, 0, {{}, {{&done, 1}}});
  done.wait(1);
}

// What query announces, the kernel keeps.
void check_announced(Bench& bench) {
  const SmallKernel kernel(bench.device, bench.environment.reference, kCount);
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  const mortise_node_t* nodes[] = {&kernel.node()};
  take(bench.device.table().query(bench.device.get(), 1, nodes, &support));
  take(support.reason);
  const uint32_t flags = kernel.kernel().flags;
  expect((flags & ~MORTISE_KERNEL_RANGED) == 0, "the kernel has the unknown flags ", flags);
  const bool ranged = (flags & MORTISE_KERNEL_RANGED) != 0;
  expect(support.ranged <= 1, "query says ranged = ", support.ranged);
  expect((support.ranged == 1) == ranged, "query says ranged = ", support.ranged,
         ", and the kernel has ", ranged ? "the" : "no", " flag MORTISE_KERNEL_RANGED");
  expect(support.seconds >= 0, "query estimates ", support.seconds, " seconds");
  expect(support.workspace_size == kernel.kernel().workspace_size,
         "query says workspace_size = ", support.workspace_size, ", and the kernel ",
         kernel.kernel().workspace_size);
}

// query and kernel_create from many threads.
void check_create_threads(Bench& bench) {
  const SmallKernel kernel(bench.device, bench.environment.reference, kCount);
  run_threads(kThreads, [&](unsigned) {
    for (int i = 0; i < 40; ++i) {
      mortise_support_t support{};
      support.struct_size = sizeof(support);
      const mortise_node_t* nodes[] = {&kernel.node()};
      const Status status =
          take(bench.device.table().query(bench.device.get(), 1, nodes, &support));
      take(support.reason);
      expect(status.ok() && support.supported == 1,
             "query, called by several threads at once, does not support ", kernel.op(),
             ", which it does alone");
      const Kernel another(bench.device, kernel.node());
    }
  });
}

void check_cycles(Bench& bench) {
  const SmallKernel kernel(bench.device, bench.environment.reference, 1000);
  const Buffer source = bench.device.buffer(kernel.byte_size());
  const Buffer target = bench.device.buffer(kernel.byte_size());
  bench.queue.fill(source, 0, 0, kernel.byte_size());
  check_no_growth("creating and releasing a kernel", 200,
                  [&] { const Kernel another(bench.device, kernel.node()); });
  check_no_growth("launching a kernel", 200, [&] {
    kernel.launch(bench.queue.stream(), source, 0, target, 0, bench.queue.next());
    bench.queue.finish();
  });
}

// A kernel's node may go as soon as the kernel is there.
void check_without_node(Bench& bench) {
  auto kernel = std::make_unique<SmallKernel>(bench.device, bench.environment.reference, kCount);
  const Buffer source = bench.device.buffer(kernel->byte_size());
  const Buffer target = bench.device.buffer(kernel->byte_size());
  const Bytes bytes = kernel->content(bench.random);
  const Bytes expected = kernel->expected(bytes);
  kernel->drop_node();
  bench.queue.write(source, 0, bytes.data(), bytes.size());
  kernel->launch(bench.queue.stream(), source, 0, target, 0, bench.queue.next());
  bench.queue.finish();
  check_equal(bench.queue.read(target, 0, bytes.size()), expected,
              "the output of a kernel whose node is gone (it must copy what it needs of it)");
}

}  // namespace

void add_device_kernel_tests(TestList& list) {
  list.add("device.kernel.announced", on_bench(&check_announced));
  list.add("device.kernel.launches", on_bench(&check_launches));
  list.add("device.kernel.unknown_wait", on_bench(&check_unknown_wait));
  list.add("device.kernel.without_node", on_bench(&check_without_node));
  list.add("device.kernel.cycles", on_bench(&check_cycles));
  add_with_delays(list, "device.kernel.order", on_bench(&check_order));
  add_with_delays(list, "device.kernel.threads", on_bench(&check_threads));
  add_with_delays(list, "device.kernel.create_threads", on_bench(&check_create_threads));
}

}  // namespace mortise::conform
