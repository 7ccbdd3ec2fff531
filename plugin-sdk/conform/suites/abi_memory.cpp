// Memory that runs out in the middle of a call: each request that the plugin makes fails once, and the call must say
// OUT_OF_MEMORY, have no effect, keep nothing, and work the next time.
#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/small_kernel.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kMostRequests = 10000;  // of one call
constexpr uint64_t kSize = 300;

// A call, and what takes its success back.
struct Call {
  std::string name;
  std::function<mortise_status_t*()> make;
  std::function<void()> undo;
};

// Makes the n-th request for memory fail: the host's, or operator new.
using Scarcity = std::function<mortise_status_t*(int64_t n, const Call& call, bool& failed)>;

Scarcity scarce_host(Host& host) {
  return [&host](int64_t n, const Call& call, bool& failed) {
    const uint64_t before = host.allocations();
    host.fail_allocation_after(n);
    mortise_status_t* status = call.make();
    host.fail_allocation_after(-1);
    failed = host.allocations() - before > static_cast<uint64_t>(n);
    return status;
  };
}

mortise_status_t* scarce_new(int64_t n, const Call& call, bool& failed) {
  const FailingAllocation failing(n);
  mortise_status_t* status = call.make();
  failed = failing.happened();
  return status;
}

// True when a request failed: there may be more.
bool try_once(Trace& trace, const Scarcity& scarcity, const Call& call, int64_t n) {
  trace.add("// ", call.name, ", with request ", n + 1, " for memory failing");
  bool failed = false;
  const Status status = take(scarcity(n, call, failed));
  if (status.ok()) {
    call.undo();
    return failed;
  }
  expect(failed, call.name, " failed without need: ", status.text());
  expect(status.code() == MORTISE_STATUS_OUT_OF_MEMORY, call.name, ", when its request ", n + 1,
         " for memory fails, must be OUT_OF_MEMORY; it is ", status.text());
  return true;
}

// How many requests the call makes.
int64_t exhaust(Trace& trace, const Scarcity& scarcity, const Call& call) {
  int64_t needed = 0;
  while (needed < kMostRequests && try_once(trace, scarcity, call, needed)) ++needed;
  expect(needed < kMostRequests, call.name, " makes more than ", kMostRequests, " requests");
  for (int64_t n = 0; n < std::min<int64_t>(needed, 12); ++n)
    check_no_growth(call.name + sdk::message(", when its request ", n + 1, " for memory fails,"),
                    40, [&] { try_once(trace, scarcity, call, n); });
  return needed;
}

void require_requests(int64_t requests) {
  if (requests == 0)
    skip(
        "none of these calls asks for memory in a way that the suite can make fail (the host's, or "
        "operator new)");
}

// The calls of a device's life.
class Calls {
 public:
  explicit Calls(Bench& bench)
      : bench_(bench),
        table_(bench.device.table()),
        device_(bench.device.get()),
        buffer_(bench.device.buffer(kSize)),
        other_(bench.device.buffer(kSize)) {
    bench.queue.fill(buffer_, 0, 1, kSize);
  }

  void run(const Scarcity& scarcity) {
    Trace& trace = bench_.device.trace();
    int64_t requests = 0;
    for (const Call& call : life()) requests += exhaust(trace, scarcity, call);
    for (const Call& call : work()) requests += exhaust(trace, scarcity, call);
    bench_.queue.fill(buffer_, 0, 5, kSize);
    check_all(bench_.queue.read(buffer_, 0, kSize), 5, "a buffer after memory ran out many times");
    require_requests(requests);
  }

  void run_kernel(const Scarcity& scarcity) {
    const SmallKernel kernel(bench_.device, bench_.environment.reference, 50);
    Trace& trace = bench_.device.trace();
    int64_t requests = exhaust(trace, scarcity, query(kernel));
    requests +=
        exhaust(trace, scarcity,
                {"kernel_create",
                 [&] { return table_.kernel_create(device_, &kernel.node(), &made_kernel_); },
                 [&] { made_kernel_->release(made_kernel_); }});
    const Bytes bytes = kernel.content(bench_.random);
    bench_.queue.write(buffer_, 0, bytes.data(), bytes.size());
    kernel.launch(bench_.queue.stream(), buffer_, 0, other_, 0, bench_.queue.next());
    bench_.queue.finish();
    check_equal(bench_.queue.read(other_, 0, bytes.size()), kernel.expected(bytes),
                "a kernel's output after memory ran out many times");
    require_requests(requests);
  }

