// Supplies all that an embedder can: tensor memory, threads, a log and a clock. The host of this example counts what it
// is asked for, and says so at the end.
#include <mortise/mortise.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <thread>
#include <vector>

namespace {

class Host {
 public:
  static constexpr uint32_t kThreads = 2;

  /// The functions are static: the context brings the object.
  mortise_hooks_t hooks() {
    mortise_hooks_t hooks = {};
    hooks.struct_size = sizeof(hooks);
    hooks.context = this;
    hooks.allocate = allocate;
    hooks.deallocate = deallocate;
    hooks.log = log;
    hooks.thread_count = [](void*) { return kThreads; };
    hooks.parallel_for = parallel_for;
    hooks.now = now;
    return hooks;
  }

  void print() const {
    std::printf("tensor memory: %llu bytes at most, %llu bytes now\n",
                static_cast<unsigned long long>(peak_.load()),
                static_cast<unsigned long long>(bytes_.load()));
    std::printf("parallel loops: %llu\n", static_cast<unsigned long long>(loops_.load()));
  }

 private:
  static Host& host_of(void* context) { return *static_cast<Host*>(context); }

  static void* allocate(void* context, uint64_t size, uint64_t alignment) {
    Host& host = host_of(context);
    // aligned_alloc wants a multiple of the alignment.
    void* memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (memory == nullptr) return nullptr;
    const uint64_t bytes = host.bytes_ += size;
    uint64_t peak = host.peak_;
    while (bytes > peak && !host.peak_.compare_exchange_weak(peak, bytes)) {
    }
    return memory;
  }

  static void deallocate(void* context, void* memory, uint64_t size, uint64_t) {
    host_of(context).bytes_ -= size;
    std::free(memory);
  }

  static void log(void*, uint32_t level, mortise_string_t message) {
    std::fprintf(stderr, "log %u: %.*s\n", level, static_cast<int>(message.size), message.data);
  }

  /// Threads of their own for each loop: a product has a pool. Each takes the next range of `grain` until none is left.
  static void parallel_for(void* context, uint64_t count, uint64_t grain,
                           void (*body)(void*, uint64_t, uint64_t, uint32_t), void* body_context) {
    ++host_of(context).loops_;
    const uint64_t step = std::max<uint64_t>(grain, 1);
    std::atomic<uint64_t> next = 0;
    const auto work = [&](uint32_t worker) {
      for (uint64_t begin = next.fetch_add(step); begin < count; begin = next.fetch_add(step)) {
        body(body_context, begin, std::min(begin + step, count), worker);
      }
    };
    std::vector<std::thread> threads;
    for (uint32_t worker = 1; worker < kThreads; ++worker) threads.emplace_back(work, worker);
    work(0);
    for (std::thread& thread : threads) thread.join();
  }

  static int64_t now(void*) {
    const auto time = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
  }

  std::atomic<uint64_t> bytes_ = 0;
  std::atomic<uint64_t> peak_ = 0;
  std::atomic<uint64_t> loops_ = 0;
};

void run(Host& host, const char* model) {
  const mortise_hooks_t hooks = host.hooks();
  mortise::RuntimeOptions options;
  options.hooks = &hooks;
  const mortise::Runtime runtime(options);
  const mortise::Session session = mortise::Session::load(runtime, model);
  const mortise::Tensor input(runtime, MORTISE_DTYPE_FLOAT32, {1, 4});
  const mortise::Tensors outputs = session.run({{session.input_name(0), input}});
  std::printf("outputs: %zu\n", outputs.size());
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return std::fprintf(stderr, "usage: %s MODEL\n", argv[0]), 2;
  Host host;  // outlives the runtime
  run(host, argv[1]);
  host.print();
  return 0;
} catch (const std::exception& error) {
  return std::fprintf(stderr, "%s\n", error.what()), 1;
}
