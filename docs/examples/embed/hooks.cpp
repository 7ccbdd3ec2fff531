// Supplies all that an embedder can: tensor memory, threads, a log and a clock. The host of this example counts what it is
// asked for, and looks at every turn how many threads the process has: its own must be the only ones.
#include <mortise/mortise.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iterator>

#include "pool.hpp"

namespace {

/// The threads that the process has now.
uint64_t threads_of_process() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<uint64_t>(std::distance(begin(tasks), end(tasks)));
}

void raise(std::atomic<uint64_t>& most, uint64_t value) {
  uint64_t seen = most;
  while (value > seen && !most.compare_exchange_weak(seen, value)) {
  }
}

class Host {
 public:
  explicit Host(Pool& pool) : pool_(pool), threads_(threads_of_process()) {}

  /// The functions are static: the context brings the object.
  mortise_hooks_t hooks() {
    mortise_hooks_t hooks = {};
    hooks.struct_size = sizeof(hooks);
    hooks.context = this;
    hooks.allocate = allocate;
    hooks.deallocate = deallocate;
    hooks.log = log;
    hooks.thread_count = [](void* context) { return host_of(context).pool_.thread_count(); };
    hooks.parallel_for = parallel_for;
    hooks.now = now;
    return hooks;
  }

  void count_threads() { raise(most_threads_, threads_of_process()); }

  /// Whether everything was used, all memory came back, and no thread but the pool's was seen.
  bool print() const {
    std::printf("tensor memory: %llu bytes at most, %llu bytes now\n", number(peak_),
                number(bytes_));
    std::printf("parallel loops: %llu\nlog lines: %llu\nclock readings: %llu\n", number(loops_),
                number(lines_), number(readings_));
    std::printf("threads: %llu before, %llu at most\n", number(threads_), number(most_threads_));
    return peak_ > 0 && bytes_ == 0 && loops_ > 0 && lines_ > 0 && readings_ > 0 &&
           most_threads_ == threads_;
  }

 private:
  static Host& host_of(void* context) { return *static_cast<Host*>(context); }
  static unsigned long long number(uint64_t value) { return value; }

  static void* allocate(void* context, uint64_t size, uint64_t alignment) {
    Host& host = host_of(context);
    host.count_threads();
    // The size is a multiple of the alignment, as aligned_alloc wants it.
    void* memory = std::aligned_alloc(alignment, size);
    if (memory != nullptr) raise(host.peak_, host.bytes_ += size);
    return memory;
  }

  static void deallocate(void* context, void* memory, uint64_t size, uint64_t) {
    host_of(context).bytes_ -= size;
    std::free(memory);
  }

  static void log(void* context, uint32_t level, mortise_string_t message) {
    ++host_of(context).lines_;
    std::fprintf(stderr, "log %u: %.*s\n", level, static_cast<int>(message.size), message.data);
  }

  static void parallel_for(void* context, uint64_t count, uint64_t grain, Pool::Body body,
                           void* body_context) {
    ++host_of(context).loops_;
    host_of(context).pool_.run(count, grain, body, body_context);
    host_of(context).count_threads();
  }

  static int64_t now(void* context) {
    ++host_of(context).readings_;
    host_of(context).count_threads();
    const auto time = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
  }

  Pool& pool_;
  const uint64_t threads_;
  std::atomic<uint64_t> most_threads_ = 0;
  std::atomic<uint64_t> bytes_ = 0;
  std::atomic<uint64_t> peak_ = 0;
  std::atomic<uint64_t> loops_ = 0;
  std::atomic<uint64_t> lines_ = 0;
  std::atomic<uint64_t> readings_ = 0;
};

// The backend that does not exist gives the log something to say.
constexpr const char* kConfig = R"({
  "backends": [{"name": "npu", "required": false}, {"name": "cpu", "required": false}],
  "fallback": ["reference"]
})";

void run(Host& host, const char* model) {
  const mortise_hooks_t hooks = host.hooks();
  mortise::RuntimeOptions options;
  options.config_json = kConfig;
  options.hooks = &hooks;
  const mortise::Runtime runtime(options);
  const mortise::Session session = mortise::Session::load(runtime, model);
  const mortise_type_t& type = *session.input_type(0);
  const mortise::Tensor input(runtime, type.dtype, {type.shape, type.shape + type.rank});

  mortise::RunOptions limits;
  limits.timeout = std::chrono::minutes(1);  // measured on the host's clock
  const mortise::Tensors outputs = session.run({{session.input_name(0), input}}, limits);
  host.count_threads();
  std::printf("outputs: %zu\n", outputs.size());
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return std::fprintf(stderr, "usage: %s MODEL\n", argv[0]), 2;
  Pool pool(2);
  Host host(pool);  // outlives the runtime
  run(host, argv[1]);
  host.count_threads();
  if (host.print()) return 0;
  return std::fprintf(stderr, "a hook was not used, or something was left behind\n"), 1;
} catch (const std::exception& error) {
  return std::fprintf(stderr, "%s\n", error.what()), 1;
}