 private:
  std::vector<Call> life() {
    const auto nothing = [] {};
    std::vector<Call> calls = {
        {"count", [&] { return table_.count(bench_.instance.get(), &number_); }, nothing},
        {"open", [&] { return table_.open(bench_.instance.get(), 0, &made_device_); },
         [&] { table_.close(made_device_); }},
        {"buffer_create",
         [&] { return table_.buffer_create(device_, kSize, &made_buffer_, &address_); },
         [&] { table_.buffer_release(device_, made_buffer_); }},
        {"buffer_map",
         [&] {
           return table_.buffer_map(device_, buffer_.get(), 0, kSize, MORTISE_MAP_READ, &address_);
         },
         [&] { take(table_.buffer_unmap(device_, buffer_.get())); }},
        {"stream_create", [&] { return table_.stream_create(device_, &made_stream_); },
         [&] { table_.stream_release(device_, made_stream_); }}};
    if (!bench_.device.synchronous())
      calls.push_back({"fence_create", [&] { return table_.fence_create(device_, &made_fence_); },
                       [&] { table_.fence_release(device_, made_fence_); }});
    return calls;
  }

  // A refused enqueue has promised nothing: the same signal is named until one is taken.
  std::vector<Call> work() {
    source_ = End(buffer_).abi();
    target_ = End(other_).abi();
    next();
    const auto done = [&] {
      bench_.queue.finish();
      next();
    };
    return {{"copy",
             [&] {
               return table_.copy(device_, bench_.queue.stream().get(), &source_, &target_, kSize,
                                  order_->get());
             },
             done},
            {"fill",
             [&] {
               return table_.fill(device_, bench_.queue.stream().get(), &target_, 7, kSize,
                                  order_->get());
             },
             done}};
  }
  void next() {
    signals_ = bench_.queue.next();
    order_ = std::make_unique<AbiOrder>(signals_);
  }

  Call query(const SmallKernel& kernel) {
    return {"query",
            [&] {
              support_ = {};
              support_.struct_size = sizeof(support_);
              const mortise_node_t* nodes[] = {&kernel.node()};
              mortise_status_t* status = table_.query(device_, 1, nodes, &support_);
              // A reason for want of memory counts as the call's.
              return status != nullptr ? status : support_.reason;
            },
            [] {}};
  }

  Bench& bench_;
  const mortise_device_interface_t& table_;
  mortise_device_t* device_;
  Buffer buffer_, other_;
  uint64_t number_ = 0;
  void* address_ = nullptr;
  mortise_device_t* made_device_ = nullptr;
  mortise_buffer_t* made_buffer_ = nullptr;
  mortise_stream_t* made_stream_ = nullptr;
  mortise_fence_t* made_fence_ = nullptr;
  mortise_kernel_t* made_kernel_ = nullptr;
  mortise_support_t support_{};
  mortise_copy_end_t source_{}, target_{};
  Order signals_;
  std::unique_ptr<AbiOrder> order_;
};

}  // namespace

void add_abi_memory_tests(TestList& list) {
  list.add("abi.memory.host", on_bench([](Bench& b) { Calls(b).run(scarce_host(b.host)); }));
  list.add("abi.memory.host_kernel",
           on_bench([](Bench& b) { Calls(b).run_kernel(scarce_host(b.host)); }));
  list.add("abi.memory.new", on_bench([](Bench& b) {
             FailingAllocation::require();
             Calls(b).run(&scarce_new);
           }));
  list.add("abi.memory.new_kernel", on_bench([](Bench& b) {
             FailingAllocation::require();
             Calls(b).run_kernel(&scarce_new);
           }));
}

}  // namespace mortise::conform
