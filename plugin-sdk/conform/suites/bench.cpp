#include "plugin-sdk/conform/suites/bench.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "plugin-sdk/conform/delays.hpp"
#include "plugin-sdk/conform/process.hpp"

namespace mortise::conform {
namespace {

constexpr int kDelayedRuns = 5;
constexpr int64_t kBytesPerCycle = 16;     // less than any allocation takes
constexpr int64_t kMappedPerCycle = 4096;  // the least that can be mapped

// Lets threads go together, so that they meet.
class Gate {
 public:
  explicit Gate(unsigned count) : missing_(count) {}
  void pass() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (--missing_ == 0) opened_.notify_all();
    opened_.wait(lock, [this] { return missing_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  unsigned missing_;
};

void check_host(Host& host, int64_t statuses_before) {
  const std::vector<std::string> faults = host.take_faults();
  if (!faults.empty()) fail("with the host's services: ", faults.front());
  expect(host.live_bytes() == 0, host.live_bytes(),
         " bytes of the host's memory are not given back when the instance is destroyed");
  expect(host.live_packed() == 0, host.live_packed(),
         " packed constants are not released when the instance is destroyed");
  expect(host.live_statuses() == statuses_before, host.live_statuses() - statuses_before,
         " statuses made with status_create are not released");
}

Usage run_cycles(unsigned cycles, const std::function<void()>& cycle) {
  for (unsigned i = 0; i < cycles; ++i) cycle();
  return current_usage();
}

// Empty when nothing grew.
std::string growth_text(const Usage& before, const Usage& after, unsigned cycles) {
  if (after.descriptors > before.descriptors)
    return sdk::message(after.descriptors - before.descriptors, " file descriptors");
  if (after.threads > before.threads)
    return sdk::message(after.threads - before.threads, " threads");
  const int64_t bytes = after.heap_bytes - before.heap_bytes;
  if (bytes >= kBytesPerCycle * int64_t{cycles})
    return sdk::message(bytes, " bytes of the heap, ", bytes / int64_t{cycles}, " each time");
  const int64_t mapped = after.address_bytes - before.address_bytes;
  if (mapped >= kMappedPerCycle * int64_t{cycles})
    return sdk::message(mapped, " bytes of mapped memory");
  return {};
}

}  // namespace

TestBody on_host(std::function<void(Environment&, Host&)> body) {
  return [body = std::move(body)](Environment& environment) {
    Host host(&environment.reference);
    const int64_t statuses = host.live_statuses();
    body(environment, host);
    check_host(host, statuses);
  };
}

TestBody on_bench(std::function<void(Bench&)> body) {
  return on_host([body = std::move(body)](Environment& environment, Host& host) {
    Bench bench(environment, host);
    body(bench);
  });
}

Bytes random_bytes(Random& random, uint64_t size) {
  Bytes bytes(size);
  for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random.next());
  return bytes;
}

void check_equal(const Bytes& actual, const Bytes& expected, const std::string& what) {
  for (size_t i = 0; i < expected.size(); ++i) {
    if (actual[i] != expected[i])
      fail(what, ": byte ", i, " of ", expected.size(), " is ", int{actual[i]}, " where ",
           int{expected[i]}, " is right");
  }
}

void check_all(const Bytes& actual, uint8_t value, const std::string& what) {
  check_equal(actual, Bytes(actual.size(), value), what);
}

void run_threads(unsigned count, const std::function<void(unsigned)>& body) {
  Gate gate(count);
  std::mutex mutex;
  std::exception_ptr failure;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      gate.pass();
      try {
        body(i);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(mutex);
        if (!failure) failure = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

// What is made once and kept, a cache say, is there after the first cycles. A leak is there at every look; what a driver's own
// threads have not given back yet is not.
void check_no_growth(const std::string& what, unsigned cycles, const std::function<void()>& cycle) {
  Usage before = run_cycles(8 + cycles / 4, cycle);
  std::string growth;
  for (int look = 0; look < 8; ++look) {
    const Usage after = run_cycles(cycles, cycle);
    growth = growth_text(before, after, cycles);
    if (growth.empty()) return;
    before = after;
  }
  fail(what, " leaks: after ", cycles, " more times the process has ", growth, " more");
}

void add_with_delays(TestList& list, const std::string& name, const TestBody& body) {
  list.add(name, body);
  if (!InjectedDelays::kAvailable) {
    list.add_skipped(name + ".delayed",
                     "delays cannot be injected in a build with sanitizers, which watch the locks");
    return;
  }
  list.add(name + ".delayed", [body](Environment& environment) {
    uint64_t delayed = 0;
    for (int run = 0; run < kDelayedRuns; ++run) {
      const InjectedDelays delays(environment.random.next(), &environment.subject.description());
      environment.trace.add("// with delays injected into locks");
      body(environment);
      delayed += delays.count();
    }
    if (delayed == 0)
      skip("the plugin's library takes no lock of the C library's, so that nothing was delayed");
  });
}

}  // namespace mortise::conform
